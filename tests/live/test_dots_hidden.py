"""Dots that are hidden: in no answer, event or page is told how many a note has, until it is."""

import gzip
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from cafe.live.announce import message
from cafe.live.socket import rooms_of
from cafe.model import Change, Dot, Note, Workshop
from cafe.model.events import of_change
from cafe.wall.actions import set_dots, show_dots
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.vernissage import Phone, Vernissage, vernissage
from tests.support.world import new_id

MANY = 771  # no revision, number or time of such a small café is this


@pytest.fixture
def hall(cafe_app: Flask) -> Vernissage:
    """Everybody walks, and one note has very many dots."""
    hall = vernissage(cafe_app)
    with hall.db.writing() as tx:
        here = tx.get_one(Workshop, hall.workshop.id)
        set_dots(tx, workshop=here, count=2, hidden=True, by="person:1", operation=new_id())
        note = tx.scalars(select(Note).where(Note.uid == hall.notes["kaffe"])).one()
        tx.add_all(Dot(note_id=note.id, device=f"{n}", lifted=None) for n in range(MANY - 1))
    return hall


def show(hall: Vernissage) -> None:
    with hall.db.writing() as tx:
        here = tx.get_one(Workshop, hall.workshop.id)
        show_dots(tx, workshop=here, by="person:1", operation=new_id())


def told(app: Flask, hall: Vernissage, phone: Phone, since: int) -> Iterator[tuple[str, bool]]:
    """Each way that something comes to somebody's screen, and whether it tells how many."""
    wall, host = hall.door(), hall.door(2)
    seen = Visitor(app)
    for door in (wall, f"{wall}/projector", host):
        for way in ("snapshot", "changes?since=0", f"changes?since={since}"):
            yield f"{door} {way}", tells(unpacked(seen.get(f"{door}/{way}").data))
    for page in (wall, f"{wall}/projector", f"{wall}/table/2", host):
        yield page, re.search(rf"\b{MANY}\b", seen.get(page).text) is not None
    yield "mine", tells(phone.mine())
    yield "put", tells(phone.dot("kaffe").json)
    with hall.db.reading() as db:
        lines = db.scalars(select(Change).where(Change.workshop_id == hall.workshop.id))
        changes = [of_change(one) for one in lines.all()]
    for rooms, audience in rooms_of(cafe(app), hall.workshop.id):
        if audience.kind != "w":
            yield f"event {rooms} {audience.kind}", tells(message(changes, audience, 0, ""))


def unpacked(data: bytes) -> Any:
    return json.loads(gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data)


def tells(said: Any) -> bool:
    return re.search(rf"\b{MANY}\b", json.dumps(said)) is not None


def revision(hall: Vernissage) -> int:
    with hall.db.reading() as db:
        return db.get_one(Workshop, hall.workshop.id).revision


def test_nobody_is_told_before_and_everybody_after(cafe_app: Flask, hall: Vernissage) -> None:
    phone, before = Phone(cafe_app, hall), revision(hall)
    put = phone.dot("kaffe").json or {}
    assert "count" not in put
    assert put["dots"] == phone.mine()["dots"] == [hall.notes["kaffe"]]
    assert [where for where, tells in told(cafe_app, hall, phone, before) if tells] == []
    hall.move("sorting")  # as the organiser left it
    assert [where for where, tells in told(cafe_app, hall, phone, before) if tells] == []

    at = revision(hall)
    show(hall)
    show(hall)
    now = dict(told(cafe_app, hall, phone, at))
    silent = {where for where, tells in now.items() if not tells}
    pages = {where for where in now if "/" in where and " " not in where}
    assert silent == pages | {"mine"}, "pages hold no dots, and a phone's own have no number"
    assert len([line for line in hall.changes("workshop") if not line[1]["dots_hidden"]]) >= 1
    assert len(hall.changes("counts")) == 1, "shown once"


def test_hidden_again_they_are_in_no_older_event_either(cafe_app: Flask, hall: Vernissage) -> None:
    phone = Phone(cafe_app, hall)
    phone.dot("kaffe")
    show(hall)
    with hall.db.writing() as tx:
        here = tx.get_one(Workshop, hall.workshop.id)
        set_dots(tx, workshop=here, count=2, hidden=True, by="person:1", operation=new_id())
    assert [where for where, tells in told(cafe_app, hall, phone, 0) if tells] == []
