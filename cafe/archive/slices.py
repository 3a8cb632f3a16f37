"""Long writing in short transactions, so that hosts never wait for it."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from itertools import islice
from typing import Protocol, Self, TypeVar

from sqlalchemy.orm import Session

from cafe.jobs.worker import Progress
from cafe.model import Database

T = TypeVar("T")
R = TypeVar("R")
# So many rows are written in some milliseconds, also by a process that yields to all others.
MOST_ROWS = 50
HELD_SECONDS = 0.03
# Longer than a server that waits sleeps between two tries (model/base.py), and than it waited.
REST_SECONDS = 0.06
REST_PARTS = 2


def slices(items: Iterable[T], most: int = MOST_ROWS) -> Iterator[list[T]]:
    """`items` in order, so many at a time."""
    rest = iter(items)
    while some := list(islice(rest, most)):
        yield some


class Write(Protocol):
    """How a piece of work is written."""

    def __call__(self, work: Callable[[Session], R]) -> R:
        """Do `work` in a transaction, and give what it gives."""


class Count:
    """How many notes are in, told once in a while."""

    def __init__(self, progress: Progress, of: int) -> None:
        """Count up to `of`."""
        self._progress, self._done, self._of = progress, 0, of
        progress("brought", 0, of)

    def more(self, count: int) -> None:
        """So many more."""
        self._done += count
        self._progress("brought", self._done, self._of)


class Slowly:
    """Pieces of work in transactions that are short, whatever the work; others write in between."""

    def __init__(self, db: Database) -> None:
        """Write into `db`, while it is entered."""
        self._db = db
        self._open = ExitStack()
        self._tx: Session | None = None
        self._since = 0.0

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *failed: object) -> None:
        """Keep the last piece, or throw it away when something went wrong."""
        self._open.__exit__(*failed)  # type: ignore[arg-type]

    def __call__(self, work: Callable[[Session], R]) -> R:
        """Do `work`: it must be short."""
        if self._tx is None:
            self._tx, self._since = self._open.enter_context(self._db.writing()), time.monotonic()
        done = work(self._tx)
        self._tx.flush()
        if time.monotonic() - self._since > HELD_SECONDS:
            self.rest()
        return done

    def rest(self) -> None:
        """Keep what is done, and let whoever waits write."""
        if self._tx is None:
            return
        self._open.close()
        self._tx = None
        time.sleep(max(REST_SECONDS, REST_PARTS * (time.monotonic() - self._since)))


class AtOnce:
    """Does every piece of work in one transaction, somebody else's."""

    def __init__(self, tx: Session) -> None:
        """Write in `tx`."""
        self._tx = tx

    def __call__(self, work: Callable[[Session], R]) -> R:
        """Do `work`."""
        done = work(self._tx)
        self._tx.flush()
        return done
