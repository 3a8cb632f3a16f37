"""Planning, and that nothing written is planned away."""

from typing import Any

import pytest

from cafe.errors import Conflict, Invalid
from cafe.model import CafeTable, Change, Database, Question, Workshop
from cafe.plan import actions
from cafe.table.actions.poster import name_cafe
from tests.support.world import KEY, a_workshop, new_id, tables_of


def by(**more: object) -> dict[str, Any]:
    """Who and which operation."""
    return {"by": "person:1", "operation": new_id(), **more}


def test_two_per_question_in_one_step(db: Database) -> None:
    workshop = a_workshop(db, counts=[2, 2])
    assert [table.number for table in tables_of(db, workshop)] == [1, 2, 3, 4]
    by_question = [table.question_id for table in tables_of(db, workshop)]
    assert by_question[0] == by_question[2] != by_question[1]


def test_tables_are_laid_anew_until_something_is_written(db: Database) -> None:
    workshop = a_workshop(db, counts=[2, 2], stage="open")
    with db.writing() as tx:
        again = tx.get_one(Workshop, workshop.id)
        laid = actions.lay_tables(tx, workshop=again, counts=[1, 1], secret_key=KEY, **by())
        name_cafe(tx, table=laid[0], was=None, name="KAFÉ KAI", **by())
    with db.writing() as tx:
        again = tx.get_one(Workshop, workshop.id)
        with pytest.raises(Conflict):
            actions.lay_tables(tx, workshop=again, counts=[2, 2], secret_key=KEY, **by())
    assert [table.cafe_name for table in tables_of(db, workshop)] == ["KAFÉ KAI", None]


def test_questions_change_places_and_keep_their_tables(db: Database) -> None:
    workshop = a_workshop(db, counts=[1, 2])
    with db.writing() as tx:
        first = tx.query(Question).filter_by(workshop_id=workshop.id, number=1).one()
        before = [table.number for table in first.tables]
        actions.place_question(tx, question=first, before=None, **by())
        assert first.number == 2
        assert [table.number for table in first.tables] == before


def test_removed_question_lets_the_others_move_up(db: Database) -> None:
    workshop = a_workshop(db, counts=[1, 1])
    with db.writing() as tx:
        first = tx.query(Question).filter_by(workshop_id=workshop.id, number=1).one()
        actions.remove_question(tx, question=first, **by())
    with db.reading() as session:
        left = session.query(Question).filter_by(workshop_id=workshop.id).all()
        assert [question.number for question in left] == [1]


def test_a_number_is_given_once(db: Database) -> None:
    workshop = a_workshop(db, counts=[1, 1])
    with db.writing() as tx:
        table = tx.merge(tables_of(db, workshop)[0])
        with pytest.raises(Conflict):
            actions.number_table(tx, table=table, was=1, number=2, **by())


def test_people_still_go_to_the_tables_they_were_sent_to_when_these_have_other_numbers(
    db: Database,
) -> None:
    workshop = a_workshop(db, counts=[2, 2])
    before = [table.number for table in tables_of(db, workshop)]
    ids = [table.id for table in tables_of(db, workshop)]
    with db.writing() as tx:
        here = tx.get_one(Workshop, workshop.id)
        actions.keep_seating(tx, workshop=here, seats=[before, before[::-1]], **by())

    def sent() -> list[list[int]]:
        """The tables, by their ids, to which the plan sends each person."""
        with db.reading() as session:
            of = {table.number: table.id for table in session.query(CafeTable)}
            plan = session.get_one(Workshop, workshop.id).seating or {}
            return [[of[number] for number in row] for row in plan["rounds"]]

    assert sent() == [ids, ids[::-1]]
    with db.writing() as tx:
        table = tx.get_one(CafeTable, ids[0])
        actions.number_table(tx, table=table, was=table.number, number=42, **by())
    assert sent() == [ids, ids[::-1]]
    with db.writing() as tx:
        laid = actions.number_tables(tx, workshop=tx.get_one(Workshop, workshop.id), **by())
    assert [table.number for table in laid] == [1, 3, 2, 4]
    assert sent() == [ids, ids[::-1]]


def test_any_number_and_hosts(db: Database) -> None:
    workshop = a_workshop(db, counts=[1, 1])
    with db.writing() as tx:
        table = tx.merge(tables_of(db, workshop)[0])
        actions.number_table(tx, table=table, was=1, number=42, **by())
        actions.set_hosts(tx, table=table, was=[], hosts=["Siri", " ", "Per "], **by())
        named = ["Siri", "Per", "\ufeffAda"]
        actions.set_hosts(
            tx, table=table, was=["Siri", "Per"], hosts=named, roles={"\ufeffAda": "user"}, **by()
        )
    table = tables_of(db, workshop)[1]
    assert table.hosts == ["Siri", "Per", "Ada"]
    assert table.roles == [{"host": "Ada", "role": "user"}], "a role goes with its mended name"


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001, "bjelle \x07", 7])
def test_no_such_question(db: Database, text: str) -> None:
    workshop = a_workshop(db)
    with db.writing() as tx:
        again = tx.get_one(Workshop, workshop.id)
        with pytest.raises(Invalid):
            actions.add_question(tx, workshop=again, text=text, parts=[], **by())
    with db.reading() as session:
        assert session.query(Question).count() == 2


def test_every_change_has_a_number(db: Database) -> None:
    workshop = a_workshop(db, counts=[2, 1], stage="open")
    with db.reading() as session:
        numbers = [change.revision for change in session.query(Change).order_by(Change.revision)]
        assert numbers == list(range(1, session.get_one(Workshop, workshop.id).revision + 1))


def test_deleting_needs_the_header_line(db: Database) -> None:
    workshop = a_workshop(db, counts=[1, 1])
    with pytest.raises(Invalid), db.writing() as tx:
        actions.delete_workshop(tx, workshop=tx.get_one(Workshop, workshop.id), title="ja")
    with db.writing() as tx:
        gone = tx.get_one(Workshop, workshop.id)
        actions.delete_workshop(tx, workshop=gone, title=gone.title)
    with db.reading() as session:
        assert session.query(Change).count() == 0


def test_a_new_workshop_is_told(db: Database) -> None:
    told: list[Change] = []
    db.listeners.append(told.extend)
    made = a_workshop(db, questions=())
    assert [(change.what, change.workshop_id) for change in told] == [("workshop", made.id)]
