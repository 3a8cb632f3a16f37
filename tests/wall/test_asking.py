"""The doors for asking: who may, how often, and who hears what."""

import gzip
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from cafe.model import Person, VisitorQuestion, Workshop
from cafe.model.events import publish
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.vernissage import Phone, Vernissage, vernissage
from tests.support.world import new_id


@pytest.fixture
def hall(cafe_app: Flask) -> Vernissage:
    return vernissage(cafe_app)


@pytest.fixture
def phone(cafe_app: Flask, hall: Vernissage) -> Phone:
    return Phone(cafe_app, hall)


def mark(hall: Vernissage, **values: object) -> None:
    with hall.db.writing() as tx:
        for asked in tx.scalars(select(VisitorQuestion)):
            for key, value in values.items():
                setattr(asked, key, value)
            publish(tx, asked, by="person:1", operation=new_id())


def test_asking_is_answered_with_a_receipt(phone: Phone, hall: Vernissage) -> None:
    answer = phone.ask("Hvem skal holde nøkkelen?")
    assert answer.status_code == 200
    asked = answer.json or {}
    assert (asked["text"], asked["answered"], asked["shown"]) == (
        "Hvem skal holde nøkkelen?", "no", False,
    )  # fmt: skip
    fares = {"answered": "no", "answer": None, "held": None, "reason": None}
    said = {"id": asked["id"], "text": asked["text"]}
    assert phone.mine(answer)["asked"] == [{**said, **fares}]


def test_who_asked_hears_the_answer_and_nobody_else(
    cafe_app: Flask, phone: Phone, hall: Vernissage
) -> None:
    answer = phone.ask("Hvem?")
    mark(hall, answered="written", answer="Vaktmesteren", hidden=True)
    [told] = phone.mine(answer)["asked"]
    assert (told["answered"], told["answer"]) == ("written", "Vaktmesteren")
    assert "hidden" not in told
    uid, other = (answer.json or {})["id"], Phone(cafe_app, hall)
    for seal in ("", "0" * 40, "é"):
        got = other.visitor.get(f"{other.door}/mine", query_string={"asked": f"{uid}:{seal}"})
        assert (got.json or {})["asked"] == []


def test_a_receipt_goes_to_the_phone_that_asked_alone(
    cafe_app: Flask, phone: Phone, hall: Vernissage
) -> None:
    """The line tells every wall a question's id, and the wall shows its words."""
    asked, other = phone.ask("Hvem?").json or {}, Phone(cafe_app, hall)
    body = {"id": asked["id"], "note": asked["note"], "text": "Hvem?", "act": new_id()}
    got = other.visitor.send("POST", f"{other.door}/asked", body)
    assert got.status_code == 409
    assert asked["receipt"] not in got.text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"text": ""}, 422),
        ({"text": "å" * 501}, 422),
        ({"text": 7}, 422),
        ({"id": "x"}, 422),
        ({"act": "x"}, 422),
        ({"name": "Kari"}, 422),
        ({"note": new_id()}, 404),
    ],
)
def test_bad_questions(phone: Phone, body: dict[str, Any], status: int) -> None:
    assert phone.ask(**{"text": "Hvem?", **body}).status_code == status


def test_one_device_is_held_back_and_not_its_neighbours(
    cafe_app: Flask, phone: Phone, hall: Vernissage
) -> None:
    codes = [phone.ask(f"Spørsmål {number}?").status_code for number in range(21)]
    assert codes == [200] * 20 + [429]
    assert Phone(cafe_app, hall).ask("Hvem?").status_code == 200


def test_the_wall_hears_of_questions_only_when_they_are_shown(
    phone: Phone, hall: Vernissage
) -> None:
    phone.ask("Hvem holder nøkkelen?")
    assert "nøkkelen?" not in phone.visitor.get(f"{phone.door}/changes?since=0").text

    def told() -> str:
        return gzip.decompress(phone.visitor.get(f"{phone.door}/snapshot").data).decode()

    assert "nøkkelen?" not in told()
    mark(hall, shown=True)
    assert "nøkkelen?" in told()
    mark(hall, hidden=True)
    assert "nøkkelen?" not in told()


def test_a_host_has_no_business_at_the_walls_door(phone: Phone, hall: Vernissage) -> None:
    table = hall.door(1).replace("/t/", "/v/")
    body = {"id": new_id(), "note": hall.notes["kaffe"], "text": "Hvem?", "act": new_id()}
    assert phone.visitor.send("POST", f"{table}/asked", body).status_code == 403
    assert phone.visitor.send("PUT", f"{table}/dots/{hall.notes['kaffe']}", {}).status_code == 403


def _board(cafe_app: Flask) -> tuple[Vernissage, str]:
    with cafe(cafe_app).db.reading() as db:
        owner = db.scalars(select(Person)).one()
    hall = vernissage(cafe_app, owner=owner)
    return hall, f"/w/{hall.workshop.id}"


def test_the_organiser_sets_dots(cafe_app: Flask, organiser: Visitor) -> None:
    hall, board = _board(cafe_app)
    page = organiser.get(f"{board}/questions")
    assert page.status_code == 200
    assert f'data-key="{hall.workshop.id}"' in page.text
    done = organiser.post(f"{board}/dots", form="dots", dots="3", act=new_id())
    assert done.status_code == 303
    with hall.db.reading() as db:
        assert db.get_one(Workshop, hall.workshop.id).dots == 3


@pytest.mark.parametrize("typed", ["51", "-1", "tre", ""])
def test_a_wrong_number_of_dots_is_told_beside_the_field(
    cafe_app: Flask, organiser: Visitor, typed: str
) -> None:
    _hall, board = _board(cafe_app)
    answer = organiser.post(f"{board}/dots", form="dots", dots=typed, act=new_id())
    assert answer.status_code == 422
    assert 'role="alert"' in answer.text
    assert f'value="{typed}"' in answer.text


def test_the_desk_is_shut_to_others(cafe_app: Flask, phone: Phone, hall: Vernissage) -> None:
    board = f"/w/{hall.workshop.id}"
    assert phone.visitor.get(f"{board}/questions").status_code in (302, 401)
    assert phone.visitor.post(f"{board}/dots", dots="3", act=new_id()).status_code in (302, 401)
