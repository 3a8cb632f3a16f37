"""Questions: written, reworded, moved, taken away."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import STATEMENT
from cafe.core.text import clean
from cafe.errors import Conflict, Invalid
from cafe.model import Note, Origin, Place, Question, Workshop, record
from cafe.model.commands import made, once
from cafe.model.events import publish
from cafe.model.note import EVERY_STATE
from cafe.plan import guards, rules
from cafe.plan.actions.programme import follow_parts
from cafe.plan.actions.tables import is_written_at, lay_gathering_table, remove_table
from cafe.plan.guards import asked_anew, changed, check_seen, is_corrected, is_new
from cafe.plan.queries import questions_of, with_uid


def _parts(form: str, parts: list[str]) -> list[dict[str, str]]:
    texts = [part for part in parts if part.strip()]
    rules.check_parts(form, len(texts))
    name = _("Sub-question") if form == "pairs" else _("The part")
    texts = [clean(text, limit=STATEMENT, name=name) for text in texts]
    return [
        {"letter": letter, "text": text} for letter, text in zip(rules.LETTERS, texts, strict=False)
    ]


@once(made(Question, "question"))
def add_question(
    tx: Session,
    *,
    workshop: Workshop,
    text: str,
    parts: list[str] | None = None,
    form: str = "tables",
    uid: str | None = None,
    before: Question | None = None,
    secret_key: str = "",
    by: str,
    operation: str,
) -> Question:
    """A question, the last one or `before` another. Pairs and plenary get their one table.

    `uid` is made where it is written (UUID): one that is there already is the same question.
    `secret_key`, the installation's, makes that table's link; at tables it is not needed. Raises
    Invalid.
    """
    if uid and (known := with_uid(tx, workshop.id, uid)):
        publish(tx, known, by=by, operation=operation)
        return known
    numbers = select(func.max(Question.number)).where(Question.workshop_id == workshop.id)
    last = tx.scalar(numbers) or 0
    if last >= rules.MOST_QUESTIONS:
        raise Invalid(_("A café has at most %(most)s questions.", most=rules.MOST_QUESTIONS))
    question = Question(
        workshop_id=workshop.id,
        number=last + 1,
        text=clean(text, limit=STATEMENT, name=_("The question")),
        form=rules.check_form(form),
        parts=_parts(form, parts or []),
        **({"uid": uid} if uid else {}),
    )
    tx.add(question)
    tx.flush()
    if before is not None:
        _put(tx, question, before, by=by, operation=operation)
    publish(tx, question, by=by, operation=operation)
    if form != "tables":
        lay_gathering_table(
            tx, question=question, secret_key=secret_key, by=by, operation=operation
        )
        _split(tx, question, by, operation)
    return question


def _put(
    tx: Session, question: Question, before: Question | None, *, by: str, operation: str
) -> None:
    """Give `question` the place before another, or the last; those in between give way."""
    row = questions_of(tx, question.workshop)
    was = {one.id: one.number for one in row}
    row.remove(question)
    row.insert(row.index(before) if before is not None else len(row), question)
    moved = [(one, at) for at, one in enumerate(row, 1) if one.number != at]
    for one, at in moved:
        one.number = -at  # numbers are unique even for a moment
    tx.flush()
    for one, at in moved:
        one.number = at
    tx.flush()
    others = [one for one, _at in moved if one is not question]
    publish(tx, *others, by=by, operation=operation)
    _follow_numbers(tx, question.workshop, was, by=by, operation=operation)


@once("question")
def reword_question(
    tx: Session,
    *,
    question: Question,
    was: str,
    text: str,
    why: str = "",
    by: str,
    operation: str,
) -> Question:
    """New words for a question whose text was `was`.

    Raises Invalid; Conflict as guards.is_new does, and as check_why does when the tables have it
    before them.
    """
    text = clean(text, limit=STATEMENT, name=_("The question"))
    if not is_new(tx, question, question.text, was=was, wanted=text, by=by, operation=operation):
        return question
    with asked_anew(tx, question, why=why, by=by, operation=operation):
        question.text = text
    publish(tx, question, by=by, operation=operation)
    return question


@once("question")
def set_parts(
    tx: Session,
    *,
    question: Question,
    was: list[str],
    parts: list[str],
    why: str = "",
    hints: Sequence[str] = (),
    by: str,
    operation: str,
) -> Question:
    """The parts of a question, or a pair's sub-questions, whose texts were `was`; none is none.

    `hints`: of parts that come back. Raises Invalid; Conflict as guards.is_new and check_why do,
    when a part with notes goes or moves, and when the answers are in and their number changes.
    """
    lettered = _parts(question.form, parts)
    wanted, now = ([part["text"] for part in some] for some in (lettered, question.parts))
    if not is_new(tx, question, now, was=was, wanted=wanted, by=by, operation=operation):
        return question
    letters = rules.letters_after(now, wanted)
    if moved := sorted(one for one in _used_parts(tx, question) if letters.get(one) != one):
        raise Conflict(_("There are notes under part %(part)s.", part=moved[0]), where="parts")
    if is_corrected(question.workshop) and len(wanted) != len(now):
        words = _("From the sorting on a question is only corrected: it keeps its parts.")
        raise Conflict(words, where="parts")
    with asked_anew(tx, question, why=why, by=by, operation=operation):
        question.parts = lettered
        back = rules.check_hints(hints, len(wanted))
        question.hints = rules.hints_after(now, wanted, question.hints, back)
    follow_parts(tx, question, letters, by=by, operation=operation)
    publish(tx, question, by=by, operation=operation)
    _split(tx, question, by, operation)
    return question


@once("question")
def set_form(
    tx: Session,
    *,
    question: Question,
    was: str,
    form: str,
    seen: Sequence[str] | None = None,
    secret_key: str,
    by: str,
    operation: str,
) -> Question:
    """How a question is talked over: at tables, in pairs or in plenary.

    `seen`: what stood at its tables, which go with another form. Raises Invalid; Conflict as
    guards.is_new and check_seen do, and when something is written under it.
    """
    rules.check_form(form)
    doer = {"by": by, "operation": operation}
    if is_new(tx, question, question.form, was=was, wanted=form, **doer):
        rules.check_parts(form, len(question.parts))
        if "tables" in (form, question.form):
            check_seen(tx, question, question.tables, seen)
        _change_form(tx, question, form, **doer)
    elif question.tables or form == "tables":
        return question
    # It is new, or an archive brought the question without its table.
    if form != "tables" and not question.tables:
        lay_gathering_table(tx, question=question, secret_key=secret_key, **doer)
    publish(tx, question, **doer)
    _split(tx, question, by, operation)
    return question


@once("question")
def place_question(
    tx: Session, *, question: Question, before: Question | None, by: str, operation: str
) -> Question:
    """Let the question stand before another, or last; its tables go with it. Before itself it
    stands where it is, and nothing is told.
    """
    if before is question:
        return question
    _put(tx, question, before, by=by, operation=operation)
    publish(tx, question, by=by, operation=operation)
    return question


def _used_parts(db: Session, question: Question) -> set[str]:
    """The letters that notes stand under, in whatever state."""
    mine = select(Note.part).join(Place).where(Place.question_id == question.id)
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


def _follow_numbers(
    tx: Session, workshop: Workshop, was: Mapping[int, int], *, by: str, operation: str
) -> None:
    """An extract that was chosen of the document has the same questions by their new numbers.

    `was`: which number each had, by its id. Without any that is left the document is whole.
    """
    options = workshop.report_options or {}
    now = {one.id: one.number for one in questions_of(tx, workshop)}
    numbers = {number: now[id] for id, number in was.items() if id in now}
    only = [numbers[one] for one in options.get("only", ()) if one in numbers]
    if only != options.get("only", []):
        rest = {name: value for name, value in options.items() if name != "only"}
        workshop.report_options = (rest | ({"only": only} if only else {})) or None
        publish(tx, workshop, by=by, operation=operation)


@once(None)
def remove_question(
    tx: Session,
    *,
    question: Question,
    was: str | None = None,
    seen: Sequence[str] | None = None,
    by: str,
    operation: str,
) -> None:
    """Take away a question nobody has written under; those after it move up.

    `was` is its text as the author saw it, and `seen` the words of its parts and at its tables,
    None where nobody could have changed them. Raises Conflict when they are others, and when
    something is written at one of its tables or while sorting, brought in from elsewhere, or
    remarked by readers.
    """
    if was not in (None, question.text):
        raise changed(tx, question)
    check_seen(tx, question, question.tables, seen, parts=True)
    guards.check_nothing_beside(tx, question)
    workshop = question.workshop
    for table in list(question.tables):
        remove_table(tx, table=table, by=by, operation=operation)
    number, key = question.number, question.id
    was_numbered = {one.id: one.number for one in questions_of(tx, workshop)}
    origins = select(Origin.id).where(Origin.question_id == question.id)
    going = [("origin", str(id)) for id in tx.scalars(origins)]
    tx.expire(question, ["tables"])
    tx.delete(question)
    tx.flush()
    for what, which in (*going, ("question", str(key))):
        record(tx, workshop, what=what, key=which, item=None, by=by, operation=operation)
    later = select(Question).where(Question.workshop_id == workshop.id, Question.number > number)
    for following in tx.scalars(later.order_by(Question.number)):
        following.number -= 1
        tx.flush()
        publish(tx, following, by=by, operation=operation)
    _follow_numbers(tx, workshop, was_numbered, by=by, operation=operation)
