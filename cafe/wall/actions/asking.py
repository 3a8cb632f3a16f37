"""What people do at the wall. `by` is the actor's label, `operation` the operation's id.

A viewer is "viewer" in the history, never more: no name, no device.
"""

from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict, NotFound
from cafe.model import Change, Dot, Note, VisitorQuestion, Workshop, events, record
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.table.rules import check_taken, check_uid
from cafe.wall import rules
from cafe.wall.queries import count_dots, idle_dots, placed_by


def ask(
    tx: Session, *, note: Note, uid: str, text: str, by: str, operation: str
) -> VisitorQuestion:
    """A question about `note`, for the table's host. The same `uid` and `operation` again are the
    same.

    `uid` is made on the phone (UUID). While phones are held the host has it when the organiser has
    taken it in. Raises Invalid; Paused; Conflict when the vernissage is over, the note has been
    struck out, or the id is another question's or another phone's.
    """
    check_uid(uid)
    text = rules.check_question(text)
    here = select(VisitorQuestion).where(
        VisitorQuestion.workshop_id == note.workshop_id, VisitorQuestion.uid == uid
    )
    if known := tx.scalars(here).first():
        return _the_same(tx, known, note, text, operation)
    rules.check_walking(_workshop(note).stage)
    check_taken(_workshop(note).phones)
    _check_hangs(note)
    asked = VisitorQuestion(uid=uid, workshop_id=note.workshop_id, note=note, text=text)
    asked.answered, asked.answer, asked.shown, asked.hidden = "no", None, False, False
    asked.decided = "waiting" if _workshop(note).phones == "held" else None
    tx.add(asked)
    tx.flush()
    item = events.body(asked)
    record(tx, _workshop(note), what="asked", key=uid, item=item, by=by, operation=operation)
    return asked


def _the_same(
    tx: Session, known: VisitorQuestion, note: Note, text: str, operation: str
) -> VisitorQuestion:
    # Every wall is told the question's id and mostly its words; only the phone that asked knows the
    # operation. Whoever guesses hears the same of right words and of wrong ones.
    began = select(Change.operation).where(
        Change.workshop_id == note.workshop_id, Change.what == "asked", Change.key == known.uid
    )
    first = tx.scalars(began.order_by(Change.revision).limit(1)).first()
    other = known.note_id != note.id or (known.text != text and not known.erased)
    if operation != first or other:
        raise Conflict(_("Another question already has this id. Ask again."), where="id")
    return known


def put_dot(tx: Session, *, note: Note, device: str, by: str, operation: str) -> int:
    """A dot on `note`; put twice it is one. The answer is how many the note has.

    `device` is the digest that `rules.dots_of` makes. Raises NotFound when the café has no dots;
    Paused; Conflict when the vernissage is over, the note is struck out or takes no more, or all
    dots are placed.
    """
    workshop = _with_dots(note)
    dot = tx.get(Dot, (note.id, device))
    if dot and dot.lifted is None:
        return count_dots(tx, note)
    rules.check_walking(workshop.stage)
    rules.check_dotting(workshop.phones)
    _check_hangs(note)
    placed = len(placed_by(tx, workshop, device, _question_id(note)))
    if not rules.left(workshop.dots, placed):
        raise Conflict(
            _("All your dots at this question are placed. Take one back to move it."), where="dots"
        )
    if dot is None:
        of_note = select(func.count()).select_from(Dot).where(Dot.note_id == note.id)
        rules.check_room(tx.scalars(of_note).one())
    for left in _let_go(tx, note, device, rules.left(workshop.dots, placed + 1)):
        _publish_dots(tx, left, by, operation)
    dot = dot or Dot(note_id=note.id, device=device)
    dot.at, dot.lifted = datetime.now(UTC), None
    tx.add(dot)
    return _publish_dots(tx, note, by, operation)


def _let_go(tx: Session, note: Note, device: str, room: int) -> list[Note]:
    """A dot that had been given back (its note struck out, or it was taken off) is put here now,
    where there is `room` for no more of them; the notes that have one less.

    Else both would count when that note hangs again, or when taking off is undone.
    """
    others = idle_dots(tx, note, device)
    moved = others[: max(0, len(others) - room)]
    for dot in moved:
        tx.delete(dot)
    return [tx.get_one(Note, dot.note_id) for dot in moved if dot.lifted is None]


def take_dot(tx: Session, *, note: Note, device: str, by: str, operation: str) -> int:
    """Take the device's dot back from `note`, if there is one. The answer is how many are left.

    Raises NotFound when the café has no dots; Conflict when the vernissage is over.
    """
    workshop = _with_dots(note)
    dot = tx.get(Dot, (note.id, device))
    if dot is None or dot.lifted is not None:
        return count_dots(tx, note)
    rules.check_walking(workshop.stage)
    tx.delete(dot)
    return _publish_dots(tx, note, by, operation)


@once(None)
def set_dots(
    tx: Session, *, workshop: Workshop, count: int, hidden: bool = False, by: str, operation: str
) -> None:
    """How many dots each person has at a question; 0: none, and none are shown. `hidden`: how many
    each note has is told to nobody but the organiser until `show_dots`.

    Dots that are placed already stay as they are. Raises Invalid.
    """
    was_hidden = workshop.dots_hidden
    if (workshop.dots, was_hidden) != (rules.check_dots(count), hidden):
        workshop.dots, workshop.dots_hidden = count, hidden
        publish(tx, workshop, by=by, operation=operation)
    if was_hidden and not hidden:
        _publish_counts(tx, workshop, by, operation)


@once(None)
def show_dots(tx: Session, *, workshop: Workshop, by: str, operation: str) -> None:
    """Show everybody how many dots each note has, where they were hidden."""
    if workshop.dots_hidden:
        workshop.dots_hidden = False
        publish(tx, workshop, by=by, operation=operation)
        _publish_counts(tx, workshop, by, operation)


def _publish_counts(tx: Session, workshop: Workshop, by: str, operation: str) -> None:
    # After the café's own line, which holds the café: whoever puts a dot meanwhile comes behind.
    item = events.of_counts(workshop, events.all_dots(tx, workshop.id))
    record(tx, workshop, what="counts", key=workshop.id, item=item, by=by, operation=operation)


def _with_dots(note: Note) -> Workshop:
    if not (workshop := _workshop(note)).dots:
        raise NotFound(_("There are no dots in this café."))
    return workshop


def _check_hangs(note: Note) -> None:
    if note.struck:
        raise Conflict(_("This note has been taken off the poster meanwhile."), where="note")


def _publish_dots(tx: Session, note: Note, by: str, operation: str) -> int:
    tx.flush()
    count = count_dots(tx, note)
    item = events.of_dots(note.uid, count)
    record(tx, _workshop(note), what="dots", key=note.uid, item=item, by=by, operation=operation)
    return count


def _question_id(note: Note) -> int:
    return note.table.question_id


def _workshop(note: Note) -> Workshop:
    return note.table.question.workshop
