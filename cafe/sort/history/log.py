"""Who did what while sorting, in words; read from the same changes that undo reads."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import short
from cafe.model import Change, Entry, Workshop
from cafe.sort.history.past import Key, last_change, past_of, when
from cafe.sort.history.stacks import BROUGHT_IN, HUNG, SORTED
from cafe.sort.history.told import how_many, verb
from cafe.sort.queries import names_of

LONGEST = 200  # operations


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


def history(db: Session, workshop: Workshop, *, limit: int = LONGEST) -> list[LogEntry]:
    """The newest `limit` operations of sorting, newest first."""
    told = (*SORTED, HUNG)
    theirs = Change.by.like("person:%") | Change.by.like("token:%")
    theirs |= Change.by.in_(("organiser", "program"))  # what came with an archive
    here = (Change.workshop_id == workshop.id, Change.what.in_(told), theirs)
    newest = select(Change.operation).where(*here).group_by(Change.operation)
    operations = list(db.scalars(newest.order_by(func.max(Change.revision).desc()).limit(limit)))
    rows = select(Change).where(*here, Change.operation.in_(operations)).order_by(Change.revision)
    by_operation: dict[str, list[Change]] = {operation: [] for operation in operations}
    for change in db.scalars(rows):
        by_operation[change.operation].append(change)
    names = names_of(db, {changes[-1].by for changes in by_operation.values()})
    last = [_about(changes) for changes in by_operation.values()]
    past = past_of(db, workshop.id, {(one.what, one.key) for one in last})
    found = [
        _log_entry(changes, names, _before(one, past))
        for changes, one in zip(by_operation.values(), last, strict=True)
    ]
    keys = [logged.place[6:] for logged in found if logged.place.startswith("entry/")]
    there = {f"entry/{key}" for key in db.scalars(select(Entry.id).where(Entry.id.in_(keys)))}
    return [
        logged
        if logged.place.startswith("note/") or logged.place in there
        else replace(logged, place="")
        for logged in found
    ]


def log_entry(db: Session, workshop: Workshop, operation: str) -> LogEntry | None:
    """What was done in `operation`; of an undo or redo what it is about, however often back and
    forth."""
    here = select(Change).where(Change.workshop_id == workshop.id).order_by(Change.revision)
    changes = list(db.scalars(here.where(Change.operation == operation)))
    while changes and changes[-1].undoes is not None:
        changes = list(db.scalars(here.where(Change.operation == changes[-1].undoes)))
    return _log_entry(changes, {}, _found_before(db, _about(changes))) if changes else None


def log_entry_as_done(db: Session, workshop: Workshop, operation: str) -> LogEntry:
    """What `operation` itself did, also when it undid another; its author by name."""
    here = select(Change).where(Change.workshop_id == workshop.id, Change.operation == operation)
    changes = list(db.scalars(here.order_by(Change.revision)))
    names = names_of(db, [changes[-1].by])
    return _log_entry(changes, names, _found_before(db, _about(changes)))


def _about(changes: Sequence[Change]) -> Change:
    """The last thing of sorting that an operation changed is what it was about; what it took away
    came before. It may have done more than is told here: struck notes of phones, erased words.
    """
    sorting = [change for change in changes if change.what in SORTED]
    return (sorting or changes)[-1]


def _before(last: Change, past: dict[Key, list[Change]]) -> Change | None:
    older = (one for one in reversed(past[last.what, last.key]) if one.revision < last.revision)
    return next(older, None)


def _found_before(db: Session, last: Change) -> Change | None:
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
        at=when(last),
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
        at=when(changes[-1]),
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
