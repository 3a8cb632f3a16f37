"""Operations per note: a scripted organiser takes the suggestions and mends what is wrong in them.

python -m tests.bench.operations [ARCHIVE]. From the raw notes of a sorted archive to where its
organiser had them, in a real database, through what the board's page calls (organiser.py). In the
end each note's headings and companions are compared with the archive's. Typing headings and
wordings is left out: every way needs it.

An operation is one decision: a note placed, moved, set aside or put behind a sentence; a pair
judged; all above a line taken. A press is a key or click; opening a dialog and moving its line are
such too, walking with the arrows is not. The goals reckon one operation per note and one per
true pair by hand; "by hand" below is stricter, a note goes straight behind its sentence in one
operation.
"""

import sys
from pathlib import Path

from tests.bench.parts.figures import machine, show
from tests.bench.parts.organiser import Way, sorted_by
from tests.bench.parts.sample import PATH, in_archive, load

SEEDS = 3
BULK = Way(first=0.1, lines=(0.7, 0.0))
WAYS = (
    ("by hand", Way()),
    ("headings in bulk", BULK),
    ("and doubles, until 3 in a row are none", BULK._replace(patience=3)),
)


def main() -> None:
    """Print the table."""
    raw = load(Path(sys.argv[1]) if len(sys.argv) > 1 else PATH)
    asked = in_archive(raw)
    notes, true = sum(len(one.slips) for one in asked), sum(len(one.same) for one in asked)
    rows: list[tuple[str, ...]] = [("", "acts per note", "by question", "presses")]
    rows.append(("reckoned by hand: each note, each true pair", f"{(notes + true) / notes:.2f}"))
    rows[-1] += ("", "")
    for name, way in WAYS:
        print(f"… {name}", file=sys.stderr)
        done = [[sorted_by(raw, one, way, seed) for seed in range(SEEDS)] for one in asked]
        operations = [sum(hand.acts for hand in some) / SEEDS for some in done]
        presses = sum(hand.presses for some in done for hand in some) / SEEDS / notes
        alone = (
            f"{many / len(one.slips):.2f}" for many, one in zip(operations, asked, strict=True)
        )
        rows.append((name, f"{sum(operations) / notes:.2f}", " ".join(alone), f"{presses:.2f}"))
    rows.append(("goal", "0.75", "", ""))
    print(machine())
    show(f"{notes} notes, mean of {SEEDS} draws", rows)


if __name__ == "__main__":
    main()
