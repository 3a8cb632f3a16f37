"""The nouns' fields, each noun's in one list: what is published of it and to whom, and how it is
kept.

From here draw the events (`events.py`) and the snapshot, what each audience may see
(`live/audience.py`), the archive out and in, and the spreadsheet's columns. A field that is not
here is published to nobody; tests name a column that was forgotten.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any

from cafe.core.i18n import _

Item = dict[str, Any]
# Who sees a field: `v` the wall, `t` a table (of its own things), `w` the organiser's board.
EVERYBODY, HOSTS, ORGANISER, NOBODY = "vtw", "tw", "w", ""


@dataclass(frozen=True)
class Field:
    """One thing that is known of a noun.

    `name` is its key in events, `read` the row's attribute (the same when not given) or how it is
    made of a row, `seen` who is told: nobody, when that is not said. `key` is its key in the
    archive, None: it is not kept there by itself; there it may be left out when it is `absent`,
    unless that is REQUIRED. `column`: what the spreadsheet of notes calls it.
    """

    name: str
    read: str | Callable[[Any], Any] = ""
    seen: str = NOBODY
    key: str | None = None
    absent: Any = None
    column: Callable[[], str] | None = None

    @cached_property
    def of(self) -> Callable[[Any], Any]:
        """Reads it off a row."""
        return self.read if callable(self.read) else attrgetter(self.attribute)

    @property
    def attribute(self) -> str:
        """The row's attribute; of a field that is made, its name."""
        return self.read if isinstance(self.read, str) and self.read else self.name


REQUIRED = object()


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
    return bool(value) if absent is None else value != absent


def _as_late(name: str) -> Callable[[Any], Any]:
    return lambda note: note.as_late(name)


# What an organiser says of the gathering itself.
PLANNED = (
    *("name", "network", "ends", "place"),
    *("goal", "purpose", "participants", "background"),
)

# What is told of a block of the programme (plan/programme/rules.py).
BLOCK = ("uid", "kind", "title", "minutes", "pinned", "prompt", "began")

