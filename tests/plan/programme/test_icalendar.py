"""The programme as iCalendar, read by another program."""

import re
from datetime import UTC, date, datetime
from typing import Any

import icalendar
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cafe.core.text.characters import offered
from cafe.plan.programme.icalendar import Gathering, calendar, calendar_of
from cafe.plan.programme.rules import reckon
from tests.plan.programme.test_rules_programme import block

NOW = datetime(2014, 9, 1, 12, tzinfo=UTC)
TITLES = st.text(min_size=1, max_size=80).filter(lambda text: offered(text, lines=False) == text)


def written(*blocks: Any, starts: str = "17:00", day: date = date(2014, 9, 5), **more: str) -> str:
    about = {"workshop": "abcdef", "title": "KAFÉ", "place": ""} | more
    slots = reckon(blocks, starts=starts, agreed=None)
    return calendar(slots, day=day, stamp=NOW, **about)


def events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


@example(["å" * 80, "🍲, mat; og\\n prat"], "Salen, 2. etasje")
@given(st.lists(TITLES, min_size=1, max_size=4), TITLES)
def test_another_program_reads_the_same_words(titles: list[str], place: str) -> None:
    text = written(*(block(title=title) for title in titles), place=place)
    assert [str(event["SUMMARY"]) for event in events(text)] == titles
    assert all(str(event.get("LOCATION", "")) == place for event in events(text) if place.strip())
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "\n" not in "".join(lines)


def test_times_are_as_the_clock_in_the_hall_has_them() -> None:
    text = written(block(minutes=30, uid="a"), block(minutes=0, pinned="00:10"), starts="23:45")
    first, second = events(text)
    assert first.decoded("DTSTART") == datetime(2014, 9, 5, 23, 45)  # noqa: DTZ001
    assert first.decoded("DTEND") == datetime(2014, 9, 6, 0, 15)  # noqa: DTZ001
    assert second.decoded("DTSTART") == datetime(2014, 9, 6, 0, 10)  # noqa: DTZ001
    assert "DTEND" not in second
    assert first.decoded("DTSTAMP") == NOW
    assert str(first["UID"]) == "a@abcdef.dialogkafe"
    assert not re.search("TZID|LOCATION", text)


def test_a_block_without_a_time_is_no_event() -> None:
    assert len(events(written(block(), block(pinned="18:00"), starts=""))) == 1


def test_what_is_after_the_last_day_of_all_is_left_out() -> None:
    text = written(block(minutes=60), block(minutes=1440), block(), day=date(9999, 12, 31))
    assert len(events(text)) == 1


@pytest.mark.parametrize("year", [26, 1990, 9999])
def test_odd_years(year: int) -> None:
    assert f"DTSTART:{year:04}0905T170000" in written(block(), day=date(year, 9, 5))


def of_cafes(*cafes: Gathering) -> list[Any]:
    return events(calendar_of(cafes, title="Rekka", stamp=NOW))


def test_a_cafe_is_of_the_whole_day_or_from_when_to_when_is_said() -> None:
    day = date(2027, 1, 2)
    whole, begun, timed, late = of_cafes(
        Gathering("a", "Hele dagen", day, "", "20:00", "Salen"),
        Gathering("b", "Fra", day, "17:00", "", ""),
        Gathering("c", "Fra og til", day, "17:00", "20:30", ""),
        Gathering("d", "Over midnatt", day, "22:00", "01:00", ""),
    )
    assert whole.decoded("DTSTART") == day
    assert str(whole["LOCATION"]) == "Salen"
    assert begun.decoded("DTSTART") == datetime(2027, 1, 2, 17)  # noqa: DTZ001
    assert timed.decoded("DTEND") == datetime(2027, 1, 2, 20, 30)  # noqa: DTZ001
    assert ["DTEND" in one for one in (whole, begun, timed, late)] == [False, False, True, False]
    assert str(timed["UID"]) == "c@cafes.dialogkafe"
