"""Silent start: what those at a table write, each on the own phone, lies unnamed in its tray.

Nobody is known there: the history says that a phone at this table wrote it, not which. The phone
that wrote a note mends it or takes it back by the receipt that it was given for it (the route asks
for that), until the table's host has laid it on the poster, joined it into one that hangs there
(`joins.py`), or set it aside. What the host leaves when the tables close waits for the organiser as
what came late (`late.py`).
"""

from typing import Any

from sqlalchemy import func, or_
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import STATEMENT
from cafe.core.text import clean
from cafe.errors import Conflict
from cafe.model import CafeTable, Note, Place, events
from cafe.model.commands import once
from cafe.model.events import publish, workshop_of
from cafe.model.note import late_notes, notes_in_any_state
from cafe.states import kept_as
from cafe.table import rules
from cafe.table.actions import late
from cafe.table.actions.notes import add_note
from cafe.table.guards import check_not_recalled, check_stage, check_there, stands
from cafe.table.queries import no_note, with_uid

IN_TRAY = kept_as(held=False, tray=True)
RECALLED = kept_as(held=False, tray=True, decided="recalled")


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


@once("note", each=True)
def reword(tx: Session, *, note: Note, text: str, by: str, operation: str) -> Note:
    """New words for a note in the tray, by the phone that wrote it; its last word stands.

    Raises Invalid; Paused; Conflict when the host has dealt with it, or words of it were erased.
    """
    text = clean(text, limit=STATEMENT, name=_("The note"))
    _check_own(tx, note, IN_TRAY)
    note.text, note.kind = text, rules.guess_kind(text)
    publish(tx, note, by=by, operation=operation)
    return note


@once("note", each=True)
def recall(tx: Session, *, note: Note, recalled: bool, by: str, operation: str) -> Note:
    """The phone that wrote a note takes it back out of the tray, or puts it there again.

    It is kept with its words, and counts as taken back. Raises Paused; Conflict when the host has
    dealt with it, or words of it were erased.
    """
    _check_own(tx, note, IN_TRAY, RECALLED)
    note.keep(decided="recalled" if recalled else "waiting")
    publish(tx, note, by=by, operation=operation)
    return note


def _check_own(tx: Session, note: Note, *states: str) -> None:
    check_there(note)
    rules.check_taken(workshop_of(note).phones)
    if note.state not in states:
        raise Conflict(_dealt(note), where="dealt")
    if note.uid in erased_at(tx, note.table):  # words that were cut out do not come back
        raise rules.been_erased()


def _dealt(note: Note) -> str:
    """Why its writer may change it no more. That it was set aside is told to no phone."""
    if note.state == RECALLED:
        return _("You have taken this note back. Put it back into the tray first.")
    if note.hangs:
        return _(
            "The host has laid this note on the poster meanwhile, so it stays there as it was."
        )
    return _("The host has dealt with this note meanwhile, so it stays as it was.")


def erased_at(db: Session, table: Place) -> list[str]:
    """The notes of this table of which words were erased for good, some or all, by their ids."""
    cut = events.cut_keys(db, table.workshop_id, "note", "late")
    here = notes_in_any_state().with_only_columns(Note.uid).where(Note.table_id == table.id)
    return list(db.scalars(here.where(or_(Note.erased, Note.uid.in_(cut))).order_by(Note.id)))


def _check_room(tx: Session, table: CafeTable) -> None:
    # Those that were taken back count too: they come back by a press.
    here = late_notes().where(Note.table_id == table.id, Note.state.in_((IN_TRAY, RECALLED)))
    if (tx.scalar(here.with_only_columns(func.count())) or 0) >= rules.MOST_IN_TRAY:
        raise Conflict(_("The tray of this table is full. Tell the host."), where="tray")


@once("note", each=True)
def decide(
    tx: Session, *, note: Note, do: str, saw: str | None = None, by: str, operation: str
) -> Note:
    """What the host does with a note of the tray: "lay" it on the poster, set it "aside", or take
    it "back" into the tray.

    One with which that is done is the answer. `saw` is the text that the host saw, None from a page
    that does not tell. Raises Conflict when it hangs, and shall not; its text is another; who wrote
    it has taken it back; or the tables are closed: then the organiser decides.
    """
    if not note.tray:
        raise no_note()
    check_there(note)
    check_not_recalled(note)
    if do == "lay":
        if note.hangs:
            return stands(tx, note, rules.WRITING, by=by, operation=operation)
        check_stage(note.table, rules.WRITING)
        _check_seen(note, saw)
        late.take_all_in(tx, notes=[note], by=by, operation=operation)
        return note
    if note.hangs:
        raise Conflict(_("This note hangs on the poster already. Set it aside there instead."))
    wanted = "left" if do == "aside" else "waiting"
    check_stage(note.table, rules.WRITING)
    if note.decided != wanted:
        if do == "aside":
            _check_seen(note, saw)
        note.keep(decided=wanted)
    publish(tx, note, by=by, operation=operation)
    return note


def _check_seen(note: Note, saw: str | None) -> None:
    """Nothing is decided about words that the host has not seen."""
    if saw is not None and note.text != saw:
        raise Conflict(
            _("Whoever wrote this note has changed it meanwhile. Look at it once more."),
            where="saw",
        )
