"""The class of a wording is told while it is typed; nothing is written for it."""

import pytest
from sqlalchemy import select

from cafe.model import Note
from tests.sort.board import Board, refused
from tests.sort.world import new_id


def told(board: Board, text: str, *of: str) -> str:
    answer = board.visitor.send("POST", f"/w/{board.id}/sort/class", {"text": text, "of": [*of]})
    assert answer.status_code == 200, answer.text
    return str(answer.get_json()["class"])


def test_a_sentence_is_classed_beside_its_notes(board: Board) -> None:
    entry = board.place(board.notes[0], board.heading())
    before = board.revision()
    assert told(board, "Mer tid.", entry) == "same"
    assert told(board, "mer TID!", entry) == "form"
    assert told(board, "Ikke mer tid.", entry) == "content"
    assert told(board, "Mer tid og ro.", entry, board.notes[1]) == "form"
    assert told(board, "Mer tid til alle.") == "own"
    with board.db.writing() as tx:
        note = tx.scalars(select(Note).where(Note.uid == board.notes[1])).one()
        note.elaborations = ["på kvelden"]
    assert told(board, "Ro, på kvelden.", board.notes[1]) == "form", "what was added is its own"
    assert told(board, "Mer tid.", new_id()) == "own", "what is gone has no notes"
    assert board.revision() == before


def test_a_summary_is_classed_beside_what_the_tables_said(board: Board) -> None:
    address = f"/w/{board.id}/report/class/1"
    said = "Hovedutsagn ved bord 1. Hovedutsagn ved bord 2."
    for text, kind in (
        (said.replace("1.", "1 og"), "form"),
        ("Alle er fornøyde.", "content"),
        (said, ""),
    ):
        answer = board.visitor.send("POST", address, {"text": text})
        assert answer.get_json()["class"] == kind, text
    refused(board.visitor.send("POST", f"/w/{board.id}/report/class/9", {"text": said}), 404)


@pytest.mark.parametrize(
    "body",
    [
        {"text": "Mer."},
        {"text": 1, "of": []},
        {"text": "Mer.", "of": ["x"] * 3},
        {"text": "Mer.", "of": [], "more": 1},
    ],
)
def test_a_body_that_is_none_is_refused(board: Board, body: dict[str, object]) -> None:
    refused(board.visitor.send("POST", f"/w/{board.id}/sort/class", body), 422)
