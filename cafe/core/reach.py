"""Redis may be away: then each process counts and tells by itself, says so, and looks again."""

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

log = logging.getLogger("cafe.redis")

T = TypeVar("T")
# Long enough for a queue in the same house, short enough for somebody who waits for an answer.
OPTIONS: dict[str, Any] = {"socket_timeout": 2, "socket_connect_timeout": 2}
AGAIN_SECONDS, TOLD_SECONDS = 2.0, 60.0


class Reach:
    """Whether it answers. While it does not, it is asked every AGAIN_SECONDS and no more often."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """It is believed to be there; `now` is a clock."""
        self._now, self._again, self._logged_at = now, 0.0, float("-inf")

    def ask(self, there: Callable[[], T], instead: Callable[[], T]) -> T:
        """What `there()` gives; what `instead()` gives while Redis is away."""
        if self._now() < self._again:
            return instead()
        try:
            return there()
        except Exception as error:
            if not is_away(error):
                raise
            self.lost(error)
            return instead()

    def found(self) -> None:
        """It answers again: ask it at once."""
        self._again = 0.0

    def lost(self, error: BaseException) -> None:
        """It did not answer: do not ask for a while. Said in the log, once a minute at most."""
        self._again = self._now() + AGAIN_SECONDS
        if self._now() - self._logged_at > TOLD_SECONDS:
            self._logged_at = self._now()
            kind = type(error).__name__
            log.error("Redis does not answer (%s): this process goes on by itself", kind)


def is_away(error: BaseException) -> bool:
    """Whether `error` means that Redis cannot be asked now, not that we ask wrongly."""
    from redis.exceptions import RedisError, ResponseError

    wrong = isinstance(error, ResponseError) and not _is_passing(error)
    return isinstance(error, RedisError | OSError) and not wrong


def _is_passing(error: BaseException) -> bool:
    return str(error).startswith(("LOADING", "READONLY", "OOM", "MASTERDOWN", "MISCONF"))
