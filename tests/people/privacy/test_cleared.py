"""Who is deleted by somebody's press goes out of the database's files, not its tables alone."""

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select, update

from cafe.jobs import queue
from cafe.model import AccountLink, Follower, HostAddress, Person
from cafe.model.database.clearing import emptied_log, is_owed
from cafe.server.rounds import hourly
from cafe.web.state import cafe
from tests.followup.network import Network
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.world import new_id

WHO = "plantasen@example.org"
Way = Callable[[Flask, Visitor, Doors], tuple[str, dict[str, str]]]


def a_follower(app: Flask, organiser: Visitor, _doors: Doors) -> tuple[str, dict[str, str]]:
    network = Network(app, organiser)
    network.add("plantasen")
    return f"{network.link(WHO)}/end", {}


def a_contact(app: Flask, organiser: Visitor, _doors: Doors) -> tuple[str, dict[str, str]]:
    network = Network(app, organiser)
    network.add("plantasen")
    with cafe(app).db.reading() as db:
        row = db.scalars(select(Follower.id).where(Follower.address == WHO)).one()
    return f"{network.at}/out", {"contact": str(row)}


def an_invited_colleague(
    _app: Flask, organiser: Visitor, doors: Doors
) -> tuple[str, dict[str, str]]:
    here = f"/w/{doors.id}/people"
    asked = {"role": "reader", "name": "", "email": WHO, "act": new_id()}
    assert organiser.post(here, **asked).status_code == 200
    return f"{here}/invited/1/withdraw", {}


def the_hosts(_app: Flask, _organiser: Visitor, doors: Doors) -> tuple[str, dict[str, str]]:
    doors.does(lambda tx, here: tx.add(HostAddress(workshop_id=here.id, name="K", address=WHO)))
    return f"/w/{doors.id}/invitations/addresses", {"form": "addresses", "do": "forget"}


@pytest.mark.parametrize("way", [a_follower, a_contact, an_invited_colleague, the_hosts])
def test_what_is_left_in_the_log_is_cleared_by_the_next_round(
    cafe_app: Flask, organiser: Visitor, way: Way
) -> None:
    with cafe(cafe_app).db.reading() as db:
        berit = db.query(Person).one()
    to, form = way(cafe_app, organiser, Doors(cafe_app, berit))
    folder = cafe(cafe_app).settings.data_dir
    assert not is_owed(folder)
    assert organiser.post(to, **form).status_code in (200, 303)
    emptied_log(cafe(cafe_app).db)
    assert WHO.encode() not in (folder / "cafe.db").read_bytes(), "it is deleted"
    assert is_owed(folder)


def test_what_goes_by_its_date_goes_out_of_the_log_in_the_same_round(
    cafe_app: Flask, organiser: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts, begun = cafe(cafe_app), list[tuple[str, ...]]()
    monkeypatch.setattr(queue, "begin", lambda _settings, _id, job: begun.append(job.command))

    def a_round() -> list[tuple[str, ...]]:
        begun.clear()
        for step in hourly(parts.settings, parts.db):
            step()
        return begun

    with parts.db.reading() as db:
        berit = db.query(Person).one()
    doors = Doors(cafe_app, berit)
    an_invited_colleague(cafe_app, organiser, doors)
    assert a_round() == []
    doors.does(lambda tx, _here: tx.execute(update(AccountLink).values(ends=1)))
    assert a_round() == [("erase",)]
