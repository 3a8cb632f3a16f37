"""Silent start: what those at a table write, each on the own phone, lies unnamed in its tray.

Nobody is known there: the history says that a phone at this table wrote it, not which. The table's
host lays a note on the poster, joins it into one that hangs there (`joins.py`), or sets it aside.
What the host leaves when the tables close waits for the organiser as what came late (`late.py`).
"""

from typing import Any

from sqlalchemy import func, or_
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import STATEMENT
from cafe.core.text import clean
from cafe.errors import Conflict
from cafe.model import CafeTable, Note, events
from cafe.model.commands import once
from cafe.model.events import publish, workshop_of
from cafe.model.note import late_notes, notes_in_any_state
from cafe.states import kept_as
from cafe.table import rules
from cafe.table.actions import late
from cafe.table.actions.notes import add_note
from cafe.table.guards import check_stage, check_there, stands
from cafe.table.queries import no_note, with_uid

IN_TRAY = kept_as(held=False, tray=True)


def write(tx: Session, *, table: CafeTable, uid: str, text: str, by: str, operation: str) -> Note:
    """A note into the table's tray, whenever it arrives: what waited on a phone is not lost.

    Raises Invalid; Conflict before the café opens, when the tray is full, or the id is another
    note's; Paused.
    """
    text = clean(text, limit=STATEMENT, name=_("The note"))
    workshop = workshop_of(table)
    if workshop.stage == "planning":
        raise Conflict(
            _("The café is not open yet. What you wrote stays on this phone until it is."),
            where="stage",
        )
    if with_uid(tx, table.workshop_id, uid) is None:
        rules.check_taken(workshop.phones)
        _check_room(tx, table)
    words: dict[str, Any] = {
        "uid": uid,
        "kind": rules.guess_kind(text),
        "text": text,
        "state": IN_TRAY,
    }
    return add_note(tx, table=table, by=by, operation=operation, **words)


def erased_at(db: Session, table: CafeTable) -> list[str]:
    """The notes of this table of which words were erased for good, some or all, by their ids."""
    cut = [
        thing["key"]
        for change in events.cuts(db, table.workshop_id)
        for thing in (change.item or {})["things"]
        if thing["what"] in ("note", "late")
    ]
    here = notes_in_any_state().with_only_columns(Note.uid).where(Note.table_id == table.id)
    return list(db.scalars(here.where(or_(Note.erased, Note.uid.in_(cut))).order_by(Note.id)))


def _check_room(tx: Session, table: CafeTable) -> None:
    here = late_notes().where(Note.table_id == table.id, Note.state == IN_TRAY)
    if (tx.scalar(here.with_only_columns(func.count())) or 0) >= rules.MOST_IN_TRAY:
        raise Conflict(_("The tray of this table is full. Tell the host."), where="tray")


@once("note", each=True)
def decide(tx: Session, *, note: Note, do: str, by: str, operation: str) -> Note:
    """What the host does with a note of the tray: "lay" it on the poster, set it "aside", or take
    it "back" into the tray.

    One with which that is done is the answer. Raises Conflict when it hangs, and shall not, or the
    tables are closed: then the organiser decides.
    """
    if not note.tray:
        raise no_note()
    check_there(note)
    if do == "lay":
        if note.hangs:
            return stands(tx, note, rules.WRITING, by=by, operation=operation)
        check_stage(note.table, rules.WRITING)
        late.take_all_in(tx, notes=[note], by=by, operation=operation)
        return note
    if note.hangs:
        raise Conflict(_("This note hangs on the poster already. Set it aside there instead."))
    wanted = "left" if do == "aside" else "waiting"
    check_stage(note.table, rules.WRITING)
    if note.decided != wanted:
        note.keep(decided=wanted)
    publish(tx, note, by=by, operation=operation)
    return note
