"""Where a sentence or heading gets its place when its neighbours leave no number between them."""

import math
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from cafe.archive.queries import archive_of
from cafe.live.audience import ORGANISER
from cafe.live.snapshot import snapshot
from cafe.model import Category, Change, Entry
from cafe.report.queries import material_of
from cafe.sort import actions, offers
from tests.sort.world import World, heading, operation, order, placed

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
def test_above_itself_it_stays_and_nothing_is_told(
    tx: Session, world: World, make: Callable[[Session, World], Made]
) -> None:
    (_first, second, third), move = make(tx, world)
    move(third, second)
    actions.undo(tx, workshop=world.workshop, **operation())
    seen, place = world.workshop.revision, second.position
    move(second, second)
    assert (world.workshop.revision, second.position) == (seen, place)
    actions.redo(tx, workshop=world.workshop, **operation())
    assert third.position < second.position


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


IDS = [f"{digit}0000000-0000-4000-8000-000000000000" for digit in "e817"]


def test_two_on_one_number_have_one_order_everywhere(tx: Session, world: World) -> None:
    """Rows of older cafés may stand so: then the id says which comes first."""
    asked, notes = world.question, world.notes
    heads = [
        actions.add_category(tx, question=asked, heading=id[0], id=id, **operation()) for id in IDS
    ]
    under = heads[0]
    entries = [
        actions.place_note(tx, note=note, category=under, id=id, **operation())
        for note, id in zip(notes, IDS, strict=False)
    ]
    first = entries[2]
    actions.join_note(tx, into=first, note=notes[4], text="Begge.", **operation())
    for row_of in (heads, entries, first.sources):
        for thing in row_of:
            thing.position = 1
    tx.flush()
    tx.expire_all()
    board, [archived, *_] = snapshot(tx, world.workshop, ORGANISER), _questions(tx, world)
    document = material_of(tx, world.workshop).questions[0].headings
    assert (
        [one.heading for one in asked.categories]
        == [one["heading"] for one in board["categories"]]
        == [one["heading"] for one in archived["categories"]]
        == [one.text for one in document]
        == [*offers.board_of(tx, world.workshop, asked).headings.values()]
        == ["1", "7", "8", "e"]
    )
    row = ["Begge.", "Samarbeid.", "Mer tid til å snakke.", "Godt samarbeid."]
    assert (
        [one.text for one in under.entries]
        == [one["text"] for one in board["entries"]]
        == [one["text"] for one in archived["categories"][3]["entries"]]
        == [*document[3].entries]
        == row
    )
    behind = [notes[2].uid, notes[4].uid]
    assert [one["note"] for one in board["entries"][0]["sources"]] == behind
    assert archived["categories"][3]["entries"][0]["notes"] == behind


def _questions(tx: Session, world: World) -> Any:
    return archive_of(tx, world.workshop)["questions"]


@pytest.mark.parametrize("make", [sentences, headings])
def test_one_goes_between_two_on_one_number(
    tx: Session, world: World, make: Callable[[Session, World], Made]
) -> None:
    (moved, one, other), move = make(tx, world)
    one.position = other.position = 2.0
    tx.flush()
    if one.id > other.id:
        one, other = other, one
    move(moved, other)
    assert one.position < moved.position < other.position


def test_what_is_split_off_stands_right_after(tx: Session, world: World) -> None:
    """Whatever ids its neighbours have, and whatever stands under other headings."""
    under, note = heading(tx, world), world.notes[3]
    row = [placed(tx, one, under) for one in world.notes[:3]]
    one, last, other = sorted(row, key=lambda entry: entry.id)
    elsewhere = placed(tx, world.notes[4], heading(tx, world, "Rom"))
    actions.join_note(tx, into=one, note=note, text="Begge.", **operation())
    one.position = other.position = 2
    elsewhere.position, last.position = 2.5, 5
    new = actions.split_entry(tx, entry=one, note=note, **operation())
    assert order(tx, under) == ["Begge.", new.text, other.text, last.text]


def test_what_is_joined_comes_last_also_where_one_is_gone(tx: Session, world: World) -> None:
    """An erased note leaves its number free between the others."""
    early, *notes = world.notes[:4]
    entry = placed(tx, notes[0], heading(tx, world))
    for note in notes[1:]:
        actions.join_note(tx, into=entry, note=note, text="Alt.", **operation())
    tx.delete(entry.sources[1])
    tx.flush()
    tx.expire(entry)
    actions.join_note(tx, into=entry, note=early, text="Alt.", **operation())
    tx.expire(entry)
    assert [source.note for source in entry.sources] == [notes[0], notes[2], early]
