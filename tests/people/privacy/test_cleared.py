"""Who is deleted by somebody's press goes out of the database's files, not its tables alone."""

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import delete, select, update

from cafe.jobs import queue
from cafe.model import AccountLink, Base, Follower, HostAddress, Person
from cafe.model.database.clearing import emptied_log, is_owed
from cafe.model.database.going import ADDRESSES
from cafe.server.rounds import hourly
from cafe.web.state import cafe
from tests.followup.network import Network
from tests.support.app import PASSWORD, Visitor
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


def another_address(_app: Flask, _organiser: Visitor, doors: Doors) -> tuple[str, dict[str, str]]:
    doors.does(lambda tx, _here: setattr(tx.query(Person).one(), "email", WHO))
    return "/account/email", {"email": "ny@example.org", "password": PASSWORD}


@pytest.mark.parametrize(
    "way", [a_follower, a_contact, an_invited_colleague, the_hosts, another_address]
)
def test_what_is_left_in_the_log_is_cleared_by_the_next_round(
    cafe_app: Flask, organiser: Visitor, way: Way
) -> None:
    with cafe(cafe_app).db.reading() as db:
        berit = db.query(Person).one()
    to, form = way(cafe_app, organiser, Doors(cafe_app, berit))
    folder = cafe(cafe_app).settings.data_dir
    (folder / "makings" / "rows.gone").unlink(missing_ok=True)
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


def rows(workshop_id: str) -> dict[str, Base]:
    """One of each kind that has somebody's address, by the name of its table."""
    made = (
        HostAddress(workshop_id=workshop_id, name="Kari", address=WHO),
        Person(email=WHO, name="Kari", password_hash=""),
        AccountLink(kind="join", token_digest="0" * 64, role="reader", email=WHO, made=1, ends=1),
        Follower(
            address=WHO,
            language="nb",
            nonce="",
            token_digest="1" * 64,
            made=1,
            ends=date(2030, 1, 1),
        ),
    )
    return {row.__tablename__: row for row in made}


def test_each_table_with_somebodys_address_is_looked_at() -> None:
    held = {
        table.name: column.name
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if column.name in ("email", "address") and table.name != "webhook"  # a program's
    }
    assert held == ADDRESSES
    assert set(rows("")) == set(held)


@pytest.mark.parametrize("table", ADDRESSES)
@pytest.mark.parametrize("how", ["the thing", "a statement", "for another", "not at all"])
def test_whoever_takes_an_address_away_has_the_log_cleared(
    cafe_app: Flask, organiser: Visitor, table: str, how: str
) -> None:
    """By whatever action, on a page, in a job or by a command."""
    parts = cafe(cafe_app)
    with parts.db.reading() as db:
        doors = Doors(cafe_app, db.query(Person).one())
    row = rows(doors.id)[table]
    with parts.db.writing() as tx:
        tx.add(row)
    assert organiser
    owed = parts.settings.data_dir / "makings" / "rows.gone"
    owed.unlink(missing_ok=True)
    kind, column = type(row), ADDRESSES[table]
    with parts.db.writing() as tx:
        if how == "the thing":
            tx.delete(tx.merge(row))
        elif how == "for another":
            setattr(tx.merge(row), column, "ny@example.org")
        else:
            whose = WHO if how == "a statement" else "nobody@example.org"
            tx.execute(delete(kind).where(getattr(kind, column) == whose))
    assert is_owed(parts.settings.data_dir) == (how != "not at all")
