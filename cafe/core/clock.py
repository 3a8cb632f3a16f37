"""The process's own clock, for what ends after days: a machine's clock cannot be trusted to tell.

It is the wall clock when the process started, and from there what the system's own steady clock
counts: one that is set back or forward under way changes nothing.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta

# Goes on while the machine sleeps, where the system has such a clock.
_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
_STARTED = time.time() - time.clock_gettime(_STEADY)
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


@contextmanager
def set_back(days: int) -> Iterator[None]:
    """Within it all that is done here was done so many days ago; nobody else's clock is touched."""
    before = _BACK.set(timedelta(days=days))
    try:
        yield
    finally:
        _BACK.reset(before)
