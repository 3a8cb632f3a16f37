"""The pairs' door: who may write, mend and flood, and what comes when."""

import json
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from cafe.live.audience import OWN, WALL
from cafe.live.snapshot import snapshot
from cafe.model import Change, Note, Workshop
from cafe.model.note import late_notes
from cafe.plan.actions import move_stage, set_parts
from cafe.sort.queries import overview
from cafe.table.actions.late import take_in
from cafe.table.actions.pairs import label_of
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.pairs import a_talk, question, token
from tests.support.world import KEY, new_id


class Talk:
    """An open café with a pairs question, and phones in it."""

    def __init__(self, app: Flask, **how: Any) -> None:
        """The first phone has opened the page."""
        self.app, self.db = app, cafe(app).db
        self.workshop = a_talk(self.db, **how)
        self.asked = question(self.db, self.workshop, 2)
        self.wall = f"/v/{token(self.db, self.workshop)}"
        self.phone = self.another()

    def another(self) -> "Phone":
        phone = Phone(Visitor(self.app), f"{self.wall}/questions/{self.asked.id}/notes")
        assert phone.visitor.get(f"{self.wall}/pairs/2").status_code == 200
        return phone

    def move(self, stage: str) -> None:
        with self.db.writing() as tx:
            here = tx.get_one(Workshop, self.workshop.id)
            by = {"by": "person:1", "operation": new_id()}
            move_stage(tx, workshop=here, stage=stage, anyway=True, **by)

    def hanging(self) -> list[tuple[str | None, str, bool]]:
        with self.db.reading() as db:
            notes = db.scalars(select(Note).order_by(Note.id))
            return [(note.part, note.text, note.struck) for note in notes]


class Phone:
    """A pair's phone, with a cookie of its own."""

    def __init__(self, visitor: Visitor, door: str) -> None:
        """Nothing is written yet."""
        self.visitor, self.door = visitor, door

    def say(self, text: object = "mer lys", **more: object) -> TestResponse:
        body = {"id": new_id(), "text": text, "part": "A", "act": new_id(), **more}
        return self.visitor.send("POST", self.door, body)

    def reword(self, uid: str, was: str, text: str, **more: object) -> TestResponse:
        body = {"was": was, "text": text, "act": new_id(), **more}
        return self.visitor.send("PUT", f"{self.door}/{uid}", body)

    def strike(self, uid: str, struck: bool = True, **more: object) -> TestResponse:
        body = {"struck": struck, "act": new_id(), **more}
        return self.visitor.send("PUT", f"{self.door}/{uid}/struck", body)

    def own(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self.visitor.get(self.door).data)["notes"]
        return found


@pytest.fixture
def talk(cafe_app: Flask) -> Talk:
    return Talk(cafe_app)


def test_a_pair_writes_and_everybody_sees_it(talk: Talk) -> None:
    made = talk.phone.say("mer lys")
    assert made.status_code == 200
    assert made.json is not None
    assert (made.json["kind"], made.json["part"], made.json["late"]) == ("keyword", "A", False)
    with talk.db.reading() as db:
        here = db.get_one(Workshop, talk.workshop.id)
        wall = snapshot(db, here, WALL)
        (line,) = [line for line in overview(db, here.questions) if line.question.number == 2]
    assert [note["text"] for note in wall["notes"]] == ["mer lys"]
    assert line.accounts.typed == [made.json["id"]]
    assert made.json["revision"] == wall["revision"]


def test_the_wall_learns_nothing_about_who_wrote(talk: Talk) -> None:
    talk.phone.say()
    device = label_of(KEY, talk.workshop.id, "x")
    assert len(device) <= 40
    with talk.db.reading() as db:
        (change,) = db.scalars(select(Change).where(Change.what == "note"))
        heard = json.dumps(snapshot(db, db.get_one(Workshop, talk.workshop.id), WALL))
    assert change.by.startswith("pair:")
    assert change.by not in heard


def test_a_repeat_is_the_same_note(talk: Talk) -> None:
    again = {"id": new_id(), "act": new_id()}
    answers = [talk.phone.say("mer lys", **again) for _try in range(3)]
    assert [answer.status_code for answer in answers] == [200] * 3
    assert len(talk.hanging()) == 1


