"""Questions: written, reworded, moved, taken away."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import STATEMENT
from cafe.core.text import clean
from cafe.errors import Conflict, Invalid
from cafe.model import CafeTable, Note, Question, Workshop, record
from cafe.model.commands import made, once
from cafe.model.events import publish
from cafe.model.note import EVERY_STATE
from cafe.plan import rules
from cafe.plan.actions.tables import is_written_at, lay_gathering_table, remove_table


def _parts(form: str, parts: list[str]) -> list[dict[str, str]]:
    texts = [part for part in parts if part.strip()]
    rules.check_parts(form, len(texts))
    for text in texts:
        clean(text, limit=STATEMENT, name=_("Sub-question") if form == "pairs" else _("The part"))
    return [{"letter": letter, "text": text} for letter, text in zip("ABCDEF", texts, strict=False)]


@once(made(Question, "question"))
def add_question(
    tx: Session,
    *,
    workshop: Workshop,
    text: str,
    parts: list[str],
    form: str = "tables",
    secret_key: str = "",
    by: str,
    operation: str,
) -> Question:
    """A question after the last one. Pairs and plenary get their one table. Raises Invalid.

    `secret_key`, the installation's, makes that table's link; at tables it is not needed.
    """
    numbers = select(func.max(Question.number)).where(Question.workshop_id == workshop.id)
    number = (tx.scalar(numbers) or 0) + 1
    if number > rules.MOST_QUESTIONS:
        raise Invalid(_("A café has at most %(most)s questions.", most=rules.MOST_QUESTIONS))
    question = Question(
        workshop_id=workshop.id,
        number=number,
        text=clean(text, limit=STATEMENT, name=_("The question")),
        form=rules.check_form(form),
        parts=_parts(form, parts),
    )
    tx.add(question)
    tx.flush()
    publish(tx, question, by=by, operation=operation)
    if form != "tables":
        lay_gathering_table(
            tx, question=question, secret_key=secret_key, by=by, operation=operation
        )
        _split(tx, question, by, operation)
    return question


@once("question")
def edit_question(
    tx: Session,
    *,
    question: Question,
    text: str,
    parts: list[str],
    form: str | None = None,
    secret_key: str = "",
    by: str,
    operation: str,
) -> Question:
    """New words for a question, and another form while nothing is written; None leaves it.

    Raises Invalid; Conflict when notes stand in a part taken away, or under the form that was.
    """
    wanted = rules.check_form(form or question.form)
    lettered = _parts(wanted, parts)
    kept = {part["letter"] for part in lettered}
    if taken := sorted(_used_parts(tx, question) - kept):
        raise Conflict(_("There are notes under part %(part)s.", part=taken[0]))
    question.text = clean(text, limit=STATEMENT, name=_("The question"))
    question.parts = lettered
    if wanted != question.form:
        _change_form(tx, question, wanted, by=by, operation=operation)
    if wanted != "tables" and not question.tables:  # new, or brought in by an archive without one
        lay_gathering_table(
            tx, question=question, secret_key=secret_key, by=by, operation=operation
        )
    publish(tx, question, by=by, operation=operation)
    _split(tx, question, by, operation)
    return question


def _used_parts(db: Session, question: Question) -> set[str]:
    """The letters that notes stand under, in whatever state."""
    mine = select(Note.part).join(CafeTable).where(CafeTable.question_id == question.id)
    return {part for part in db.scalars(mine.execution_options(**EVERY_STATE)) if part}


def _change_form(tx: Session, question: Question, form: str, *, by: str, operation: str) -> None:
    """Away with the tables of another form. Raises Conflict when something is written at one."""
    if any(is_written_at(tx, table) for table in question.tables):
        raise Conflict(
            _(
                "Something is written under question %(number)s, so its form stays as it is.",
                number=question.number,
            ),
            where="form",
        )
    stays = "tables" not in (form, question.form)
    for table in [] if stays else list(question.tables):
        remove_table(tx, table=table, by=by, operation=operation)
    question.form = form
    tx.flush()
    tx.expire(question, ["tables"])


def _split(tx: Session, question: Question, by: str, operation: str) -> None:
    """Pairs answer each sub-question by itself, so their poster has a field for each."""
    for table in question.tables if question.form == "pairs" else []:
        if table.by_parts != bool(question.parts):
            table.by_parts = bool(question.parts)
            tx.flush()
            publish(tx, table, by=by, operation=operation)


@once(None)
def move_question(tx: Session, *, question: Question, up: bool, by: str, operation: str) -> None:
    """Let the question change places with its neighbour; at the end of the row nothing happens."""
    number = question.number + (-1 if up else 1)
    query = select(Question).where(
        Question.workshop_id == question.workshop_id, Question.number == number
    )
    other = tx.scalars(query).first()
    if other is None:
        return
    mine = question.number
    question.number = -1  # numbers are unique even for a moment
    tx.flush()
    other.number = mine
    tx.flush()
    question.number = number
    tx.flush()
    for moved in (question, other):
        publish(tx, moved, by=by, operation=operation)


@once(None)
def remove_question(tx: Session, *, question: Question, by: str, operation: str) -> None:
    """Take away a question; those after it move up. Raises Conflict when something is written."""
    workshop = question.workshop
    for table in list(question.tables):
        remove_table(tx, table=table, by=by, operation=operation)
    number, key = question.number, question.id
    tx.expire(question, ["tables"])
    tx.delete(question)
    tx.flush()
    record(tx, workshop, what="question", key=key, item=None, by=by, operation=operation)
    later = select(Question).where(Question.workshop_id == workshop.id, Question.number > number)
    for following in tx.scalars(later.order_by(Question.number)):
        following.number -= 1
        tx.flush()
        publish(tx, following, by=by, operation=operation)
