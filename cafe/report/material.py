"""What a document is made from: plain facts and texts, read once, without a database after that."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Slip:
    """A note that hangs on the poster (struck-out ones do not)."""

    text: str
    part: str | None = None


@dataclass(frozen=True)
class Photo:
    """A photograph of the paper poster; `file` is its name in the pictures' folder."""

    file: str
    alt: str = ""


@dataclass(frozen=True)
class Table:
    """One table at one question. `late` notes came after it was closed and wait for a decision."""

    number: int
    cafe_name: str | None = None
    main_statement: str | None = None
    split: bool = False
    slips: tuple[Slip, ...] = ()
    photos: tuple[Photo, ...] = ()
    late: int = 0


@dataclass(frozen=True)
class Heading:
    """A category with its entries' texts in the organiser's order.

    `elaborated` holds, entry by entry, what was added at the table; empty when it is not printed.
    """

    text: str
    entries: tuple[str, ...] = ()
    listed: bool = True
    elaborated: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question with its tables and headings.

    `unplaced` counts notes that stand nowhere yet, `unsourced` entries with no note behind them.
    """

    number: int
    text: str
    form: str = "tables"
    parts: tuple[tuple[str, str], ...] = ()
    summary: str | None = None
    tables: tuple[Table, ...] = ()
    headings: tuple[Heading, ...] = ()
    unplaced: int = 0
    unsourced: int = 0


@dataclass(frozen=True)
class Material:
    """A whole workshop, as the document needs it. `signature`: name, position, month."""

    language: str
    header: str
    title: str
    date: date
    commissioner: str = ""
    intro: tuple[str, ...] | None = None
    signature: tuple[str, str, str] | None = None
    questions: tuple[Asked, ...] = ()
