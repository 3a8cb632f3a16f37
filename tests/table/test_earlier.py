"""What a note read before: the host of its own table is told it, no other table and no wall."""

import pytest
from flask import Flask

from tests.support.app import Visitor
from tests.support.world import new_id
from tests.table.test_routes import Host


@pytest.fixture
def host(cafe_app: Flask, visitor: Visitor) -> Host:
    return Host(cafe_app, visitor)


def test_the_own_table_alone_is_told_what_its_notes_read_before(host: Host) -> None:
    uid = new_id()
    host.add("Kari venter", id=uid)
    assert host.visitor.get(f"{host.door}/earlier").get_json() == {}
    edit = {"was": "Kari venter", "text": "hun venter", "kind": "keyword", "act": new_id()}
    assert host.send("PUT", f"notes/{uid}", edit).status_code == 200
    [(key, [before])] = host.visitor.get(f"{host.door}/earlier").get_json().items()
    assert (key, before["text"]) == (f"note/{uid}", "Kari venter")
    assert set(before) == {"at", "text"}
    assert host.visitor.get(f"{host.doors[1]}/earlier").get_json() == {}
    wall = f"/v/{host.token(None)}"
    assert host.visitor.get(f"{wall}/earlier").status_code == 404
    assert b"Kari" not in host.visitor.get(f"{wall}/changes?since=0").data
