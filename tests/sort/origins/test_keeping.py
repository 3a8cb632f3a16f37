"""An origin is renamed, moved and taken away on the overview; nothing is written over or lost."""

import re

import pytest
from sqlalchemy import select

from cafe.model import Note, Origin, Question, Workshop
from cafe.model.note import notes_in_any_state
from cafe.sort import actions
from cafe.sort.origins.actions import origin_named, take_in
from cafe.sort.origins.rules import Row
from cafe.sort.queries import overview
from tests.sort.board import Board
from tests.sort.world import new_id, operation


class Sources:
    """Two origins at question 1 of a board, the first with two notes."""

    def __init__(self, board: Board) -> None:
        self.board = board
        with board.db.writing() as tx:
            first = _questions(tx, board)[0]
            made = [
                origin_named(tx, question=first, name=name, **operation()) for name in ("En", "To")
            ]
            self.act = operation()
            take_in(tx, target=made[0], rows=[Row("mer lys"), Row("en benk")], **self.act)
            self.ids = [origin.id for origin in made]

    def send(self, what: str, at: int = 0, **words: str) -> tuple[int, str]:
        address = f"/w/{self.board.id}/sort/origins/{self.ids[at]}/{what}"
        form = {"form": f"origin-{self.ids[at]}", "act": new_id(), **words}
        answer = self.board.visitor.post(address, **form)
        told = re.search(r'id="problem"[^>]*>([^<]*)<', answer.text)
        return answer.status_code, told[1] if told else ""

    def now(self) -> list[tuple[str, int]]:
        with self.board.db.reading() as db:
            rows = db.execute(
                select(Origin.name, Question.number).join(Origin.question).order_by(Origin.number)
            )
            return [(name, number) for name, number in rows]


def _questions(tx: object, board: Board) -> list[Question]:
    workshop = tx.get_one(Workshop, board.id)  # type: ignore[attr-defined]
    return list(workshop.questions)


@pytest.fixture
def sources(board: Board) -> Sources:
    return Sources(board)


def test_it_stands_on_the_overview_with_its_accounts(sources: Sources) -> None:
    page = sources.board.visitor.get(f"/w/{sources.board.id}/sort").text
    assert "<bdi>En</bdi>" in page
    assert page.count("Take the source away") == 1  # of that which no notes are from
    with sources.board.db.reading() as db:
        line = overview(db, _questions(db, sources.board))[0]
    mine, none = [accounts for _origin, accounts in line.origins]
    assert (len(mine.typed), len(mine.unplaced), none.typed) == (2, 2, [])
    assert set(mine.typed) < set(line.accounts.typed)


def test_it_is_renamed_and_a_stale_page_is_told(sources: Sources) -> None:
    assert sources.send("name", was="En", name=" Fokusgruppe 12. mars ")[0] == 303
    assert sources.now()[0] == ("Fokusgruppe 12. mars", 1)
    status, told = sources.send("name", was="En", name="Noe annet")
    assert (status, "Fokusgruppe 12. mars" in told) == (409, True)
    assert sources.send("name", was="Fokusgruppe 12. mars", name="To")[0] == 409
    assert sources.send("name", was="Fokusgruppe 12. mars", name="  ")[0] == 422
    assert sources.send("name", was="Fokusgruppe 12. mars", name="x" * 201)[0] == 422
    assert sources.now() == [("Fokusgruppe 12. mars", 1), ("To", 1)]


def test_a_form_that_comes_twice_is_done_once(sources: Sources) -> None:
    act = new_id()
    for _time in range(2):
        assert sources.send("name", act=act, was="En", name="Tre")[0] == 303
        sources.send("name", was="Tre", name="Fire")
    assert sources.now()[0] == ("Fire", 1)


def test_it_moves_to_another_question_while_nothing_stands_on_it(sources: Sources) -> None:
    assert sources.send("question", question="2")[0] == 303
    assert sources.now() == [("En", 2), ("To", 1)]
    with sources.board.db.writing() as tx:
        workshop = tx.get_one(Workshop, sources.board.id)
        lines = overview(tx, workshop.questions)
        assert [len(line.accounts.typed) for line in lines] == [3, 3]
        note = tx.scalars(notes_in_any_state().where(Note.text == "mer lys")).one()
        under = actions.add_category(
            tx, question=workshop.questions[1], heading="Lys", **operation()
        )
        actions.place_note(tx, note=note, category=under, **operation())
    status, told = sources.send("question", question="1")
    assert (status, "“En”" in told) == (409, True)
    for nonsense in ("", "9", "²", "x" * 300):
        assert sources.send("question", question=nonsense)[0] in (404, 422)
    assert sources.now()[0] == ("En", 2)


def test_of_a_part_that_is_not_there_it_does_not_move(sources: Sources) -> None:
    with sources.board.db.writing() as tx:
        first = _questions(tx, sources.board)[0]
        first.parts = [{"letter": "A", "text": "a"}]
        origin = tx.get_one(Origin, sources.ids[0])
        take_in(tx, target=origin, rows=[Row("del", part="A")], **operation())
    assert sources.send("question", question="2")[0] == 422
    with sources.board.db.writing() as tx:  # nor when it may come back
        actions.undo(tx, workshop=tx.get_one(Workshop, sources.board.id), **operation())
    assert sources.send("question", question="2")[0] == 422


def test_an_empty_one_is_taken_away_and_one_with_notes_stays(sources: Sources) -> None:
    assert sources.send("gone")[0] in (409, 422)
    assert sources.send("gone", at=1)[0] == 303
    assert sources.send("gone", at=1)[0] == 404
    assert sources.send("name", at=1, was="To", name="Tre")[0] == 404
    assert sources.now() == [("En", 1)]
    with sources.board.db.writing() as tx:
        actions.undo(tx, workshop=tx.get_one(Workshop, sources.board.id), **operation())
    assert sources.send("gone")[0] == 303
    again = sources.board.send("redo")
    assert (again.status_code, sources.now()) == (200, [("En", 1)])


def test_not_when_the_cafe_is_finished(sources: Sources) -> None:
    with sources.board.db.writing() as tx:
        tx.get_one(Workshop, sources.board.id).stage = "finished"
    assert sources.send("name", was="En", name="Tre")[0] == 409
    assert sources.send("question", question="2")[0] == 409
    assert sources.send("gone", at=1)[0] == 409
    assert sources.now() == [("En", 1), ("To", 1)]
