"""Several pairs that say the same, taken by one press."""

from collections.abc import Sequence
from itertools import pairwise, permutations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.errors import Invalid
from cafe.model import Category, Entry, Note
from cafe.sort import actions
from cafe.sort.actions.same import Same
from tests.sort.world import World, heading, new_id, operation


def same(note: Note, double: Note, category: Category) -> Same:
    return {"note": note, "double": double, "category": category, "id": new_id()}


@pytest.mark.parametrize("row", [*permutations(range(3))])
def test_those_that_hang_together_end_behind_one_note_in_whatever_order(
    tx: Session, world: World, row: Sequence[int]
) -> None:
    first, *others, _last = world.notes
    under, chain = heading(tx, world), pairwise([first, *others])
    pairs = [same(one, double, under) for one, double in chain]
    actions.take_same(tx, pairs=[pairs[at] for at in row], **operation())
    [entry] = tx.scalars(select(Entry))
    behind = {source.note: source.absorbed for source in entry.sources}
    assert behind == {first: False, **dict.fromkeys(others, True)}


def test_those_of_two_questions_are_not_the_same(tx: Session, world: World) -> None:
    assert world.far
    under = heading(tx, world)
    for pair in (same(world.notes[0], world.far, under), same(world.far, world.notes[0], under)):
        with pytest.raises(Invalid, match="same question"):
            actions.take_same(tx, pairs=[pair], **operation())
