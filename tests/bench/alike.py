"""How good offered duplicates and headings are, and how long they take.

python -m tests.bench.alike [ARCHIVE]: on the sample of 2014, or on another sorted archive.

A true pair is two notes behind the same entry, joined or absorbed. That is what the organiser did,
not what says the same: she also joined notes into one sentence that share no word and no meaning
("cause; effect"), and no method finds those by likeness; and she left alone some that do say the
same. Three in a sentence are three pairs. The published figures and goals are about something
easier, pairs that one annotator read as the same, in all eight questions. So the figures here
stand lower for every method: compare ratios to the plain method beside, not figures.

Then the same on the product's demo café: another field, and no word list was made for it.
"""

import statistics
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product
from pathlib import Path
from random import Random

from cafe.suggest.likeliest import Placed, suggest
from cafe.suggest.likeness import index_features, like, pairs
from cafe.suggest.vectors import WEIGHTS, read
from cafe.suggest.vocabulary import Weights
from tests.bench.parts import baselines
from tests.bench.parts.figures import machine, show
from tests.bench.parts.sample import PATH, Asked, demo, partners, questions

SEEDS = 20
EVERYTHING = 10**9
Scores = dict[tuple[str, str], float]
Method = Callable[[Asked, Mapping[str, str], Sequence[str]], dict[str, list[str]]]


def ours(asked: Asked, weights: Weights = WEIGHTS) -> Scores:
    """Our list of a whole question."""
    shelf = index_features(
        read(asked.slips, asked=asked.text, beside=asked.beside, weights=weights)
    )
    return {(pair.left, pair.right): pair.score for pair in pairs(shelf, limit=EVERYTHING)}


def in_order(asked: Iterable[Asked], scores: Iterable[Scores]) -> list[bool]:
    """Whether each offered pair is true, best first, the questions' lists merged by score."""
    found = [
        (-score, frozenset(two) in one.same)
        for one, all_of in zip(asked, scores, strict=True)
        for two, score in all_of.items()
    ]
    return [true for _score, true in sorted(found, key=lambda pair: pair[0])]


def average_precision(offered: Sequence[bool], true: int) -> float:
    hits = [place for place, right in enumerate(offered, 1) if right]
    return sum(hit / place for hit, place in enumerate(hits, 1)) / true


def in_first_three(asked: Asked, nearest: Callable[[str], Sequence[str]]) -> list[bool]:
    """For each note with a partner, whether one is among its three nearest."""
    return [bool(set(nearest(note)[:3]) & true) for note, true in partners(asked).items()]


def by_list(scores: Scores) -> Callable[[str], Sequence[str]]:
    ranked = sorted(scores, key=lambda two: -scores[two])
    return lambda note: [other for two in ranked if note in two for other in two if other != note]


def by_likeness(asked: Asked) -> Callable[[str], Sequence[str]]:
    shelf = index_features(read(asked.slips, asked=asked.text, beside=asked.beside))
    slips = {slip.id: slip for slip in asked.slips}
    return lambda note: [found.note for found in like(slips[note], shelf, top=3)]


def duplicates(asked: Sequence[Asked], scores: Sequence[Scores], near: Sequence[bool]) -> list[str]:
    true = sum(len(one.same) for one in asked)
    offered = in_order(asked, scores)
    alone = [
        average_precision(in_order([one], [some]), len(one.same))
        for one, some in zip(asked, scores, strict=True)
    ]
    return [
        f"{average_precision(offered, true):.2f}",
        " ".join(f"{one:.2f}" for one in alone),
        f"{sum(offered[:200]) / true:.2f}",
        f"{statistics.mean(near):.2f}",
    ]


def show_duplicates(asked: Sequence[Asked]) -> None:
    plain, own = [baselines.cosine(one) for one in asked], [ours(one) for one in asked]
    rows: list[tuple[str, ...]] = [("", "AP", "by question", "recall in 200", "in first 3")]
    for name, scores in (("letters 2–5, TF-IDF cosine", plain), ("ours, the list", own)):
        some = zip(asked, scores, strict=True)
        near = [hit for one, all_of in some for hit in in_first_three(one, by_list(all_of))]
        rows.append((name, *duplicates(asked, scores, near)))
    near = [hit for one in asked for hit in in_first_three(one, by_likeness(one))]
    rows.append(('ours, "notes like this"', "", "", "", f"{statistics.mean(near):.2f}"))
    rows.append(("ours, the list ÷ letters", *_ratios(rows[2][1:], rows[1][1:])))
    rows.append(("goal ÷ letters, as published", "1.17", "", "1.10", "1.03"))
    rows.append(("published: the same letters", ".36", "", ".77", ".89"))
    rows.append(("goal on notes not seen", ".42", "", ".85", ".92"))
    count = sum(len(one.same) for one in asked)
    show(f"Duplicates: {count} true pairs, {sum(len(one.slips) for one in asked)} notes", rows)


def _ratios(ours: Sequence[str], plain: Sequence[str]) -> list[str]:
    """How many times the plain figure ours is; empty where a cell holds several."""
    cells = zip(ours, plain, strict=True)
    return ["" if " " in one else f"{float(one) / float(other):.2f}" for one, other in cells]


