"""What a person chose on the preview: read off a form or an address, and written back. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cafe.core.limits import LINE
from cafe.intake.facts import CafeFacts, Wish
from cafe.intake.reading import Book, Sheet
from cafe.intake.reading.delimited import NONE
from cafe.intake.reading.encodings import ALL
from cafe.intake.recognising.headers import ROLES, Role
from cafe.intake.recognising.layout import Layout, best_sheet, layout_of
from cafe.intake.recognising.values import marked

ABOUT = ("kind", "day", "took_part")  # of the source, as typed
# In an address: a tab and nothing have names.
PARTED = {"semicolon": ";", "tab": "\t", "comma": ",", "bar": "|", "none": NONE}


@dataclass(frozen=True)
class Chosen:
    """None and {} where the café may recognise it; `sheet` and `header` as numbers."""

    sheet: int | None = None
    encoding: str = ""
    delimiter: str | None = None
    header: int | None = None
    roles: Mapping[int, Role] = field(default_factory=dict)
    to: str = ""
    origin: str | None = None
    question: int = 0
    rest: bool = False
    marks: bool = False
    about: Mapping[str, str] = field(default_factory=dict)


def chosen_from(said: Mapping[str, str]) -> Chosen:
    """What `said` (a form or an address) chooses; what makes no sense is as if it were not said."""
    roles = {int(key[1:]): _role(value) for key, value in said.items() if _is_column(key)}
    return Chosen(
        _number(said.get("sheet")),
        said.get("encoding", "") if said.get("encoding") in ALL else "",
        PARTED.get(said.get("delimiter", "")),
        _number(said.get("header")),
        {column: role for column, role in roles.items() if role is not None},
        said.get("to", "") if said.get("to") in ("tables", "origin") else "",
        said.get("origin"),
        _number(said.get("question")) or 0,
        said.get("rest") == "yes",
        said.get("marks") == "yes",
        {name: said.get(name, "").strip()[:LINE] for name in ABOUT},
    )


def _is_column(key: str) -> bool:
    return key[:1] == "c" and key[1:].isdecimal() and len(key) < 5


def _role(value: str) -> Role | None:
    return next((role for role in ROLES if role == value), None)


def _number(typed: str | None) -> int | None:
    return int(typed) if typed and typed.isdecimal() and len(typed) < 7 else None


@dataclass(frozen=True)
class Understood:
    """How a table is understood by now: its sheet, columns, and where its notes go.

    `numbered`: which questions and tables the numbers in it mean.
    """

    book: Book
    at: int
    layout: Layout
    wish: Wish
    about: Mapping[str, str] = field(default_factory=dict)
    numbered: str = ""

    @property
    def sheet(self) -> Sheet:
        """The sheet that is read."""
        return self.book.sheets[self.at]

    def said(self) -> dict[str, str]:
        """All of it as a form would send it, so that the next look is the same."""
        parted = {mark: name for name, mark in PARTED.items()}
        words = {
            "sheet": str(self.at),
            "encoding": self.book.encoding,
            "delimiter": parted[self.book.delimiter] if self.book.encoding else "",
            "header": str(self.layout.header),
            **{f"c{at}": role for at, role in enumerate(self.layout.roles)},
            "to": self.wish.to,
            "origin": self.wish.origin,
            "question": str(self.wish.question or ""),
            "rest": "yes" if self.wish.rest else "",
            "marks": "yes" if self.wish.marks else "",
            **self.about,
        }
        return {key: value for key, value in words.items() if value or key[0] == "c"}

    @property
    def order(self) -> list[int]:
        """The columns as they are shown: those that are used first."""
        columns = range(len(self.layout.roles))
        return sorted(columns, key=lambda at: not self.layout.roles[at])

    @property
    def has_marks(self) -> bool:
        """Whether some notes begin with a mark of their kind."""
        columns = self.layout.columns("text")
        below = self.sheet.rows[self.layout.header :]
        return any(marked(row[at]) for row in below for at in columns if at < len(row))

    @property
    def seen(self) -> str:
        """Another word for another understanding: what is pressed is what was seen."""
        told = repr((sorted(self.said().items()), self.numbered))
        return hashlib.sha256(told.encode()).hexdigest()[:16]


def understood(book: Book, chosen: Chosen, cafe: CafeFacts, name: str) -> Understood:
    """How `book` is understood with what was chosen; `name`: of its source, when none is said."""
    at = best_sheet(book.sheets) if chosen.sheet is None else chosen.sheet
    at = min(at, len(book.sheets) - 1)
    another = chosen.sheet is not None and chosen.sheet != at
    layout = layout_of(
        book.sheets[at], header=chosen.header, chosen={} if another else chosen.roles
    )
    to = chosen.to or ("tables" if layout.column("table") is not None else "origin")
    origin = name if chosen.origin is None else chosen.origin.strip()
    wish = Wish(to, origin, _question(chosen, cafe), chosen.rest, chosen.marks)
    asked = [(number, one.text) for number, one in cafe.questions.items()]
    laid = [(number, one.id, one.question) for number, one in cafe.tables.items()]
    return Understood(book, at, layout, wish, chosen.about, repr((asked, laid)))


def _question(chosen: Chosen, cafe: CafeFacts) -> int:
    if chosen.question in cafe.questions:
        return chosen.question
    return next(iter(cafe.questions), 0)


def first_rows(view: Understood, most: int) -> Sequence[tuple[int, Sequence[str]]]:
    """The first rows below the headings that say something, each with its number."""
    below = enumerate(view.sheet.rows[view.layout.header :], view.layout.header + 1)
    return [(number, row) for number, row in below if any(map(str.strip, row))][:most]
