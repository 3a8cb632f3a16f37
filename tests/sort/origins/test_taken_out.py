"""What was brought in is undone as one, and not when others have built upon it."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from cafe.errors import Conflict
from cafe.live.audience import ORGANISER
from cafe.live.snapshot import snapshot
from cafe.model import CafeTable, Note, Origin, Workshop
from cafe.model.events import named
from cafe.model.note import notes_in_any_state
from cafe.plan.actions import add_question, remove_question
from cafe.sort import actions
from cafe.sort.history.stacks import stacks
from cafe.sort.origins.actions import origin_named, take_in
from cafe.sort.origins.keeping import describe_origin, move_origin, remove_origin
from cafe.sort.origins.rules import NOTHING_SAID, About, Row
from tests.sort.origins.test_take_in import ID, brought, texts
from tests.sort.world import OTHER, World, heading, new_id, operation, placed


def test_undone_and_redone_again_and_again(tx: Session, world: World) -> None:
    brought(tx, world, Row("en", heading="Ute"), Row("to", set_aside_reason="nei"), Row("tre"))
    before = _board(tx, world.workshop)
    for _time in range(3):
        actions.undo(tx, workshop=world.workshop, **operation())
        tx.flush()
        assert not [one for one in _board(tx, world.workshop)["notes"] if one["gathered"]]
        actions.redo(tx, workshop=world.workshop, **operation())
        tx.flush()
        assert _board(tx, world.workshop) == before


def _board(tx: Session, workshop: Workshop) -> dict[str, Any]:
    return {**snapshot(tx, workshop, ORGANISER), "revision": 0, "mark": ""}


def _note(tx: Session, text: str) -> Note:
    return tx.scalars(notes_in_any_state().where(Note.text == text)).one()


def _say_apart(tx: Session, world: World) -> None:
    pair = {"note": _note(tx, "en"), "double": world.notes[0]}
    actions.not_same(tx, **pair, **operation(OTHER))


def _oppose(tx: Session, world: World) -> None:
    pair = {"note": _note(tx, "en"), "other": world.notes[0]}
    actions.oppose(tx, **pair, **operation(OTHER))


def _place(tx: Session, world: World) -> None:
    under = actions.add_category(tx, question=world.question, heading="Ute", **operation(OTHER))
    actions.place_note(tx, note=_note(tx, "en"), category=under, **operation(OTHER))


def _aside(tx: Session, _world: World) -> None:
    actions.set_aside(tx, note=_note(tx, "en"), reason="nei", **operation(OTHER))


def _absorb(tx: Session, world: World) -> None:
    entry = placed(tx, world.notes[0], heading(tx, world))
    actions.absorb_note(tx, note=_note(tx, "en"), entry=entry, **operation(OTHER))


@pytest.mark.parametrize("meanwhile", [_say_apart, _oppose, _place, _aside, _absorb])
def test_what_others_have_built_on_it_is_not_undone(
    tx: Session, world: World, meanwhile: Any
) -> None:
    act = new_id()
    brought(tx, world, Row("en"), Row("to"), act=act)
    meanwhile(tx, world)
    tx.flush()
    before = _board(tx, world.workshop)
    with pytest.raises(Conflict, match="en"):
        actions.undo(tx, workshop=world.workshop, only=act, **operation())
    tx.flush()
    assert _board(tx, world.workshop) == before


def test_what_is_said_of_a_note_that_is_out_again_cannot_be_redone(
    tx: Session, world: World
) -> None:
    brought(tx, world, Row("en"))
    for say in (_say_apart, _oppose, _place, _aside):
        say(tx, world)
        tx.flush()
        for _step in range(2 if say is _place else 1):
            actions.undo(tx, workshop=world.workshop, **operation(OTHER))
    actions.undo(tx, workshop=world.workshop, **operation())
    tx.flush()
    row = stacks(tx, world.workshop.id, OTHER).undone
    assert row
    for act in row:
        with pytest.raises(Conflict), tx.begin_nested():
            actions.redo(tx, workshop=world.workshop, only=act, **operation(OTHER))


def test_what_was_undone_may_be_brought_in_anew_also_in_other_words(
    tx: Session, world: World
) -> None:
    brought(tx, world, Row("en", uid=ID))
    actions.undo(tx, workshop=world.workshop, **operation())
    outcome = brought(tx, world, Row("en til", uid=ID))
    assert list(outcome.taken) == [0]
    assert texts(tx, Note.gathered) == ["en til"]
    actions.undo(tx, workshop=world.workshop, **operation())
    assert not texts(tx, Note.gathered)


def test_a_sentence_does_not_come_back_without_its_source(tx: Session, world: World) -> None:
    brought(tx, world, Row("en", heading="Ute"))
    actions.undo(tx, workshop=world.workshop, **operation())
    place = _note(tx, "en").table
    assert isinstance(place, Origin)
    move_origin(tx, origin=place, question=world.elsewhere, **operation(OTHER))
    with pytest.raises(Conflict, match="en"):
        actions.redo(tx, workshop=world.workshop, **operation())


def test_a_source_that_was_taken_away_meanwhile_comes_back_with_its_notes(
    tx: Session, world: World
) -> None:
    """With all that was said of it, and undone and redone as before."""
    world.question.parts = [{"letter": "A", "text": "Hva?"}]
    rows = [Row("en", heading="Ute"), Row("to", set_aside_reason="nei"), Row("tre", part="A")]
    brought(tx, world, *rows)
    place = _place_of(tx, "en")
    origin_named(tx, question=world.elsewhere, name=place.name, **operation(OTHER))
    said = About("focus", "2026-03-01", 7)
    describe_origin(tx, origin=place, was=NOTHING_SAID.seen, said=said, **operation(OTHER))
    before = _board(tx, world.workshop)
    for _time in range(2):
        actions.undo(tx, workshop=world.workshop, **operation())
        remove_origin(tx, origin=_place_of(tx, "en"), **operation(OTHER))
        assert len(_board(tx, world.workshop)["origins"]) == 1
        actions.redo(tx, workshop=world.workshop, **operation())
        tx.flush()
        assert _board(tx, world.workshop) == before


def _place_of(tx: Session, text: str) -> Origin:
    place = _note(tx, text).table
    assert isinstance(place, Origin)
    return place


def test_but_not_beside_another_of_its_name_nor_without_its_question(
    tx: Session, world: World
) -> None:
    brought(tx, world, Row("en"))
    actions.undo(tx, workshop=world.workshop, **operation())
    place = _place_of(tx, "en")
    name, number = place.name, place.number
    remove_origin(tx, origin=place, **operation(OTHER))
    new = origin_named(tx, question=world.question, name=name, **operation(OTHER))
    with pytest.raises(Conflict, match="en"), tx.begin_nested():
        actions.redo(tx, workshop=world.workshop, **operation())
    new.name = "En annen"
    assert new.number == number
    with tx.begin_nested() as once:
        actions.redo(tx, workshop=world.workshop, **operation())
        assert (_place_of(tx, "en").name, _place_of(tx, "en").number) == (name, number + 1)
        once.rollback()
    asked = add_question(tx, workshop=world.workshop, text="Mer?", **operation(OTHER))
    here = origin_named(tx, question=asked, name=name, **operation())
    take_in(tx, target=here, rows=[Row("to")], **operation())
    actions.undo(tx, workshop=world.workshop, **operation())
    remove_origin(tx, origin=here, **operation(OTHER))
    tx.refresh(asked)
    remove_question(tx, question=asked, **operation(OTHER))
    with pytest.raises(Conflict, match="to"):
        actions.redo(tx, workshop=world.workshop, **operation())


def _other_words(_tx: Session, table: CafeTable, _note: Note) -> None:
    table.main_statement = "Noe annet."


def _used(tx: Session, _table: CafeTable, note: Note) -> None:
    actions.use_in_main(tx, note=note, **operation(OTHER))


@pytest.mark.parametrize("meanwhile", [_other_words, _used])
def test_a_main_statement_that_others_have_built_on_stays(
    tx: Session, world: World, meanwhile: Any
) -> None:
    """And comes again by a redo, but over no other."""
    table, note = world.question.tables[0], world.notes[0]
    actions.use_in_main(tx, note=world.notes[1], **operation(OTHER))  # at another table
    table.main_statement = None
    row = Row("Vi trenger tid.", main=True)
    take_in(tx, target=table, rows=[row], **operation())
    for back, stays in ((actions.undo, None), (actions.redo, row.text)):
        back(tx, workshop=world.workshop, **operation())
        assert table.main_statement == stays
    with tx.begin_nested() as once:
        meanwhile(tx, table, note)
        with pytest.raises(Conflict, match="Vi trenger tid") as refused:
            actions.undo(tx, workshop=world.workshop, **operation())
        assert refused.value.about == named(table)
        once.rollback()
    actions.undo(tx, workshop=world.workshop, **operation())
    table.main_statement = "Noe annet."
    with pytest.raises(Conflict, match="Vi trenger tid"):
        actions.redo(tx, workshop=world.workshop, **operation())
