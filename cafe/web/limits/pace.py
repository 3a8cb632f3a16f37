"""So many at once, then so many a second: whoever comes faster is answered later, by a sleep."""

import time
from collections.abc import Callable


class Pace:
    """One for all who come: what is paced is what they cost together."""

    def __init__(
        self, *, burst: float, a_second: float, now: Callable[[], float] = time.monotonic
    ) -> None:
        """`burst` may come at once, and `a_second` for ever."""
        self._burst, self._a_second, self._now = burst, a_second, now
        self._left, self._since = burst, now()

    def wait(self, *, most: float) -> bool:
        """Come in one's turn. False, after `most` seconds: so many wait that it would be later."""
        seconds = self._turn(most)
        if seconds:
            time.sleep(min(seconds, most))
        return seconds <= most

    def _turn(self, most: float) -> float:
        """In how many seconds; who would wait longer than `most` takes no turn from others."""
        now = self._now()
        self._left = min(self._burst, self._left + (now - self._since) * self._a_second)
        self._since = now
        seconds = max(0.0, (1 - self._left) / self._a_second)
        if seconds <= most:
            self._left -= 1
        return seconds
