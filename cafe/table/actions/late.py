"""Notes that are kept for the organiser, who takes them in or leaves them out.

They reach the café after their table was closed (nothing typed is refused because a tablet was
away when the tables closed), or are `held`: phones' notes are to be looked at first. The
organiser's board and the tablet hear of each step as `late` (cafe/README.md under Wire), of held
ones the board alone; the wall never does. They are written and mended as every note (`notes.py`).
"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.model import Note, events, record
from cafe.model.events import publish
from cafe.table.actions.places import hang_last
from cafe.table.guards import check_there


def take_in(tx: Session, *, late: Note, by: str, operation: str) -> Note:
    """Hang it on the poster, as the last one, whatever the stage.

    One that hangs there already is the answer. May follow upon `leave_out`.
    """
    return take_all_in(tx, notes=[late], by=by, operation=operation)[0]


def take_all_in(tx: Session, *, notes: Sequence[Note], by: str, operation: str) -> Sequence[Note]:
    """Hang several up, in their order, as `take_in` does one: written once for all of them."""
    for note in notes:
        check_there(note)
    fresh = [note for note in notes if not note.hangs]
    hang_last(tx, fresh, by=by, operation=operation)
    for note in fresh:
        note.round = note.table.question.workshop.round
        note.take()
    tx.flush()
    for note in fresh:
        publish(tx, note, by=by, operation=operation)
        workshop, item = note.table.question.workshop, events.late_body(note)
        record(tx, workshop, what="late", key=note.uid, item=item, by=by, operation=operation)
    return notes


def leave_out(
    tx: Session, *, late: Note, reason: str | None = None, by: str, operation: str
) -> Note:
    """Leave it out of the poster, `reason` says why. It is kept, and can be taken in later.

    Raises Conflict when it hangs on the poster already.
    """
    if late.hangs:
        raise Conflict(_("This note hangs on the poster already. Set it aside there instead."))
    if late.waits:
        late.keep(decided="left", reason=reason)
        publish(tx, late, by=by, operation=operation)
    return late
