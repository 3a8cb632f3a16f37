"""Dates and times on screens, and the same words in what is written to a file."""

import time
from contextvars import copy_context
from datetime import UTC, datetime, timedelta
from itertools import chain
from zoneinfo import ZoneInfo

import pytest

from cafe.core import clock
from cafe.core.i18n import long_moment, moment, speak, speaking

AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("nb", "12. mars kl. 14.05", "12. mars 2026 kl. 14.05"),
        ("nn", "12. mars kl. 14.05", "12. mars 2026 kl. 14.05"),
        ("en", "March 12 14:05", "March 12, 2026 14:05"),
    ],
)
def test_a_moment_tells_its_day(language: str, short: str, long: str) -> None:
    with speaking(language):
        assert (moment(AT), long_moment(AT)) == (short, long)
    on_screen = copy_context().run(_on_screen, language)
    assert on_screen.replace("\u00a0", " ") == long
    assert "\u00a0" in on_screen


def _on_screen(language: str) -> str:
    speak(language)
    return long_moment(AT)


@pytest.mark.parametrize("zone", ["Europe/Oslo", "UTC", "Australia/Lord_Howe"])
def test_a_page_knows_the_halls_clock_in_summer_and_in_winter(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On each day for more than a year around, and in the nights when clocks change."""
    around = int(datetime(2026, 10, 25, 0, 30, tzinfo=UTC).timestamp())
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        clock._ahead_of_utc.cache_clear()
        first, *rest = clock.ahead_of_utc(around).split(",")
    finally:
        monkeypatch.undo()
        time.tzset()
        clock._ahead_of_utc.cache_clear()
    changes = [(int(since), int(then)) for since, _is, then in (one.partition("=") for one in rest)]
    there = ZoneInfo(zone)
    nights = (range(since - 7200, since + 7200, 900) for since, _then in changes)
    for at in chain(range(around - 380 * 86_400, around + 380 * 86_400, 21_600), *nights):
        ahead = next((then for since, then in reversed(changes) if since <= at), int(first))
        meant = datetime.fromtimestamp(at, there).utcoffset()
        assert meant == timedelta(minutes=ahead), datetime.fromtimestamp(at, UTC)
