"""The list of cafés: where each stands in it, what is next, and how one is found. Pure."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, NamedTuple

from cafe.core.i18n import LANGUAGES, _, long_date, speaking
from cafe.core.limits import LINE
from cafe.core.text import clean, folded
from cafe.plan.rules_facts import LATEST_FROM_NOW
from cafe.plan.rules_rounds import NextStep

When = Literal["now", "coming", "earlier"]
BIN_DAYS = 30
WEEKS = timedelta(weeks=52)


class Next(NamedTuple):
    """What is to be done next, in words, and the place in the café where it is done."""

    words: str
    place: str


def when(stage: str, day: date, today: date) -> When:
    """Where a café stands in the list: by its stage, and by its day as long as it is planned."""
    if stage == "finished":
        return "earlier"
    if stage != "planning" or day == today:
        return "now"
    return "coming" if day > today else "earlier"


def next_words(step: NextStep, *, questions: int, tables: int) -> Next:
    """The step that the day's page proposes in words; before that what is not planned yet."""
    match step.do:
        case "open" if not questions:
            return Next(_("Write the questions"), "plan#questions")
        case "open" if not tables:
            return Next(_("Lay the tables"), "plan#questions")
        case "finished":
            return Next(_("Sort the notes"), "sort")
        case "read":
            return Next(_("Read the document"), "report")
    words = {
        "open": _("Open the tables"),
        "clock": _("Start the clock"),
        "round": _("Start round %(round)s", round=step.round),
        "change": _("Change tables"),
        "ask": _("Ask the tables for their main statements"),
        "vernissage": _("Close the tables: vernissage"),
        "sorting": _("On to the sorting"),
    }
    return Next(words[step.do], "day")


def matches(asked: str, texts: Iterable[str]) -> bool:
    """Whether each word of `asked` stands somewhere in `texts`, in large letters or small, and
    however these are composed.
    """
    told = folded("\n".join(texts))
    return all(word in told for word in folded(asked).split())


def next_day(day: date, today: date) -> date:
    """The day that a copy is planned for: the same day of the week, as many years on as it takes.

    A day to come stays, but for a week; one that no café is held on is a week from today.
    """
    if day > today + WEEKS * LATEST_FROM_NOW:
        day = today
    if day >= today:
        return day + timedelta(weeks=1)
    years = -((day - today) // WEEKS)
    found = day + WEEKS * years
    return found if found > today else found + WEEKS


def redated(title: str, was: date, now: date | None) -> str:
    """`title` with the day `was`, in whatever language it stands there, made `now` or left out.

    Whatever blanks are in it, and however its letters are; the 15th is not the 5th.
    """
    for tag in LANGUAGES:
        with speaking(tag):
            old, new = long_date(was), long_date(now) if now else ""
        day = r"(?<!\d)" + r"\s+".join(map(re.escape, old.split())) + r"(?!\d)"
        told, times = re.subn(day, lambda one: _cased(new, one[0]), title, flags=re.IGNORECASE)  # noqa: B023 - called at once
        if times:
            return " ".join(told.split()).strip(" ,–-") or title
    return title


def _cased(words: str, like: str) -> str:
    return words.upper() if like.isupper() else words


def check_series(name: str) -> str:
    """What a series may be called, without blanks around it. Raises Invalid, where `name`."""
    called = _("The name of the series")
    return clean(name.strip(), limit=2 * LINE, name=called, lines=False, where="name")
