"""Typing along: it goes on to the end, leaves people's own doings alone, and knows when to stop."""

import threading
from collections.abc import Iterator
from random import Random
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.config import Settings
from cafe.demo.build import build_demo
from cafe.demo.cafe import QUESTIONS
from cafe.demo.live import PACE_SECONDS, take_one, type_along
from cafe.model import CafeTable, Change, Database, Note, Workshop
from cafe.plan.actions import delete_workshop, move_stage
from cafe.table.actions.notes import edit_note, strike_note
from tests.support.database import copy, database_with_tables
from tests.support.world import KEY

SLIPS = [slip for theme in QUESTIONS for table in theme.tables for slip in table.slips]
DICE = 2014


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Database, str]]:
    """A demo with open tables and a few notes on each, built once: to be copied."""
    database = Database("sqlite://")
    copy(database_with_tables(), database)
    settings = Settings(data_dir=tmp_path_factory.mktemp("demo"), secret_key=KEY)
    yield database, build_demo(database, settings=settings, stage="open", typed=0.2)
    database.engine.dispose()


@pytest.fixture
def begun(db: Database, demo: tuple[Database, str]) -> str:
    """The café's id in the test's own copy."""
    built, here = demo
    copy(built, db)
    return here


def _notes(session: Session, *texts: str) -> dict[str, Note]:
    found = session.scalars(select(Note).where(Note.text.in_(texts)))
    return {note.text: note for note in found}


def _never(_seconds: float) -> None:
    pytest.fail("rested, so there was something to do")


def test_it_types_everything_and_stops(db: Database, begun: str) -> None:
    rests: list[float] = []
    type_along(db, begun, sleep=rests.append, chance=Random(DICE))
    with db.reading() as session:
        notes = session.scalars(select(Note)).all()
        assert sorted(note.text for note in notes) == sorted(slip.text for slip in SLIPS)
        assert sum(note.struck for note in notes) == sum(slip.struck for slip in SLIPS)
        assert all(table.main_statement for table in session.scalars(select(CafeTable)))
    assert PACE_SECONDS * 0.9 < sum(rests) / len(rests) < PACE_SECONDS * 1.1
    assert not take_one(db, begun, Random(DICE))


def test_one_step_is_one_change_told_after_the_commit(db: Database, begun: str) -> None:
    told: list[Change] = []
    db.listeners.append(told.extend)
    assert take_one(db, begun, Random(DICE))
    assert len(told) == 1
    assert told[0].by.startswith("table:")


def test_many_tables_type_at_the_same_time(db: Database, begun: str) -> None:
    told: list[Change] = []
    db.listeners.append(told.extend)
    dice = Random(DICE)
    assert all(take_one(db, begun, dice) for _step in range(40))
    assert len({change.by for change in told}) >= 10


@pytest.mark.parametrize("stage", ["planning", "vernissage", "sorting", "finished"])
def test_it_stops_when_the_tables_are_not_open(db: Database, begun: str, stage: str) -> None:
    with db.writing() as tx:
        workshop = tx.get_one(Workshop, begun)
        by = {"by": "person:1", "operation": str(uuid4())}
        move_stage(tx, workshop=workshop, stage=stage, anyway=True, **by)
    revision = workshop.revision
    type_along(db, begun, sleep=_never)
    with db.reading() as session:
        assert session.get_one(Workshop, begun).revision == revision


def test_it_stops_when_the_cafe_is_deleted_meanwhile(db: Database, begun: str) -> None:
    rested = threading.Event()
    deleted = threading.Event()

    def sleep(_seconds: float) -> None:
        rested.set()
        assert deleted.wait(10)

    thread = threading.Thread(target=type_along, args=(db, begun), kwargs={"sleep": sleep})
    thread.start()
    assert rested.wait(10)
    with db.writing() as tx:
        workshop = tx.get_one(Workshop, begun)
        delete_workshop(tx, workshop=workshop, title=workshop.title)
    deleted.set()
    thread.join(10)
    assert not thread.is_alive()


def test_what_a_person_did_to_a_note_stays(db: Database, begun: str) -> None:
    dice = Random(DICE)
    first = next(slip.first for slip in SLIPS if slip.first)
    struck = next(slip.text for slip in SLIPS if slip.struck)
    seen: set[str] = set()
    while take_one(db, begun, dice):
        with db.writing() as tx:
            seen |= _meddle(tx, first, struck)
    with db.reading() as session:
        notes = _notes(session, f"{first}!", struck)
        assert seen == {first, struck}
        assert f"{first}!" in notes
        assert not notes[struck].struck


def _meddle(tx: Session, first: str, struck: str) -> set[str]:
    """Be the person who mends one note and brings another back, as soon as there is a chance."""
    notes, done = _notes(tx, first, struck), set()
    if note := notes.get(first):
        edit_note(
            tx,
            note=note,
            was=first,
            text=f"{first}!",
            kind=note.kind,
            part=note.part,
            by="person:1",
            operation=str(uuid4()),
        )
        done.add(first)
    if (note := notes.get(struck)) and note.struck:
        strike_note(tx, note=note, struck=False, by="person:1", operation=str(uuid4()))
        done.add(struck)
    return done
