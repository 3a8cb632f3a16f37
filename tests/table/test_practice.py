"""Practice: it never comes to the café; what may be more than practice waits for the organiser."""

from typing import Any

import pytest
from flask import Flask

from cafe.model import CafeTable
from tests.support.app import EMPTY, Visitor
from tests.support.ground import Ground
from tests.support.world import new_id
from tests.table.test_late_routes import decide, keep
from tests.table.test_routes import Host


@pytest.fixture
def host(cafe_app: Flask, visitor: Visitor) -> Host:
    return Host(cafe_app, visitor)


@pytest.fixture
def ground() -> Ground:
    """The café comes before the first organiser, to whom it falls."""
    return EMPTY


def late(host: Host) -> list[dict[str, Any]]:
    return [one for one in host.snapshot()["late"] if one["decided"] == "waiting"]


def test_a_rehearsal_is_a_fact_of_the_table_and_of_nothing_else(
    host: Host, organiser: Visitor
) -> None:
    host.move("planning")
    body = {"act": new_id()}
    for _twice in range(2):
        answer = host.send("PUT", "rehearsed", body)
        assert (answer.status_code, (answer.json or {})["rehearsed"]) == (200, True)
    page = organiser.get(f"/w/{host.workshop.id}/day").text
    assert "rehearsed: 1 of 2 tables" in page
    assert host.snapshot()["notes"] == host.snapshot()["late"] == []
    with host.db.reading() as db:
        known = {table.id: table.rehearsed for table in db.query(CafeTable)}
    assert sorted(known.values()) == [False, True]


@pytest.mark.parametrize("stage", ["open", "vernissage", "sorting", "finished"])
def test_what_was_written_as_practice_alone_waits_for_the_organiser(
    host: Host, organiser: Visitor, stage: str
) -> None:
    host.move(stage)
    sent = {"id": new_id(), "act": new_id(), "text": "sagt i salen", "practice": True}
    first = keep(host, **sent)
    assert keep(host, **sent) == first
    (waiting,) = late(host)
    assert (waiting["text"], waiting["reason"]) == (
        "sagt i salen",
        "written as practice, without a network",
    )
    assert host.snapshot()["notes"] == []
    day = organiser.get(f"/w/{host.workshop.id}/day").text
    assert "written as practice, without a network" in day
    assert decide(organiser, host, str(sent["id"]), "take") == 303
    assert [note["text"] for note in host.snapshot()["notes"]] == ["sagt i salen"]


def test_struck_out_on_the_tablet_it_is_left_out(host: Host) -> None:
    uid = keep(host, text="prøve", practice=True)["late"]["id"]
    struck = host.send(
        "PUT", f"notes/{uid}/struck", {"was": "prøve", "struck": True, "act": new_id()}
    )
    assert (struck.status_code, (struck.json or {})["late"]["decided"]) == (202, "left")
    assert late(host) == []


def test_before_the_tables_open_nothing_is_taken(host: Host) -> None:
    host.move("planning")
    assert host.add(text="for tidlig", practice=True).status_code == 409
    assert host.snapshot()["late"] == []
