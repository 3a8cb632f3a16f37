"""Quick fingers at a table's routes: notes moved, joined and taken apart."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import event

from cafe.model import CafeTable
from tests.support.app import Visitor
from tests.support.world import new_id
from tests.table.test_routes import Host


@pytest.fixture
def host(cafe_app: Flask, visitor: Visitor) -> Host:
    return Host(cafe_app, visitor)


def texts(host: Host) -> list[str]:
    notes = sorted(host.snapshot()["notes"], key=lambda note: note["order"])
    return [note["text"] for note in notes if not note["struck"]]


def added(host: Host, *said: str) -> list[str]:
    return [str((host.add(text).json or {})["id"]) for text in said]


def test_move_join_and_part(host: Host) -> None:
    one, two, three = added(host, "a", "b", "c d")
    moved = host.send("PUT", f"notes/{three}/place", {"before": one, "act": new_id()})
    assert (moved.json or {})["revision"] == host.snapshot()["revision"]
    assert texts(host) == ["c d", "a", "b"]
    body = {"saw": "a", "other_saw": "b", "text": "a\nb", "kind": "statement", "act": new_id()}
    assert host.send("PUT", f"notes/{one}/join/{two}", body).status_code == 200
    assert texts(host) == ["c d", "a\nb"]
    body = {"saw": "c d", "text": "c", "kind": "keyword", "rest": "d", "act": new_id()}
    assert host.send("PUT", f"notes/{three}/part/{new_id()}", body).status_code == 200
    assert texts(host) == ["c", "d", "a\nb"]


def test_another_tables_note_is_out_of_reach(host: Host) -> None:
    (mine,) = added(host, "min")
    host.door = host.doors[1]
    (other,) = added(host, "deres")
    place = {"before": mine, "act": new_id()}
    assert host.send("PUT", f"notes/{other}/place", place).status_code == 404
    join = {"saw": "deres", "other_saw": "min", "text": "x", "kind": "keyword", "act": new_id()}
    assert host.send("PUT", f"notes/{other}/join/{mine}", join).status_code == 404
    assert texts(host) == ["deres"]


def test_who_hosts_now(host: Host) -> None:
    answer = host.send("PUT", "hosts", {"was": [], "names": ["Mona"], "act": new_id()})
    assert (answer.json or {})["hosts"] == ["Mona"]
    late = host.send("PUT", "hosts", {"was": [], "names": ["Per"], "act": new_id()})
    assert late.status_code == 409
    assert (late.json or {})["now"]["hosts"] == ["Mona"]


def test_the_first_look_is_noted_once(host: Host) -> None:
    assert [table["opened"] for table in host.snapshot()["tables"]] == [False]
    before = host.snapshot()["revision"]
    for _time in range(3):
        assert host.visitor.get(host.door).status_code == 200
    assert [table["opened"] for table in host.snapshot()["tables"]] == [True]
    assert host.snapshot()["revision"] == before + 1


@pytest.fixture
def broken(host: Host) -> Iterator[None]:
    """The database takes no more writing, as when the disk is full."""

    def read_only(connection: object, *_rest: object) -> None:
        connection.execute("PRAGMA query_only = ON")  # type: ignore[attr-defined]

    event.listen(host.db.engine, "checkout", read_only)
    yield
    event.remove(host.db.engine, "checkout", read_only)


def test_the_page_comes_even_if_that_cannot_be_noted(host: Host, broken: None) -> None:
    assert host.visitor.get(host.door).status_code == 200
    with host.db.reading() as db:
        assert db.get_one(CafeTable, host.snapshot()["tables"][0]["id"]).opened_at is None
