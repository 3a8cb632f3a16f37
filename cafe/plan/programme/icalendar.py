"""The programme as iCalendar (RFC 5545). Pure."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from cafe.core.text.characters import showable
from cafe.plan.programme.rules import Slot

_FOLD = 75  # octets in a line, without its end: section 3.1
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


def calendar(
    slots: Sequence[Slot], *, day: date, workshop: str, title: str, place: str, stamp: datetime
) -> str:
    """An event for each block that has its time; `workshop` is the café's id, `stamp` is now.

    Times are as the clock in the hall has them, wherever one is (section 3.3.5, form 1): what zone
    the laptop believes to be in changes nothing. An event without minutes has no end (3.6.1).
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Dialogkafé//Programme//EN"]
    lines += ["CALSCALE:GREGORIAN", f"X-WR-CALNAME:{_text(title)}"]
    midnight = datetime.combine(day, time())
    about = [f"LOCATION:{_text(place)}"] if place.strip() else []
    for slot in slots:
        if slot.starts is None or slot.ends is None:
            continue
        try:
            starts, ends = (midnight + timedelta(minutes=at) for at in (slot.starts, slot.ends))
        except OverflowError:  # an archive may be of the last day that calendars have
            break
        lines += ["BEGIN:VEVENT", f"UID:{slot.block['uid']}@{workshop}.dialogkafe"]
        lines += [f"DTSTAMP:{_clock(stamp.astimezone(UTC))}Z"]
        lines += [f"DTSTART:{_clock(starts)}"]
        if slot.minutes:
            lines += [f"DTEND:{_clock(ends)}"]
        lines += [f"SUMMARY:{_text(slot.block['title'])}", *about, "END:VEVENT"]
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


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
