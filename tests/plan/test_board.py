"""The board: what each table has got, what came late, and that no table closes without a word."""

import time
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cafe.core.i18n import speaking
from cafe.errors import Conflict
from cafe.model import CafeTable, Database, Workshop
from cafe.plan import actions
from cafe.plan.board import Board, board, called
from cafe.plan.queries import questions_of
from cafe.table.actions.late import leave_out, take_in
from cafe.table.actions.notes import add_note, write_note
from cafe.table.actions.poster import name_cafe, sum_up
from tests.support.world import a_workshop, new_id, tables_of


def by() -> dict[str, Any]:
    return {"by": "person:1", "operation": new_id()}


def write(tx: Session, table: CafeTable, text: str = "mer lys") -> None:
    add_note(tx, table=table, uid=new_id(), kind="keyword", text=text, **by())


@pytest.fixture
def talked(db: Database) -> Workshop:
    """Three open tables: 1 has notes and a name, 2 notes and a main statement, 3 nothing."""
    workshop = a_workshop(db, counts=[2, 1], stage="open", language="en")
    with db.writing() as tx:
        first, second, _third = (tx.merge(table) for table in tables_of(db, workshop))
        for table in (first, first, second):
            write(tx, table)
        name_cafe(tx, table=first, was=None, name="KAFÉ KAI", **by())
        sum_up(tx, table=second, was=None, text="Vi hører sammen.", **by())
    return workshop


def seen(tx: Session, workshop: Workshop) -> Board:
    now = tx.get_one(Workshop, workshop.id)
    with speaking("en"):
        return board(tx, now, questions_of(tx, now))


def move(db: Database, workshop: Workshop, stage: str, *, anyway: bool = False) -> None:
    with db.writing() as tx, speaking("en"):
        now = tx.get_one(Workshop, workshop.id)
        actions.move_stage(tx, workshop=now, stage=stage, anyway=anyway, **by())


def test_what_each_table_has_got(db: Database, talked: Workshop) -> None:
    with db.reading() as tx:
        found = seen(tx, talked)
        assert [seat.notes for seat in found.seats.values()] == [2, 1, 0]
        assert (found.notes, found.opened) == (3, 0)
        with speaking("en"):
            assert [called(table) for table in found.lacking] == ["Table 1 (KAFÉ KAI)"]
            assert [called(table) for table in found.empty] == ["Table 3"]


@pytest.mark.parametrize("stage", ["vernissage", "sorting", "finished"])
def test_no_table_closes_without_its_main_statement(
    db: Database, talked: Workshop, stage: str
) -> None:
    with pytest.raises(Conflict) as caught:
        move(db, talked, stage)
    assert caught.value.where == "main_statement"
    assert "1 table has no main statement yet: Table 1 (KAFÉ KAI)." in caught.value.message
    assert "No notes at all: Table 3." in caught.value.message
    move(db, talked, stage, anyway=True)
    with db.reading() as tx:
        assert tx.get_one(Workshop, talked.id).stage == stage


def test_a_table_where_nobody_wrote_stops_nobody(db: Database, talked: Workshop) -> None:
    with db.writing() as tx:
        table = tx.merge(tables_of(db, talked)[0])
        sum_up(tx, table=table, was=None, text="Lys og liv.", **by())
    move(db, talked, "vernissage")
    with db.reading() as tx:
        assert tx.get_one(Workshop, talked.id).stage == "vernissage"


def test_back_to_planning_is_no_closing(db: Database, talked: Workshop) -> None:
    move(db, talked, "planning")
    with db.reading() as tx:
        assert tx.get_one(Workshop, talked.id).stage == "planning"


def test_late_notes_wait_are_left_and_can_still_be_taken_in(db: Database, talked: Workshop) -> None:
    move(db, talked, "vernissage", anyway=True)
    with db.writing() as tx:
        table = tx.merge(tables_of(db, talked)[0])
        words = ("kom for sent", "enda en")
        kept = [
            write_note(tx, table=table, uid=new_id(), kind="statement", text=text, **by())
            for text in words
        ]
        found = seen(tx, talked)
        assert [one.text for one in found.waiting] == list(words)
        assert [seat.late for seat in found.seats.values()] == [2, 0, 0]
        leave_out(tx, late=kept[0], **by())
        take_in(tx, late=kept[1], **by())
        found = seen(tx, talked)
        assert ([one.text for one in found.left], found.waiting) == (["kom for sent"], [])
        take_in(tx, late=kept[0], **by())
        assert seen(tx, talked).left == []
        assert seen(tx, talked).notes == 5


def test_a_clock_that_is_long_out_matters_no_more(db: Database, talked: Workshop) -> None:
    with db.writing() as tx:
        now = tx.get_one(Workshop, talked.id)
        for minutes, clock, running in ((3, True, True), (-3, True, False), (-6, False, False)):
            now.timer_ends_ms = int((time.time() + minutes * 60) * 1000)
            assert (seen(tx, talked).clock, seen(tx, talked).running) == (clock, running)
