"""Where on paper a note stands, and what is said of the cells of a sheet. Without a database.

A `spot` is "1/7@<uid>", cell 7 of the table's sheet 1 as the photograph of this uid shows it, or
"<uid>:350:610", a place in that photograph in parts of a thousand of its sides. A cell is known by
its numbers alone: photographed twice it is the same cell, and what is typed off is typed off. The
photograph says how it looked then, for people may write on; a spot without one ("1/7") is of a time
when that was not kept.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from cafe.core.cells import form
from cafe.core.cells.form import LAST_SHEET, Mark, short_of
from cafe.core.i18n import _
from cafe.core.text import place_name
from cafe.errors import Conflict, Invalid

# Of one table: every screen is told of all of them with each change of the table.
MOST_PHOTOS = 50
# What is said of a cell that no note was typed from; and of one that was photographed anew:
# "same", nothing was written there since.
SAID = ("empty", "illegible", "same")
Cells = Sequence[Mapping[str, str]]
_PHOTO = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
CELL = rf"[1-9][0-9]?/(?:[1-9]|1[0-9]|20)(?:@{_PHOTO})?"
_SHARE = r"(?:[0-9]{1,3}|1000)"
_POINTED = rf"{_PHOTO}:{_SHARE}:{_SHARE}"
SPOT = rf"{CELL}|{_POINTED}"
WHOLE = 1000  # a side of a photograph, where a place in it is pointed out
ROOM = 4  # millimetres that are shown round a cell: paper curls
AROUND = 120  # so much of it is shown on each side of that place


class Crop(NamedTuple):
    """A part of a photograph, in parts of a thousand of its sides."""

    left: float
    top: float
    wide: float
    high: float


def check_spot(spot: str) -> str:
    """`spot` itself, or "". Raises Invalid."""
    return _checked(SPOT, spot) if spot else ""


def check_cell(spot: str) -> str:
    """`spot` itself when it is a cell of a sheet. Raises Invalid."""
    return _checked(CELL, spot)


def check_place(spot: str) -> str:
    """`spot` itself when it is a place in a photograph, or "". Raises Invalid."""
    return _checked(_POINTED, spot) if spot else ""


def _checked(pattern: str, spot: str) -> str:
    if not re.fullmatch(pattern, spot):
        raise Invalid(_("There is no such place on the paper."), where="spot")
    return spot


def is_cell(spot: str) -> bool:
    """Whether it is a cell, and no place that somebody pointed out."""
    return "/" in spot


def photo_of(spot: str) -> str:
    """The uid of the photograph it stands in, "" when that is not known."""
    return spot.partition("@")[2] if is_cell(spot) else spot.partition(":")[0]


def in_order(spot: str) -> tuple[int, int]:
    """The cell's numbers: the sheet's and its own."""
    sheet, _slash, number = spot.partition("@")[0].partition("/")
    return int(sheet), int(number)


def crop_of(spot: str) -> Crop:
    """What of its photograph is shown: the cell, or what is round the place."""
    if is_cell(spot):
        left, top, wide, high = form.box_of(in_order(spot)[1])
        across, down = WHOLE / form.WIDE, WHOLE / form.HIGH
        left, top, wide, high = left - ROOM, top - ROOM, wide + 2 * ROOM, high + 2 * ROOM
        return Crop(left * across, top * down, wide * across, high * down)
    left, top = (min(max(at - AROUND, 0), WHOLE - 2 * AROUND) for at in _place(spot))
    return Crop(left, top, 2 * AROUND, 2 * AROUND)


def _place(spot: str) -> tuple[int, int]:
    _uid, x, y = spot.split(":")
    return int(x), int(y)


def where_words(spot: str) -> str:
    """Where it stands, for who hears it."""
    if is_cell(spot):
        return _("Cell %(number)s", number=in_order(spot)[1])
    column, row = (min(at * 3 // WHOLE, 2) for at in _place(spot))
    words = (
        (_("upper left"), _("at the top"), _("upper right")),
        (_("to the left"), _("in the middle"), _("to the right")),
        (_("lower left"), _("at the bottom"), _("lower right")),
    )
    return words[row][column]


def with_said(cells: Cells, cell: str, said: str | None) -> list[dict[str, str]]:
    """`cells` with `said` of this one, None: nothing. In the order of the paper. Raises Invalid."""
    if said is not None and said not in SAID:
        raise Invalid(_("A cell is empty, illegible or the same as before."), where="said")
    known = {in_order(one["cell"]): dict(one) for one in cells}
    known.pop(here := in_order(check_cell(cell)), None)
    if said is not None:
        known[here] = {"cell": cell, "said": said}
    return [known[at] for at in sorted(known)]


def illegible(cells: Cells, typed: Iterable[str]) -> list[str]:
    """The cells that nobody could read; one that was `typed` off since has been read."""
    read = {in_order(spot) for spot in typed if is_cell(spot)}
    unread = (one["cell"] for one in cells if one["said"] == "illegible")
    return [cell for cell in unread if in_order(cell) not in read]


def another(sheets: Iterable[int]) -> int:
    """The number of a sheet that has none of its own: above the table's others.

    Raises Conflict when there is none left.
    """
    number = max(sheets, default=0) + 1
    if number > LAST_SHEET:
        words = _("This table has had so many sheets that no number is left for another one.")
        raise Conflict(words, where="photo")
    return number


def check_table(mark: Mark, uid: str, others: Mapping[str, tuple[str, int]]) -> None:
    """Raise Conflict when the sheet is not the table's with this `uid`.

    `others`: the café's tables by uid, each as form of its question and number.
    """
    if mark.table == short_of(uid):
        return
    for other, (kind, number) in others.items():
        if mark.table == short_of(other):
            words = _(
                "This sheet is from %(table)s. Photograph it on that table's page.",
                table=place_name(kind, number),
            )
            raise Conflict(words, where="photo")
    raise Conflict(_("This sheet was printed for another café."), where="photo")
