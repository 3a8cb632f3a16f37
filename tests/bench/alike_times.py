"""How long offering takes for 100, 1,000 and 10,000 notes.

python -m tests.bench.alike_times [ARCHIVE]. Goals: all pairs of 1,000 notes < 0.5 s, of 10,000
< 5 s, one new note < 10 ms. CPU is what counts on a shared machine, and even that grows when others
use the same cores: the plain method beside, which compares every pair, says how much.
"""

import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from random import Random

from cafe.suggest.likeliest import Placed, suggest
from cafe.suggest.likeness import index_features, like, pairs
from cafe.suggest.vectors import Text, read
from tests.bench.parts import baselines
from tests.bench.parts.figures import machine, show
from tests.bench.parts.sample import PATH, Asked, questions


def show_times(asked: Sequence[Asked]) -> None:
    """CPU and wall seconds for so many notes of the sample's words, every third with a new word.

    Beside it the plain method, which compares every pair: its time grows with the square.
    """
    known = [word for one in asked for slip in one.slips for word in slip.text.split()]
    rows: list[tuple[str, ...]] = [
        (
            "notes",
            "all pairs: CPU",
            "wall",
            "letters: CPU",
            "one new note: CPU",
            "headings: CPU",
            "wall",
        )
    ]
    for many in (100, 1_000, 10_000):
        random = Random(many)
        slips = [Text(str(at), _made_up(random, known, many)) for at in range(many)]
        whole = _timed(partial(_pairs, slips))
        ask = partial(like, Text("new", "ny tid"), index_features(read(slips)), top=5)
        single = min(_timed(ask)[0] for _try in range(5))
        placed = [Placed(slip, str(random.randrange(6))) for slip in slips[: many // 2]]
        headings = {str(at): " ".join(random.sample(known, 2)) for at in range(6)}
        some = _timed(partial(suggest, placed, headings, slips[many // 2 :]))
        bare = Asked(0, "", slips, set(), [], {}, {}, [])
        plain = f"{_timed(partial(baselines.cosine, bare))[0]:.2f} s" if many <= 1000 else ""
        both = [f"{value:.2f} s" for value in (*whole, *some)]
        rows.append((f"{many:,}", *both[:2], plain, f"{single * 1000:.1f} ms", *both[2:]))
    show("Notes made of the sample's words", rows)


def _made_up(random: Random, known: Sequence[str], many: int) -> str:
    words = [random.choice(known) for _ in range(random.randint(1, 9))]
    new = f"{random.choice(known)}{random.choice(known)}".lower()
    return " ".join([*words, new] if random.randrange(many) % 3 == 0 else words)


def _pairs(slips: list[Text]) -> object:
    return pairs(index_features(read(slips)), limit=200)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - cpu, time.perf_counter() - wall


def main() -> None:
    """Print the table."""
    print(machine())
    show_times(questions(Path(sys.argv[1]) if len(sys.argv) > 1 else PATH))


if __name__ == "__main__":
    main()
