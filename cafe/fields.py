"""What a noun's list of fields is made of, and how a field is read off a row (`nouns.py`)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any

Item = dict[str, Any]
# Who sees a field: `v` the wall, `t` a table (of its own things), `w` the organiser's board.
EVERYBODY, HOSTS, ORGANISER, NOBODY = "vtw", "tw", "w", ""


@dataclass(frozen=True)
class Field:
    """One thing that is known of a noun.

    `name` is its key in events, `read` the row's attribute (the same when not given) or how it is
    made of a row, `seen` who is told: nobody, when that is not said. `key` is its key in the
    archive, None: it is not kept there by itself; there it may be left out when it is `absent`,
    unless that is REQUIRED; False says that it is a yes or no, also in the history. `column`: what
    the spreadsheet of notes calls it. `done`: what the history says was done when it alone has
    changed, by what it is now; of two that have, the first in the list says it.
    """

    name: str
    read: str | Callable[[Any], Any] = ""
    seen: str = NOBODY
    key: str | None = None
    absent: Any = None
    column: Callable[[], str] | None = None
    done: Callable[[Any], str] | None = None

    @cached_property
    def of(self) -> Callable[[Any], Any]:
        """Reads it off a row."""
        return self.read if callable(self.read) else attrgetter(self.attribute)

    @property
    def attribute(self) -> str:
        """The row's attribute; of a field that is made, its name."""
        return self.read if isinstance(self.read, str) and self.read else self.name


REQUIRED = object()
NULL = object()  # left out when it is None: what is empty says that somebody emptied it


@dataclass(frozen=True)
class Noun:
    """A kind of thing: what events call it, what it is known by, and its fields in their order."""

    what: str
    key: str
    fields: tuple[Field, ...]

    @cached_property
    def published(self) -> tuple[Field, ...]:
        """The fields that some audience sees."""
        return tuple(field for field in self.fields if field.seen)

    @cached_property
    def kept(self) -> tuple[Field, ...]:
        """The fields that the archive has, in the order of its format."""
        return tuple(field for field in self.fields if field.key)

    @cached_property
    def body(self) -> Callable[[Any], Item]:
        """Makes of a row, or of a result with the same names, what is published of it."""
        names = tuple(field.name for field in self.published)
        if len(names) < 2 or any(callable(field.read) for field in self.published):
            readers = tuple(field.of for field in self.published)
            return lambda row: {name: of(row) for name, of in zip(names, readers, strict=True)}
        # One look for all of them: it is done for each of ten thousand notes.
        every = attrgetter(*(field.attribute for field in self.published))
        return lambda row: dict(zip(names, every(row), strict=True))

    def archived(self, row: Any) -> Item:
        """The row as the archive has it: what says nothing is left out."""
        pairs = ((field, field.of(row)) for field in self.kept)
        return {
            str(field.key): value
            for field, value in pairs
            if field.absent is REQUIRED or _says(value, field.absent)
        }

    def values(self, piece: Any) -> Item:
        """What a row is made of again, read off a piece of an archive."""
        return {field.attribute: getattr(piece, str(field.key)) for field in self.kept}

    @cached_property
    def columns(self) -> tuple[Field, ...]:
        """The fields that the spreadsheet has a column for."""
        return tuple(field for field in self.fields if field.column)


def _says(value: Any, absent: Any) -> bool:
    if absent is NULL:
        return value is not None
    return bool(value) if absent is None else value != absent


# What is told of a question of the evaluation (plan/programme/evaluation.py).
EVALUATION = ("uid", "kind", "text", "choices")


def day_of(day: date | None) -> str | None:
    """A day as a file has it."""
    return day.isoformat() if day else None


def forms_of(forms: dict[str, Any]) -> list[Item]:
    """The evaluation's forms that were opened once, with what they ask now."""
    opened = ((who, form) for who, form in sorted(forms.items()) if form["status"] != "planned")
    return [
        {"audience": who, "status": one["status"], "questions": _now(one)} for who, one in opened
    ]


def _now(form: Item) -> list[Item]:
    asked = (one for one in form["questions"] if not one["gone"])
    return [{name: one[name] for name in EVALUATION} for one in asked]


def signature_of(signature: dict[str, str] | None) -> Item | None:
    """Who answers for the document, or None."""
    return signature and {key: signature.get(key, "") for key in ("name", "position", "month")}


def printed(options: Item | None, *, elaborations: bool) -> str:
    """What the document has beside its plain form, in one word each, and the questions it is of."""
    chosen = {name: value for name, value in (options or {}).items() if value}
    only = [str(number) for number in chosen.pop("only", ())]
    return " ".join([*sorted([*chosen, *["elaborations"][: int(elaborations)]]), *only])


def pairs(abbreviations: dict[str, str] | None) -> list[list[str]] | None:
    """In an order, and no keys: those of a line are letters that are the same for everybody."""
    if abbreviations is None:
        return None
    return [[short, long] for short, long in sorted(abbreviations.items())]


def series_of(series: Any) -> Item | None:
    """The series a café is one of, or None."""
    return series and {"uid": series.uid, "name": series.name}


def roles_of(roles: list[dict[str, str]]) -> list[dict[str, str]]:
    """What hosts are there as."""
    return [{"host": one["host"], "role": one["role"]} for one in roles]


def prompts_of(prompts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The parts that were opened for pairs, and when."""
    return [{"letter": one["letter"], "at_ms": one["at_ms"]} for one in prompts]


def cells_of(cells: list[dict[str, str]]) -> list[dict[str, str]]:
    """What is said of cells on paper."""
    return [{"cell": one["cell"], "said": one["said"]} for one in cells]


def parts_of(parts: list[dict[str, str]]) -> list[dict[str, str]]:
    """A question's parts."""
    return [{"letter": part["letter"], "text": part["text"]} for part in parts]
