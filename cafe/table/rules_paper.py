"""Where on paper a note stands, and what is said of the cells of a sheet. Without a database.

A `spot` is "1/7", cell 7 of the table's sheet 1, or "<uid>:350:610", a place in the photograph of
this uid in parts of a thousand of its sides. A sheet is known by its number, not by its photograph:
photographed twice, its cells are the same, and what is typed off is typed off.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from cafe.core.cells.form import Mark, short_of
from cafe.core.i18n import _
from cafe.core.text import place_name
from cafe.errors import Conflict, Invalid

# Of one table: every screen is told of all of them with each change of the table.
MOST_PHOTOS = 50
# What is said of a cell that no note was typed from.
SAID = ("empty", "illegible")
Cells = Sequence[Mapping[str, str]]
CELL = r"[1-9][0-9]?/(?:[1-9]|1[0-9]|20)"
_SHARE = r"(?:[0-9]{1,3}|1000)"
SPOT = rf"{CELL}|[0-9a-f]{{8}}(?:-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}:{_SHARE}:{_SHARE}"


def check_spot(spot: str) -> str:
    """`spot` itself, or "". Raises Invalid."""
    return _checked(SPOT, spot) if spot else ""


def check_cell(spot: str) -> str:
    """`spot` itself when it is a cell of a sheet. Raises Invalid."""
    return _checked(CELL, spot)


def _checked(pattern: str, spot: str) -> str:
    if not re.fullmatch(pattern, spot, re.ASCII):
        raise Invalid(_("There is no such place on the paper."), where="spot")
    return spot


def with_said(cells: Cells, cell: str, said: str | None) -> list[dict[str, str]]:
    """`cells` with `said` of this one, None: nothing. In the order of the paper. Raises Invalid."""
    if said is not None and said not in SAID:
        raise Invalid(_("A cell is empty or illegible."), where="said")
    known = {one["cell"]: one["said"] for one in cells}
    known.pop(check_cell(cell), None)
    if said is not None:
        known[cell] = said
    return [{"cell": cell, "said": known[cell]} for cell in sorted(known, key=in_order)]


def in_order(cell: str) -> tuple[int, int]:
    """The sheet's number and the cell's."""
    sheet, _slash, number = cell.partition("/")
    return int(sheet), int(number)


def illegible(cells: Cells, typed: Iterable[str]) -> list[str]:
    """The cells that nobody could read; one that was `typed` off since has been read."""
    read = set(typed)
    return [one["cell"] for one in cells if one["said"] == "illegible" and one["cell"] not in read]


def another(sheets: Iterable[int]) -> int:
    """The number of a sheet that has none of its own: above the table's others."""
    return max(sheets, default=0) + 1


def check_table(mark: Mark, uid: str, others: Mapping[str, tuple[str, int]]) -> None:
    """Raise Conflict when the sheet is not the table's with this `uid`.

    `others`: the café's tables by uid, each as form of its question and number.
    """
    if mark.table == short_of(uid):
        return
    for other, (form, number) in others.items():
        if mark.table == short_of(other):
            words = _(
                "This sheet is from %(table)s. Photograph it on that table's page.",
                table=place_name(form, number),
            )
            raise Conflict(words, where="photo")
    raise Conflict(_("This sheet was printed for another café."), where="photo")
