"""What a question's parts propose as headings: taken by one command, refused for good, undone."""

import pytest
from sqlalchemy.orm import Session

from cafe.errors import Conflict, NotFound
from cafe.sort import actions, offers
from cafe.sort.history.past import last_change
from tests.sort.world import OTHER, World, build, log_of, new_id, operation

PARTS = [{"letter": "A", "text": "Hva skal til?"}, {"letter": "B", "text": "Hvordan"}]


@pytest.fixture
def asked(world: World) -> World:
    world.question.parts = PARTS
    return world


def offered(tx: Session, world: World) -> str:
    board = offers.board_of(tx, world.workshop, world.question)
    return "".join(one["letter"] for one in offers.of_parts(board))


def headings(tx: Session, world: World) -> list[str]:
    tx.flush()
    tx.refresh(world.question)
    return [category.heading for category in world.question.categories]


def test_taking_one_adds_its_words_and_one_undo_takes_both_back(tx: Session, asked: World) -> None:
    assert offered(tx, asked) == "AB"
    assert headings(tx, asked) == []  # nothing is taken by itself
    id = new_id()
    made = actions.take_part(tx, question=asked.question, letter="B", id=id, **operation())
    assert made.id == id, "the page calls it so until it is told"
    assert headings(tx, asked) == ["Hvordan"]
    assert offered(tx, asked) == "A"
    logged = log_of(tx, asked.workshop)[0]
    assert (logged.verb, logged.thing) == ("added the heading", "Hvordan")
    actions.rename_category(tx, category=made, was="Hvordan", heading="Slik", **operation())
    assert offered(tx, asked) == "A"  # it was judged, whatever the heading is called by now
    for _step in range(2):
        actions.undo(tx, workshop=asked.workshop, **operation())
    assert (headings(tx, asked), offered(tx, asked)) == ([], "AB")
    actions.redo(tx, workshop=asked.workshop, **operation())
    assert (headings(tx, asked), offered(tx, asked)) == (["Hvordan"], "A")


def test_a_part_that_has_another_letter_by_now_is_the_one_that_was_seen(
    tx: Session, asked: World
) -> None:
    asked.question.parts = [{"letter": "A", "text": "Hvem?"}, {**PARTS[0], "letter": "B"}]
    seen = {"letter": "A", "heading": "Hva skal til?"}
    actions.take_part(tx, question=asked.question, **seen, **operation())
    assert (headings(tx, asked), offered(tx, asked)) == (["Hva skal til?"], "A")
    for action in (actions.take_part, actions.refuse_part):
        with pytest.raises(Conflict, match="proposes no heading any more"):
            action(tx, question=asked.question, letter="A", heading="Hvordan", **operation())
    assert offered(tx, asked) == "A"
    actions.refuse_part(tx, question=asked.question, letter="B", heading="Hvem?", **operation())
    assert offered(tx, asked) == ""


def test_what_is_refused_stays_refused_for_everybody_until_it_is_undone(
    tx: Session, asked: World
) -> None:
    actions.refuse_part(tx, question=asked.question, letter="A", **operation())
    logged = log_of(tx, asked.workshop)[0]
    assert (logged.verb, logged.thing) == ("took no heading from part", "A")
    for action in (actions.take_part, actions.refuse_part):
        with pytest.raises(Conflict, match="Part A proposes no heading any more") as refused:
            action(tx, question=asked.question, letter="A", **operation(OTHER))
        assert refused.value.where == "letter"
        newest = last_change(tx, asked.workshop.id, refused.value.about or ("", ""))
        assert newest is not None, "who said no is told"
    assert (headings(tx, asked), offered(tx, asked)) == ([], "B")
    actions.undo(tx, workshop=asked.workshop, **operation())
    assert offered(tx, asked) == "AB"
    actions.redo(tx, workshop=asked.workshop, **operation())
    assert offered(tx, asked) == "B"


def test_a_part_that_is_not_there_and_one_that_is_a_heading_already(
    tx: Session, asked: World
) -> None:
    with pytest.raises(NotFound, match="no part C") as refused:
        actions.take_part(tx, question=asked.question, letter="C", **operation())
    assert refused.value.where == "letter"
    actions.add_category(tx, question=asked.question, heading="hva skal TIL?", **operation())
    headings(tx, asked)
    assert offered(tx, asked) == "B"
    asked.elsewhere.parts = PARTS
    actions.refuse_part(tx, question=asked.elsewhere, letter="B", **operation())
    assert offered(tx, asked) == "B", "what was said of another question is not said of this one"


def test_where_the_same_archive_came_twice_each_is_asked_by_itself(
    tx: Session, asked: World
) -> None:
    twin = build(tx)
    twin.question.uid, twin.question.parts = asked.question.uid, PARTS
    actions.refuse_part(tx, question=asked.question, letter="A", **operation())
    assert (offered(tx, asked), offered(tx, twin)) == ("B", "AB")