def show_crossed(asked: Sequence[Asked]) -> None:
    """Weights chosen on the other questions only: what choosing them is worth on unseen notes."""
    grid = [
        Weights(part, kin, asked=known, letters=letters)
        for part, kin, known, letters in product((0.5, 0.8), (0.01, 0.7), (0.5, 1), (0.5, 1, 2))
    ]
    table = {
        weights: [
            average_precision(in_order([one], [ours(one, weights)]), len(one.same)) for one in asked
        ]
        for weights in grid
    }
    rows: list[tuple[str, ...]] = [
        ("question", "as shipped", "chosen on the others", "worst of the grid", "best")
    ]
    for at, one in enumerate(asked):
        rest = [other for other in range(len(asked)) if other != at]
        best = max(grid, key=lambda some: sum(table[some][other] for other in rest))
        column = [table[weights][at] for weights in grid]
        values = (table[WEIGHTS][at], table[best][at], min(column), max(column))
        rows.append((str(one.number), *(f"{value:.3f}" for value in values)))
    show(f"Average precision, weights crossed over {len(grid)} choices", rows)


def proposed(
    asked: Asked, placed: Mapping[str, str], waiting: Sequence[str]
) -> dict[str, list[tuple[str, float]]]:
    """What we suggest for the waiting notes."""
    slips = {slip.id: slip for slip in asked.slips}
    return suggest(
        [Placed(slips[note], heading) for note, heading in placed.items()],
        {heading: heading for heading in asked.headings},
        [slips[note] for note in waiting],
        asked=asked.text,
        beside=asked.beside,
    )


def named(asked: Asked, placed: Mapping[str, str], waiting: Sequence[str]) -> dict[str, list[str]]:
    found = proposed(asked, placed, waiting).items()
    return {note: [heading for heading, _score in ranked] for note, ranked in found}


def draws(asked: Asked, share: float, seeds: int) -> Iterable[tuple[dict[str, str], list[str]]]:
    """So many ways of having placed `share` of the notes: what is placed where, and what waits."""
    for seed in range(seeds):
        notes = sorted(asked.under)
        Random(seed * 100 + asked.number).shuffle(notes)
        cut = max(1, round(len(notes) * share))
        yield {note: asked.under[note][0] for note in notes[:cut]}, notes[cut:]


def ranks(asked: Asked, method: Method, share: float, seeds: int) -> list[int]:
    """At which place, from 0, a right heading comes for each waiting note of each draw."""
    return [
        min(ranked.index(heading) for heading in asked.under[note])
        for placed, waiting in draws(asked, share, seeds)
        for note, ranked in method(asked, placed, waiting).items()
    ]


def _within(places: Iterable[int], top: int) -> float:
    return statistics.mean(place < top for place in places)


def show_headings(asked: Sequence[Asked], seeds: int) -> None:
    rows: list[tuple[str, ...]] = [
        ("", "20 %: top-1", "top-2", "by question", "50 %: top-1", "top-2", "by question")
    ]
    methods: list[tuple[str, Method]] = [
        ("largest heading so far", baselines.largest),
        ("centroids of letters 2–5", baselines.centroids),
        ("ours", named),
    ]
    for name, method in methods:
        cells = []
        for share in (0.2, 0.5):
            places = [ranks(one, method, share, seeds) for one in asked]
            every = [place for some in places for place in some]
            cells += [f"{_within(every, 1):.3f}", f"{_within(every, 2):.3f}"]
            cells += [" ".join(f"{_within(some, 1):.2f}" for some in places)]
        rows.append((name, *cells))
    rows.append(("ours ÷ centroids", *_ratios(rows[3][1:], rows[2][1:])))
    rows.append(("goal ÷ centroids, as published", "1.09", "", "", "1.08", "1.07", ""))
    rows.append(("published: largest, all eight questions", "", "", "", ".43", ".69", ""))
    rows.append(("published: centroids, all eight", ".53", ".77", "", ".61", ".81", ""))
    rows.append(("goal on questions not seen", ".58", "", "", ".66", ".87", ""))
    show(f"Headings of notes not yet placed, mean of {seeds} draws", rows)


def show_trust(asked: Sequence[Asked], seeds: int) -> None:
    """How often a suggestion is right, the surest first: where a line for many may be drawn."""
    sure: list[tuple[float, bool]] = []
    for one in asked:
        for placed, waiting in draws(one, 0.5, seeds):
            for note, ((heading, score), *_others) in proposed(one, placed, waiting).items():
                sure.append((score, heading in one.under[note]))
    rows: list[tuple[str, ...]] = [("likelihood at least", "share of notes", "right")]
    for line in (0.8, 0.7, 0.6, 0.5, 0.4, 0.0):
        above = [true for score, true in sure if score >= line]
        if above:
            share = len(above) / len(sure)
            rows.append((f"{line:.1f}", f"{share:.0%}", f"{statistics.mean(above):.0%}"))
    show("Above which line a heading is right, 50 % placed", rows)


def main() -> None:
    """Print all figures."""
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else PATH
    asked = [one for one in questions(path) if one.same]
    print(machine())
    for name, some, seeds in ((path.name, asked, SEEDS), ("the demo café", demo(), SEEDS // 4)):
        print(f"\n=== {name}")
        show_duplicates([one for one in some if one.same])
        show_headings(some, seeds)
        show_trust(some, seeds)
    show_crossed(asked)


if __name__ == "__main__":
    main()
