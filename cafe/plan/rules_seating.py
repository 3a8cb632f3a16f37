"""One person's walk through the rounds, read off the plan that is kept."""

import hashlib
import json
from collections.abc import Collection, Mapping
from itertools import count
from typing import Any

from cafe.core.i18n import _
from cafe.core.limits import SEAT
from cafe.errors import Invalid, NotFound


def plan_seen(seating: Mapping[str, Any] | None) -> str:
    """What tells a page's plan, or that there was none, from every other."""
    return hashlib.sha256(json.dumps(seating, sort_keys=True).encode()).hexdigest()[:16]


def renumbered(
    seating: Mapping[str, Any] | None, numbers: Mapping[int, int], there: Collection[int]
) -> dict[str, Any] | None:
    """The plan when tables have other numbers ({before: now}): people still go to the same ones.

    `there`: the numbers that tables have now. A table that was taken away is still gone: where
    another one has got its number, it is called by one that none has.
    """
    if not seating:
        return None
    planned = {table for row in seating["rounds"] for table in row}
    gone = sorted(planned.intersection(numbers.values()) - numbers.keys())
    kept = {numbers.get(table, table) for table in planned}
    nobodys = (number for number in count(1) if number not in kept and number not in there)
    named = {**dict(zip(gone, nobodys, strict=False)), **numbers}
    rounds = [[named.get(table, table) for table in row] for row in seating["rounds"]]
    return {**seating, "rounds": rounds}


def walk_of(seating: Mapping[str, Any] | None, typed: str) -> tuple[int, list[int]]:
    """(number, table in each round) of whom `typed` stands for, people counted from 1.

    `seating` is Workshop.seating. Raises Invalid or NotFound.
    """
    if not seating or not seating["people"]:
        raise NotFound(_("There is no plan of who sits where yet."))
    typed = typed.strip()
    if not (typed.isascii() and typed.isdecimal()) or len(typed) > SEAT:
        raise Invalid(_("“%(typed)s” is not a number.", typed=typed[:20]), where="number")
    number, people = int(typed), int(seating["people"])
    if not 1 <= number <= people:
        raise NotFound(
            _(
                "Nobody has number %(number)s: they go from 1 to %(people)s. Ask the organiser.",
                number=number,
                people=people,
            ),
            where="number",
        )
    return number, [row[number - 1] for row in seating["rounds"]]
