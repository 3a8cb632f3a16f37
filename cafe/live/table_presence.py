"""At which tables a page is open just now, and since when at none: for the organiser's day.

It lies in memory, is kept nowhere, and names nobody: a table is its number in the database. After
a restart a table is away for as long as the process has run, and back as soon as its page is.
Several workers tell each other by Redis when each last had a page of the table's; without Redis
each would know of its own alone (see presence.py).
"""

import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from cafe.core.reach import OPTIONS, Reach
from cafe.live.announce import Later

BEAT_SECONDS = 10.0
# A worker that has said nothing of a table for so long has no page of it.
FADES_SECONDS = 25.0
KEPT_SECONDS = 6 * 3600


class Board(Protocol):
    """Where several workers write down when they last had a page of each table."""

    def tell(self, workshop_id: str, seen: Mapping[int, float]) -> Mapping[int, float]:
        """Write down when each of these was `seen`; what all have written down."""


class TablesHere:
    """Who is there, table by table."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        """`now` is seconds since 1970: workers compare it."""
        self._now, self._began = now, now()
        self._of: dict[str, tuple[str, int]] = {}  # a socket: its café and table
        self._open: dict[str, Counter[int]] = defaultdict(Counter)
        self._left: dict[str, dict[int, float]] = defaultdict(dict)
        self._lock = threading.Lock()
        self._later: Later | None = None
        self._board: Board | None = None
        self._beating = False

    def share(self, later: Later, board: Board | None) -> None:
        """With other workers by `board`, told now and then by `later`; None: there are none."""
        self._later, self._board = later, board

    def came(self, sid: str, workshop_id: str, table_id: int) -> None:
        """A page of the table's is open."""
        with self._lock:
            self._of[sid] = (workshop_id, table_id)
            self._open[workshop_id][table_id] += 1
        self._beat_soon()

    def left(self, sid: str) -> None:
        """It is gone, or has lost the network. A socket that is no table's is nobody's."""
        with self._lock:
            workshop_id, table_id = self._of.pop(sid, ("", 0))
            if not workshop_id:
                return
            here = self._open[workshop_id]
            here[table_id] -= 1
            if here[table_id] <= 0:
                del here[table_id]
                self._left[workshop_id][table_id] = self._now()

    def away(self, workshop_id: str) -> Callable[[int], float]:
        """Tells of a table for how many seconds it has been without a page; 0 while it has one.

        One that was never heard of is away for as long as the process has run.
        """
        now = self._now()
        seen = self._seen(workshop_id, now)
        if self._board:
            for table, at in self._board.tell(workshop_id, seen).items():
                seen[table] = max(seen.get(table, 0.0), at)
        faded = FADES_SECONDS if self._board else 0.0
        return lambda table: _passed(seen.get(table, self._began), now, faded)

    def _seen(self, workshop_id: str, now: float) -> dict[int, float]:
        with self._lock:
            left = dict(self._left.get(workshop_id, {}))
            return left | dict.fromkeys(self._open.get(workshop_id, ()), now)

    def _beat_soon(self) -> None:
        if self._board and self._later and not self._beating:
            self._beating = True
            self._later(BEAT_SECONDS, self._beat)

    def _beat(self) -> None:
        self._beating = False
        with self._lock:
            cafes = [one for one, here in self._open.items() if here]
        for one in cafes:
            self.away(one)
        if cafes:
            self._beat_soon()


def _passed(at: float, now: float, faded: float) -> float:
    passed = now - at
    return passed if passed > faded else 0.0


class InRedis:
    """A field for each table with the moment it was last there."""

    def __init__(self, url: str) -> None:
        """`url` is the message queue's, `redis://…`."""
        from redis import Redis

        self._redis: Any = Redis.from_url(url, **OPTIONS)
        self._reach = Reach()

    def tell(self, workshop_id: str, seen: Mapping[int, float]) -> Mapping[int, float]:
        """Write `seen`, read everybody's; `seen` alone while Redis is away.

        An older moment of ours may stand over another worker's for one beat.
        """
        return self._reach.ask(lambda: self._told(workshop_id, seen), lambda: seen)

    def _told(self, workshop_id: str, seen: Mapping[int, float]) -> dict[int, float]:
        name, now = f"cafe:tables:{workshop_id}", time.time()
        fresh = {table: at for table, at in seen.items() if now - at < BEAT_SECONDS}
        with self._redis.pipeline() as pipe:
            if fresh:
                pipe.hset(name, mapping=fresh)
            pipe.expire(name, KEPT_SECONDS)
            pipe.hgetall(name)
            found = pipe.execute()[-1]
        return {int(table): float(at) for table, at in found.items()}
