"""An origin is renamed, moved and taken away on the overview; nothing is written over or lost."""

import re
from collections.abc import Callable
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.limits import NOTE
from cafe.errors import Conflict, Invalid
from cafe.model import FIRST_ORIGIN, Note, Origin, Question, Workshop, events
from cafe.model.note import notes_in_any_state
from cafe.sort import actions
from cafe.sort.origins import keeping
from cafe.sort.origins.actions import origin_named, take_in
from cafe.sort.origins.queries import about_of
from cafe.sort.origins.rules import About, Row
from cafe.sort.queries import overview
from tests.sort.board import Board
from tests.sort.world import World, heading, new_id, operation, sorted_notes


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
        first.parts = [{"letter": "A", "text": "a"}, {"letter": "B", "text": "b"}]
        origin = tx.get_one(Origin, sources.ids[0])
        rows = [Row("del", part="B"), Row("og", part="A")]
        take_in(tx, target=origin, rows=rows, **operation())
    assert sources.send("question", question="2") == (422, "The question has no part A.")
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


def made(tx: Session, world: World, name: str, at: Question | None = None) -> Origin:
    question = at or world.question
    return keeping.make_origin(tx, question=question, name=name, said=About(), **operation())


def test_a_new_one_comes_last_and_is_told_of(tx: Session, world: World) -> None:
    said = About("focus", "2026-03-12", 7)
    one = keeping.make_origin(tx, question=world.question, name=" En ", said=said, **operation())
    two, far = made(tx, world, "To"), made(tx, world, "En", at=world.elsewhere)
    tx.flush()
    assert [each.number for each in (one, two, far)] == [*range(FIRST_ORIGIN, FIRST_ORIGIN + 3)]
    assert (one.name, one.question, about_of(one)) == ("En", world.question, said)
    assert len({one.uid, two.uid, far.uid}) == 3
    assert [change.key for change in tx.info["events"] if change.what == "origin"] == [
        str(each.id) for each in (one, two, far)
    ]


def test_what_is_refused_says_where_and_what_there_is(tx: Session, world: World) -> None:
    one, far = made(tx, world, "En"), made(tx, world, "To", world.elsewhere)
    made(tx, world, "To")
    now, here = events.body(one), world.question
    refused: list[tuple[str, str, object, Callable[..., object]]] = [
        *(
            ("already a source called “To”", "name", None, act)
            for act in (
                partial(keeping.make_origin, question=here, name="To", said=About()),
                partial(keeping.rename_origin, origin=one, was="En", name="To"),
                partial(keeping.move_origin, origin=far, question=here),
            )
        ),
        (
            *("now called “En”", "name", now),
            partial(keeping.rename_origin, origin=one, was="Ett", name="Tre"),
        ),
        (
            *("said something else of “En”", "kind", now),
            partial(keeping.describe_origin, origin=one, was="x", said=About("written")),
        ),
    ]
    for words, where, holds, act in refused:
        with pytest.raises(Conflict, match=words) as no, tx.begin_nested():
            act(tx, **operation())
        assert (no.value.where, no.value.now) == (where, holds)
    text = f" en \n\n  to\n{'x' * (NOTE + 1)}\n"
    with pytest.raises(Invalid, match=rf"^Line 4, “{'x' * 59}…”: .+") as wrong, tx.begin_nested():
        keeping.add_notes(tx, origin=one, text=text, **operation())
    assert wrong.value.where == "notes"
    assert not sorted_notes(tx, Note.table_id == one.id)


