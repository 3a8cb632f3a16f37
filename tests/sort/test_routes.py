"""The sorting board's doors: what a script may send, and what it gets back."""

import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from cafe.model import CafeTable, Note, Person, Workshop
from cafe.plan.actions import move_stage
from tests.sort.desk import Desk, refused
from tests.sort.world import BY, build, new_id
from tests.support.app import Visitor


def test_every_act_can_be_sent(desk: Desk) -> None:
    tid, rom = desk.heading("Tid"), desk.heading("Rom")
    first, second = desk.place(desk.notes[0], tid), desk.place(desk.notes[1], tid)
    made = str(uuid.uuid4())
    for do, words in (
        ("rename_category", {"category": rom, "was": "Rom", "heading": "Plass"}),
        ("list_category", {"category": rom, "listed": False}),
        ("move_category", {"category": rom, "before": tid}),
        ("move_entry", {"entry": second, "category": tid, "before": first}),
        ("join_entries", {"into": first, "other": second, "text": "Mer tid, ro."}),
        ("split_entry", {"entry": first, "note": desk.notes[1], "id": made}),
        ("join_note", {"into": first, "note": desk.notes[2], "text": "Mer tid og rom."}),
        ("split_entry", {"entry": first, "note": desk.notes[2], "id": str(uuid.uuid4())}),
        ("absorb_note", {"note": desk.notes[1], "entry": first}),
        ("reword_entry", {"entry": first, "was": "Mer tid og rom.", "text": "Mer tid."}),
        ("add_own_entry", {"category": rom, "text": "Eget.", "id": str(uuid.uuid4())}),
        ("set_aside", {"note": desk.notes[2], "reason": "Uklart"}),
        ("take_back", {"note": desk.notes[2]}),
        ("unplace", {"entry": first}),
        ("undo", {}),
        ("redo", {"only": None}),
        ("remove_category", {"category": tid}),
    ):
        answer = desk.send(do, **words)
        assert answer.status_code == 200, f"{do}: {answer.text}"
    assert desk.texts() == ["Eget."]


def test_the_answer_says_how_far_undo_goes_and_what_was_undone(desk: Desk) -> None:
    category = desk.heading()
    desk.place(desk.notes[0], category)
    answer = desk.send("undo").get_json()
    assert (answer["undoable"], answer["redoable"]) == (1, 1)
    assert answer["what"] == "placed “Mer tid.”"
    assert desk.send("redo").get_json()["what"] == "placed “Mer tid.”"
    page = desk.visitor.get(f"/w/{desk.id}/sort/1").text
    assert 'data-undoable="2" data-redoable="0"' in page