def test_its_own_phone_mends_strikes_and_brings_back(talk: Talk) -> None:
    uid = str((talk.phone.say("mer lus").json or {})["id"])
    assert talk.phone.reword(uid, "mer lus", "mer lys").status_code == 200
    assert talk.phone.strike(uid).status_code == 200
    assert talk.hanging() == [("A", "mer lys", True)]
    assert [(note["text"], note["struck"]) for note in talk.phone.own()] == [("mer lys", True)]
    assert talk.phone.strike(uid, struck=False).status_code == 200
    assert talk.hanging() == [("A", "mer lys", False)]
    stale = talk.phone.reword(uid, "mer lus", "mindre lys")
    assert stale.status_code == 409
    now = (stale.json or {})["now"]
    assert now["text"] == "mer lys"
    assert now.keys() <= OWN, "why it is set aside, or what it is joined into, no phone is told"


def test_no_other_phone_can_touch_it(talk: Talk) -> None:
    uid = str((talk.phone.say("mer lys").json or {})["id"])
    other = talk.another()
    # Saying the very same with the id that the wall shows gives no right either.
    assert other.say("mer lys", id=uid).status_code == 409
    assert other.reword(uid, "mer lys", "tull").status_code == 403
    assert other.strike(uid).status_code == 403
    assert other.own() == []
    assert talk.hanging() == [("A", "mer lys", False)]
    assert talk.another().say("tull", id=uid).status_code == 409


def test_a_hosts_note_is_nobodys_phones(talk: Talk) -> None:
    helper = f"/t/{token(talk.db, talk.workshop, talk.asked.tables[0])}/notes"
    said = {"id": new_id(), "text": "fra en uten telefon", "part": "B", "act": new_id()}
    assert talk.phone.visitor.send("POST", helper, said).status_code == 200
    assert talk.phone.strike(str(said["id"])).status_code == 403
    assert talk.hanging() == [("B", "fra en uten telefon", False)]


def test_only_the_walls_link_and_only_a_pairs_question(talk: Talk) -> None:
    plenary = question(talk.db, talk.workshop, 3)
    visitor = talk.phone.visitor
    assert visitor.get(f"{talk.wall}/pairs/1").status_code == 404
    assert visitor.get(f"{talk.wall}/pairs/77").status_code == 404
    assert Phone(visitor, f"{talk.wall}/questions/{plenary.id}/notes").say().status_code == 404
    table = token(talk.db, talk.workshop, talk.asked.tables[0])
    assert visitor.get(f"/v/{table}/pairs/2").status_code == 403
    elsewhere = Talk(talk.app)
    assert (
        Phone(visitor, elsewhere.phone.door.replace(elsewhere.wall, talk.wall)).say().status_code
        == 404
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": " "},
        {"text": "x" * 2001},
        {"text": "bjelle \x07"},
        {"text": None},
        {"id": "1"},
        {"act": "1"},
        {"kind": "keyword"},
        {"by": "person:1"},
    ],
)
def test_what_is_no_note(talk: Talk, wrong: dict[str, object]) -> None:
    assert talk.phone.say(**{"text": "lys", **wrong}).status_code == 422
    assert talk.hanging() == []


def test_before_the_cafe_opens_nothing_is_taken(cafe_app: Flask) -> None:
    talk = Talk(cafe_app, stage="planning")
    early = talk.phone.say()
    assert (early.status_code, (early.json or {})["where"]) == (409, "stage")
    talk.move("open")
    assert talk.phone.say().status_code == 200


def test_after_the_tables_closed_it_is_kept_for_the_organiser(talk: Talk) -> None:
    first = str((talk.phone.say("tidsnok").json or {})["id"])
    talk.move("vernissage")
    late = talk.phone.say("for sent")
    assert (late.status_code, (late.json or {})["late"]) == (202, True)
    uid = str((late.json or {})["id"])
    assert talk.hanging() == [("A", "tidsnok", False)]
    assert [note["text"] for note in talk.phone.own()] == ["tidsnok", "for sent"]
    assert talk.another().strike(uid).status_code == 403
    assert talk.phone.reword(uid, "for sent", "litt for sent").status_code == 200
    assert talk.phone.reword(first, "tidsnok", "i siste liten").status_code == 409
    with talk.db.writing() as tx:
        kept = tx.scalars(late_notes()).one()
        take_in(tx, late=kept, by="person:1", operation=new_id())
    assert [text for _part, text, _struck in talk.hanging()] == ["tidsnok", "litt for sent"]
    assert [note["text"] for note in talk.phone.own()] == ["tidsnok", "litt for sent"]