WORKSHOP = Noun(
    "workshop",
    "id",
    (
        Field("id", seen=EVERYBODY),
        Field("title", seen=EVERYBODY, key="title", absent=REQUIRED),
        Field("document_title", seen=ORGANISER, key="document_title", absent=REQUIRED),
        Field("language", seen=EVERYBODY, key="language", absent=REQUIRED),
        Field(
            "date", lambda cafe: cafe.date.isoformat(), seen=EVERYBODY, key="date", absent=REQUIRED
        ),
        Field("intro", key="intro", absent=REQUIRED),
        Field(
            "signature",
            lambda cafe: _lines(cafe.signature),
            seen=ORGANISER,
            key="signature",
            absent=REQUIRED,
        ),
        Field("commissioner", seen=ORGANISER, key="commissioner"),
        *(Field(name, seen=ORGANISER, key=name) for name in PLANNED),
        Field("starts", seen=EVERYBODY, key="starts"),  # the programme is reckoned from it
        Field(
            "programme",
            lambda cafe: [{key: one[key] for key in BLOCK} for one in cafe.programme],
            seen=EVERYBODY,
        ),  # the archive has it in its own words (archive/programme.py)
        Field("stage", seen=EVERYBODY, key="stage", absent="sorting"),
        Field("timer_ends_ms", seen=EVERYBODY),
        Field("rounds", seen=EVERYBODY, key="rounds"),
        Field("round", seen=EVERYBODY),
        Field("changing", seen=EVERYBODY),
        Field("asks_main", seen=EVERYBODY),
        Field("seating", key="seating"),
        Field("dots", seen=EVERYBODY, key="dots"),
        Field("phones", seen=EVERYBODY, key="phones", absent="open"),
        Field("print_elaborations", key="print_elaborations"),
        Field("codes", key="codes", absent=True),
        Field("report_options", key="report_options"),
        Field("abbreviations", key="abbreviations"),
        Field("series", lambda cafe: _series(cafe.series), key="series"),
        Field("checklist", key="checklist"),
        Field("letter", key="letter"),
        Field(
            "published",
            lambda cafe: any(version.shown for version in cafe.versions),
            seen=EVERYBODY,
        ),
    ),
)
QUESTION = Noun(
    "question",
    "id",
    (
        Field("id", seen=EVERYBODY),
        Field("uid", seen=EVERYBODY),  # a block of the programme names it
        Field("number", seen=EVERYBODY, key="number", absent=REQUIRED),
        Field("text", seen=EVERYBODY, key="text", absent=REQUIRED),
        Field("form", seen=EVERYBODY, key="form", absent=REQUIRED),
        Field(
            "parts",
            lambda question: _parts(question.parts),
            seen=EVERYBODY,
            key="parts",
            absent=REQUIRED,
        ),
        Field("summary", key="summary", absent=REQUIRED),
        Field("origin", lambda question: question.came_from, key="origin", absent=""),
    ),
)
TABLE = Noun(
    "table",
    "id",
    (
        Field("id", seen=EVERYBODY),
        Field("number", seen=EVERYBODY, key="number", absent=REQUIRED),
        Field("question", "question_id", seen=EVERYBODY),
        Field("cafe_name", seen=EVERYBODY, key="cafe_name", absent=REQUIRED),
        Field("split", "by_parts", seen=EVERYBODY, key="split", absent=REQUIRED),
        Field("hosts", seen=HOSTS, key="hosts", absent=REQUIRED),
        Field("roles", lambda table: _roles(table.roles), seen=HOSTS, key="roles"),
        Field("meeting", seen=HOSTS, key="meeting"),
        Field("tags", seen=HOSTS, key="tags"),
        Field("rehearsed", seen=HOSTS, key="rehearsed", absent=False),
        Field("main_statement", seen=EVERYBODY, key="main_statement", absent=REQUIRED),
        Field("opened", lambda table: table.opened_at is not None, seen=HOSTS),
        Field(
            "posters",
            lambda table: [{"id": one.id, "alt": one.alt} for one in table.posters],
            seen=EVERYBODY,
        ),
    ),
)
NOTE = Noun(
    "note",
    "uid",
    (
        Field("id", "uid", seen=EVERYBODY, key="id", absent=REQUIRED),
        Field("table", "table_id", seen=EVERYBODY),
        Field("kind", seen=EVERYBODY, key="kind", absent=REQUIRED),
        Field("part", seen=EVERYBODY, key="part", absent=REQUIRED, column=lambda: _("Part")),
        Field("text", seen=EVERYBODY, key="text", absent=REQUIRED),
        Field("elaborations", seen=EVERYBODY, key="elaborations"),
        Field("struck", seen=EVERYBODY, key="struck"),
        Field("round", seen=EVERYBODY, key="round", column=lambda: _("Round")),
        Field("paper", seen=EVERYBODY, key="paper", column=lambda: _("From paper")),
        Field("joined_into", seen=HOSTS, key="joined_into"),
        Field("in_main", seen=HOSTS, key="in_main"),
        Field("aside", "aside_reason", seen=HOSTS),  # the archive has these in a list
        Field("order", seen=EVERYBODY),  # as the notes' order
    ),
)
LATE = Noun(
    "late",
    "uid",
    (
        Field("id", "uid", HOSTS, key="id", absent=REQUIRED),
        Field("table", "table_id", HOSTS),
        Field("kind", _as_late("kind"), HOSTS, key="kind", absent=REQUIRED),
        Field(
            "part", _as_late("part"), HOSTS, key="part", absent=REQUIRED, column=lambda: _("Part")
        ),
        Field("text", _as_late("text"), HOSTS, key="text", absent=REQUIRED),
        Field("decided", seen=HOSTS, key="decided", absent="waiting"),
        Field("reason", seen=HOSTS, key="reason"),
        Field("paper", seen=HOSTS, key="paper", column=lambda: _("From paper")),
        Field("held", seen=HOSTS, key="held"),
    ),
)
ASKED = Noun(
    "asked",
    "uid",
    (
        Field("id", "uid", seen=EVERYBODY, key="id", absent=REQUIRED),
        Field("note", "note.uid", seen=EVERYBODY),
        Field("table", "note.table_id", seen=EVERYBODY),
        Field("text", seen=EVERYBODY, key="text", absent=REQUIRED),
        Field("answered", seen=EVERYBODY, key="answered", absent="no"),
        Field("answer", seen=EVERYBODY, key="answer"),
        Field("decided", seen=ORGANISER, key="decided"),
        Field("reason", seen=ORGANISER, key="reason"),
        Field("shown", seen=EVERYBODY, key="shown"),
        Field("hidden", seen=EVERYBODY, key="hidden"),
    ),
)
CATEGORY = Noun(
    "category",
    "id",
    (
        Field("id", seen=ORGANISER),
        Field("question", "question_id", ORGANISER),
        Field("heading", seen=ORGANISER, key="heading", absent=REQUIRED),
        Field("listed", seen=ORGANISER, key="listed", absent=REQUIRED),
        Field("position", seen=ORGANISER),  # as the headings' order
    ),
)
ENTRY = Noun(
    "entry",
    "id",
    (
        Field("id", seen=ORGANISER),
        Field("category", "category_id", ORGANISER),
        Field("text", seen=ORGANISER, key="text", absent=REQUIRED),
        Field("position", seen=ORGANISER),  # as the sentences' order
    ),
)
NOUNS = (WORKSHOP, QUESTION, TABLE, NOTE, LATE, ASKED, CATEGORY, ENTRY)


def _lines(signature: dict[str, str] | None) -> Item | None:
    return signature and {key: signature.get(key, "") for key in ("name", "position", "month")}


def _series(series: Any) -> Item | None:
    return series and {"uid": series.uid, "name": series.name}


def _roles(roles: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{"host": one["host"], "role": one["role"]} for one in roles]


def _parts(parts: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{"letter": part["letter"], "text": part["text"]} for part in parts]
