"""What does not hang on a poster is found by nobody who has not asked for it, in any state."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import exists, func, select, union_all
from sqlalchemy.orm import Session, aliased, selectinload

from cafe.live.audience import ORGANISER, WALL, Audience
from cafe.live.snapshot import snapshot
from cafe.model import CafeTable, Database, Note, Workshop, events
from cafe.model.note import EVERY_STATE, late_notes, notes_in_any_state
from cafe.sort.queries import accounts_of_workshop, waiting_of
from cafe.states import LATE, POSTER, STATES
from cafe.table.actions.late import leave_out, take_all_in, take_in
from cafe.table.actions.notes import add_note
from cafe.table.actions.places import move_note
from tests.house.sources import files, short
from tests.support.world import a_workshop, new_id, tables_of

BESIDE = [name for name, state in STATES.items() if not state.hangs]
other = aliased(Note)


def by() -> dict[str, str]:
    return {"by": "table:1", "operation": new_id()}


def add(tx: Session, table: CafeTable, text: str, state: str = POSTER) -> Note:
    words: dict[str, Any] = {"uid": new_id(), "kind": "keyword", "text": text, "state": state}
    return add_note(tx, table=table, **words, by="table:1", operation=new_id())


@pytest.fixture
def cafe(db: Database) -> tuple[Workshop, int]:
    """A table with one note on its poster, and one in each state that does not hang."""
    workshop = a_workshop(db, counts=[1, 0], stage="open")
    with db.writing() as tx:
        table = tx.merge(tables_of(db, workshop)[0])
        add(tx, table, "seen")
        for state in BESIDE:
            add(tx, table, "hidden", state)
        return workshop, table.id


WAYS: dict[str, Callable[[Session], Any]] = {
    "a select": lambda db: [n.text for n in db.scalars(select(Note))],
    "columns": lambda db: list(db.scalars(select(Note.text))),
    "columns with others": lambda db: [
        text for _id, text in db.execute(select(CafeTable.id, Note.text).join(Note))
    ],
    "an alias": lambda db: list(db.scalars(select(other.text))),
    "a join to an alias": lambda db: [
        text
        for (text,) in db.execute(
            select(other.text).select_from(CafeTable).join(other, other.table_id == CafeTable.id)
        )
    ],
    "an outer join": lambda db: list(
        db.scalars(select(Note.text).select_from(CafeTable).outerjoin(Note))
    ),
    "along a relationship": lambda db: list(
        db.scalars(select(Note.text).select_from(CafeTable).join(CafeTable.notes))
    ),
    "a table's notes": lambda db: [
        n.text for table in db.scalars(select(CafeTable)) for n in table.notes
    ],
    "a table's notes, loaded with it": lambda db: [
        n.text
        for table in db.scalars(select(CafeTable).options(selectinload(CafeTable.notes)))
        for n in table.notes
    ],
    "a query": lambda db: [n.text for n in db.query(Note)],
    "by number": lambda db: [
        n.text for number in range(1, 20) if (n := db.get(Note, number)) is not None
    ],
    "a subquery": lambda db: list(
        db.scalars(select(Note.text).where(Note.id.in_(select(other.id))))
    ),
    "a union": lambda db: [
        text
        for (text,) in db.execute(
            union_all(select(Note.text), select(Note.text).where(Note.id < 0))
        )
    ],
}


@pytest.mark.parametrize("way", WAYS)
def test_no_way_leads_to_it(db: Database, cafe: object, way: str) -> None:
    with db.reading() as tx:
        assert WAYS[way](tx) == ["seen"]


def test_nobody_joins_notes_to_what_is_read() -> None:
    """The one way that would find them: what a note stands behind is to have it in any state."""
    joined = re.compile(r"(?:joinedload|contains_eager|lazy=\"joined\")[^\n]*\bnotes\b")
    assert [short(path) for path in files("cafe/**/*.py") if joined.search(path.read_text())] == []


def test_it_is_not_counted(db: Database, cafe: tuple[Workshop, int]) -> None:
    here = CafeTable.id == cafe[1]
    with db.reading() as tx:
        for count in (
            select(func.count()).select_from(Note),
            select(func.count(Note.id)),
            select(func.count(Note.id)).select_from(CafeTable).join(Note).where(here),
            select(func.count()).where(Note.workshop_id == cafe[0].id),
        ):
            assert tx.scalar(count) == 1
        hidden = exists().where(Note.table_id == CafeTable.id, Note.text == "hidden")
        assert tx.scalars(select(CafeTable).where(hidden)).all() == []


def test_whoever_asks_finds_it(db: Database, cafe: tuple[Workshop, int]) -> None:
    with db.reading() as tx:
        assert [note.state for note in tx.scalars(notes_in_any_state())] == [POSTER, *BESIDE]
        assert [note.state for note in tx.scalars(late_notes())] == list(LATE)
        count = select(func.count(Note.id)).execution_options(**EVERY_STATE)
        assert tx.scalar(count) == len(STATES)
        one = tx.scalars(late_notes().limit(1)).one()
        tx.expire(one)
        assert one.text == "hidden", "read again by whoever has it"


def test_no_door_tells_of_it_as_a_note(db: Database, cafe: tuple[Workshop, int]) -> None:
    gathered = sum(state.sorted and not state.hangs for state in STATES.values())
    with db.reading() as tx:
        workshop = tx.get_one(Workshop, cafe[0].id)
        table = tx.get_one(CafeTable, cafe[1])
        for audience in (WALL, Audience("t", table.id, table.question_id), ORGANISER):
            told = ["hidden"] * gathered if audience is ORGANISER else []
            assert [n["text"] for n in snapshot(tx, workshop, audience)["notes"]] == ["seen", *told]
        assert "'hidden'" not in str(snapshot(tx, workshop, WALL))
        assert len(accounts_of_workshop(tx, workshop).typed) == 1 + gathered
        assert waiting_of(tx, workshop) == sum(state.waits for state in STATES.values())


def test_taken_in_they_hang_last_in_their_order(db: Database, cafe: tuple[Workshop, int]) -> None:
    with db.writing() as tx:
        table = tx.get_one(CafeTable, cafe[1])
        late = list(tx.scalars(late_notes().order_by(Note.id)))
        add(tx, table, "typed since")
        take_all_in(tx, notes=[late[2], late[0]], **by())
        take_in(tx, late=late[1], **by())
        last = add(tx, table, "typed after")
        tx.flush()
        tx.expire_all()
        hung = [note.id for note in table.notes]
        assert hung[2:] == [late[2].id, late[0].id, late[1].id, last.id]
        move_note(tx, note=last, before=late[0].uid, **by())
        tx.flush()
        tx.expire_all()
        assert [note.id for note in table.notes][2:] == [
            late[2].id,
            last.id,
            late[0].id,
            late[1].id,
        ]


def test_however_many_are_taken_in_one_by_one(db: Database, cafe: tuple[Workshop, int]) -> None:
    """More than there are numbers between two ids by halves, and by steps."""
    with db.writing() as tx:
        table = tx.get_one(CafeTable, cafe[1])
        late = [add(tx, table, f"{number}", "held") for number in range(400)]
        for some in (late[:3], late[3:300]):
            take_all_in(tx, notes=some, **by())
        for one in late[300:]:
            take_in(tx, late=one, **by())
        tx.flush()
        tx.expire_all()
        texts = [note.text for note in table.notes]
        assert texts == ["seen", *map(str, range(400))]
        assert len({note.order for note in table.notes}) == len(texts)


def test_its_late_item_keeps_the_words_in_which_it_came(db: Database, cafe: object) -> None:
    with db.writing() as tx:
        late = tx.scalars(late_notes().where(Note.state == "held")).one()
        take_in(tx, late=late, **by())
        late.text = "mended on the poster"
        tx.flush()
        item = events.late_body(late)
        assert (item["text"], item["decided"], item["held"]) == ("hidden", "taken", True)
        assert events.body(late)["text"] == "mended on the poster"


def test_left_out_says_why_until_it_is_taken_in(db: Database, cafe: object) -> None:
    with db.writing() as tx:
        late = tx.scalars(late_notes().where(Note.state == "held")).one()
        leave_out(tx, late=late, reason="no", **by())
        assert (late.state, late.reason) == ("held-left", "no")
        take_in(tx, late=late, **by())
        assert (late.hangs, late.reason, late.held) == (True, None, True)
