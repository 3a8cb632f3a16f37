"""What is said of a gathering: how each fact looks, and the header line that they make. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from cafe.core.i18n import LANGUAGES, _, long_date, speaking
from cafe.core.limits import LINE, LONG, STATEMENT
from cafe.core.text import clean
from cafe.errors import Invalid

# Four figures or more, as a year stands in "september 2014".
_YEAR = re.compile(r"\d{4,}")
# A café of before is kept here too; the first World Café was held in 1995.
FIRST_YEAR, LATEST_FROM_NOW, BUILT = 1990, 10, 2026
# "17", "17.00", "1700", "17:00", with or without "kl." before it.
_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:]?([0-5]\d))?", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Fact:
    """One fact. `limit`: characters; `lines`: may have several; `needed`: cannot be empty."""

    called: Callable[[], str]
    limit: int = LINE
    lines: bool = False
    needed: bool = False


MOST_SILENT = 30  # minutes in which each writes alone

FACTS = {
    "name": Fact(lambda: _("What it is called"), 2 * LINE),
    "network": Fact(lambda: _("Kind of gathering, or network"), 2 * LINE),
    "date": Fact(lambda: _("Date"), needed=True),
    "starts": Fact(lambda: _("From")),
    "ends": Fact(lambda: _("To")),
    "place": Fact(lambda: _("Place")),
    "commissioner": Fact(lambda: _("Commissioned by"), 2 * LINE),
    "goal": Fact(lambda: _("Goal of the day"), STATEMENT, lines=True),
    "purpose": Fact(lambda: _("Purpose"), STATEMENT, lines=True),
    "participants": Fact(lambda: _("Who takes part"), STATEMENT, lines=True),
    "background": Fact(lambda: _("Background, with links"), LONG, lines=True),
    "silent": Fact(lambda: _("Silent start: minutes")),
    "language": Fact(lambda: _("Language"), needed=True),
    # Name and network with the day: what the facts make can be corrected as it stands.
    "title": Fact(lambda: _("Header line"), 5 * LINE, needed=True),
    "document_title": Fact(lambda: _("Title"), needed=True),
    "signature_name": Fact(lambda: _("Name")),
    "signature_position": Fact(lambda: _("Position, organisation")),
    "signature_month": Fact(lambda: _("Month and year")),
}
# What the header line is made of.
MADE_OF = {"name", "network", "date", "language"}


def check_fact(name: str, text: str) -> str:
    """`text` as the fact `name` is kept: a clock as "17:00", everything else as it was typed.

    KeyError for a name that is none of FACTS. Raises Invalid, where `text`, in words.
    """
    fact = FACTS[name]
    text = clean(
        text, limit=fact.limit, name=fact.called(), lines=fact.lines, empty=not fact.needed
    )
    if name == "date":
        return _day(text).isoformat()
    if name == "language" and text not in LANGUAGES:
        raise Invalid(_("Choose one of the languages."), where="text")
    if name == "signature_month":
        for year in _YEAR.findall(text):
            check_year(int(year))
    if name == "silent":
        return minutes_of(text)
    return clock_of(text) if name in ("starts", "ends") else text


def minutes_of(text: str) -> str:
    """The minutes of a silent start that were typed; "" for none. Raises Invalid, where `text`."""
    typed = text.strip() or "0"
    digits = typed.lstrip("0") or "0"
    short = typed.isascii() and typed.isdecimal() and len(digits) <= len(str(MOST_SILENT))
    if not (short and int(digits) <= MOST_SILENT):
        words = _(
            "Write whole minutes, at most %(most)s; nothing is no silent start.", most=MOST_SILENT
        )
        raise Invalid(words, where="text")
    return digits if digits != "0" else ""


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise Invalid(_("Write the date as year-month-day."), where="text") from error
    check_year(day.year)
    return day


def check_year(year: int, where: str = "text") -> None:
    """Raise Invalid for a year in which no café is held: a slip of the finger, as 0026 or 2206.

    A machine whose clock stands still in 1970 takes the years of when this was written.
    """
    last = max(date.today().year, BUILT) + LATEST_FROM_NOW  # noqa: DTZ011 - the hall's own day
    if not FIRST_YEAR <= year <= last:
        words = _(
            "The year is %(year)s. Choose one between %(first)s and %(last)s.",
            year=f"{year:04}"[:12],
            first=FIRST_YEAR,
            last=last,
        )
        raise Invalid(words, where=where)


def clock_of(text: str) -> str:
    """A time of day that was typed, as "17:00"; "" for none. Raises Invalid, where `text`."""
    if not text.strip():
        return ""
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found[1]) > 23:
        raise Invalid(_("Write the time of day as hours and minutes, such as 17:00."), where="text")
    return f"{int(found[1]):02}:{found[2] or '00'}"


def unnamed(language: str) -> str:
    """The header line of a café that has no name yet."""
    with speaking(language):
        return _("NEW DIALOGUE CAFÉ")


def follows(title: str, made: str) -> bool:
    """Whether the header line `title` goes with the facts, which made `made` of it until now."""
    return title in (made, *map(unnamed, LANGUAGES))


def header_line(facts: Mapping[str, str]) -> str:
    """The header line that the facts make: THE NAME, KIND OF GATHERING 5 SEPTEMBER 2014.

    "" when there is no name yet. The form is that of the 2014 document (REPORT-FORMAT, 1.1).
    """
    name = " ".join(facts["name"].split())
    if not name:
        return ""
    with speaking(facts["language"]):
        day = long_date(date.fromisoformat(facts["date"]))
    return f"{name}, {' '.join([*facts['network'].split(), day])}".upper()
