"""The doors for dots: once per device, taken back, and left."""

import pytest
from flask import Flask
from sqlalchemy import select

from cafe.model import Dot, Workshop
from tests.support.vernissage import Phone, Vernissage, vernissage


@pytest.fixture
def hall(cafe_app: Flask) -> Vernissage:
    hall = vernissage(cafe_app)
    with hall.db.writing() as tx:
        tx.get_one(Workshop, hall.workshop.id).dots = 2
    return hall


@pytest.fixture
def phone(cafe_app: Flask, hall: Vernissage) -> Phone:
    return Phone(cafe_app, hall)


def questions(hall: Vernissage) -> list[str]:
    with hall.db.reading() as db:
        return [str(one.id) for one in db.get_one(Workshop, hall.workshop.id).questions]


def test_a_dot_is_put_counted_and_taken_back(
    cafe_app: Flask, phone: Phone, hall: Vernissage
) -> None:
    first, second = questions(hall)
    put = phone.dot("kaffe").json or {}
    assert (put["id"], put["count"]) == (hall.notes["kaffe"], 1)
    assert (put["dots"], put["left"]) == ([hall.notes["kaffe"]], {first: 1, second: 2})
    assert (phone.dot("kaffe").json or {})["count"] == 1
    assert (Phone(cafe_app, hall).dot("kaffe").json or {})["count"] == 2
    assert (phone.take("kaffe").json or {})["count"] == 1
    mine = phone.mine()
    assert (mine["dots"], mine["left"]) == ([], {first: 2, second: 2})


def test_spent_dots_are_refused_in_words(phone: Phone) -> None:
    assert [phone.dot(text).status_code for text in ("kaffe", "mer lys")] == [200, 200]
    refused = phone.dot("rom for alle")
    assert refused.status_code == 409
    assert "Take one back" in (refused.json or {})["title"]
    assert phone.dot("en nøkkel til").status_code == 200


def test_nothing_kept_leads_back_to_the_phone(phone: Phone, hall: Vernissage) -> None:
    phone.dot("kaffe")
    with phone.visitor.client.session_transaction() as session:
        device = session["device"]
    with hall.db.reading() as db:
        [dot] = db.scalars(select(Dot))
    assert len(dot.device) == 40
    assert device not in dot.device


def test_without_dots_there_are_none(cafe_app: Flask) -> None:
    phone = Phone(cafe_app, vernissage(cafe_app))
    assert phone.dot("kaffe").status_code == 404
    assert phone.mine() == {"dots": [], "left": {}, "asked": []}


def test_a_script_is_held_back(phone: Phone) -> None:
    codes = {phone.dot("kaffe").status_code for _try in range(120)}
    assert codes == {200}
    assert phone.take("kaffe").status_code == 429
