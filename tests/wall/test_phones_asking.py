"""Questions and dots from phones: held, hidden and taken off, many at once."""

import json
from typing import Any

import pytest
from flask import Flask

from cafe.live.audience import ORGANISER
from tests.support.app import Visitor
from tests.support.world import new_id
from tests.wall.hall import Held
from tests.wall.test_phones import said


class Wall(Held):
    """Where phones ask about a note and put dots on it."""

    def __init__(self, app: Flask, organiser: Visitor) -> None:
        """One note hangs, and each has three dots."""
        super().__init__(app, organiser)
        self.note = said(self.phone, "mer lys")
        assert organiser.post(f"/w/{self.workshop.id}/dots", dots="3").status_code == 303

    def ask(self, text: str) -> dict[str, Any]:
        """A new phone asks."""
        body = {"id": new_id(), "note": self.note, "text": text, "act": new_id()}
        answer = self.another().visitor.send("POST", f"{self.wall}/asked", body)
        assert answer.status_code == 200, answer.text
        return dict(answer.json or {})

    def fares(self, asked: dict[str, Any]) -> dict[str, Any]:
        """How a question fares, for its phone."""
        address = f"{self.wall}/mine?asked={asked['id']}:{asked['receipt']}"
        (found,) = json.loads(self.phone.visitor.get(address).data)["asked"]
        return dict(found)

    def dot(self, phone: Visitor) -> int:
        """A dot on the note; how many it has now."""
        answer = phone.send("PUT", f"{self.wall}/dots/{self.note}", {})
        assert answer.status_code == 200, answer.text
        return int((answer.json or {})["count"])

    def dots(self) -> int:
        """How many dots the wall shows on the note."""
        return sum(one["count"] for one in self.seen()["dots"])


@pytest.fixture
def wall(cafe_app: Flask, organiser: Visitor) -> Wall:
    return Wall(cafe_app, organiser)


def test_a_held_question_waits_for_the_organiser_alone(wall: Wall) -> None:
    wall.done("held")
    asked = wall.ask("Hvem betaler?")
    assert wall.fares(asked)["held"] == "waiting"
    for told in (wall.seen(), wall.told(), wall.seen(wall.host), wall.told(wall.host)):
        assert "Hvem betaler?" not in str(told)
    assert "Hvem betaler?" in str(wall.seen(ORGANISER)["asked"])
    assert "Question about “mer lys”" in wall.organiser.get(f"/w/{wall.workshop.id}/day").text
    wall.done(f"take:{asked['id']}")
    assert wall.fares(asked)["held"] == "taken"
    assert "Hvem betaler?" in str(wall.seen(wall.host)["asked"])
    assert wall.undo_last().status_code == 303
    assert "Hvem betaler?" not in f"{wall.seen(wall.host)}{wall.told(wall.host)}"
    assert wall.fares(asked)["held"] == "waiting"


def test_a_host_reaches_no_held_question_by_its_id(wall: Wall) -> None:
    from tests.support.pairs import token

    wall.done("held")
    asked = wall.ask("Hvem betaler?")
    table = f"/t/{token(wall.db, wall.workshop, wall.asked.tables[0])}/asked/{asked['id']}/shown"
    body = {"shown": True, "act": new_id()}
    assert wall.phone.visitor.send("PUT", table, body).status_code == 404


def test_left_out_its_phone_hears_why(wall: Wall) -> None:
    wall.done("held")
    asked = wall.ask("Hva?")
    wall.done(f"leave:{asked['id']}", reason="Uklart")
    fares = wall.fares(asked)
    assert (fares["held"], fares["reason"]) == ("left", "Uklart")


def test_many_questions_are_hidden_as_one_act(wall: Wall) -> None:
    asked = [wall.ask(f"Tull {number}?") for number in range(4)]
    wall.done("hide", question=[one["id"] for one in asked[:3]])
    hidden = {one["text"]: one["hidden"] for one in wall.seen(ORGANISER)["asked"]}
    assert list(hidden.values()) == [True, True, True, False]
    assert wall.undo_last().status_code == 303
    assert not any(one["hidden"] for one in wall.seen(ORGANISER)["asked"])


def test_dots_are_taken_off_together_and_may_be_put_again(wall: Wall) -> None:
    kind = wall.phone.visitor
    assert wall.dot(kind) == 1
    for count in range(2, 8):
        assert wall.dot(wall.another().visitor) == count
    page = wall.organiser.get(wall.page).text
    newest = page.split('name="device" value="')[1].split('"')[0]
    wall.done("lift", device=[newest])
    assert wall.dots() == 6
    wall.done("lift-since", minutes="10", new="1")
    assert wall.dots() == 0
    assert wall.dot(kind) == 1
    assert wall.undo_last().status_code == 303
    assert wall.dots() == 6, "all but the one that was taken off by itself"
    wall.done("paused")
    body = wall.another().visitor.send("PUT", f"{wall.wall}/dots/{wall.note}", {})
    assert body.status_code == 503
