"""The sorting board's doors: what a script may send, and what it gets back."""

import uuid
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from cafe.model import CafeTable, Note, Person, Workshop, record
from cafe.plan.actions import move_stage
from tests.sort.board import Board, refused
from tests.sort.world import BY, build, new_id
from tests.support.app import Visitor


def test_every_act_can_be_sent(board: Board) -> None:
    tid, rom = board.heading("Tid"), board.heading("Rom")
    first, second = board.place(board.notes[0], tid), board.place(board.notes[1], tid)
    made = str(uuid.uuid4())
    for do, words in (
        ("rename_category", {"category": rom, "was": "Rom", "heading": "Plass"}),
        ("list_category", {"category": rom, "listed": False}),
        ("move_category", {"category": rom, "before": tid}),
        ("move_entry", {"entry": second, "category": tid, "before": first}),
        ("join_entries", {"into": first, "other": second, "text": "Mer tid, ro."}),
        ("split_entry", {"entry": first, "note": board.notes[1], "id": made}),
        ("join_note", {"into": first, "note": board.notes[2], "text": "Mer tid og rom."}),
        ("split_entry", {"entry": first, "note": board.notes[2], "id": str(uuid.uuid4())}),
        ("absorb_note", {"note": board.notes[1], "entry": first}),
        ("reword_entry", {"entry": first, "was": "Mer tid og rom.", "text": "Mer tid."}),
        ("add_own_entry", {"category": rom, "text": "Eget.", "id": str(uuid.uuid4())}),
        ("set_aside", {"note": board.notes[2], "reason": "Uklart"}),
        ("take_back", {"note": board.notes[2]}),
        ("unplace", {"entry": first}),
        ("undo", {}),
        ("redo", {"only": None}),
        ("remove_category", {"category": tid}),
    ):
        answer = board.send(do, **words)
        assert answer.status_code == 200, f"{do}: {answer.text}"
    assert board.texts() == ["Eget."]


def test_the_answer_says_how_far_undo_goes_and_what_was_undone(board: Board) -> None:
    category = board.heading()
    board.place(board.notes[0], category)
    answer = board.send("undo").get_json()
    assert (answer["undoable"], answer["redoable"]) == (1, 1)
    assert answer["what"] == "placed “Mer tid.”"
    assert board.send("redo").get_json()["what"] == "placed “Mer tid.”"
    page = board.visitor.get(f"/w/{board.id}/sort/1").text
    assert 'data-undoable="2" data-redoable="0"' in page


def test_what_takes_itself_back_in_a_strange_archive_is_answered(board: Board) -> None:
    act, other = new_id(), new_id()
    with board.db.writing() as tx:
        here, key, item = tx.get_one(Workshop, board.id), board.notes[0], {"text": "x"}
        for one, undone in ((other, act), (act, other), (act, act)):
            by: dict[str, str] = {"by": "organiser", "operation": one, "undoes": undone}
            record(tx, here, what="note", key=key, item=item, **by)
    answer = board.visitor.send("POST", f"/w/{board.id}/sort/acts", {"do": "undo", "act": act})
    assert answer.status_code == 200


def test_a_repeated_act_is_done_once_and_answered_as_the_first(board: Board) -> None:
    category = board.heading()
    body = {
        "do": "place_note",
        "note": board.notes[0],
        "category": category,
        "act": new_id(),
        "id": new_id(),
        "saw": board.revision(),
    }
    address = f"/w/{board.id}/sort/acts"
    answers = [board.visitor.send("POST", address, body).get_json() for _try in range(2)]
    assert answers[0] == answers[1]
    assert board.texts() == ["Mer tid."]


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
def test_what_cannot_be_read_is_refused_in_words(board: Board, body: object, where: str) -> None:
    answer = board.visitor.send("POST", f"/w/{board.id}/sort/acts", body)
    assert refused(answer, 422)["where"] == where


@pytest.mark.parametrize("body", [[], "place", 7])
def test_what_is_no_object_is_refused(board: Board, body: object) -> None:
    refused(board.visitor.send("POST", f"/w/{board.id}/sort/acts", body), 422)