def test_an_answer_lost_before_the_tables_closed_is_given_again(talk: Talk) -> None:
    uid, operation = str((talk.phone.say("mer lus").json or {})["id"]), new_id()
    assert talk.phone.reword(uid, "mer lus", "mer lys", act=operation).status_code == 200
    talk.move("sorting")
    assert talk.phone.reword(uid, "mer lus", "mer lys", act=operation).status_code == 200


def test_a_sub_question_taken_away_costs_no_note(talk: Talk) -> None:
    with talk.db.writing() as tx:
        asked = tx.merge(talk.asked)
        was = [part["text"] for part in asked.parts]
        why, operation = "one part is enough", new_id()
        set_parts(tx, question=asked, was=was, parts=["Hva?"], why=why, by="p", operation=operation)
    assert talk.phone.say("lys", part="B").status_code == 200
    assert talk.hanging() == [(None, "lys", False)]


def test_what_was_written_to_a_sub_question_that_is_no_more_waits_for_a_person(talk: Talk) -> None:
    first, second = (part["text"] for part in talk.asked.parts)
    with talk.db.writing() as tx:
        asked, words = tx.merge(talk.asked), {"was": [first, second], "parts": [second, "Når?"]}
        set_parts(tx, question=asked, **words, why="Nytt", by="p", operation=new_id())
    moved = talk.phone.say("lys", part="B", part_said=second).json or {}
    assert (moved["part"], moved["late"]) == ("A", False)
    for phones in ("open", "held"):
        with talk.db.writing() as tx:
            tx.get_one(Workshop, talk.workshop.id).phones = phones
        gone = talk.phone.say("ro", part="A", part_said=first, id=(uid := new_id()))
        assert gone.status_code == 202
        told = [one for one in talk.phone.own() if one["id"] == uid]
        assert [(one["part"], one["held"]) for one in told] == [(None, phones == "held")]
        assert told[0]["reason"] == f"written under “{first}”, a part that is no more"
    assert talk.hanging() == [("A", "lys", False)]


def test_one_phone_cannot_flood(talk: Talk) -> None:
    answers = [talk.phone.say(f"lapp {number}").status_code for number in range(42)]
    assert answers == [200] * 40 + [429] * 2
    assert talk.another().say("vi også").status_code == 200


def test_the_page_names_the_place(talk: Talk) -> None:
    page = talk.phone.visitor.get(f"{talk.wall}/pairs/2").text
    assert f'data-question="{talk.asked.id}"' in page
    poster = talk.phone.visitor.get(f"{talk.wall}/table/901").text
    assert "<title>In pairs –" in poster
    scribe = question(talk.db, talk.workshop, 3).tables[0]
    assert (
        "<title>Plenary"
        in talk.phone.visitor.get(f"/t/{token(talk.db, talk.workshop, scribe)}").text
    )


def test_the_big_screen_shows_the_way_in(talk: Talk) -> None:
    screen = talk.phone.visitor.get(f"{talk.wall}/projector").text
    assert f'<template id="way-in-{talk.asked.id}">' in screen
    assert screen.count("<template") == 3, "this one, and those of the wall and the evaluation"
    found = re.search(r"<strong>([A-Z0-9]{3} [A-Z0-9]{3})</strong>", screen)
    assert found
    opened = Visitor(talk.app).post("/code", code=found[1])
    assert opened.location == talk.wall


@pytest.mark.parametrize("guess", ["mer lys", "noe annet"])
@pytest.mark.parametrize("state", ["hangs", "struck", "late"])
def test_a_repeat_is_answered_to_the_phone_that_wrote_it_alone(
    talk: Talk, guess: str, state: str
) -> None:
    """The wall tells every note's id: who repeats it hears the same of right and wrong words."""
    if state == "late":
        talk.move("vernissage")
    body = {"id": new_id(), "act": new_id()}
    assert talk.phone.say("mer lys", **body).status_code in (200, 202)
    if state == "struck":
        assert talk.phone.reword(body["id"], "mer lys", "hemmelig").status_code == 200
        assert talk.phone.strike(body["id"]).status_code == 200
    refused = talk.another().say(guess, id=body["id"])
    assert (refused.status_code, (refused.json or {})["where"]) == (409, "id")
    assert "hemmelig" not in refused.text
    again = talk.phone.say("mer lys", id=body["id"])
    assert again.status_code in (200, 202)
    lost = talk.another().say("mer lys", **body)  # its cookie, not its outbox
    assert {**(lost.json or {}), "off": False} == {**(again.json or {}), "off": False}
