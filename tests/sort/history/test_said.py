"""Notes used in the main statement, notes that oppose each other, many commands as one."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.errors import Conflict, Invalid
from cafe.model import Entry, Note, Opposed
from cafe.sort import actions
from cafe.sort.origins.rules import Row
from cafe.sort.queries import overview
from cafe.sort.routes.commands import outcome, perform
from tests.sort.origins.test_take_in import brought
from tests.sort.world import (
    World,
    as_sent,
    heading,
    log_of,
    new_id,
    operation,
    order,
    placed,
    sorted_notes,
)


def test_a_note_used_in_the_main_statement_has_its_own_pile(tx: Session, world: World) -> None:
    note = world.notes[0]
    actions.use_in_main(tx, note=note, **operation())
    sums = overview(tx, [world.question])[0].accounts
    assert (sums.main, len(sums.unplaced), sums.balance) == ([note.uid], 4, True)
    with pytest.raises(Conflict, match="main statement"):
        actions.place_note(tx, note=note, category=heading(tx, world), **operation())
    actions.undo(tx, workshop=world.workshop, **operation())  # the heading
    actions.undo(tx, workshop=world.workshop, **operation())
    assert overview(tx, [world.question])[0].accounts.main == []
    actions.redo(tx, workshop=world.workshop, **operation())
    actions.take_back(tx, note=note, **operation())
    assert overview(tx, [world.question])[0].accounts.main == []


def test_without_a_main_statement_nothing_is_used_in_it(tx: Session, world: World) -> None:
    note = world.notes[0]
    actions.use_in_main(tx, note=note, **operation())
    note.table.main_statement = None
    assert note.uid in overview(tx, [world.question])[0].accounts.unplaced
    with pytest.raises(Conflict, match="Table 1 has no main statement"):
        actions.use_in_main(tx, note=world.notes[2], **operation())


def test_a_source_has_no_main_statement_and_is_called_by_its_name(
    tx: Session, world: World
) -> None:
    brought(tx, world, Row("en"))
    [note] = sorted_notes(tx, Note.gathered)
    with pytest.raises(Conflict, match=r"^Spørreskjema has no main statement"):
        actions.use_in_main(tx, note=note, **operation())


def test_what_stands_elsewhere_is_not_used_in_the_main_statement(tx: Session, world: World) -> None:
    placed(tx, world.notes[0], heading(tx, world))
    actions.set_aside(tx, note=world.notes[1], reason="Spøk", **operation())
    for note in world.notes[:2]:
        with pytest.raises(Conflict):
            actions.use_in_main(tx, note=note, **operation())
    actions.use_in_main(tx, note=world.notes[2], **operation())
    actions.set_aside(tx, note=world.notes[2], reason="Likevel ikke", **operation())
    assert not world.notes[2].in_main


def test_opposites_are_never_hidden_behind_each_other(tx: Session, world: World) -> None:
    one, other = world.notes[:2]
    actions.oppose(tx, note=one, other=other, **operation())
    entry = placed(tx, one, heading(tx, world))
    with pytest.raises(Conflict, match="both are printed") as refused:
        actions.absorb_note(tx, note=other, entry=entry, **operation())
    assert isinstance(refused.value.now, dict)
    assert refused.value.now["id"] in (one.uid, other.uid)
    assert (refused.value.about or ("",))[0] == "opposed", "who said so is told"
    actions.join_note(tx, into=entry, note=other, text="Både det ene og det andre.", **operation())
    actions.undo(tx, workshop=world.workshop, **operation())
    actions.not_opposed(tx, note=other, other=one, **operation())
    actions.absorb_note(tx, note=other, entry=entry, **operation())
    with pytest.raises(Conflict, match="both are printed") as refused:
        actions.oppose(tx, note=one, other=other, **operation())
    assert refused.value.about == ("entry", entry.id)
    with pytest.raises(Invalid):
        actions.oppose(tx, note=one, other=one, **operation())


@pytest.mark.parametrize("back", [False, True])
def test_nor_are_they_when_two_sentences_are_joined(tx: Session, world: World, back: bool) -> None:
    one, double, other = world.notes[:3]
    row = [placed(tx, note, heading(tx, world)) for note in (one, other)]
    actions.absorb_note(tx, note=double, entry=row[0], **operation())
    actions.oppose(tx, note=double, other=other, **operation())
    into, gone = row[::-1] if back else row
    with pytest.raises(Conflict, match="both are printed"):
        actions.join_entries(tx, into=into, other=gone, text="Begge.", **operation())
    assert into.text != "Begge."
    actions.split_entry(tx, entry=row[0], note=double, **operation())
    actions.join_entries(tx, into=into, other=gone, text="Begge.", **operation())
    assert {source.note for source in into.sources} == {one, other}


@pytest.mark.parametrize("back", [False, True])
def test_a_note_that_is_printed_in_one_of_two_sentences_hides_behind_neither(
    tx: Session, world: World, back: bool
) -> None:
    """Also when it stands unsaid behind the other, and its opposite in print."""
    category, (first, note, opposite) = heading(tx, world), world.notes[:3]
    one = placed(tx, first, category)
    actions.absorb_note(tx, note=note, entry=one, **operation())
    two = actions.place_note(tx, note=note, category=category, again=True, **operation())
    actions.join_note(tx, into=two, note=opposite, text="Begge.", **operation())
    actions.oppose(tx, note=note, other=opposite, **operation())
    into, other = (two, one) if back else (one, two)
    actions.join_entries(tx, into=into, other=other, text="Alle.", **operation())
    behind = {source.note: source.absorbed for source in into.sources}
    assert behind == dict.fromkeys((first, note, opposite), False)


def test_an_undo_hides_no_opposite(tx: Session, world: World) -> None:
    one, other = world.notes[:2]
    entry = placed(tx, one, heading(tx, world))
    actions.absorb_note(tx, note=other, entry=entry, **operation())
    actions.split_entry(tx, entry=entry, note=other, **operation())
    actions.oppose(tx, note=one, other=other, **operation("person:2"))
    with pytest.raises(Conflict, match="both are printed"):
        actions.undo(tx, workshop=world.workshop, **operation())
    assert len(list(tx.scalars(select(Opposed)))) == 1


def test_an_imported_link_can_be_taken_away_and_brought_back(tx: Session, world: World) -> None:
    first, second = sorted(note.id for note in world.notes[:2])
    tx.add(Opposed(first_id=first, second_id=second))
    actions.not_opposed(tx, note=world.notes[1], other=world.notes[0], **operation())
    assert not list(tx.scalars(select(Opposed)))
    actions.undo(tx, workshop=world.workshop, **operation())
    assert len(list(tx.scalars(select(Opposed)))) == 1


def test_several_deeds_are_one_act_and_one_undo(tx: Session, world: World) -> None:
    category = heading(tx, world)
    entry = placed(tx, world.notes[0], category)
    other = heading(tx, world, "Ro")
    there = {"category": other.id}
    deeds = [
        {"do": "move_entry", "entry": entry.id, **there},
        *({"do": "place_note", "note": n.uid, "id": new_id(), **there} for n in world.notes[1:3]),
    ]
    body = as_sent(world.workshop, do="together", deeds=deeds)
    perform(tx, world.workshop, body, by="person:1")
    assert order(tx, other) == ["Godt samarbeid.", "Mer tid til å snakke.", "Hvem eier tilbudet?"]
    assert log_of(tx, world.workshop)[0].more == 2
    back = as_sent(world.workshop, do="undo")
    perform(tx, world.workshop, back, by="person:1")
    assert "and 2 more" in outcome(tx, world.workshop, back, by="person:1")["what"]
    assert (order(tx, category), order(tx, other)) == (["Godt samarbeid."], [])
    assert tx.get(Entry, entry.id) is entry


def test_together_is_all_or_nothing(tx: Session, world: World) -> None:
    category = heading(tx, world)
    placed(tx, world.notes[1], category)
    deeds = [
        {"do": "place_note", "note": note.uid, "category": category.id, "id": new_id()}
        for note in world.notes[:2]
    ]
    body = as_sent(world.workshop, do="together", deeds=deeds)
    with pytest.raises(Conflict), tx.begin_nested():
        perform(tx, world.workshop, body, by="person:1")
    assert order(tx, category) == ["Mer tid til å snakke."]