def test_things_that_are_gone_or_elsewhere_are_named(board: Board) -> None:
    category, gone = board.heading(), str(uuid.uuid4())
    answer = board.send("place_note", note=gone, category=category, id=new_id())
    assert refused(answer, 404)["where"] == "note"
    answer = board.send("place_note", note=board.notes[0], category=gone, id=new_id())
    assert refused(answer, 404)["where"] == "category"
    assert refused(board.send("unplace", entry=gone), 404)["where"] == "entry"
    refused(board.send("place_note", note=board.far, category=category, id=new_id()), 422)
    refused(board.send("add_category", question=9, heading="x", id=new_id()), 404)
    other = Board.__new__(Board)
    other.db, other.visitor = board.db, board.visitor
    with board.db.writing() as tx:
        other.id = build(tx, owner=tx.scalars(select(Person)).one()).workshop.id
    refused(other.send("take_back", note=board.notes[0]), 404)


@pytest.mark.parametrize("words", [{"heading": ""}, {"heading": "x" * 201}, {"heading": "a\nb"}])
def test_a_heading_is_a_line(board: Board, words: dict[str, str]) -> None:
    refused(board.send("add_category", question=1, id=new_id(), **words), 422)


def test_a_used_id_is_a_conflict_not_a_crash(board: Board) -> None:
    category = board.heading()
    refused(board.send("add_category", question=1, heading="To", id=category), 409)
    entry = board.place(board.notes[0], category)
    refused(board.send("add_own_entry", category=category, text="To.", id=entry), 409)


def test_a_stale_edit_gets_what_stands_there_now(board: Board) -> None:
    entry = board.place(board.notes[0], board.heading())
    answer = board.send("reword_entry", entry=entry, was="Noe gammelt.", text="Nytt.")
    assert refused(answer, 409)["now"]["text"] == "Mer tid."


def test_nothing_is_half_done(board: Board) -> None:
    category = board.heading()
    joined = board.place(board.notes[0], category)
    board.send("join_note", into=joined, note=board.notes[1], text="Tid og ro.")
    refused(board.send("set_aside", note=board.notes[1], reason="Uklart"), 409)
    with board.db.reading() as db:
        assert db.scalars(select(Note.aside_reason).where(Note.uid == board.notes[1])).one() is None
    assert board.texts() == ["Tid og ro."]


def test_a_finished_cafe_is_only_read(board: Board) -> None:
    with board.db.writing() as tx:
        workshop = tx.get_one(Workshop, board.id)
        move_stage(tx, workshop=workshop, stage="finished", by=BY, operation=new_id())
    title = refused(board.send("undo"), 409)["title"]
    assert "Move it back to sorting" in title
    page = board.visitor.get(f"/w/{board.id}/sort")
    assert page.status_code == 200
    assert "LMS = " in page.text
    assert "<textarea" not in page.text


def test_a_joined_sentence_is_proposed(board: Board) -> None:
    into = board.place(board.notes[0], board.heading())
    address = f"/w/{board.id}/sort/joined?into={into}&other="
    assert board.visitor.get(address + board.notes[1]).get_json() == {
        "text": "Mer tid, ro.",
        "revision": board.revision(),
    }
    script = {"Accept": "application/json"}
    refused(board.visitor.get(address + "none", headers=script), 404)


def test_the_pages_are_drawn(board: Board) -> None:
    board.place(board.notes[0], board.heading())
    overview = board.visitor.get(f"/w/{board.id}/sort").text
    assert overview.count('<dl class="sum">') == 3
    assert "waits to be taken in" not in overview
    with board.db.writing() as tx:
        tx.scalars(select(Note).where(Note.uid == board.notes[2])).one().state = "late"
    assert "1 note waits to be taken in" in board.visitor.get(f"/w/{board.id}/sort").text
    history = board.visitor.get(f"/w/{board.id}/history").text
    assert "Berit Bakke" in history
    assert ">Mer tid.</a></q>" in " ".join(history.split())
    assert board.visitor.get(f"/w/{board.id}/sort/9").status_code == 404


