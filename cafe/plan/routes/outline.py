"""The plan as an outline: each field is a command of its own, sent while it is typed."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import NotFound
from cafe.model import Question, Workshop
from cafe.nouns import Item
from cafe.people.links import open_links
from cafe.plan import actions, queries, rules, rules_facts
from cafe.plan.room import room
from cafe.plan.routes.tables import AT, Command, Laid, Tables, seat
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import Id, LineText, LongText, StatementText
from cafe.web.commands import command
from cafe.web.limits.numbers import Whole
from cafe.web.limits.sizes import Together
from cafe.web.state import cafe

Parts = Annotated[list[StatementText], Field(max_length=rules.MOST_PARTS)]
Lines = Annotated[list[LineText], Field(max_length=rules.MOST_PARTS)]
Form = Literal["tables", "pairs", "plenary"]
# What stood where something goes: words that came there unseen do not go with it. A question may
# have every table of the café.
AT_A_TABLE = rules.MOST_HOSTS + rules.MOST_TAGS + 1  # and where it meets
MOST_SEEN, SEEN = rules.MOST_PARTS + rules.MOST_TABLES * AT_A_TABLE, 40_000
Seen = Annotated[list[StatementText] | None, Together(SEEN), Field(max_length=MOST_SEEN)]


class Fact(Command):
    """A fact's new text; `was` is what its author saw."""

    was: LongText
    text: LongText


class NewQuestion(Command):
    """A question that was written on the page: `id` is its own, `before` another's, None: last."""

    id: Id
    text: StatementText
    parts: Parts = Field(default_factory=list[str])
    form: Form = "tables"
    before: Id | None = None
    tables: Tables = Field(default_factory=list[Laid])


class Words(Command):
    """A question's new words; `why` it gets them, when the tables have it before them."""

    was: StatementText
    text: StatementText
    why: StatementText = ""


class InParts(Command):  # noqa: D101 - as plan/actions/questions.py: set_parts
    was: Parts
    parts: Parts
    why: StatementText = ""
    hints: Lines = Field(default_factory=list[str])


class InForm(Command):
    """How it is to be talked over; `tables`: the words of the tables that come with that."""

    was: Form
    form: Form
    seen: Seen = None
    tables: Tables = Field(default_factory=list[Laid])


class Place(Command):  # noqa: D101
    before: Id | None


class Gone(Command):  # noqa: D101
    was: StatementText
    seen: Seen = None


class Count(Command):
    """How many tables there are to be; `tables`: the words of those that come."""

    was: Whole
    count: Whole
    seen: Seen = None
    tables: Tables = Field(default_factory=list[Laid])


class Anew(Command):
    """Number the tables anew."""


@room.put(f"{AT}/facts/<name>")
@allowed("plan.edit")
@command(Fact)
def fact(tx: Session, who: Who, body: Fact, name: str) -> Workshop:
    """One fact of the gathering."""
    if name not in rules_facts.FACTS:
        raise NotFound(_("There is no page at this address."))
    words = {"was": body.was, "text": body.text, "by": who.label, "operation": body.operation}
    workshop = actions.set_fact(tx, workshop=the_workshop(tx, who), name=name, **words)
    open_links(tx, workshop, cafe().settings.secret_key)  # a silent start has its own
    return workshop


@room.post(f"{AT}/questions")
@allowed("plan.edit")
@command(NewQuestion)
def new_question(tx: Session, who: Who, body: NewQuestion) -> Question | Item:
    """One more question, with its tables."""
    doer: dict[str, Any] = {"by": who.label, "operation": body.operation}
    key = cafe().settings.secret_key
    before = question_of(tx, who, body.before) if body.before else None
    words: dict[str, Any] = {
        "text": body.text,
        "parts": body.parts,
        "form": body.form,
        "uid": body.id,
    }
    workshop = the_workshop(tx, who)
    known = queries.with_uid(tx, who.workshop_id, body.id)
    question: Question | None = actions.add_question(
        tx, workshop=workshop, before=before, secret_key=key, **words, **doer
    )
    if question is None:  # it was written before, and somebody has taken it away since
        return {"uid": body.id, "gone": True}
    if known is None:
        _lay(tx, question, body.tables, doer)
    return question


