"""The programme, and the cafés of a series, as iCalendar (RFC 5545). Pure."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from cafe.core.text.characters import showable
from cafe.plan.programme.rules import Slot

_FOLD = 75  # octets in a line, without its end: section 3.1
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


class Gathering(NamedTuple):
    """A café as a calendar has it; `starts` and `ends`: "17:00", "" where nobody has said."""

    id: str
    title: str
    day: date
    starts: str
    ends: str
    place: str


def calendar(
    slots: Sequence[Slot], *, day: date, workshop: str, title: str, place: str, stamp: datetime
) -> str:
    """An event for each block that has its time; `workshop` is the café's id, `stamp` is now.

    Times are as the clock in the hall has them, wherever one is (section 3.3.5, form 1): what zone
    the laptop believes to be in changes nothing. An event without minutes has no end (3.6.1).
    """
    lines: list[str] = []
    midnight = datetime.combine(day, time())
    for slot in slots:
        if slot.starts is None or slot.ends is None:
            continue
        try:
            starts, ends = (midnight + timedelta(minutes=at) for at in (slot.starts, slot.ends))
        except OverflowError:  # an archive may be of the last day that calendars have
            break
        when = [f"DTSTART:{_clock(starts)}"]
        if slot.minutes:
            when.append(f"DTEND:{_clock(ends)}")
        uid = f"{slot.block['uid']}@{workshop}"
        lines += _event(uid, stamp, when, slot.block["title"], place)
    return _calendar("Programme", title, lines)


def calendar_of(gatherings: Iterable[Gathering], *, title: str, stamp: datetime) -> str:
    """An event for each of `gatherings`, of the whole day where no time is said."""
    lines: list[str] = []
    for one in gatherings:
        when = [f"DTSTART;VALUE=DATE:{_day(one.day)}"]
        if one.starts:
            when = [f"DTSTART:{_at(one.day, one.starts)}"]
            if one.ends > one.starts:  # else it goes on after midnight, or nobody knows
                when.append(f"DTEND:{_at(one.day, one.ends)}")
        lines += _event(f"{one.id}@cafes", stamp, when, one.title, one.place)
    return _calendar("Series", title, lines)


def _event(uid: str, stamp: datetime, when: list[str], title: str, place: str) -> list[str]:
    about = [f"LOCATION:{_text(place)}"] if place.strip() else []
    begin = ["BEGIN:VEVENT", f"UID:{uid}.dialogkafe", f"DTSTAMP:{_clock(stamp.astimezone(UTC))}Z"]
    return [*begin, *when, f"SUMMARY:{_text(title)}", *about, "END:VEVENT"]


def _calendar(what: str, title: str, events: list[str]) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Dialogkafé//{what}//EN"]
    lines += ["CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_text(title)}", *events, "END:VCALENDAR"]
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _day(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"


def _at(day: date, clock: str) -> str:
    return f"{_day(day)}T{clock.replace(':', '')}00"


def _clock(at: datetime) -> str:
    return f"{at.year:04}{at:%m%dT%H%M%S}"


def _text(text: str) -> str:
    return showable(text).replace("\r\n", "\n").translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Never in the middle of a character; what goes on begins with a blank."""
    room, piece = _FOLD, ""
    for character in line:
        size = len(character.encode())
        if size > room:
            yield piece
            piece, room = " ", _FOLD - 1
        piece, room = piece + character, room - size
    yield piece
