"""One person's walk through the rounds, read off the plan that is kept."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from cafe.core.i18n import _
from cafe.core.limits import SEAT
from cafe.errors import Invalid, NotFound


def plan_seen(seating: Mapping[str, Any] | None) -> str:
    """What tells a page's plan, or that there was none, from every other."""
    return hashlib.sha256(json.dumps(seating, sort_keys=True).encode()).hexdigest()[:16]


def renumbered(
    seating: Mapping[str, Any] | None, numbers: Mapping[int, int]
) -> dict[str, Any] | None:
    """The plan when tables have other numbers ({before: now}): people still go to the same ones."""
    if not seating:
        return None
    rounds = [[numbers.get(table, table) for table in row] for row in seating["rounds"]]
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
