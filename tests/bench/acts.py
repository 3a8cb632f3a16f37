"""Acts per note: someone who follows the suggestions when right and mends them when wrong.

python -m tests.bench.acts [ARCHIVE]. An act is one click or key that decides something: place a
note, accept or refuse a pair, take all above a line. Joined notes are placed with their sentence.
By hand it is one act per note and one per true pair.
"""

import statistics
import sys
from pathlib import Path
from random import Random

from cafe.sort.alike import pairs, shelve
from cafe.sort.reading import read
from tests.bench.alike import proposed
from tests.bench.figures import show
from tests.bench.sample import PATH, Asked, questions

SEEDS = 20
# Suggestions are taken in bulk down to one line after the other, learning from each mending.
LINES = (0.7, 0.55, 0.4, 0.0)
BY_HAND_FIRST = 0.15


def joined(asked: Asked, share: float) -> tuple[int, set[str]]:
    """Acts of judging the first pairs, `share` of the notes in number, and the notes they absorb.

    Pairs of notes that already stand in one sentence are not shown again.
    """
    shelf = shelve(read(asked.slips, asked=asked.text, beside=asked.beside))
    sentence = {slip.id: slip.id for slip in asked.slips}
    acts = 0
    for pair in pairs(shelf, limit=10**6):
        one, other = sentence[pair.left], sentence[pair.right]
        if one == other or acts >= share * len(asked.slips):
            continue
        acts += 1
        if frozenset((pair.left, pair.right)) in asked.same:
            sentence = {note: one if to == other else to for note, to in sentence.items()}
    return acts, {note for note, to in sentence.items() if note != to and note in asked.under}


def placing(asked: Asked, notes: list[str], seed: int) -> int:
    """Acts until all `notes` stand where the organiser had them."""
    waiting = sorted(notes)
    Random(seed * 100 + asked.number).shuffle(waiting)
    cut = max(1, round(len(waiting) * BY_HAND_FIRST))
    placed = {note: asked.under[note][0] for note in waiting[:cut]}
    acts, waiting = cut, waiting[cut:]
    for line in LINES:
        found = proposed(asked, placed, waiting)
        taken = {note: ranked[0][0] for note, ranked in found.items() if ranked[0][1] >= line}
        wrong = [note for note, heading in taken.items() if heading not in asked.under[note]]
        acts += bool(taken) + len(wrong)
        placed |= taken | {note: asked.under[note][0] for note in wrong}
        waiting = [note for note in waiting if note not in taken]
    return acts


def acts_per_note(asked: list[Asked], share: float) -> float:
    """All questions, mean of the draws; notes set aside are left out."""
    total = notes = 0.0
    for one in asked:
        judged, absorbed = joined(one, share)
        left = [note for note in one.under if note not in absorbed]
        total += judged + statistics.mean(placing(one, left, seed) for seed in range(SEEDS))
        notes += len(one.under)
    return total / notes


def main() -> None:
    """Print the table."""
    asked = questions(Path(sys.argv[1]) if len(sys.argv) > 1 else PATH)
    asked = [one for one in asked if one.same]
    notes, true = sum(len(one.under) for one in asked), sum(len(one.same) for one in asked)
    rows: list[tuple[str, ...]] = [("", "acts per note")]
    rows.append(
        ("by hand: each note placed, each true pair judged", f"{(notes + true) / notes:.2f}")
    )
    rows.append(("by hand: each note placed, no pair joined", "1.00"))
    for share in (0.0, 0.1, 0.2, 0.4):
        name = f"suggestions in bulk, pairs judged: {share:.0%} of the notes in number"
        rows.append((name, f"{acts_per_note(asked, share):.2f}"))
    rows.append(("goal", ".75"))
    show(f"{notes} notes under headings, mean of {SEEDS} draws", rows)


if __name__ == "__main__":
    main()
