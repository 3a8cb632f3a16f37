"""What is wrong in the hall, and what may be told to a table. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from cafe.core.i18n import _, ngettext
from cafe.core.limits import LINE, LOST_SECONDS
from cafe.core.text import clean, is_blank
from cafe.errors import Invalid

Kind = Literal["lost", "silent", "lacking", "unopened", "asked"]

SILENT_MINUTES = 6
CLOSING_MINUTES = 3  # so long before the end a table should think of its main statement
ASKED_MINUTES = 3  # a question waits so long before anybody speaks of it
MOST_NAMED = 6
MOST_UNREAD = 5  # messages that lie at one table


@dataclass(frozen=True)
class AtTable:
    """A table as it is just now.

    `away`: seconds without an open page; `quiet`: seconds since anything was written, None where
    nobody is waited for; `asked`: it shall have a main statement, as pairs and a plenary need not;
    `host`: somebody writes at it, as nobody does for pairs; `questions`: from the wall, unanswered,
    and the oldest of them has waited `waited` seconds.
    """

    name: str
    number: int
    opened: bool = True
    host: bool = True
    asked: bool = True
    away: float = 0
    quiet: float | None = None
    notes: int = 0
    main: bool = False
    questions: int = 0
    waited: float = 0


@dataclass(frozen=True)
class Moment:
    """What is on: the stage, whether people `talk` (no change of tables, no pause), and whether
    their time is nearly out or they have been asked for their main statements (`closing`).
    """

    stage: str
    talk: bool = False
    closing: bool = False


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong, and at which tables; `minutes` where it has lasted longest."""

    kind: Kind
    tables: tuple[AtTable, ...]
    minutes: int = 0


def is_lost(table: AtTable) -> bool:
    """Whether a page that was open is so no more, for longer than a hiccup."""
    return table.host and table.opened and table.away >= LOST_SECONDS


def is_silent(table: AtTable) -> bool:
    """Whether nothing has been written for so long that somebody should go there."""
    return table.asked and table.quiet is not None and table.quiet >= SILENT_MINUTES * 60


def is_lacking(table: AtTable) -> bool:
    """Whether it has talked, and has no main statement."""
    return table.asked and table.notes > 0 and not table.main


def is_unopened(table: AtTable) -> bool:
    """Whether nobody has opened its page, and nothing has come from it either."""
    return table.host and not table.opened and not table.notes


def has_waited(table: AtTable) -> bool:
    """Whether somebody at the wall has waited for an answer for some time."""
    return table.questions > 0 and table.waited >= ASKED_MINUTES * 60


def troubles(moment: Moment, tables: Sequence[AtTable]) -> list[Trouble]:
    """What is wrong just now, what needs somebody soonest first; each table is named once in each.

    A table that lost its line is not silent as well, and when nobody talks nobody is silent.
    """
    opened = moment.stage in ("open", "vernissage")
    looked: list[tuple[Kind, bool, Callable[[AtTable], bool], Callable[[AtTable], float]]] = [
        ("lost", opened, is_lost, lambda table: table.away),
        ("silent", moment.talk, lambda t: is_silent(t) and not is_lost(t), lambda t: t.quiet or 0),
        ("lacking", moment.stage == "open" and moment.closing, is_lacking, lambda _table: 0),
        ("unopened", moment.stage == "open", is_unopened, lambda _table: 0),
        ("asked", moment.stage == "vernissage", has_waited, lambda table: table.waited),
    ]
    found = []
    for kind, now, wrong, lasts in looked:
        those = tuple(table for table in tables if wrong(table)) if now else ()
        if those:
            found.append(Trouble(kind, those, int(max(map(lasts, those))) // 60))
    return found


def words(trouble: Trouble) -> str:
    """A trouble in words, without the tables' names: those stand behind it, each a way there."""
    alone, minutes = len(trouble.tables) == 1, trouble.minutes
    if trouble.kind == "lost" and alone and minutes:
        return ngettext(
            "Without connection for %(count)s minute",
            "Without connection for %(count)s minutes",
            minutes,
        )
    if trouble.kind == "silent" and alone:
        return ngettext("Silent for %(count)s minute", "Silent for %(count)s minutes", minutes)
    return {
        "lost": _("Without connection"),
        "silent": ngettext(
            "Silent for %(count)s minute or more",
            "Silent for %(count)s minutes or more",
            SILENT_MINUTES,
        ),
        "lacking": _("Without main statement"),
        "unopened": _("Page not opened yet"),
        "asked": _("Questions wait for an answer"),
    }[trouble.kind]


def check_message(text: str) -> str:
    """`text` without blanks around it, when it can be told to a table: one line. Raises Invalid."""
    if is_blank(text):
        raise Invalid(_("Write the message first."), where="text")
    return clean(text.strip(), limit=LINE, name=_("Message"), lines=False, where="text")
