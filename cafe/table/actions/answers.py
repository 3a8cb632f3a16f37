"""What a host or the organiser does with a question from the wall, and elaborations of a note.

`by` is the actor's label, `operation` the operation's id: repeated, it changes nothing.
"""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import STATEMENT
from cafe.core.text import clean
from cafe.errors import Conflict, Invalid, NotFound
from cafe.model import Note, VisitorQuestion, events
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.table.guards import changed_note, check_stage, check_there, stands
from cafe.table.who import who_changed

ANSWERS = ("no", "voice", "written")
# After the vernissage a question that is left may still get its answer, until the café is done.
ANSWERING = ("open", "vernissage", "sorting")
MOST_ELABORATIONS = 20


def asked_at(
    db: Session, *, uid: str, workshop_id: str, table_id: int | None = None
) -> VisitorQuestion:
    """The question with this id at this table, or anywhere in the workshop.

    Raises NotFound, also for another table's question.
    """
    query = select(VisitorQuestion).join(Note, Note.id == VisitorQuestion.note_id)
    query = query.where(VisitorQuestion.workshop_id == workshop_id, VisitorQuestion.uid == uid)
    if table_id is not None:
        shown = func.coalesce(VisitorQuestion.decided, "taken") == "taken"  # not what is held
        query = query.where(Note.table_id == table_id, shown)
    asked = db.scalars(query).first()
    if asked is None:
        raise NotFound(_("There is no such question here."))
    return asked


def note_for(db: Session, *, uid: str, workshop_id: str, table_id: int | None = None) -> Note:
    """The note with this id at this table, or anywhere in the workshop. Raises NotFound."""
    query = select(Note).where(Note.workshop_id == workshop_id, Note.uid == uid)
    if table_id is not None:
        query = query.where(Note.table_id == table_id)
    note = db.scalars(query).first()
    if note is None:
        raise NotFound(_("There is no such note here."))
    return note


@once("asked", each=True)
def answer(
    tx: Session,
    *,
    asked: VisitorQuestion,
    answered: str,
    answer: str | None,
    was: str | None,
    by: str,
    operation: str,
) -> VisitorQuestion:
    """Mark as answered aloud ("voice"), in writing ("written", then `answer` says it), or not.

    `was` is the written answer that the person saw, None when there was none. Raises Invalid;
    Conflict, with `now` the question as it is, when somebody else has answered meanwhile.
    """
    check_there(asked)
    wanted = (answered, _checked(answered, answer))
    if (asked.answered, asked.answer) == wanted:
        return stands(tx, asked, ANSWERING, by=by, operation=operation)
    check_stage(asked.note.table, ANSWERING)
    if asked.answer != was:
        who = who_changed(tx, asked.workshop_id, "asked", asked.uid, "answer")
        words = _("%(who)s has answered this question meanwhile.", who=who)
        about = events.named(asked)
        raise Conflict(words, where="was", now=events.body(asked), about=about)
    asked.answered, asked.answer = wanted
    publish(tx, asked, by=by, operation=operation)
    return asked


def _checked(answered: str, answer: str | None) -> str | None:
    if answered not in ANSWERS:
        raise Invalid(_("A question is answered aloud, in writing, or not yet."), where="answered")
    if answered != "written":
        return None
    return clean(answer, limit=STATEMENT, name=_("The answer"))


@once("asked", each=True)
def show(
    tx: Session, *, asked: VisitorQuestion, shown: bool, by: str, operation: str
) -> VisitorQuestion:
    """Show the question with its answer on the wall, or take it down again."""
    check_there(asked)
    asked.shown = shown  # published also when it was so: a late copy then undoes nothing
    publish(tx, asked, by=by, operation=operation)
    return asked


@once("asked", each=True)
def hide(
    tx: Session, *, asked: VisitorQuestion, hidden: bool, by: str, operation: str
) -> VisitorQuestion:
    """Keep the question off the wall whatever the host does, or let it go there again."""
    check_there(asked)
    asked.hidden = hidden  # published also when it was so: a late copy then undoes nothing
    publish(tx, asked, by=by, operation=operation)
    return asked


@once("note", each=True)
def elaborate(
    tx: Session, *, note: Note, elaborations: list[str], was: list[str], by: str, operation: str
) -> Note:
    """What was said about the note at its poster, apart from its own words, which stay untouched.

    The whole list, in order; `was` is the list the person saw. Earlier wordings stay in the
    history. Raises Invalid; Conflict, with `now` the note as it is, when the list is no longer
    `was` or the note is struck out.
    """
    wanted = [clean(one, limit=STATEMENT, name=_("The elaboration")) for one in elaborations]
    if len(wanted) > MOST_ELABORATIONS:
        raise Invalid(
            _("A note has room for %(most)s elaborations.", most=MOST_ELABORATIONS),
            where="elaborations",
        )
    check_there(note)
    if note.elaborations == wanted:
        return stands(tx, note, ANSWERING, by=by, operation=operation)
    check_stage(note.table, ANSWERING)
    if note.elaborations != was or note.struck:
        raise changed_note(tx, note, "struck" if note.struck else "elaborations")
    note.elaborations = wanted
    tx.flush()
    publish(tx, note, by=by, operation=operation)
    return note
