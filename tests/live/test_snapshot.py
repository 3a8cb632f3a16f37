"""The whole at one number, and what has changed since another."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from cafe.live.audience import ORGANISER, WALL, Audience
from cafe.live.snapshot import (
    LONGEST_GAP,
    Encoded,
    changes_since,
    snapshot,
    state_now,
    state_of,
)
from cafe.model import CafeTable, Database, Workshop, record
from cafe.model.base import Base
from cafe.server.rounds import forget_words
from cafe.table.actions.notes import add_note, strike_note
from tests.support.world import a_workshop, new_id, tables_of


def write(db: Database, table: CafeTable, *texts: str) -> list[str]:
    uids = [new_id() for _text in texts]
    with db.writing() as tx:
        here = tx.get_one(CafeTable, table.id)
        for uid, text in zip(uids, texts, strict=True):
            add_note(tx, table=here, uid=uid, kind="keyword", text=text, by="t", operation=new_id())
    return uids


def at(db: Database, workshop: Workshop, audience: Audience) -> dict[str, Any]:
    with db.reading() as session:
        return snapshot(session, session.get_one(Workshop, workshop.id), audience)


def test_each_door_gets_its_own_whole(db: Database) -> None:
    workshop = a_workshop(db, counts=(2, 1), stage="open")
    first, _second, third = tables_of(db, workshop)
    write(db, first, "tid", "ro")
    write(db, third, "kaffe")
    wall, board = at(db, workshop, WALL), at(db, workshop, ORGANISER)
    host = at(db, workshop, Audience("t", first.id, first.question_id))
    assert [note["text"] for note in wall["notes"]] == ["tid", "ro", "kaffe"]
    assert len(wall["tables"]) == len(board["tables"]) == 3
    assert [note["text"] for note in host["notes"]] == ["tid", "ro"]
    assert [table["id"] for table in host["tables"]] == [first.id]
    assert [question["id"] for question in host["questions"]] == [first.question_id]
    assert "hosts" in board["tables"][0]
    assert "hosts" not in wall["tables"][0]


def test_changes_bring_an_older_snapshot_to_now(db: Database) -> None:
    workshop = a_workshop(db, counts=(1, 1), stage="open")
    table = tables_of(db, workshop)[0]
    write(db, table, "tid")
    before = at(db, workshop, WALL)["revision"]
    [uid] = write(db, table, "ro")
    with db.reading() as session:
        now = session.get_one(Workshop, workshop.id)
        news = changes_since(session, now, WALL, before)
    assert (news["since"], news["revision"]) == (before, now.revision)
    assert [change["key"] for change in news["changes"]] == [uid]


def test_struck_text_is_in_no_catch_up_of_the_wall(db: Database) -> None:
    workshop = a_workshop(db, counts=(1, 1), stage="open")
    before = at(db, workshop, WALL)["revision"]
    write(db, tables_of(db, workshop)[0], "angret")
    with db.writing() as tx:
        note = tx.scalars(select(CafeTable).where(CafeTable.number == 1)).one().notes[0]
        strike_note(tx, note=note, struck=True, by="t", operation=new_id())
    with db.reading() as session:
        now = session.get_one(Workshop, workshop.id)
        news = changes_since(session, now, WALL, before)
    assert news["changes"][-1]["item"]["struck"] is True
    assert "angret" not in json.dumps(news)
    assert "angret" not in json.dumps(at(db, workshop, WALL))


def test_too_old_and_too_new_ask_for_the_whole(db: Database) -> None:
    workshop = a_workshop(db)
    with db.writing() as tx:
        held = tx.get_one(Workshop, workshop.id)
        for _time in range(LONGEST_GAP + 1):
            record(tx, held, what="workshop", key=held.id, item={}, by="p", operation=new_id())
    with db.reading() as session:
        now = session.get_one(Workshop, workshop.id)
        assert changes_since(session, now, WALL, 0)["too_old"] is True
        assert changes_since(session, now, WALL, now.revision + 1)["too_old"] is True
        assert changes_since(session, now, WALL, now.revision)["changes"] == []


def test_many_who_join_cost_one_encoding(db: Database) -> None:
    workshop = a_workshop(db, counts=(1, 1), stage="open")
    encoded = Encoded(keep=2)
    with db.reading() as session:
        now = session.get_one(Workshop, workshop.id)
        state = state_now(session, now)
        assert state == state_of(session, now.id)
        assert encoded.kept(now.id, state, WALL) is None
        first = encoded.encode(session, now, WALL)
        assert encoded.kept(now.id, state, WALL) is first
        assert encoded.kept(now.id, state, ORGANISER) is None
        assert encoded.kept(now.id, (now.revision, "another"), WALL) is None
        assert json.loads(gzip.decompress(first)) == snapshot(session, now, WALL)
        # Nobody joins any more, but what was erased meanwhile lies in memory no longer.
        forget_words()
        assert encoded.kept(now.id, state, WALL) is None


def test_queries_do_not_grow_with_the_wall(db: Database) -> None:
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *args: asked.append(args[2]))
    counts = []
    for size in (1, 3):
        workshop = a_workshop(db, counts=(size, size), stage="open")
        for table in tables_of(db, workshop):
            write(db, table, *["ord"] * size)
        asked.clear()
        at(db, workshop, ORGANISER)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("where", ["sqlite", "postgres"])
def test_a_page_reads_one_moment(
    where: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    db: Database
    if where == "postgres":
        db = request.getfixturevalue("postgres_db")
    else:
        db = Database(f"sqlite:///{tmp_path / 'cafe.db'}")
        Base.metadata.create_all(db.engine)
    workshop = a_workshop(db, counts=(1, 1), stage="open")
    table = tables_of(db, workshop)[0]
    write(db, table, "tid")
    with db.reading() as session:
        here = session.get_one(Workshop, workshop.id)
        write(db, table, "ro")  # somebody else, in the middle of our reading
        seen = snapshot(session, here, WALL)
    assert [note["text"] for note in seen["notes"]] == ["tid"]
    assert at(db, workshop, WALL)["revision"] > seen["revision"]
    db.engine.dispose()
