"""What a host and the organiser do with questions from the wall, and elaborations."""

import json
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from cafe.model import Note, Person
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.vernissage import Phone, vernissage
from tests.support.world import new_id


class Board:
    """A host's tablet at table 1, the organiser's board, and a phone at the wall."""

    def __init__(self, app: Flask, organiser: Visitor) -> None:
        """Something has been asked about a note of table 1."""
        with cafe(app).db.reading() as db:
            owner = db.scalars(select(Person)).one()
        self.hall = vernissage(app, owner=owner)
        self.phone, self.organiser, self.tablet = Phone(app, self.hall), organiser, Visitor(app)
        self.table, self.board = self.hall.door(1), f"/w/{self.hall.workshop.id}"
        self.asked = (self.phone.ask("Hvem holder nøkkelen?").json or {})["id"]

    def put(self, path: str, door: str = "", **body: object) -> TestResponse:
        who = self.organiser if door == self.board else self.tablet
        return who.send("PUT", f"{door or self.table}/{path}", {"act": new_id(), **body})

    def answer(self, text: str | None, was: str | None = None, **more: Any) -> TestResponse:
        answered = "voice" if text is None else "written"
        body = {"answered": answered, "answer": text, "was": was, **more}
        return self.put(f"asked/{self.asked}", **body)

    def elaborate(self, *words: str, was: tuple[str, ...] = (), **more: Any) -> TestResponse:
        path = f"notes/{self.hall.notes['mer lys']}/elaborations"
        return self.put(path, elaborations=list(words), was=list(was), **more)

    def note(self) -> Note:
        with self.hall.db.reading() as db:
            return db.scalars(select(Note).where(Note.uid == self.hall.notes["mer lys"])).one()

    def on_the_wall(self) -> list[dict[str, Any]]:
        visitor, door = self.phone.visitor, self.phone.door
        changes = json.loads(visitor.get(f"{door}/changes?since=0").data)["changes"]
        last = {one["key"]: one["item"] for one in changes if one["what"] == "asked"}
        return [item for item in last.values() if item]


@pytest.fixture
def at(cafe_app: Flask, organiser: Visitor) -> Board:
    return Board(cafe_app, organiser)


def test_answered_aloud(at: Board) -> None:
    answer = at.answer(None)
    assert answer.status_code == 200
    assert ((answer.json or {})["answered"], (answer.json or {})["answer"]) == ("voice", None)
    assert at.on_the_wall() == []
    again = at.put(f"asked/{at.asked}", answered="no", was=None)
    assert (again.json or {})["answered"] == "no"


def test_answered_in_writing_and_shown(at: Board) -> None:
    assert (at.answer("Vaktmesteren.").json or {})["answer"] == "Vaktmesteren."
    assert at.put(f"asked/{at.asked}/shown", shown=True).status_code == 200
    [shown] = at.on_the_wall()
    assert (shown["text"], shown["answer"]) == ("Hvem holder nøkkelen?", "Vaktmesteren.")
    assert at.put(f"asked/{at.asked}/shown", shown=False).status_code == 200
    assert at.on_the_wall() == []


def test_only_the_organiser_hides_and_the_host_cannot_show_it_then(at: Board) -> None:
    assert at.put(f"asked/{at.asked}/shown", shown=True).status_code == 200
    assert at.put(f"asked/{at.asked}/hidden", hidden=True).status_code == 404
    hidden = at.put(f"asked/{at.asked}/hidden", at.board, hidden=True)
    assert (hidden.json or {})["hidden"] is True
    assert at.on_the_wall() == []
    at.put(f"asked/{at.asked}/shown", shown=False)
    at.put(f"asked/{at.asked}/shown", shown=True)
    assert at.on_the_wall() == []
    at.put(f"asked/{at.asked}/hidden", at.board, hidden=False)
    assert len(at.on_the_wall()) == 1


def test_the_organiser_answers_and_elaborates_too(at: Board) -> None:
    assert at.answer("Kommunen.", door=at.board).status_code == 200
    assert at.put(f"asked/{at.asked}/shown", at.board, shown=True).status_code == 200
    assert at.elaborate("ved porten", door=at.board).status_code == 200
    assert [one["answer"] for one in at.on_the_wall()] == ["Kommunen."]
    assert at.note().elaborations == ["ved porten"]


def test_two_who_answer_at_once(at: Board) -> None:
    assert at.answer("Kommunen.").status_code == 200
    late = at.answer("Vaktmesteren.", door=at.board)
    assert late.status_code == 409
    assert (late.json or {})["now"]["answer"] == "Kommunen."
    assert at.answer("Vaktmesteren.", was="Kommunen.", door=at.board).status_code == 200


def test_the_same_act_answers_once(at: Board) -> None:
    operation = new_id()
    assert at.answer("Kommunen.", act=operation).status_code == 200
    assert at.answer("Vaktmesteren.", was="Kommunen.").status_code == 200
    assert (at.answer("Kommunen.", act=operation).json or {})["answer"] == "Vaktmesteren."
    assert len(at.hall.changes("asked")) == 3


@pytest.mark.parametrize(
    "body",
    [
        {"answered": "written", "answer": ""},
        {"answered": "written", "answer": None},
        {"answered": "written", "answer": "å" * 2001},
        {"answered": "shouted"},
        {"answered": "voice", "by": "Kari"},
    ],
)
def test_bad_answers(at: Board, body: dict[str, Any]) -> None:
    assert at.put(f"asked/{at.asked}", was=None, **body).status_code == 422


def test_another_tables_question_and_note_are_not_there(at: Board) -> None:
    other = at.hall.door(2)
    assert at.answer("Jeg vet det.", door=other).status_code == 404
    assert at.put(f"asked/{at.asked}/shown", other, shown=True).status_code == 404
    assert at.elaborate("ved porten", door=other).status_code == 404
    assert at.answer("Jeg.", door=at.phone.door).status_code == 404
    assert at.note().elaborations == []


def test_an_elaboration_stands_apart_and_its_history_is_kept(at: Board) -> None:
    assert at.elaborate("ved porten").status_code == 200
    assert at.elaborate("ved begge porter", "om vinteren", was=("ved porten",)).status_code == 200
    note = at.note()
    assert (note.text, note.elaborations) == ("mer lys", ["ved begge porter", "om vinteren"])
    told = [item["elaborations"] for _by, item in at.hall.changes("note") if item["id"] == note.uid]
    assert told == [[], ["ved porten"], ["ved begge porter", "om vinteren"]]


def test_elaborations_are_compared_and_checked(at: Board) -> None:
    at.elaborate("ved porten")
    late = at.elaborate("om vinteren")
    assert late.status_code == 409
    assert (late.json or {})["now"]["elaborations"] == ["ved porten"]
    assert at.elaborate("ved porten").status_code == 200  # it is so already
    for words in (("",), ("å" * 2001,), tuple("abcdefghijklmnopqrstu")):
        assert at.elaborate(*words, was=("ved porten",)).status_code == 422
    at.hall.strike("mer lys")
    assert at.elaborate("mer", was=("ved porten",)).status_code == 409


@pytest.mark.parametrize(("stage", "status"), [("sorting", 200), ("finished", 409)])
def test_until_the_cafe_is_finished(at: Board, stage: str, status: int) -> None:
    at.hall.move(stage)
    assert at.answer("Kommunen.").status_code == status
    assert at.elaborate("ved porten").status_code == status
    assert at.put(f"asked/{at.asked}/hidden", at.board, hidden=True).status_code == 200
