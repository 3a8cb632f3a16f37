"""The process's own clock, for what ends after days: a machine's clock cannot be trusted to tell.

It is the wall clock when the process started, and from there what the system's own steady clock
counts: one that is set back or forward under way changes nothing.
"""

import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

# Goes on while the machine sleeps, where the system has such a clock.
_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
_STARTED = time.time() - time.clock_gettime(_STEADY)
_DAY, _DAYS = 24 * 60 * 60, 400
# How long ago it is for who builds a café that was held some time ago (`demo/`).
_BACK: ContextVar[timedelta] = ContextVar("clock set back", default=timedelta())


def now() -> int:
    """Seconds since 1970."""
    return int(_STARTED + time.clock_gettime(_STEADY) - _BACK.get().total_seconds())


def today() -> date:
    """The day by this clock, in the zone of the machine."""
    return at_second(now()).date()


def at_second(seconds: int) -> datetime:
    """That many seconds after 1970, in the zone of the machine."""
    return datetime.fromtimestamp(seconds, UTC).astimezone()


def moment() -> datetime:
    """The moment as the machine tells it, for what is written down as done now."""
    return datetime.now(UTC) - _BACK.get()


def ahead_of_utc(around: int) -> str:
    """How many minutes the machine's zone is ahead of UTC, and from which second on how many, for
    more than a year before and after `around`: "60,1774746000=120,1792890000=60"."""
    return _ahead_of_utc(around // _DAY)


@lru_cache(maxsize=2)
def _ahead_of_utc(day: int) -> str:
    at = (day - _DAYS) * _DAY
    minutes = _minutes(at)
    found = [str(minutes)]
    for next_day in range(at + _DAY, (day + _DAYS) * _DAY, _DAY):
        if (then := _minutes(next_day)) != minutes:
            since = bisect_left(range(next_day - _DAY, next_day), True, key=_is_other(minutes))
            found.append(f"{next_day - _DAY + since}={then}")
            minutes = then
    return ",".join(found)


def _minutes(second: int) -> int:
    return int((at_second(second).utcoffset() or timedelta()).total_seconds() // 60)


def _is_other(minutes: int) -> Callable[[int], bool]:
    return lambda second: _minutes(second) != minutes


@contextmanager
def set_back(days: int) -> Iterator[None]:
    """Within it all that is done here was done so many days ago; nobody else's clock is touched."""
    before = _BACK.set(timedelta(days=days))
    try:
        yield
    finally:
        _BACK.reset(before)
