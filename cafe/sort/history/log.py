"""Who did what while sorting, in words; read from the same changes that undo reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import short
from cafe.model import Change, Workshop, clock_time
from cafe.sort.history.past import last_change
from cafe.sort.history.stacks import BROUGHT_IN, SORTED
from cafe.sort.history.told import how_many, verb
from cafe.sort.queries import names_of


@dataclass(frozen=True)
class LogEntry:
    """One operation: who, when, what was done to what, how many more; `place` is "entry/<id>"."""

    operation: str
    by: str
    at: datetime
    verb: str
    thing: str
    undo: bool
    more: int = 0
    place: str = ""


def log_entry(db: Session, workshop: Workshop, operation: str) -> LogEntry | None:
    """What was done in `operation`; of an undo or redo what it is about, however often back and
    forth."""
    here = select(Change).where(Change.workshop_id == workshop.id).order_by(Change.revision)
    changes = list(db.scalars(here.where(Change.operation == operation)))
    while changes and (undone := changes[-1].undoes) is not None:
        earlier = here.where(Change.revision < changes[0].revision)  # a strange archive knows worse
        changes = list(db.scalars(earlier.where(Change.operation == undone)))
    return _log_entry(changes, {}, _before(db, _about(changes))) if changes else None


def log_entry_as_done(db: Session, workshop: Workshop, operation: str) -> LogEntry:
    """What `operation` itself did, also when it undid another; its author by name."""
    here = select(Change).where(Change.workshop_id == workshop.id, Change.operation == operation)
    changes = list(db.scalars(here.order_by(Change.revision)))
    names = names_of(db, [changes[-1].by])
    return _log_entry(changes, names, _before(db, _about(changes)))


def _about(changes: Sequence[Change]) -> Change:
    """The last thing of sorting that an operation changed is what it was about; what it took away
    came before. It may have done more than is told here: struck notes of phones, erased words.
    """
    sorting = [change for change in changes if change.what in SORTED]
    return (sorting or changes)[-1]


def _before(db: Session, last: Change) -> Change | None:
    return last_change(db, last.workshop_id, (last.what, last.key), before=last.revision)


def _log_entry(changes: list[Change], names: dict[str, str], before: Change | None) -> LogEntry:
    if told := next((one for one in reversed(changes) if one.what in BROUGHT_IN), None):
        return _brought_in(changes, told, names, before)
    # `before` is how the thing that it was about was found.
    last = _about(changes)
    found = before.item if before else None
    item = last.item or found or {}
    return LogEntry(
        operation=last.operation,
        by=names.get(last.by, _("somebody")),
        at=clock_time(last.at),
        verb=verb(last.what, found, last.item, several=len(changes) > 1),
        thing=short(str(item.get("text", item.get("heading", item.get("letter", ""))))),
        undo=last.undoes is not None,
        more=_more(changes, last),
        place=f"{last.what}/{last.key}" if last.what in ("note", "entry") and last.item else "",
    )


def _brought_in(
    changes: list[Change], told: Change, names: dict[str, str], before: Change | None
) -> LogEntry:
    """Notes from elsewhere: how many in all, and from where."""
    gone = told.item is None
    item = told.item or (before.item if before and before.what in BROUGHT_IN else None) or {}
    return LogEntry(
        operation=told.operation,
        by=names.get(told.by, _("somebody")),
        at=clock_time(changes[-1].at),
        verb=how_many(item.get("count", 0), gone=gone, origin=item.get("to") == "origin"),
        thing=", ".join(item.get("names", [])),
        undo=told.undoes is not None,
    )


def _more(changes: list[Change], last: Change) -> int:
    """How many things of the same kind were changed besides; joining is about one sentence."""
    alike = {
        c.key for c in changes if c.what == last.what and (c.item is None) is (last.item is None)
    }
    return len(alike) - 1
