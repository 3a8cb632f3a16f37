"""Several pairs that say the same, taken by one press."""

from collections.abc import Sequence
from itertools import permutations

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
@pytest.mark.parametrize(
    ("pairs", "first"), [([(0, 1), (1, 2), (3, 4)], 0), ([(0, 1), (2, 0), (3, 4)], 2)]
)
def test_those_that_hang_together_end_behind_one_note_in_whatever_order(
    tx: Session, world: World, *, row: Sequence[int], pairs: list[tuple[int, int]], first: int
) -> None:
    notes, under = world.notes, heading(tx, world)
    taken = [same(notes[pairs[at][0]], notes[pairs[at][1]], under) for at in row]
    actions.take_same(tx, pairs=taken, **operation())
    behind = [
        {notes.index(source.note): source.absorbed for source in entry.sources}
        for entry in tx.scalars(select(Entry))
    ]
    together = dict.fromkeys(range(3), True) | {first: False}
    assert sorted(behind, key=len) == [{3: False, 4: True}, together]


def test_those_of_two_questions_are_not_the_same(tx: Session, world: World) -> None:
    assert world.far
    under = heading(tx, world)
    for pair in (same(world.notes[0], world.far, under), same(world.far, world.notes[0], under)):
        with pytest.raises(Invalid, match="same question"):
            actions.take_same(tx, pairs=[pair], **operation())
