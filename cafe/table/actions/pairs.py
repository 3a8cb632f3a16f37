"""What two people write on a phone of their own: no host, no name, no account.

The wall tells every note's id to everybody, so an id gives no right. What a phone may mend is what
history says that it wrote; it is known by the label that `label_of` makes of its session's name.
"""

import hashlib
import hmac
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import STATEMENT
from cafe.core.text import clean
from cafe.errors import Conflict, NotAllowed, NotFound
from cafe.model import CafeTable, Change, Note, Question, events
from cafe.model.commands import done_before
from cafe.model.note import notes_in_any_state
from cafe.states import POSTER
from cafe.table import rules
from cafe.table.actions import notes
from cafe.table.queries import begun, with_uid, written_at


def label_of(secret_key: str, workshop_id: str, device: str) -> str:
    """Who history says wrote it: the same for a phone all day, and no way back to its session."""
    named = hmac.new(secret_key.encode(), f"pair:{workshop_id}:{device}".encode(), hashlib.sha256)
    return f"pair:{named.hexdigest()[:32]}"


def pairs_question(db: Session, workshop_id: str, number: int) -> Question:
    """The question with this number, talked over two and two. Raises NotFound."""
    query = select(Question).where(Question.workshop_id == workshop_id, Question.number == number)
    return _in_pairs(db.scalars(query.where(Question.form == "pairs")).first())


def gathering_table(db: Session, workshop_id: str, question_id: int) -> CafeTable:
    """Where what the pairs of this question write is gathered. Raises NotFound.

    By id, not number: a question may move while a phone without network still holds its notes.
    """
    query = select(Question).where(Question.workshop_id == workshop_id, Question.id == question_id)
    question = _in_pairs(db.scalars(query.where(Question.form == "pairs")).first())
    if not question.tables:
        raise NotFound(_("This question has no place for notes yet. Tell the organiser."))
    return question.tables[0]


def _in_pairs(question: Question | None) -> Question:
    if question is None:
        raise NotFound(_("There is nothing to write in pairs here. Go back to the wall."))
    return question


def say(
    tx: Session,
    *,
    table: CafeTable,
    uid: str,
    text: str,
    part: str | None,
    part_said: str | None = None,
    by: str,
    operation: str,
) -> Note:
    """A note from a pair; kept for the organiser when tables are closed or phones are held.

    `part` is the sub-question's letter, `part_said` what it asked on this phone; one that was taken
    away meanwhile costs the note its part, never the note. Raises Invalid; Conflict before the café
    opens, or when the id is another phone's; Paused.
    """
    text = clean(text, limit=STATEMENT, name=_("The note"))
    if table.question.workshop.stage == "planning":
        raise Conflict(
            _("The café is not open yet. What you wrote stays on this phone until it is."),
            where="stage",
        )
    if part_said is None and part not in {one["letter"] for one in table.question.parts}:
        part = None
    words: dict[str, Any] = {"uid": uid, "kind": rules.guess_kind(text), "text": text}
    words |= {"part": part, "part_said": part_said}
    phones = table.question.workshop.phones
    known = with_uid(tx, table.workshop_id, uid)
    if known is None:
        rules.check_taken(phones)
    else:
        _check_repeat(tx, known, by, operation)
    words["held"] = phones == "held"
    return notes.write_note(tx, table=table, by=by, operation=operation, **words)


def reword(
    tx: Session, *, table: CafeTable, uid: str, was: str, text: str, by: str, operation: str
) -> Note:
    """New words for the phone's own note whose text was `was`.

    Raises NotAllowed for another's note; Invalid; Paused; Conflict when the tables are closed, the
    text is no longer `was`, or what hangs on the wall may not change unseen.
    """
    text = clean(text, limit=STATEMENT, name=_("The note"))
    written = _own(tx, table, uid, by)
    _check_phones(tx, written, operation, comes_up=True)
    words: dict[str, Any] = {"was": was, "text": text, "kind": written.kind, "part": written.part}
    _check_open(tx, written, operation)
    return notes.edit_note(tx, note=written, by=by, operation=operation, **words)


def strike(
    tx: Session,
    *,
    table: CafeTable,
    uid: str,
    struck: bool,
    was: str | None = None,
    by: str,
    operation: str,
) -> Note:
    """Strike out the phone's own note, or bring back what it struck out itself.

    `was` is the text that the pair saw, None from a page that does not tell.

    Raises NotAllowed, Paused or Conflict.
    """
    written = _own(tx, table, uid, by)
    _check_phones(tx, written, operation, comes_up=not struck)
    if not struck and taken_off(tx, written, by):
        raise NotAllowed(_("The organiser has taken this note off, and can bring it back."))
    _check_open(tx, written, operation)
    return notes.strike_note(tx, note=written, struck=struck, was=was, by=by, operation=operation)


def _check_repeat(db: Session, known: Note, by: str, operation: str) -> None:
    # The wall tells everybody a note's id, and mostly its words: whoever repeats them is answered
    # with the note as it is now, struck or left out and why. So only the phone that wrote it is;
    # one that has lost its cookie is known by the operation that still lies in its outbox.
    author, first = begun(db, known.workshop_id, known.uid)
    if author != by and first != operation:
        raise Conflict(_("Another note already has this id. Write the note again."), where="id")


def _own(db: Session, table: CafeTable, uid: str, by: str) -> Note:
    if begun(db, table.workshop_id, uid)[0] != by:
        raise NotAllowed(_("Only the phone that wrote this note can change it."))
    return written_at(db, table, uid)


def _check_phones(db: Session, written: Note, operation: str, *, comes_up: bool) -> None:
    """What the phone does waits while phones are paused; while held nothing comes up unseen."""
    if done_before(db, written.workshop_id, operation, written.uid):
        return
    phones = written.table.question.workshop.phones
    rules.check_taken(phones)
    if comes_up and phones == "held" and written.hangs:
        raise Conflict(
            _(
                "The organiser looks at what phones write before it comes up, so this note stays "
                "as it is for now. Write a new one instead."
            ),
            where="phones",
        )


def taken_off(db: Session, written: Note, by: str) -> bool:
    """Whether somebody else than its phone struck the note out, or left it out."""
    what, gone = events.named(written)[0], written.struck or written.decided == "left"
    if not gone:
        return False
    events_of = select(Change.item, Change.by).where(
        Change.workshop_id == written.workshop_id, Change.what == what, Change.key == written.uid
    )
    taker = by
    for item, author in db.execute(events_of.order_by(Change.revision.desc())):
        if not item or not (item.get("struck") or item.get("decided") == "left"):
            break
        taker = author
    return taker != by


def _check_open(db: Session, note: Note, operation: str) -> None:
    if not note.hangs or note.table.question.workshop.stage in rules.WRITING:
        return
    if not done_before(db, note.workshop_id, operation, note.uid):
        raise Conflict(_("The tables are closed now, and the note stands as it is."), where="stage")


def written_by(db: Session, *, table: CafeTable, by: str) -> list[Note]:
    """What this phone has written at this table, oldest first; what came too late comes last."""
    keys = select(Change.key).where(
        Change.workshop_id == table.workshop_id,
        Change.what.in_(("note", "late")),
        Change.by == by,
    )
    mine = notes_in_any_state().where(Note.table_id == table.id, Note.uid.in_(keys))
    return list(db.scalars(mine.order_by(Note.state != POSTER, Note.id)))
