"""The process's own clock, for what ends after days: a machine's clock cannot be trusted to tell.

It is the wall clock when the process started, and from there what the system's own steady clock
counts: one that is set back or forward under way changes nothing.
"""

import time
from datetime import UTC, date, datetime

# Goes on while the machine sleeps, where the system has such a clock.
_STEADY = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
_STARTED = time.time() - time.clock_gettime(_STEADY)


def now() -> int:
    """Seconds since 1970."""
    return int(_STARTED + time.clock_gettime(_STEADY))


def today() -> date:
    """The day by this clock, in the zone of the machine."""
    return datetime.fromtimestamp(now(), UTC).astimezone().date()
