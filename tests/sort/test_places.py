"""Where a sentence or heading gets its place when its neighbours leave no number between them."""

import math
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from cafe.model import Category, Change, Entry
from cafe.sort import actions
from tests.sort.world import World, heading, operation, placed

ABOVE = math.nextafter(1.0, 2.0)
Made = tuple[list[Entry] | list[Category], Callable[[Any, Any], object]]


def sentences(tx: Session, world: World) -> Made:
    under = heading(tx, world)
    row = [placed(tx, note, under) for note in world.notes[:3]]

    def move(entry: Entry, before: Entry) -> object:
        return actions.move_entry(tx, entry=entry, category=under, before=before, **operation())

    return row, move


def headings(tx: Session, world: World) -> Made:
    row = [heading(tx, world, words) for words in ("Tid", "Rom", "Ro")]

    def move(category: Category, before: Category) -> object:
        return actions.move_category(tx, category=category, before=before, **operation())

    return row, move


@pytest.mark.parametrize("make", [sentences, headings])
@pytest.mark.parametrize("imported", [False, True])
def test_neighbours_without_a_number_between_are_spread_and_told_of(
    tx: Session, world: World, make: Callable[[Session, World], Made], imported: bool
) -> None:
    (first, second, third), move = make(tx, world)
    first.position, second.position = 1.0, ABOVE
    tx.flush()
    if imported:  # what came with an archive has no history
        tx.execute(delete(Change).where(Change.key.in_([first.id, second.id])))
    seen = world.workshop.revision
    move(third, second)
    assert [first.position, third.position, second.position] == [1.0, 1.5, 2.0]
    newer = select(Change).where(Change.revision > seen).order_by(Change.revision)
    told = [
        (change.key, (change.item or {})["position"], change.by == "house")
        for change in tx.scalars(newer)
    ]
    before = [(first.id, 1.0, True), (second.id, ABOVE, True)]
    spread = [(first.id, 1.0, True), (second.id, 2.0, True), (third.id, 1.5, False)]
    assert told == [*(before if imported else []), *spread]
    assert all(uuid.UUID(change.operation) for change in tx.scalars(newer))
    actions.undo(tx, workshop=world.workshop, **operation())
    assert first.position < second.position < third.position
