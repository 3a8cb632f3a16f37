"""What a row that is brought in may be, and where such notes go. Pure."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from cafe.core.i18n import _, long_date, ngettext
from cafe.core.limits import LINE, STATEMENT
from cafe.core.text import clean
from cafe.errors import Conflict, Invalid
from cafe.table import rules as table_rules

How = Literal["hang", "gather"]
KINDS = ("focus", "questionnaire", "written", "other")
MOST_TOOK_PART = 100_000
# At once, by hand: a table of notes comes in as a file (intake/).
MOST_LINES = 500


def kind_names() -> dict[str, str]:
    """What each kind of origin is called, in the language spoken now."""
    return {
        "focus": _("Focus group"),
        "questionnaire": _("Questionnaire"),
        "written": _("Written statement"),
        "other": _("Something else"),
    }


@dataclass(frozen=True)
class About:
    """What is said of an origin beside its name; "" and 0: nothing."""

    kind: str = ""
    day: str = ""
    took_part: int = 0

    @property
    def seen(self) -> str:
        """The same in one word, as a page tells what it showed."""
        return f"{self.kind}/{self.day}/{self.took_part}"


NOTHING_SAID = About()


def about(kind: str, day: str, took_part: str) -> About:
    """What was typed, as it is kept. Raises Invalid, saying which field."""
    if kind and kind not in KINDS:
        raise Invalid(_("Choose what the source is."), where="kind")
    return About(kind, _day(day.strip()), _count(took_part.strip()))


def _day(typed: str) -> str:
    try:
        found = typed and dt.date.fromisoformat(typed).isoformat()
    except ValueError:
        found = None
    if found is None or (found and not "2000" <= found < "2100"):
        words = _("Write the date as year-month-day, for example 2026-05-17.")
        raise Invalid(words, where="day")
    return found


def _count(typed: str) -> int:
    if not typed:
        return 0
    if not typed.isdecimal() or not 0 < len(typed) < 7 or int(typed) > MOST_TOOK_PART:
        words = _("Write how many took part as a number, or nothing when it is not known.")
        raise Invalid(words, where="took_part")
    return int(typed)


def labelled(name: str, said: About) -> str:
    """An origin as what it is: its name, and in parentheses what is known of it."""
    facts = []
    if said.kind and said.kind != "other":
        facts.append(kind_names()[said.kind].lower())
    if said.day:
        facts.append(long_date(dt.date.fromisoformat(said.day)))
    if said.took_part:
        facts.append(ngettext("%(count)s took part", "%(count)s took part", said.took_part))
    return f"{name} ({', '.join(facts)})" if facts else name


def lines_in(text: str) -> list[str]:
    """The notes in what was typed or pasted: one on each line that says something.

    Raises Invalid when there is none, or more than are taken at once.
    """
    found = [line.strip() for line in text.splitlines() if line.strip()]
    if not found:
        raise Invalid(_("Write a note, or paste several, one on each line."), where="notes")
    if len(found) > MOST_LINES:
        words = _(
            "That is %(count)s notes; at most %(most)s are added at once. Bring in a table instead,"
            " or add them in pieces.",
            count=len(found),
            most=MOST_LINES,
        )
        raise Invalid(words, where="notes")
    return found


@dataclass(frozen=True)
class Row:
    """One note as it stands elsewhere; what is "" says nothing.

    `kind` is guessed when it says nothing. `main`: it is the table's main statement. `heading`: it
    is printed under it. `set_aside_reason`: it is left out of the text, for that reason, whatever
    else is said. `uid`: what it is known by (UUID), so that it comes in once.
    """

    text: str
    kind: str = ""
    part: str | None = None
    elaborations: Sequence[str] = ()
    main: bool = False
    heading: str = ""
    set_aside_reason: str = ""
    uid: str = ""


@dataclass(frozen=True)
class NotTaken:
    """A row that was not brought in: its place among them, why, and a text that could be."""

    at: int
    why: str
    where: str | None = None
    mended: str | None = None


@dataclass
class Outcome:
    """What became of the rows: by their places, those taken in, and those that were there before.

    `said` are those that became a main statement.
    """

    taken: dict[int, str] = field(default_factory=dict)  # the note's uid
    there: dict[int, str] = field(default_factory=dict)
    said: list[int] = field(default_factory=list)
    refused: list[NotTaken] = field(default_factory=list)
    mended: dict[int, str] = field(default_factory=dict)  # the text, where it came in otherwise

    def refuse(self, at: int, error: Invalid | Conflict) -> None:
        """The row at this place is not taken in, because of `error`."""
        self.refused.append(NotTaken(at, error.message, error.where, error.mended))

    def more(self, other: "Outcome") -> None:
        """The next rows of the same operation."""
        self.taken |= other.taken
        self.there |= other.there
        self.said += other.said
        self.refused += other.refused
        self.mended |= other.mended


def check_row(row: Row, letters: Collection[str], *, sorting: bool) -> Row:
    """The row as it is kept. Raises Invalid, with what could be taken instead, for what is no note.

    `letters`: the parts of its question. `sorting`: a note may be placed or set aside.
    """
    if row.uid:
        table_rules.check_uid(row.uid, where="uid")
    if row.kind:
        table_rules.check_kind(row.kind)
    text = table_rules.check_text(row.text)
    table_rules.check_part(row.part or None, letters)
    more = [clean(one, limit=STATEMENT, name=_("The elaboration")) for one in row.elaborations]
    return replace(
        row,
        text=text,
        elaborations=more,
        heading=_while_sorting(row.heading, _("The heading"), sorting=sorting),
        set_aside_reason=_while_sorting(row.set_aside_reason, _("The reason"), sorting=sorting),
    )


def _while_sorting(text: str, name: str, *, sorting: bool) -> str:
    text = clean(text, limit=LINE, name=name, lines=False, empty=True)
    if text and not sorting:
        raise Invalid(
            _(
                "%(name)s can be brought in while the café is being sorted. Move it to the "
                "stage “Sorting” first, or leave that column out.",
                name=name,
            )
        )
    return text


def kind_of(row: Row) -> str:
    """What it says, or what its words look like."""
    return row.kind or table_rules.guess_kind(row.text)


def uid_of(row: Row, operation: str, at: int) -> str:
    """What the note is known by: the same at each try of the same operation."""
    return row.uid or str(uuid.uuid5(uuid.NAMESPACE_OID, f"{operation}/{at}"))


def how(stage: str, *, origin: bool) -> How:
    """Whether notes hang up now, as if the organiser typed them, or are gathered.

    Notes of an origin hang nowhere. At a table they hang while hosts write; when the café is being
    sorted they are sorted and printed as the table's, and the wall stays as people saw it. Raises
    Conflict when they can do neither.
    """
    if stage == "finished":
        raise Conflict(
            _("The café is finished and can only be read. Move it back to sorting to change it."),
            where="stage",
        )
    if origin or stage == "sorting":
        return "gather"
    if stage in table_rules.WRITING:
        return "hang"
    raise Conflict(
        _(
            "Notes are brought in to a table while the tables are open, or when the café is being "
            "sorted. Move it to one of these stages, or choose a source of its own."
        ),
        where="stage",
    )