def test_what_already_is_so_is_done_and_told_to_nobody(tx: Session, world: World) -> None:
    one = made(tx, world, "En")
    before = world.workshop.revision
    keeping.rename_origin(tx, origin=one, was="Ett", name="En", **operation())
    keeping.describe_origin(tx, origin=one, was="x", said=About(), **operation())
    keeping.move_origin(tx, origin=one, question=world.question, **operation())
    assert world.workshop.revision == before
    said = About("focus")
    keeping.describe_origin(tx, origin=one, was=About().seen, said=said, **operation())
    keeping.add_notes(tx, origin=one, text="en\n\n to ", **operation())
    assert about_of(one) == said
    assert [note.text for note in sorted_notes(tx, Note.table_id == one.id)] == ["en", "to"]
    keeping.rename_origin(tx, origin=one, was="En", name="To", **operation())
    keeping.move_origin(tx, origin=one, question=world.elsewhere, **operation())
    told = [change.item for change in tx.info["events"] if change.what == "origin"]
    assert [(item["origin_kind"], item["name"], item["question"]) for item in told] == [
        ("", "En", world.question.id),
        ("focus", "En", world.question.id),
        ("focus", "To", world.question.id),
        ("focus", "To", world.elsewhere.id),
    ]


@pytest.mark.parametrize("how", ["placed", "apart", "opposed"])
@pytest.mark.parametrize("later", [False, True])
def test_one_whose_notes_are_used_stays_at_its_question(
    tx: Session, world: World, how: str, later: bool
) -> None:
    one, other = made(tx, world, "En"), made(tx, world, "To")
    for origin in (one, other):
        keeping.add_notes(tx, origin=origin, text="kaffe", **operation())
    mine, newer = sorted_notes(tx, Note.gathered)
    beside = newer if later else world.notes[0]
    if how == "placed":
        actions.place_note(tx, note=mine, category=heading(tx, world), **operation())
    elif how == "apart":
        actions.not_same(tx, note=mine, double=beside, **operation())
    else:
        actions.oppose(tx, note=mine, other=beside, **operation())
    tx.flush()
    with pytest.raises(Conflict, match="“En” have a place") as no:
        keeping.move_origin(tx, origin=one, question=world.elsewhere, **operation())
    assert no.value.where == "question"
    if how == "placed" or not later:
        keeping.move_origin(tx, origin=other, question=world.elsewhere, **operation())
        assert other.question is world.elsewhere
        with pytest.raises(Conflict, match="from “To”, so it stays") as no:
            keeping.remove_origin(tx, origin=other, **operation())
        assert no.value.where == "gone"


def test_a_finished_cafe_s_sources_can_only_be_read(tx: Session, world: World) -> None:
    one, here = made(tx, world, "En"), world.question
    world.workshop.stage = "finished"
    acts: list[Callable[..., object]] = [
        partial(keeping.make_origin, question=here, name="To", said=About()),
        partial(keeping.describe_origin, origin=one, was=About().seen, said=About("focus")),
        partial(keeping.add_notes, origin=one, text="en"),
        partial(keeping.rename_origin, origin=one, was="En", name="To"),
        partial(keeping.move_origin, origin=one, question=world.elsewhere),
        partial(keeping.remove_origin, origin=one),
    ]
    for act in acts:
        with pytest.raises(Conflict, match="can only be read") as no:
            act(tx, **operation())
        assert no.value.where == "stage"


def test_it_moves_where_its_notes_have_their_parts_too(tx: Session, world: World) -> None:
    one, parts = made(tx, world, "En"), [{"letter": letter, "text": "x"} for letter in "AB"]
    world.question.parts, world.elsewhere.parts = parts, parts[:1]
    take_in(tx, target=one, rows=[Row("lys", part="B")], **operation())
    with pytest.raises(Invalid, match="no part B") as refused:
        keeping.move_origin(tx, origin=one, question=world.elsewhere, **operation())
    assert refused.value.where == "question"
    world.elsewhere.parts = parts
    keeping.move_origin(tx, origin=one, question=world.elsewhere, **operation())
    assert one.question is world.elsewhere
    with pytest.raises(Invalid, match="The name of the source"):
        keeping.rename_origin(tx, origin=one, was="En", name="En\tTo", **operation())
