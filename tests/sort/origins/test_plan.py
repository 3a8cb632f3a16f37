"""What is planned anew takes no source along, and nothing of a source goes with the plan."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.errors import Conflict
from cafe.model import Note, Origin
from cafe.model.note import notes_in_any_state
from cafe.plan.actions import copy_workshop, remove_question, set_parts
from cafe.sort import actions
from cafe.sort.origins.actions import origin_named, take_in
from cafe.sort.origins.rules import Row
from tests.sort.world import World, operation, organiser


def source(tx: Session, world: World, *rows: Row) -> Origin:
    found = origin_named(tx, question=world.elsewhere, name="Skjema", **operation())
    if rows:
        take_in(tx, target=found, rows=rows, **operation())
    tx.flush()
    return found


def test_a_question_with_notes_from_elsewhere_stays(tx: Session, world: World) -> None:
    source(tx, world, Row("en"))
    tx.delete(tx.merge(world.far))
    tx.flush()
    for undone in (False, True):
        if undone:
            actions.undo(tx, workshop=world.workshop, **operation())
        with pytest.raises(Conflict, match="Skjema"), tx.begin_nested():
            remove_question(tx, question=world.elsewhere, **operation())
    assert list(tx.scalars(notes_in_any_state().where(Note.text == "en")))


def test_an_empty_source_goes_with_its_question(tx: Session, world: World) -> None:
    source(tx, world)
    tx.delete(tx.merge(world.far))
    tx.flush()
    remove_question(tx, question=world.elsewhere, **operation())
    assert not list(tx.scalars(select(Origin)))


def test_a_part_that_such_a_note_is_of_stays(tx: Session, world: World) -> None:
    world.elsewhere.parts = [{"letter": x, "text": x} for x in "ABC"]
    tx.flush()
    source(tx, world, Row("en", part="C"))
    with pytest.raises(Conflict):
        set_parts(
            tx, question=world.elsewhere, was=["A", "B", "C"], parts=["A", "B"], **operation()
        )


def test_a_copy_takes_no_source_along(tx: Session, world: World) -> None:
    source(tx, world, Row("en"))
    owner = organiser(tx, "Kari Nes", "kari@example.org")
    what = {"source": world.workshop, "day": date(2027, 1, 2), "owner": owner}
    copy = copy_workshop(tx, **what, secret_key="x" * 40, **operation())  # type: ignore[arg-type]
    tx.flush()
    assert [len(question.places) for question in copy.questions] == [2, 1]
