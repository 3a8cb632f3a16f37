"""A table as it was read: sheets of rows of text, and what there is to tell of them. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from cafe.core.i18n import _
from cafe.errors import Invalid

# Rows of a sheet; columns of a row. What is larger is no table of notes, or several.
MOST_ROWS, MOST_COLUMNS = 5_000, 200
LARGEST = 10 * 1024 * 1024


@dataclass(frozen=True)
class Sheet:
    """`rows` as a person sees them; row 1 is the first. `hidden`: not shown in its file.

    `told`: what was found that a person should know of, by kind, each with the places: `rows` and
    `columns` that are hidden, `merged` cells, `formulas` without a value. `plain`: it was a text.
    `filled`: cells, by row and column from 0, whose value stands in a merged one above them.
    """

    name: str
    rows: Sequence[Sequence[str]]
    hidden: bool = False
    told: Mapping[str, Sequence[str]] = field(default_factory=dict)
    plain: bool = False
    filled: Sequence[Sequence[int]] = ()

    @property
    def width(self) -> int:
        """How many columns the longest row has."""
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True)
class Book:
    """What a file holds. Of text: how it was read, and how else it may be (`encodings.py`).

    `stamp`: of a spreadsheet of ours, from which café and at which revision.
    """

    sheets: Sequence[Sheet]
    encoding: str = ""
    delimiter: str = ""
    doubtful: bool = False
    stamp: str = ""

    def as_json(self) -> dict[str, Any]:
        """For the disk; `from_json` reads it."""
        return asdict(self)


def from_json(kept: Mapping[str, Any]) -> Book:
    """What `as_json` made."""
    return Book(**{**kept, "sheets": [Sheet(**sheet) for sheet in kept["sheets"]]})


def checked(sheet: Sheet) -> Sheet:
    """`sheet` itself. Raises Invalid when it is larger than what is brought in at once."""
    if len(sheet.rows) > MOST_ROWS:
        raise Invalid(
            _(
                "The table has %(rows)s rows, and %(most)s are brought in at a time. "
                "Divide it into several files.",
                rows=len(sheet.rows),
                most=MOST_ROWS,
            ),
            where="file",
        )
    if sheet.width > MOST_COLUMNS:
        raise Invalid(
            _(
                "The table has %(columns)s columns, and there is room for %(most)s. "
                "Take away those that are not about the notes.",
                columns=sheet.width,
                most=MOST_COLUMNS,
            ),
            where="file",
        )
    return sheet


def too_large() -> Invalid:
    """The refusal of a file that is too large."""
    return Invalid(
        _(
            "The file is larger than %(most)s MB. "
            "Take pictures and other sheets out of it, or save it as CSV.",
            most=LARGEST // 1024 // 1024,
        ),
        where="file",
    )
