"""Notes that oppose each other, taken as the same as others: both stay in print."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.errors import Conflict, Invalid
from cafe.model import Category, Entry, Note
from cafe.sort import actions
from cafe.sort.actions.same import Same
from cafe.sort.origins.actions import origin_named, take_in
from cafe.sort.origins.rules import Row
from tests.sort.world import World, heading, new_id, operation, placed, sorted_notes


def same(note: Note, double: Note, category: Category) -> Same:
    return {"note": note, "double": double, "category": category, "id": new_id()}


def test_opposites_do_not_go_behind_one_note_in_one_press(tx: Session, world: World) -> None:
    first, one, other = world.notes[:3]
    actions.oppose(tx, note=one, other=other, **operation())
    under = heading(tx, world)
    pairs = [same(first, each, under) for each in (one, other)]
    with pytest.raises(Conflict, match="opposite"):
        actions.take_same(tx, pairs=pairs, **operation())


def test_opposites_go_behind_two_sentences_and_never_one_wherever_they_are_from(
    tx: Session, world: World
) -> None:
    first, second, one = world.notes[:3]
    source = origin_named(tx, question=world.question, name="Skjema", **operation())
    take_in(tx, target=source, rows=[Row("kald kaffe")], **operation())
    tx.flush()
    [other] = sorted_notes(tx, Note.table_id == source.id)
    actions.oppose(tx, note=one, other=other, **operation())
    assert world.far
    with pytest.raises(Invalid, match="same question"):
        actions.oppose(tx, note=one, other=world.far, **operation())
    under = heading(tx, world)
    entry = placed(tx, one, under)
    with pytest.raises(Conflict, match="opposite"):
        actions.absorb_note(tx, note=other, entry=entry, **operation())
    actions.unplace(tx, entry=entry, **operation())
    pairs = [same(first, one, under), same(second, other, under)]
    actions.take_same(tx, pairs=pairs, **operation())
    behind = [[source.note for source in entry.sources] for entry in tx.scalars(select(Entry))]
    assert sorted(behind, key=str) == sorted([[first, one], [second, other]], key=str)