def _lay(tx: Session, question: Question, laid: Sequence[Laid], doer: dict[str, Any]) -> None:
    """The tables of a question that has just come, or come to another form, with their words.

    What pairs or a plenary say is gathered at one that came with it.
    """
    here, key = len(question.tables), cafe().settings.secret_key
    for _more in laid[here:]:
        actions.add_table(tx, question=question, secret_key=key, **doer)
    seat(tx, question.tables, laid, doer)


@room.put(f"{AT}/questions/<uid>")
@allowed("plan.edit")
@command(Words)
def words(tx: Session, who: Who, body: Words, uid: str) -> Question:
    """A question's words."""
    question = question_of(tx, who, uid)
    return actions.reword_question(tx, question=question, by=who.label, **body.model_dump())


@room.put(f"{AT}/questions/<uid>/parts")
@allowed("plan.edit")
@command(InParts)
def parts(tx: Session, who: Who, body: InParts, uid: str) -> Question:
    """Its parts."""
    question = question_of(tx, who, uid)
    return actions.set_parts(tx, question=question, by=who.label, **body.model_dump())


@room.put(f"{AT}/questions/<uid>/form")
@allowed("plan.edit")
@command(InForm)
def form(tx: Session, who: Who, body: InForm, uid: str) -> Question:
    """How it is talked over."""
    question, key = question_of(tx, who, uid), cafe().settings.secret_key
    doer: dict[str, Any] = {"by": who.label, "operation": body.operation}
    before = question.form
    asked: dict[str, Any] = {"was": body.was, "form": body.form, "seen": body.seen}
    actions.set_form(tx, question=question, **asked, secret_key=key, **doer)
    if question.form != before and "tables" in (question.form, before):  # else they stay
        _lay(tx, question, body.tables, doer)
    return question


@room.put(f"{AT}/questions/<uid>/place")
@allowed("plan.edit")
@command(Place)
def place(tx: Session, who: Who, body: Place, uid: str) -> Question:
    """Where it stands."""
    question = question_of(tx, who, uid)
    before = question_of(tx, who, body.before) if body.before else None
    doer = {"by": who.label, "operation": body.operation}
    return actions.place_question(tx, question=question, before=before, **doer)


@room.put(f"{AT}/questions/<uid>/gone")
@allowed("plan.edit")
@command(Gone)
def gone(tx: Session, who: Who, body: Gone, uid: str) -> Item:
    """Away with it; one that is gone already is gone."""
    question = queries.with_uid(tx, who.workshop_id, uid)
    if question is not None:
        doer = {"by": who.label, "operation": body.operation}
        words: dict[str, Any] = {"was": body.was, "seen": body.seen}
        actions.remove_question(tx, question=question, **words, **doer)
    return {"uid": uid, "gone": True}


@room.put(f"{AT}/questions/<uid>/tables")
@allowed("plan.edit")
@command(Count)
def tables(tx: Session, who: Who, body: Count, uid: str) -> Question:
    """How many tables have it."""
    question = question_of(tx, who, uid)
    here = {table.id for table in question.tables}
    doer: dict[str, Any] = {"by": who.label, "operation": body.operation}
    said: dict[str, Any] = {"was": body.was, "count": body.count, "seen": body.seen}
    key = cafe().settings.secret_key
    actions.set_count(tx, question=question, **said, secret_key=key, **doer)
    seat(tx, [table for table in question.tables if table.id not in here], body.tables, doer)
    return question


@room.post(f"{AT}/numbers")
@allowed("plan.edit")
@command(Anew)
def numbers(tx: Session, who: Who, body: Anew) -> Item:
    """Every table's number."""
    workshop = the_workshop(tx, who)
    laid = actions.number_tables(tx, workshop=workshop, by=who.label, operation=body.operation)
    return {"numbers": {table.id: table.number for table in laid}}


def question_of(tx: Session, who: Who, uid: str) -> Question:
    """The café's question with this uid. Raises NotFound."""
    question = queries.with_uid(tx, who.workshop_id, uid)
    if question is None:
        raise NotFound(_("This café has no such question."))
    return question
