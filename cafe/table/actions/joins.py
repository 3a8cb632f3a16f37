"""Two notes become one, and one becomes two. No word is lost: what was stays in the history.

The texts the person saw are called `saw` and `other_saw`: a text that is no longer that is a
Conflict, with `now` the note as it is.
"""

from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict, Invalid
from cafe.model import Note
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.table import rules
from cafe.table.actions.places import hang_after
from cafe.table.guards import check_stage, check_there, check_unchanged, stands
from cafe.table.queries import with_uid


@once("into", each=True)
def join_notes(
    tx: Session,
    *,
    into: Note,
    other: Note,
    saw: str,
    other_saw: str,
    text: str,
    kind: str,
    by: str,
    operation: str,
) -> Note:
    """`into` gets the `text` and `kind` that the host confirmed, and takes the place of `other`.

    `other` is struck out and knows where its words went; bringing it back parts them again.
    Raises Invalid; Conflict when a note was changed meanwhile, struck out, or the table is closed.
    """
    text = rules.check_text(text)
    rules.check_kind(kind)
    if into is other:
        raise Invalid(_("A note cannot be joined with itself."), where="other")
    if other.joined_into == into.uid and into.text == text:
        return stands(tx, into, rules.MENDING, by=by, operation=operation)
    check_stage(into.table, rules.MENDING)
    check_unchanged(tx, into, saw, where="saw")
    check_unchanged(tx, other, other_saw, where="other_saw")
    _check_hangs(into, other)
    into.text, into.kind = text, kind
    other.struck, other.joined_into = True, into.uid
    tx.flush()
    for note in (into, other):
        publish(tx, note, by=by, operation=operation)
    return into


def _check_hangs(*notes: Note) -> None:
    for note in notes:
        check_there(note)
        if note.struck:
            raise Conflict(
                _(
                    "“%(note)s” is struck out. Bring it back before you join it with another.",
                    note=note.text[:60],
                ),
                where="struck",
            )


@once("note", each=True)
def split_note(
    tx: Session,
    *,
    note: Note,
    uid: str,
    saw: str,
    text: str,
    kind: str,
    rest: str,
    by: str,
    operation: str,
) -> Note:
    """`text` stays in the note, of this `kind`; `rest` becomes a new note right after it.

    `uid`, the new one's id, is made on the tablet (UUID). The new note has the part and round of
    the first, and the kind its length tells. Returns the first. Raises Invalid; Conflict when the
    note was changed or erased meanwhile, the id is another note's, or the table is closed.
    """
    rules.check_uid(uid)
    text = rules.check_text(text)
    rest = rules.check_text(rest)
    rules.check_kind(kind)
    check_there(note)
    check_stage(note.table, rules.MENDING)
    check_unchanged(tx, note, saw, where="saw")
    _check_free(tx, note.workshop_id, uid)
    note.text, note.kind = text, kind
    second = _second(tx, note, uid, rest)
    hang_after(tx, note=second, after=note, by=by, operation=operation)
    tx.flush()
    for changed in (note, second):
        publish(tx, changed, by=by, operation=operation)
    return note


def _check_free(tx: Session, workshop_id: str, uid: str) -> None:
    if with_uid(tx, workshop_id, uid):
        raise Conflict(_("Another note already has this id. Write the note again."), where="id")


def _second(tx: Session, note: Note, uid: str, text: str) -> Note:
    second = Note(uid=uid, workshop_id=note.workshop_id, table=note.table, text=text)
    second.kind, second.part = rules.guess_kind(text), note.part
    second.struck, second.elaborations = False, []
    second.round, second.paper = note.round, note.paper
    tx.add(second)
    tx.flush()
    return second