def test_only_this_cafes_organisers_come_in(cafe_app: Flask, board: Board) -> None:
    nobody = Visitor(cafe_app)
    assert nobody.get(f"/w/{board.id}/sort").status_code == 302
    body = {"do": "undo", "act": new_id()}
    refused(nobody.send("POST", f"/w/{board.id}/sort/acts", body), 401)
    with board.db.writing() as tx:
        stranger = build(tx).workshop.id
    refused(board.visitor.send("POST", f"/w/{stranger}/sort/acts", body), 404)


def test_without_the_form_token_nothing_is_written(board: Board) -> None:
    body = {"do": "undo", "act": new_id()}
    answer = board.visitor.client.post(f"/w/{board.id}/sort/acts", json=body)
    assert refused(answer, 400)["type"] == "/problems/stale-form"


def test_the_desk_hears_everything(board: Board) -> None:
    entry = board.place(board.notes[0], board.heading())
    news = board.visitor.get(f"/w/{board.id}/changes?since=0").get_json()
    assert {change["what"] for change in news["changes"]} >= {"category", "entry", "note", "table"}
    assert news["changes"][-1]["key"] == entry


def test_struck_notes_are_neither_placed_nor_set_aside(board: Board) -> None:
    category = board.heading()
    with board.db.writing() as tx:
        note = tx.scalars(select(Note).where(Note.uid == board.notes[0])).one()
        assert isinstance(tx.get(CafeTable, note.table_id), CafeTable)
        note.struck = True
    for do, words in (
        ("place_note", {"category": category, "id": new_id()}),
        ("set_aside", {"reason": "nei"}),
    ):
        answer = board.send(do, note=board.notes[0], **words)
        assert "“mer tid” was struck out" in refused(answer, 409)["title"]


def body(answer: TestResponse) -> dict[str, Any]:
    found: dict[str, Any] = answer.get_json()
    return found


def test_offers_are_answered_and_not_worked_out_twice(board: Board) -> None:
    tid, rom = board.heading("Tid"), board.heading("Rom")
    board.place(board.notes[0], tid)
    board.place(board.notes[2], rom)
    base = f"/w/{board.id}/sort/1"
    found = board.visitor.get(f"{base}/offers")
    assert found.status_code == 200
    assert [set(pair) for pair in body(found)["pairs"][:1]] == [
        {"left", "right", "identical", "why", "may"}
    ]
    tag = {"If-None-Match": found.headers["ETag"]}
    assert board.visitor.get(f"{base}/offers", headers=tag).status_code == 304
    likely = body(board.visitor.get(f"{base}/likely"))
    assert likely["headings"][board.notes[1]][0] in (tid, rom)
    assert likely["parts"] == []
    like = body(board.visitor.get(f"{base}/like/{board.notes[0]}"))["pairs"]
    assert all(pair["left"] == board.notes[0] for pair in like)
    assert board.visitor.get(f"/w/{board.id}/sort/9/offers").status_code == 404
    board.heading("Ro")
    assert board.visitor.get(f"{base}/offers", headers=tag).status_code == 200


def test_offers_are_taken_by_acts(board: Board) -> None:
    tid = board.heading("Tid")
    one, other, third = board.notes
    pair = {"note": one, "double": other, "category": tid, "id": str(uuid.uuid4())}
    assert body(board.send("take_same", pairs=[pair]))["undoable"] == 2
    assert board.texts() == ["Mer tid."]
    assert body(board.send("not_same", note=one, double=third))["undoable"] == 3
    place = {"note": third, "category": tid, "id": str(uuid.uuid4())}
    assert board.send("place_all", notes=[place]).status_code == 200
    assert board.texts() == ["Mer tid.", "Rom."]
    refused(board.send("take_same", pairs=[]), 422)
    refused(board.send("place_all", notes=[place | {"category": str(uuid.uuid4())}]), 404)
    board.send("undo")
    told = body(board.send("undo"))["what"]
    assert told == "has said not to be the same “mer tid – rom”"
    board.send("undo")
    assert board.texts() == []
