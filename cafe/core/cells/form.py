"""How a sheet with numbered cells is laid out, and what the marks in its corners say. Pure.

Lengths are millimetres from the sheet's top left corner. Print, reading and the browser's page all
draw from here.
"""

import base64
import hashlib
import re
from typing import NamedTuple

WIDE, HIGH = 420.0, 297.0  # A3, lying
MARGIN, CODE, GAP = 12.0, 22.0, 4.0
COLUMNS, ROWS = 5, 4
CELLS = COLUMNS * ROWS
TOP = MARGIN + CODE + GAP
CELL_WIDE, CELL_HIGH = (WIDE - 2 * MARGIN) / COLUMNS, (HIGH - 2 * TOP) / ROWS
MOST_SHEETS = 9  # of a table: the mark has one digit for it
LAST_SHEET = 99  # the highest number, with those that are photographed copies of a print
_RIGHT, _LOW = WIDE - MARGIN - CODE, HIGH - MARGIN - CODE
CORNERS = ((MARGIN, MARGIN), (_RIGHT, MARGIN), (_RIGHT, _LOW), (MARGIN, _LOW))

# What begins so is a mark of such a sheet, of this form or of another.
OURS = "DKS"
_MARK = re.compile(r"DKS1([A-Z2-7]{8})([1-9])([0-9])([0-3])", re.ASCII)
Point = tuple[float, float]


class Mark(NamedTuple):
    """What a corner says. `table`: as `short_of` says it; `parts`: among how many parts of the
    question the cells are divided, 0: they are not; `corner`: clockwise from the top left."""

    table: str
    sheet: int
    parts: int
    corner: int


def short_of(table_uid: str) -> str:
    """A table's id in eight letters: it finds the table among a café's, and opens nothing."""
    return base64.b32encode(hashlib.sha256(table_uid.encode()).digest()[:5]).decode()


def parts_of(letters: int) -> int:
    """Among how many parts the cells are divided when the question has so many."""
    return letters if letters < 10 else 0


def words_of(mark: Mark) -> str:
    """The mark as its QR code has it: 15 letters and digits, the smallest kind there is."""
    return f"{OURS}1{mark.table}{mark.sheet}{mark.parts}{mark.corner}"


def mark_of(words: str) -> Mark | None:
    """The mark that says this; None when it is none that this café can read."""
    found = _MARK.fullmatch(words)
    if found is None:
        return None
    table, sheet, parts, corner = found.groups()
    return Mark(table, int(sheet), int(parts), int(corner))


def points_of(corner: int) -> tuple[Point, ...]:
    """The four points of the code in this corner, clockwise from its own top left."""
    left, top = CORNERS[corner]
    return ((left, top), (left + CODE, top), (left + CODE, top + CODE), (left, top + CODE))


def part_of(cell: int, parts: int) -> int | None:
    """Which of the question's parts, from 0, the cell belongs to; cells are counted from 1."""
    return (cell - 1) * parts // CELLS if parts else None


def sent() -> dict[str, int]:
    """The cells for the browser, in parts of ten thousand of the sheet's width and height."""
    return {
        "cell_columns": COLUMNS,
        "cell_rows": ROWS,
        "cell_left": round(10_000 * MARGIN / WIDE),
        "cell_top": round(10_000 * TOP / HIGH),
        "cell_wide": round(10_000 * CELL_WIDE / WIDE),
        "cell_high": round(10_000 * CELL_HIGH / HIGH),
    }


def box_of(cell: int) -> tuple[float, float, float, float]:
    """The cell's left, top, width and height."""
    row, column = divmod(cell - 1, COLUMNS)
    return MARGIN + column * CELL_WIDE, TOP + row * CELL_HIGH, CELL_WIDE, CELL_HIGH
