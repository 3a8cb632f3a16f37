"""On the board by address: where things stand, how sentences read, many commands as one."""

from sqlalchemy import select

from cafe.model import Category
from tests.sort.board import Board, refused
from tests.sort.world import new_id


def test_a_note_leads_to_its_question_and_a_stranger_to_nothing(board: Board) -> None:
    entry = board.place(board.notes[0], board.heading())
    for kind, key in (("note", board.notes[0]), ("entry", entry)):
        there = board.visitor.get(f"/w/{board.id}/sort/{kind}/{key}")
        assert there.location == f"/w/{board.id}/sort/1#{kind}-{key}"
    assert board.visitor.get(f"/w/{board.id}/sort/note/{new_id()}").status_code == 404


def test_how_sentences_read_is_told_once_per_revision(board: Board) -> None:
    entry = board.place(board.notes[0], board.heading())
    board.send("reword_entry", entry=entry, was="Mer tid.", text="Mye mer tid.")
    address = f"/w/{board.id}/sort/1/wordings"
    told = board.visitor.get(address)
    assert told.get_json()["entries"][entry]["logged"] == ["Mye"]
    known = {"If-None-Match": told.headers["ETag"]}
    assert board.visitor.get(address, headers=known).status_code == 304
    board.send("reword_entry", entry=entry, was="Mye mer tid.", text="Bare mer tid.")
    newer = board.visitor.get(address, headers=known)
    assert newer.get_json()["entries"][entry]["logged"] == ["Bare"]


def test_a_heading_and_a_sentence_are_moved_before_another(board: Board) -> None:
    first, second = board.heading("Tid"), board.heading("Ro")
    entries = [board.place(note, first) for note in board.notes[:3]]
    board.send("move_category", category=second, before=first)
    board.send("move_entry", entry=entries[1], category=first, before=entries[0])
    with board.db.reading() as db:
        rows = select(Category.heading).order_by(Category.position)
        assert db.scalars(rows).all() == ["Ro", "Tid"]
    assert board.texts() == ["Ro.", "Mer tid.", "Rom."]
    above = {"do": "move_entry", "category": first, "before": entries[1]}
    board.send("together", deeds=[{**above, "entry": one} for one in (entries[2], entries[0])])
    assert board.texts() == ["Rom.", "Mer tid.", "Ro."]


def test_deeds_together_are_refused_together(board: Board) -> None:
    category = board.heading()
    deeds = [
        {"do": "place_note", "note": note, "category": category, "id": new_id()}
        for note in (board.notes[0], new_id())
    ]
    refused(board.send("together", deeds=deeds), 404)
    assert board.texts() == []
    board.send("together", deeds=[{"do": "place_note", "note": board.notes[0], "category": category,
                                  "id": new_id()}])  # fmt: skip
    assert board.texts() == ["Mer tid."]
    refused(board.send("together", deeds=[{"do": "undo"}]), 422)
    refused(board.send("together", deeds=[]), 422)