def test_a_repeated_act_is_done_once_and_answered_as_the_first(desk: Desk) -> None:
    category = desk.heading()
    body = {
        "do": "place_note",
        "note": desk.notes[0],
        "category": category,
        "act": new_id(),
        "id": new_id(),
        "saw": desk.revision(),
    }
    address = f"/w/{desk.id}/sort/acts"
    answers = [desk.visitor.send("POST", address, body).get_json() for _try in range(2)]
    assert answers[0] == answers[1]
    assert desk.texts() == ["Mer tid."]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({}, "body"),
        ({"do": "dance"}, "body"),
        ({"do": "undo", "act": "not-a-uuid"}, "undo.act"),
        ({"do": "undo", "act": "FBEFD339-3FF1-41A3-8FFF-3491E0A3106E"}, "undo.act"),
        ({"do": "undo"}, "undo.act"),
        ({"do": "undo", "act": new_id(), "more": 1}, "undo.more"),
        ({"do": "take_back", "act": new_id(), "note": new_id()}, "take_back.saw"),
        ({"do": "take_back", "act": new_id(), "note": new_id(), "saw": -1}, "take_back.saw"),
        ({"do": "take_back", "act": new_id(), "note": new_id(), "saw": 2**60}, "saw"),
        ({"do": "take_back", "act": new_id(), "saw": 1, "note": 7}, "take_back.note"),
        ({"do": "list_category", "act": new_id(), "category": new_id(), "saw": 1,
          "listed": "yes"}, "list_category.listed"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_words(desk: Desk, body: object, where: str) -> None:
    answer = desk.visitor.send("POST", f"/w/{desk.id}/sort/acts", body)
    assert refused(answer, 422)["where"] == where


@pytest.mark.parametrize("body", [[], "place", 7])
def test_what_is_no_object_is_refused(desk: Desk, body: object) -> None:
    refused(desk.visitor.send("POST", f"/w/{desk.id}/sort/acts", body), 422)


def test_things_that_are_gone_or_elsewhere_are_named(desk: Desk) -> None:
    category, gone = desk.heading(), str(uuid.uuid4())
    answer = desk.send("place_note", note=gone, category=category, id=new_id())
    assert refused(answer, 404)["where"] == "note"
    answer = desk.send("place_note", note=desk.notes[0], category=gone, id=new_id())
    assert refused(answer, 404)["where"] == "category"
    assert refused(desk.send("unplace", entry=gone), 404)["where"] == "entry"
    refused(desk.send("place_note", note=desk.far, category=category, id=new_id()), 422)
    refused(desk.send("add_category", question=9, heading="x", id=new_id()), 404)
    other = Desk.__new__(Desk)
    other.db, other.visitor = desk.db, desk.visitor
    with desk.db.writing() as tx:
        other.id = build(tx, owner=tx.scalars(select(Person)).one()).workshop.id
    refused(other.send("take_back", note=desk.notes[0]), 404)


@pytest.mark.parametrize("words", [{"heading": ""}, {"heading": "x" * 201}, {"heading": "a\nb"}])
def test_a_heading_is_a_line(desk: Desk, words: dict[str, str]) -> None:
    refused(desk.send("add_category", question=1, id=new_id(), **words), 422)


def test_a_used_id_is_a_conflict_not_a_crash(desk: Desk) -> None:
    category = desk.heading()
    refused(desk.send("add_category", question=1, heading="To", id=category), 409)
    entry = desk.place(desk.notes[0], category)
    refused(desk.send("add_own_entry", category=category, text="To.", id=entry), 409)


def test_a_stale_edit_gets_what_stands_there_now(desk: Desk) -> None:
    entry = desk.place(desk.notes[0], desk.heading())
    answer = desk.send("reword_entry", entry=entry, was="Noe gammelt.", text="Nytt.")
    assert refused(answer, 409)["now"]["text"] == "Mer tid."


def test_nothing_is_half_done(desk: Desk) -> None:
    category = desk.heading()
    joined = desk.place(desk.notes[0], category)
    desk.send("join_note", into=joined, note=desk.notes[1], text="Tid og ro.")
    refused(desk.send("set_aside", note=desk.notes[1], reason="Uklart"), 409)
    with desk.db.reading() as db:
        assert db.scalars(select(Note.aside_reason).where(Note.uid == desk.notes[1])).one() is None
    assert desk.texts() == ["Tid og ro."]


def test_a_finished_cafe_is_only_read(desk: Desk) -> None:
    with desk.db.writing() as tx:
        workshop = tx.get_one(Workshop, desk.id)
        move_stage(tx, workshop=workshop, stage="finished", by=BY, operation=new_id())
    title = refused(desk.send("undo"), 409)["title"]
    assert "Move it back to sorting" in title
    assert desk.visitor.get(f"/w/{desk.id}/sort").status_code == 200


def test_a_joined_sentence_is_proposed(desk: Desk) -> None:
    into = desk.place(desk.notes[0], desk.heading())
    address = f"/w/{desk.id}/sort/joined?into={into}&other="
    assert desk.visitor.get(address + desk.notes[1]).get_json() == {
        "text": "Mer tid, ro.",
        "revision": desk.revision(),
    }
    script = {"Accept": "application/json"}
    refused(desk.visitor.get(address + "none", headers=script), 404)


def test_the_pages_are_drawn(desk: Desk) -> None:
    desk.place(desk.notes[0], desk.heading())
    overview = desk.visitor.get(f"/w/{desk.id}/sort").text
    assert overview.count('<dl class="sum">') == 3
    history = desk.visitor.get(f"/w/{desk.id}/sort/history").text
    assert "Berit Bakke" in history
    assert ">Mer tid.</a></q>" in " ".join(history.split())
    assert desk.visitor.get(f"/w/{desk.id}/sort/9").status_code == 404


def test_only_this_cafes_organisers_come_in(cafe_app: Flask, desk: Desk) -> None:
    nobody = Visitor(cafe_app)
    assert nobody.get(f"/w/{desk.id}/sort").status_code == 302
    body = {"do": "undo", "act": new_id()}
    refused(nobody.send("POST", f"/w/{desk.id}/sort/acts", body), 401)
    with desk.db.writing() as tx:
        stranger = build(tx).workshop.id
    refused(desk.visitor.send("POST", f"/w/{stranger}/sort/acts", body), 404)


def test_without_the_form_token_nothing_is_written(desk: Desk) -> None:
    body = {"do": "undo", "act": new_id()}
    answer = desk.visitor.client.post(f"/w/{desk.id}/sort/acts", json=body)
    assert refused(answer, 400)["type"] == "/problems/stale-form"


def test_the_desk_hears_everything(desk: Desk) -> None:
    entry = desk.place(desk.notes[0], desk.heading())
    news = desk.visitor.get(f"/w/{desk.id}/changes?since=0").get_json()
    assert {change["what"] for change in news["changes"]} >= {"category", "entry", "note", "table"}
    assert news["changes"][-1]["key"] == entry


def test_struck_notes_are_not_placed(desk: Desk) -> None:
    category = desk.heading()
    with desk.db.writing() as tx:
        note = tx.scalars(select(Note).where(Note.uid == desk.notes[0])).one()
        assert isinstance(tx.get(CafeTable, note.table_id), CafeTable)
        note.struck = True
    answer = desk.send("place_note", note=desk.notes[0], category=category, id=new_id())
    assert "struck out" in refused(answer, 409)["title"]


def body(answer: TestResponse) -> dict[str, Any]:
    found: dict[str, Any] = answer.get_json()
    return found


def test_offers_are_answered_and_not_worked_out_twice(desk: Desk) -> None:
    tid, rom = desk.heading("Tid"), desk.heading("Rom")
    desk.place(desk.notes[0], tid)
    desk.place(desk.notes[2], rom)
    base = f"/w/{desk.id}/sort/1"
    found = desk.visitor.get(f"{base}/offers")
    assert found.status_code == 200
    assert [set(pair) for pair in body(found)["pairs"][:1]] == [
        {"left", "right", "identical", "why", "may"}
    ]
    tag = {"If-None-Match": found.headers["ETag"]}
    assert desk.visitor.get(f"{base}/offers", headers=tag).status_code == 304
    likely = body(desk.visitor.get(f"{base}/likely"))["headings"]
    assert likely[desk.notes[1]][0] in (tid, rom)
    like = body(desk.visitor.get(f"{base}/like/{desk.notes[0]}"))["pairs"]
    assert all(pair["left"] == desk.notes[0] for pair in like)
    assert desk.visitor.get(f"/w/{desk.id}/sort/9/offers").status_code == 404
    desk.heading("Ro")
    assert desk.visitor.get(f"{base}/offers", headers=tag).status_code == 200


def test_offers_are_taken_by_acts(desk: Desk) -> None:
    tid = desk.heading("Tid")
    one, other, third = desk.notes
    pair = {"note": one, "double": other, "category": tid, "id": str(uuid.uuid4())}
    assert body(desk.send("take_same", pairs=[pair]))["undoable"] == 2
    assert desk.texts() == ["Mer tid."]
    assert body(desk.send("not_same", note=one, double=third))["undoable"] == 3
    place = {"note": third, "category": tid, "id": str(uuid.uuid4())}
    assert desk.send("place_all", notes=[place]).status_code == 200
    assert desk.texts() == ["Mer tid.", "Rom."]
    refused(desk.send("take_same", pairs=[]), 422)
    refused(desk.send("place_all", notes=[place | {"category": str(uuid.uuid4())}]), 404)
    desk.send("undo")
    told = body(desk.send("undo"))["what"]
    assert told == "has said not to be the same “mer tid – rom”"
    desk.send("undo")
    assert desk.texts() == []
