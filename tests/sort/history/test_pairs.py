"""What is said of two notes is taken back and said again for those two, and for no others."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.model import Apart, Note, Opposed
from cafe.sort import actions
from tests.sort.world import World, build, operation

KINDS = (Apart, Opposed)


def said(tx: Session) -> set[tuple[str, int, int]]:
    """All that is said of any two notes."""
    tx.flush()
    rows = [*tx.scalars(select(Apart)), *tx.scalars(select(Opposed))]
    return {(type(row).__name__, row.first_id, row.second_id) for row in rows}


def say(tx: Session, kind: type[Apart | Opposed], note: Note, other: Note) -> None:
    if kind is Apart:
        actions.not_same(tx, note=note, double=other, **operation())
    else:
        actions.oppose(tx, note=note, other=other, **operation())


@pytest.mark.parametrize("kind", KINDS)
def test_one_pair_is_undone_and_done_again_beside_others(
    tx: Session, world: World, kind: type[Apart | Opposed]
) -> None:
    one, two, three, *_rest = world.notes
    # The same café brought in once more: notes of the same names, and as much said of them.
    twin = build(tx)
    for mine, theirs in zip(world.notes, twin.notes, strict=True):
        theirs.uid = mine.uid
    for other in KINDS:
        for notes in ((one, two), (two, three), twin.notes[:2], twin.notes[1:3]):
            say(tx, other, notes[0], notes[1])
    before = said(tx)
    say(tx, kind, three, one)
    there = said(tx)
    assert there - before == {(kind.__name__, one.id, three.id)}
    for _times in range(2):
        actions.undo(tx, workshop=world.workshop, **operation())
        assert said(tx) == before
        actions.redo(tx, workshop=world.workshop, **operation())
        assert said(tx) == there
