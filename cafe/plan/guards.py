"""What is planned carries what its author saw: nobody writes over another's words unseen.

A question that the tables have before them is changed for a reason, and both are kept: whatever
changes its text or parts goes through `asked_anew`, and a test finds what does not.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import LINE
from cafe.core.text import clean, is_blank, noticing
from cafe.errors import Conflict, Invalid
from cafe.model import (
    CafeTable,
    Category,
    Change,
    Note,
    Origin,
    Question,
    Remark,
    Workshop,
    events,
    record,
)
from cafe.model.events import named, publish, workshop_of
from cafe.model.note import EVERY_STATE
from cafe.nouns import Item
from cafe.people.queries import name_of

T = TypeVar("T", Workshop, Question, CafeTable)
S = TypeVar("S")
U = TypeVar("U")


def is_new(
    tx: Session, thing: T, now: object, *, was: object, wanted: object, by: str, operation: str
) -> bool:
    """Whether something of `thing`, which is `now`, is to become what is `wanted`.

    When it is that already, it is published all the same, so that a late copy of the operation
    undoes nobody's later one. Raises Conflict, where `was`, with `now` the whole thing, when it is
    no longer what the author saw.
    """
    if now == wanted:
        publish(tx, thing, by=by, operation=operation)
        return False
    if now != was:
        raise changed(tx, thing)
    return True


def as_kept(check: Callable[[S], U], was: S) -> S | U:
    """What its author saw as it would be kept: 17 was 17:00 all along. It is what it is when it
    could not be kept.
    """
    try:
        with noticing():  # nobody typed it now
            return check(was)
    except Invalid:
        return was


def changed(tx: Session, thing: T, *, told: Item | None = None) -> Conflict:
    """Somebody has changed `thing` since its author looked: who, and the thing as it is.

    `told`: what is told as it is instead.
    """
    words = _("%(who)s has changed this meanwhile.", who=_who(tx, thing))
    return Conflict(words, where="was", now=told or events.body(thing))


def check_seen(
    tx: Session,
    question: Question,
    tables: Sequence[CafeTable],
    seen: Sequence[str] | None,
    *,
    parts: bool = False,
) -> None:
    """Raise Conflict when words go with `tables`, or `parts`, that are not among those `seen`.

    None: the author's page does not say what it showed. `now` has all of them as `seen`.
    """
    mine = [part["text"] for part in question.parts] if parts else []
    words = [*mine, *(word for table in tables for word in _words_at(table))]
    unseen = set(words) - set(words if seen is None else seen)
    if unseen:
        now = {**events.body(question), "seen": words}
        table = next((one for one in tables if unseen & set(_words_at(one))), None)
        raise changed(tx, table, told=now) if table else changed(tx, question, told=now)


def _words_at(table: CafeTable) -> list[str]:
    return [*table.hosts, *table.tags, *([table.meeting] if table.meeting else [])]


def _who(db: Session, thing: T) -> str:
    what, key = named(thing)
    here = (Change.workshop_id == workshop_of(thing).id, Change.what == what, Change.key == key)
    newest = select(Change.by).where(*here).order_by(Change.revision.desc()).limit(1)
    return name_of(db, db.scalars(newest).first() or "")


def has_opened(workshop: Workshop) -> bool:
    """Whether the tables have seen the questions; that they were taken back changes nothing."""
    return workshop.stage != "planning" or workshop.seal is not None


def is_corrected(workshop: Workshop) -> bool:
    """Whether the answers are in: a question is only corrected then, and print says so."""
    return workshop.stage in ("sorting", "finished")


def check_why(question: Question, why: str) -> str:
    """The reason as it is kept. Raises Conflict, where `why`, when one is needed and none is given;
    Invalid when it cannot be one."""
    if not has_opened(question.workshop):
        return why
    if is_blank(why.strip(" .")):
        raise Conflict(
            _("The tables have this question before them. Say why it is changed."),
            where="why",
            now=events.body(question),
        )
    try:
        return clean(why, limit=LINE, name=_("The reason"), lines=False)
    except Invalid as wrong:
        wrong.where = "why"
        raise


@contextmanager
def asked_anew(
    tx: Session, question: Question, *, why: str, by: str, operation: str
) -> Iterator[None]:
    """Inside, the text or parts become others; what they were stays readable, with the reason.

    Before the tables open nothing is asked or kept. Raises as check_why does.
    """
    why = check_why(question, why)
    was = events.words_of(question)
    yield
    workshop = question.workshop
    if not has_opened(workshop) or events.words_of(question) == was:
        return
    corrected = is_corrected(workshop)
    item = events.of_wording(operation, question, was, why.strip(" ."), corrected=corrected)
    record(tx, workshop, what="wording", key=operation, item=item, by=by, operation=operation)


def check_nothing_beside(tx: Session, question: Question) -> None:
    """Raise Conflict, where `gone`, when notes are brought in to the question from elsewhere, or
    something is written under it that stands at no table."""
    notes = select(Origin.name).join(Note, Note.table_id == Origin.id)
    notes = notes.where(Origin.question_id == question.id).limit(1)
    # Also what was brought in and is out again may come back by a redo.
    name = tx.scalars(notes, execution_options=EVERY_STATE).first()
    remarks = select(Remark.uid).where(Remark.question_id == question.id).limit(1)
    headings = select(Category.id).where(Category.question_id == question.id).limit(1)
    if name:
        words = _("Notes from “%(name)s” are at this question, so it stays.", name=name)
    elif tx.scalars(remarks).first() is not None:
        words = _("Readers of a draft have remarked on this question, so it stays.")
    elif question.summary is not None or tx.scalars(headings).first() is not None:
        words = _("Headings or a summary are written under this question, so it stays.")
    else:
        return
    raise Conflict(words, where="gone")
