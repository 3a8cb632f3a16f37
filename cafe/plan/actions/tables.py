"""Tables: laid in one step or one by one, numbered, given hosts, taken away."""

from collections.abc import Mapping, Sequence
from itertools import count

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import place_name
from cafe.errors import Conflict, Invalid
from cafe.model import (
    CafeTable,
    Invitation,
    Link,
    Note,
    Question,
    Workshop,
    events,
    record,
)
from cafe.model.commands import made, once
from cafe.model.erase import drop_addresses
from cafe.model.events import publish
from cafe.model.note import notes_in_any_state
from cafe.people.links import open_link, retire
from cafe.plan import rules, rules_seating
from cafe.plan.guards import changed, check_seen, is_new


def _add_table(
    tx: Session, *, question: Question, number: int, secret_key: str, by: str, operation: str
) -> CafeTable:
    table = CafeTable(
        workshop_id=question.workshop_id, question_id=question.id, number=number, hosts=[]
    )
    tx.add(table)
    tx.flush()
    silent = question.form == "tables" and question.workshop.silent > 0
    for tray in (False, True) if silent else (False,):
        open_link(
            tx, workshop_id=table.workshop_id, table_id=table.id, tray=tray, secret_key=secret_key
        )
    publish(tx, table, by=by, operation=operation)
    return table


def _laid(tx: Session, workshop_id: str, _operation: str) -> list[CafeTable]:
    """The café's tables by number."""
    query = select(CafeTable).where(CafeTable.workshop_id == workshop_id)
    return list(tx.scalars(query.order_by(CafeTable.number)))


@once(_laid)
def lay_tables(
    tx: Session, *, workshop: Workshop, counts: list[int], secret_key: str, by: str, operation: str
) -> list[CafeTable]:
    """Lay `counts[i]` tables in one step at the i-th question that is talked over at tables.

    They are numbered as rules.number_tables says. Tables laid before are taken away; Conflict when
    anybody has written at one of them. Pairs and plenary keep theirs. Raises Invalid.
    """
    tx.refresh(workshop, ["questions"])
    questions = [question for question in workshop.questions if question.form == "tables"]
    if len(counts) != len(questions):
        raise Invalid(_("Say how many tables each question has."), where="tables")
    numbers = rules.number_tables(counts)
    for question in questions:
        for table in list(question.tables):
            remove_table(tx, table=table, by=by, operation=operation)
    _make_room(tx, workshop, by, operation)
    laid = [
        _add_table(
            tx, question=question, number=number, secret_key=secret_key, by=by, operation=operation
        )
        for question, mine in zip(questions, numbers, strict=True)
        for number in mine
    ]
    for question in questions:
        tx.refresh(question, ["tables"])
    return laid


def _make_room(tx: Session, workshop: Workshop, by: str, operation: str) -> None:
    """A table of pairs or plenary that came with an archive may have a number among the others'."""
    for question in workshop.questions:
        for table in question.tables:
            if question.form != "tables" and table.number < rules.FIRST_GATHERED:
                table.number = _gathered_number(tx, workshop.id)
                tx.flush()
                publish(tx, table, by=by, operation=operation)


def _gathered_number(tx: Session, workshop_id: str) -> int:
    taken = set(tx.scalars(select(CafeTable.number).where(CafeTable.workshop_id == workshop_id)))
    return next(number for number in count(rules.FIRST_GATHERED) if number not in taken)


def lay_gathering_table(
    tx: Session, *, question: Question, secret_key: str, by: str, operation: str
) -> CafeTable:
    """The one table where what pairs or a plenary say is gathered, and which nobody sits at.

    `secret_key` makes its link, for a scribe or helper; ValueError without it.
    """
    if not secret_key:
        raise ValueError("a table needs the installation's key for its link")
    number = _gathered_number(tx, question.workshop_id)
    table = _add_table(
        tx, question=question, number=number, secret_key=secret_key, by=by, operation=operation
    )
    tx.refresh(question, ["tables"])
    return table


@once(made(CafeTable, "table"))
def add_table(
    tx: Session, *, question: Question, secret_key: str, by: str, operation: str
) -> CafeTable:
    """One more table at a question, numbered after the highest; where those behind it are kept for
    pairs and plenary, with the lowest that is free. Raises Conflict, Invalid.
    """
    if question.form != "tables":
        raise Conflict(
            _("Question %(number)s is not talked over at tables.", number=question.number)
        )
    laid = (
        select(CafeTable.number)
        .join(Question)
        .where(CafeTable.workshop_id == question.workshop_id, Question.form == "tables")
    )
    numbers = list(tx.scalars(laid))
    if len(numbers) >= rules.MOST_TABLES:
        raise Invalid(_("Choose between 1 and %(most)s tables.", most=rules.MOST_TABLES))
    tx.refresh(question.workshop, ["questions"])
    _make_room(tx, question.workshop, by, operation)
    number = max(numbers, default=0) + 1
    if number >= rules.FIRST_GATHERED:
        number = next(free for free in count(1) if free not in numbers)
    table = _add_table(
        tx, question=question, number=number, secret_key=secret_key, by=by, operation=operation
    )
    tx.refresh(question, ["tables"])
    return table


