"""When a café's raw material goes, and what is said before. Pure.

Nothing is deleted on a date alone, for a machine's clock may be wrong and a machine may have been
off: the café's pages must have said so on NOTICE different days on which the machine was running,
each later than the one before, and the date must have passed. A clock that was put back begins the
count anew; one that is more than ABSURD_YEARS past the date is not believed. A café that is being
held just now waits until it is over.
"""

from datetime import date, timedelta
from typing import NamedTuple

from cafe.core.i18n import _, long_date
from cafe.core.limits import LINE
from cafe.core.text import clean
from cafe.errors import Invalid

CALM, CLEAR = 60, 14  # days before the date, from which on it is said so
NOTICE = 14  # days on which it must have been said before anything goes
ABSURD_YEARS = 10
LONGEST_YEARS = 30  # from today: what needs longer belongs in an archive
QUIET_DAYS = 7  # in which nobody has changed anything: tables that were left open are over
LAST_YEAR = 9000  # later ones are no year in which anything can be planned
RUNNING = ("open", "vernissage")


class Dates(NamedTuple):
    """What decides it: the café's day, the day it came in here, and what an owner has chosen."""

    day: date
    came: date
    chosen: date | None = None


class Notice(NamedTuple):
    """What a café's pages say. `left`: days, of those that are counted; 0: in the next hours."""

    clear: bool
    until: date
    left: int


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def raw_until(dates: Dates) -> date | None:
    """The last day that the raw material is kept: the owner's, else one year after the café's day.

    What came in here later, an archive of an old café, is kept a year from then. None for a day
    that is none: nothing goes until somebody has chosen a date.
    """
    if dates.chosen:
        return dates.chosen
    latest = max(dates.day, dates.came)
    return years_after(latest, 1) if latest.year < LAST_YEAR else None


def notice(until: date | None, today: date, reminded: int) -> Notice | None:
    """What is to be said today, None while it is too early."""
    if until is None or (until - today).days > CALM:
        return None
    left = (until - today).days
    if left > CLEAR:
        return Notice(clear=False, until=until, left=left)
    return Notice(clear=True, until=until, left=max(left, NOTICE - reminded, 0))


def counted(reminded: int, on: date | None, today: date, until: date | None) -> tuple[int, date]:
    """On how many days it has been said, and on which last; (0, today) while it is too early."""
    said = notice(until, today, 0)
    if said is None or not said.clear:
        return 0, today
    if on is None or not reminded or today < on:
        return 1, today
    return (reminded + 1, today) if today > on else (reminded, on)


def due(until: date | None, today: date, *, reminded: int, running: bool) -> bool:
    """Whether it goes now."""
    if until is None or running or reminded < NOTICE:
        return False
    return until < today and today.year - until.year <= ABSURD_YEARS


def is_running(stage: str, changed: date | None, today: date) -> bool:
    """Whether the café is being held: its tables are open, and somebody wrote there this week."""
    lately = changed is not None and abs((today - changed).days) <= QUIET_DAYS
    return stage in RUNNING and lately


def check_date(text: str, *, today: date, where: str, earliest: date | None = None) -> date | None:
    """The date that was typed, None for none. Raises Invalid, where `where`.

    `earliest`: it cannot be before this one.
    """
    if not text.strip():
        return None
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise Invalid(_("Write the date as year-month-day."), where=where) from error
    if day < today + timedelta(days=1):
        raise Invalid(
            _("Choose a day to come. To delete the café now, put it into the bin."), where=where
        )
    last = years_after(today, LONGEST_YEARS)
    if day > last:
        raise Invalid(
            _("Choose a day no later than %(day)s.", day=long_date(last)),
            where=where,
        )
    if earliest and day < earliest:
        words = _(
            "The final version cannot go before the raw material: choose %(day)s or later.",
            day=long_date(earliest),
        )
        raise Invalid(words, where=where)
    return day


def check_case(number: str) -> str:
    """The archive's case number as it was typed. Raises Invalid, where `case_number`."""
    how = {"lines": False, "empty": True}
    name = _("Case number")
    return clean(number.strip(), limit=LINE, name=name, where="case_number", **how)
