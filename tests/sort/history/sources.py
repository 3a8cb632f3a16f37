"""What random hands do with notes from elsewhere, and how pictures of a board are compared."""

from collections import defaultdict
from typing import Any

from sqlalchemy import select

from cafe.model import Category, Origin
from cafe.sort.origins.actions import origin_named, take_in
from cafe.sort.origins.keeping import move_origin
from cafe.sort.origins.rules import Row
from tests.sort.world import operation


def gather(hands: Any, by: str) -> None:
    """Some notes from elsewhere, in one operation: to a source and to a table."""
    one, world, tx = operation(by), hands.world, hands.tx
    origin = origin_named(tx, question=world.question, name="Skjema", **one)
    headings = ["", *(one.heading for one in tx.scalars(select(Category))), hands.words()]
    for first, place in enumerate((origin, world.question.tables[0])):
        reason = hands.dice.choice(["", "", hands.words()])
        heading = hands.dice.choice(headings)
        row = Row(hands.words(), heading=heading, set_aside_reason=reason)
        take_in(tx, target=place, rows=[row], first=first, **one)


def move(hands: Any, by: str) -> None:
    """A source goes to another question, or back."""
    question = hands.dice.choice([hands.world.question, hands.world.elsewhere])
    move_origin(hands.tx, origin=hands.pick(Origin), question=question, **operation(by))


def same_but_for_room(one: dict[Any, Any], other: dict[Any, Any]) -> bool:
    """Equal, in the same order: the numbers are others where the house has made room."""
    bare = [
        {name: {k: v for k, v in item.items() if k != "position"} for name, item in seen.items()}
        for seen in (one, other)
    ]
    return bare[0] == bare[1] and rows(one) == rows(other)


def rows(seen: dict[Any, Any]) -> dict[str, list[str]]:
    """What stands under each question and heading, in order; no two things stand at one place."""
    found: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for (what, key), item in seen.items():
        if what in ("category", "entry"):
            of = item["question" if what == "category" else "category"]
            found[f"{what} {of}"].append((item["position"], key))
    for row in found.values():
        assert len({number for number, _key in row}) == len(row), "two at one place"
    return {of: [key for _number, key in sorted(row)] for of, row in found.items()}
