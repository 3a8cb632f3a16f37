"""Which of the scheduled copies stay: those of the last days, and one of each of some weeks. Pure.

Copies of days that have not come yet (the clock was wrong) stay and count for nothing: so a wrong
clock takes no good copy away.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date

DAYS, WEEKS = 7, 4
_NAME = re.compile(r"dialogkafe-(\d{4}-\d\d-\d\d)\.zip")


def name_of(day: date) -> str:
    """What the copy of `day` is called."""
    return f"dialogkafe-{day.isoformat()}.zip"


def days_in(names: Iterable[str]) -> list[date]:
    """The days of those that are copies of ours, the newest first."""
    found = []
    for name in names:
        if matched := _NAME.fullmatch(name):
            with suppress(ValueError):
                found.append(date.fromisoformat(matched[1]))
    return sorted(found, reverse=True)


def to_drop(names: Iterable[str], today: date) -> list[str]:
    """The copies that have had their time: not of the newest `DAYS`, nor the newest of a week."""
    days = [day for day in days_in(names) if day <= today]
    newest = {day.isocalendar()[:2]: day for day in reversed(days)}  # of each week
    weeks = sorted(newest.values(), reverse=True)[: WEEKS + 1]  # this one, and the four before
    kept = {*days[:DAYS], *weeks}
    return [name_of(day) for day in days if day not in kept]