@once("question")
def set_count(
    tx: Session,
    *,
    question: Question,
    was: int,
    count: int,
    seen: Sequence[str] | None = None,
    secret_key: str,
    by: str,
    operation: str,
) -> Question:
    """Let `count` tables have the question: new ones come last, the last ones go.

    `seen`: what stood at those that go. Raises Invalid; Conflict as guards.is_new and check_seen
    do, and when something is written at one that goes.
    """
    doer = {"by": by, "operation": operation}
    now = len(question.tables)
    if now not in (was, count):
        raise changed(tx, question, told={**events.body(question), "count": now})
    if not is_new(tx, question, now, was=was, wanted=count, **doer):
        return question
    if 0 <= count < now:
        check_seen(tx, question, question.tables[count:], seen)
    if not 0 <= count <= rules.MOST_TABLES:
        raise Invalid(_("Choose between 1 and %(most)s tables.", most=rules.MOST_TABLES))
    for table in question.tables[count:][::-1]:
        remove_table(tx, table=table, **doer)
    tx.refresh(question, ["tables"])
    for _more in range(count - now):
        add_table(tx, question=question, secret_key=secret_key, **doer)
    publish(tx, question, **doer)
    return question


@once(_laid)
def number_tables(tx: Session, *, workshop: Workshop, by: str, operation: str) -> list[CafeTable]:
    """Number the tables as rules.number_tables says, where they stand, their links with them."""
    tx.refresh(workshop, ["questions"])
    questions = [question for question in workshop.questions if question.form == "tables"]
    tables = {question.id: list(question.tables) for question in questions}
    numbers = rules.number_tables([len(tables[question.id]) for question in questions])
    moved = [
        (table, number)
        for question, mine in zip(questions, numbers, strict=True)
        for table, number in zip(tables[question.id], mine, strict=True)
        if table.number != number
    ]
    _make_room(tx, workshop, by, operation)
    planned = _follow(workshop, {table.number: number for table, number in moved})
    for table, number in moved:
        table.number = -number  # numbers are unique even for a moment
    tx.flush()
    for table, number in moved:
        table.number = number
    laid = [table for question in questions for table in tables[question.id]]
    told = [table for table, _number in moved] or laid[:1]  # something: a late copy is known by it
    publish(tx, *told, *planned, by=by, operation=operation)
    return laid


@once("table")
def number_table(
    tx: Session, *, table: CafeTable, was: int, number: int, by: str, operation: str
) -> CafeTable:
    """Give a table another number than `was`. Raises Invalid; Conflict as guards.is_new does, and
    when another table has the number."""
    if is_new(tx, table, table.number, was=was, wanted=number, by=by, operation=operation):
        _check_number(tx, table, number)
        planned = _follow(table.question.workshop, {table.number: number})
        table.number = number
        publish(tx, table, *planned, by=by, operation=operation)
    return table


@once(None)
def number_again(
    tx: Session, *, tables: Sequence[CafeTable], had: Sequence[int | None], by: str, operation: str
) -> None:
    """Tables just laid in place of some that went get the numbers back that those `had`, where no
    other table has it by now: what is printed, and who sits where, leads to them again.
    """
    new = {table.id: table for table in tables if table.question.form == "tables"}
    laid = _laid(tx, tables[0].workshop_id, operation) if new else []
    taken = {table.number for table in laid if table.id not in new}
    back: dict[int, int] = {}
    for id, number in zip(new, had, strict=False):
        if number and number < rules.FIRST_GATHERED and number not in taken | {*back.values()}:
            back[id] = number
    spare = (one.number for one in laid if one.id in new and one.number not in back.values())
    numbers = {id: back[id] if id in back else next(spare) for id in new}
    moved = [table for table in new.values() if table.number != numbers[table.id]]
    for table in moved:
        table.number = -table.number  # numbers are unique even for a moment
    tx.flush()
    for table in moved:
        table.number = numbers[table.id]
    publish(tx, *moved, by=by, operation=operation)


def _follow(workshop: Workshop, numbers: Mapping[int, int]) -> list[Workshop]:
    """Who sits where leads to the same tables by their new numbers; the café, if that is new."""
    tables = (table.number for question in workshop.questions for table in question.tables)
    there = {numbers.get(number, number) for number in tables}
    plan = rules_seating.renumbered(workshop.seating, numbers, there)
    if plan == workshop.seating:
        return []
    workshop.seating = plan
    return [workshop]


def _check_number(tx: Session, table: CafeTable, number: int) -> None:
    if table.question.form != "tables":
        raise Conflict(_("This table has no number of its own."), where="number")
    if not 1 <= number < rules.FIRST_GATHERED:
        raise Invalid(
            _("A table's number is between 1 and %(most)s.", most=rules.FIRST_GATHERED - 1),
            where="number",
        )
    taken = select(CafeTable.id).where(
        CafeTable.workshop_id == table.workshop_id,
        CafeTable.number == number,
        CafeTable.id != table.id,
    )
    if tx.scalars(taken).first() is not None:
        raise Conflict(_("There is already a table %(number)s.", number=number), where="number")


@once(None)
def remove_table(tx: Session, *, table: CafeTable, by: str, operation: str) -> None:
    """Take a table away. Raises Conflict when something is written at it: nothing typed is lost."""
    if is_written_at(tx, table):
        where = place_name(table.question.form, table.number)
        raise Conflict(_("%(table)s: something is written here, so it stays.", table=where))
    workshop, key = table.question.workshop, table.id
    for kind in (Link, Invitation):
        retire(tx, kind, kind.table_id == table.id)
    tx.delete(table)
    drop_addresses(tx, workshop.id)
    record(tx, workshop, what="table", key=key, item=None, by=by, operation=operation)


def is_written_at(db: Session, table: CafeTable) -> bool:
    """Whether there is anything at this table that somebody wrote, struck out or late as well."""
    if table.cafe_name or table.main_statement or table.posters:
        return True
    notes = notes_in_any_state().where(Note.table_id == table.id).limit(1)
    return db.scalars(notes).first() is not None
