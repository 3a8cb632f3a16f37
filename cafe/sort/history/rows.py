"""Where in its row a heading or sentence comes back: between those it stood between.

The number that it had there is of its own time. Since then the house may have given all in the row
other numbers (`sort/places.py`), and somebody may have put another thing at that one.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core import ordering
from cafe.model import Category, Change, Entry, Workshop
from cafe.model.change import HOUSE
from cafe.sort.history.past import Item, Key, Thing, past_of

_ROWS = {"entry": "category", "category": "question"}  # which field says what row it stands in
Row = tuple[str, object]


class Back(NamedTuple):
    """How a thing comes back, as the change `was` told it, and how the operation had left it."""

    item: Item
    left: Item | None
    was: Change


@dataclass
class _Room:
    """Once the house made room: each number in the row and what it became."""

    begun: Change
    moves: list[tuple[float, float]] = field(default_factory=list)


def in_rows(
    tx: Session,
    workshop: Workshop,
    backs: Mapping[Key, Back],
    there: Mapping[Key, Thing],
    going: Collection[Key],
) -> dict[Key, Item]:
    """Each with the number that its place has now, beside all that are there but those `going`.

    What the operation did not move stays where it is.
    """
    items: dict[Key, Item] = {}
    rows: dict[Row, dict[Key, Back]] = defaultdict(dict)
    for name, back in backs.items():
        row, thing = _row(name, back.item), there.get(name)
        if isinstance(thing, Category | Entry) and back.left and _stays(row, name, back):
            items[name] = {**back.item, "position": thing.position}
        else:
            rows[row][name] = back
    for row, some in rows.items():
        rooms = _rooms(tx, workshop, row, min(b.was.revision for b in some.values()))
        then = {name: _since(back, rooms) for name, back in some.items()}
        gone = {key for what, key in {*some, *going} if what == row[0]}
        taken = _taken(tx, row, gone)
        for name, was in sorted(then.items(), key=lambda one: one[1]):
            number = was
            if was in taken:
                below = max((one for one in {*taken, *then.values()} if one < was), default=None)
                number = ordering.between(below, was)
            taken.add(number)
            items[name] = {**some[name].item, "position": number}
    return items


def _row(name: Key, item: Item) -> Row:
    return name[0], item[_ROWS[name[0]]]


def _stays(row: Row, name: Key, back: Back) -> bool:
    left = back.left or {}
    return _row(name, left) == row and left["position"] == back.item["position"]


def _taken(tx: Session, row: Row, but: Collection[str]) -> set[float]:
    """The numbers that others in the row have."""
    what, owner = row
    entries = select(Entry.id, Entry.position).where(Entry.category_id == owner)
    headings = select(Category.id, Category.position).where(Category.question_id == owner)
    rows = tx.execute(entries if what == "entry" else headings)
    return {number for id, number in rows if id not in but}


def _since(back: Back, rooms: list[_Room]) -> float:
    number = float(back.item["position"])
    for room in rooms:
        if room.begun.revision > back.was.revision and room.begun.operation != back.was.operation:
            number = carried(number, room.moves)
    return number


def _rooms(tx: Session, workshop: Workshop, row: Row, since: int) -> list[_Room]:
    """Each time that room was made in the row after revision `since`."""
    what, _owner = row
    house = select(Change).where(
        Change.workshop_id == workshop.id,
        Change.what == what,
        Change.by == HOUSE,
        Change.revision > since,
    )
    changes = [
        (change, change.item)
        for change in tx.scalars(house.order_by(Change.revision))
        if change.item and _row((what, ""), change.item) == row
    ]
    past = past_of(tx, workshop.id, [(what, change.key) for change, _item in changes])
    found: dict[str, _Room] = {}
    for change, item in changes:
        earlier = [one.item for one in past[what, change.key] if one.revision < change.revision]
        if earlier and (was := earlier[-1]):
            room = found.setdefault(change.operation, _Room(change))
            room.moves.append((was["position"], item["position"]))
    return list(found.values())


def carried(number: float, moves: list[tuple[float, float]]) -> float:
    """The number between the same two as before those in the row were moved."""
    moves = sorted(moves)
    (first, to_first), (last, to_last) = moves[0], moves[-1]
    if number <= first:
        return number + to_first - first
    for (low, to_low), (high, to_high) in pairwise(moves):
        if number <= high:
            return to_low + (to_high - to_low) * (number - low) / (high - low)
    return number + to_last - last
