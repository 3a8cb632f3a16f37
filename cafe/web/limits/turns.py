"""Few at a time: dear work (password hashes) for whom a bounded number may wait, and no more."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from cafe.core.i18n import _
from cafe.errors import TooMany


class Turns:
    """Lets `at_once` work; `waiting` more wait, green, for `seconds` at most."""

    def __init__(self, *, at_once: int, waiting: int, seconds: float = 10.0) -> None:
        """How many work, how many wait, for how long."""
        self._seconds = seconds
        self._turn = threading.Semaphore(at_once)
        self._place = threading.Semaphore(at_once + waiting)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Hold a turn while the block runs. Raises TooMany when there is no room to wait."""
        if not self._place.acquire(blocking=False):
            raise _busy()
        try:
            if not self._turn.acquire(timeout=self._seconds):
                raise _busy()
            try:
                yield
            finally:
                self._turn.release()
        finally:
            self._place.release()


def _busy() -> TooMany:
    words = _("Very many are trying to log in just now. Try again in a few seconds.")
    return TooMany(words, after=5)
