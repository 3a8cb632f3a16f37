"""Notes that get no place of their own: left out with a reason, or used in the main statement."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import LINE
from cafe.core.text import clean, short
from cafe.errors import Conflict
from cafe.model import Entry, Note
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.sort.actions.joins import take_out
from cafe.sort.guards import check, check_free, places_of, printed, together
from cafe.sort.history.trace import drop, keep
from cafe.sort.origins.queries import called


@once("note")
def set_aside(tx: Session, *, note: Note, reason: str, by: str, operation: str) -> Note:
    """A note is left out of the text, with a reason; a sentence it stood alone behind goes.

    An absorbed note is taken out from behind its sentence, which keeps its words.
    """
    set_all_aside(tx, notes=[note], reason=reason, by=by, operation=operation)
    return note


@once(None)
def set_all_aside(
    tx: Session, *, notes: Sequence[Note], reason: str, by: str, operation: str
) -> None:
    """Several notes are left out for one reason, as `set_aside` does one."""
    for note in notes:
        check(note)
    reason = clean(reason, limit=LINE, name=_("The reason"), lines=False)
    going = [note for note in dict.fromkeys(notes) if note.aside_reason != reason]
    places = places_of(tx, going)
    alone: list[Entry] = []
    for note in going:
        if note.struck:
            check_free(note, places[note.id])
        for entry in places[note.id]:
            if printed(entry) == [note] and len(entry.sources) == 1:
                alone.append(entry)
            else:
                _leave(tx, entry, note, by=by, operation=operation)
    drop(tx, *alone, by=by, operation=operation)
    keep(tx, *going)
    for note in going:
        note.aside_reason, note.in_main = reason, False
    publish(tx, *going, by=by, operation=operation)


def _leave(tx: Session, entry: Entry, note: Note, *, by: str, operation: str) -> None:
    if note in printed(entry):
        raise together(note, entry)
    keep(tx, entry)
    take_out(tx, entry, note)
    publish(tx, entry, by=by, operation=operation)


@once("note")
def use_in_main(tx: Session, *, note: Note, by: str, operation: str) -> Note:
    """A note that waits is said to be used in its table's main statement, and needs no other place.

    Raises Conflict when there is no main statement, or the note does not wait for a place.
    """
    use_all_in_main(tx, notes=[note], by=by, operation=operation)
    return note


@once(None)
def use_all_in_main(tx: Session, *, notes: Sequence[Note], by: str, operation: str) -> None:
    """Several notes are said to be used in their tables' main statements, as `use_in_main` does."""
    for note in notes:
        check(note)
    going = [note for note in dict.fromkeys(notes) if not note.used_in_main]
    places = places_of(tx, going)
    for note in going:
        check_free(note, places[note.id])
        if not note.table.main_statement:
            raise Conflict(
                _(
                    "%(table)s has no main statement that “%(note)s” could be used in.",
                    table=called(note.table),
                    note=short(note.text),
                )
            )
    keep(tx, *going)
    for note in going:
        note.in_main = True
    publish(tx, *going, by=by, operation=operation)


@once("note")
def take_back(tx: Session, *, note: Note, by: str, operation: str) -> Note:
    """A note that was set aside, or used in the main statement, waits for a place again."""
    check(note)
    if note.aside_reason is None and not note.in_main:
        return note
    keep(tx, note)
    note.aside_reason, note.in_main = None, False
    publish(tx, note, by=by, operation=operation)
    return note
