"""What notes, main statements and headings read before is told where they are sorted."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from cafe.document.raw import raw_of
from cafe.model import CafeTable, Change, Note, Workshop
from cafe.model.sealing import erase_lines
from cafe.report.queries import material_of
from cafe.table.actions.notes import edit_note
from cafe.table.actions.poster import sum_up
from cafe.table.wordings import as_told, earlier_wordings
from tests.sort.board import Board
from tests.sort.world import new_id
from tests.support.app import Visitor


@pytest.fixture
def board(cafe_app: Flask, organiser: Visitor) -> Board:
    """A note that was mended twice, a main statement and a heading that were mended once."""
    made = Board(cafe_app, organiser)
    with made.db.writing() as tx:
        here = tx.get_one(Workshop, made.id)
        here.stage = "open"
        note = tx.scalars(select(Note).where(Note.uid == made.notes[0])).one()
        table = tx.get_one(CafeTable, note.table_id)
        for was, text in (("mer tid", "mer tid nå"), ("mer tid nå", "mer tid, Kari")):
            edit_note(tx, note=note, was=was, text=text, kind="keyword", part=None, **by(table))
        for summed in ("Tid.", "Mer tid."):
            sum_up(tx, table=table, was=table.main_statement, text=summed, **by(table))
        here.stage = "sorting"
    heading = made.heading("Tid")
    made.send("rename_category", category=heading, was="Tid", heading="Om tid")
    return made


def by(table: CafeTable) -> Any:
    return {"by": f"table:{table.id}", "operation": new_id()}


def sheet(board: Board) -> tuple[tuple[str, ...], list[Any]]:
    with board.db.reading() as db:
        notes = raw_of(material_of(db, db.get_one(Workshop, board.id))).tables[0]
        return notes.head, [dict(zip(notes.head, row, strict=True)) for row in notes.rows]


def test_the_board_is_told_who_wrote_what_before_and_when(board: Board) -> None:
    told = board.visitor.get(f"/w/{board.id}/sort/1/wordings").get_json()["earlier"]
    by_text = {key.split("/")[0]: [one["text"] for one in some] for key, some in told.items()}
    assert by_text.pop("table")[-1] == "Tid."
    assert by_text == {"note": ["mer tid", "mer tid nå"], "category": ["Tid"]}
    [heading] = (some for key, some in told.items() if key.startswith("category/"))
    assert heading[0]["by"] == "Berit Bakke"
    assert heading[0]["at"]


def test_the_spreadsheet_has_a_column_of_it_only_where_there_is_any(
    board: Board, cafe_app: Flask, organiser: Visitor
) -> None:
    head, rows = sheet(board)
    assert head.count("Tidligere ordlyder") == 1
    by_note = {row["Id"]: row["Tidligere ordlyder"] for row in rows}
    assert by_note.pop(board.notes[0]) == "mer tid\nmer tid nå"
    assert set(by_note.values()) == {""}
    plain, _rows = sheet(Board(cafe_app, organiser))
    assert "Tidligere ordlyder" not in plain


def test_erased_words_are_in_no_earlier_wording(board: Board) -> None:
    with board.db.writing() as tx:
        here = tx.get_one(Workshop, board.id)
        lines = select(Change.revision).where(Change.key == board.notes[0])
        some = tx.scalars(lines.order_by(Change.revision)).all()[:-1]
        erase_lines(
            tx, here, some, kind="words", reason="person", by="person:1", operation=new_id()
        )
    with board.db.reading() as db:
        assert earlier_wordings(db, board.id, "note", [board.notes[0]]) == {}
        assert as_told(earlier_wordings(db, board.id, "table").popitem()[1])[-1]["text"] == "Tid."
