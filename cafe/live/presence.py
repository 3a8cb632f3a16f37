"""How many look at the wall, and how many write at tables; never who.

What is counted are screens: every socket that came by the wall's link, or by a table's (a person
with three tabs is three). The count lies in the memory of the process, is kept nowhere and logged
nowhere, so after a restart it is right as soon as the screens are back. Several workers add their
counts up in Redis, each under a name of its own that fades when the worker no longer says it; a
worker that was killed is counted for that long. Without Redis each worker would know of its own
screens only, as it would of its own events: several workers need Redis (see config.py).
"""

import logging
import secrets
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from cafe.core.reach import OPTIONS, Reach
from cafe.live.announce import Later
from cafe.nouns import Item

log = logging.getLogger("cafe")

EVENT = "presence"
LOOKING, WRITING = "looking", "writing"  # what is counted, each by a Presence of its own
# A hall of 500 that joins at once must not be told 500 times, to each of the 500.
GATHER_SECONDS = 2.0
BEAT_SECONDS = 10.0
FADES_SECONDS = 25

Announce = Callable[[str, Item], None]


class Sum(Protocol):
    """Where several workers add up."""

    def add_up(self, workshop_id: str, mine: int) -> int:
        """Say how many are here, and hear how many there are in all."""


class Presence:
    """Counts the screens of each workshop and announces when their number has changed."""

    def __init__(
        self, announce: Announce, later: Later, shared: Sum | None = None, what: str = LOOKING
    ) -> None:
        """`announce(workshop_id, {what: count})` sends; `later(seconds, work)` is the announcer's.

        `shared` adds up with other workers.
        """
        self._announce, self._later, self._shared = announce, later, shared
        self._what = what
        self._here: dict[str, tuple[str, bool]] = {}
        self._screens: Counter[str] = Counter()
        self._elsewhere: Counter[str] = Counter()
        self._known: dict[str, int] = {}
        self._due: set[str] = set()
        self._lock = threading.Lock()

    def came(self, sid: str, workshop_id: str, *, looks: bool) -> Item:
        """Somebody listens, and is counted when it `looks` (at the wall), or writes, where that is
        what is counted. What this screen is told at once."""
        with self._lock:
            self._here[sid] = (workshop_id, looks)
            self._screens[workshop_id] += looks
            looking = self._screens[workshop_id] + self._elsewhere[workshop_id]
            if looking != self._known.get(workshop_id):
                self._known.pop(workshop_id, None)  # screens now believe different numbers
        if looks or self._shared:
            self._soon(workshop_id, GATHER_SECONDS)
        return {self._what: looking}

    def workshops(self) -> set[str]:
        """Where somebody listens in this process."""
        return {where for where, _looks in list(self._here.values())}

    def left(self, sid: str) -> None:
        """A socket is gone. One that was never let in is nobody's."""
        with self._lock:
            workshop_id, looks = self._here.pop(sid, ("", False))
            self._screens[workshop_id] -= looks
        if looks:
            self._soon(workshop_id, GATHER_SECONDS)

    def _soon(self, workshop_id: str, seconds: float) -> None:
        with self._lock:
            if workshop_id in self._due:
                return
            self._due.add(workshop_id)
        self._later(seconds, partial(self._look, workshop_id))

    def _look(self, workshop_id: str) -> None:
        with self._lock:
            self._due.discard(workshop_id)
            looking = self._screens[workshop_id]
        try:
            if self._shared:
                mine, looking = looking, self._shared.add_up(workshop_id, looking)
                self._elsewhere[workshop_id] = looking - mine
            if looking != self._known.get(workshop_id):
                self._known[workshop_id] = looking
                self._announce(workshop_id, {self._what: looking})
        except Exception:
            # A number that comes later is no harm; the next one must still be told.
            log.exception("how many look could not be told")
        if any(where == workshop_id for where, _looks in list(self._here.values())):
            if self._shared:
                self._soon(workshop_id, BEAT_SECONDS)
        else:
            self._forget(workshop_id)

    def _forget(self, workshop_id: str) -> None:
        with self._lock:
            if not self._screens[workshop_id]:
                self._known.pop(workshop_id, None)
                del self._screens[workshop_id], self._elsewhere[workshop_id]


class InRedis:
    """The sum of all workers' counts; a worker's own fades after FADES_SECONDS."""

    def __init__(self, url: str, what: str = LOOKING) -> None:
        """`url` is the message queue's, `redis://…`."""
        from redis import Redis

        self._redis: Any = Redis.from_url(url, **OPTIONS)
        self._worker, self._reach, self._what = secrets.token_hex(6), Reach(), what

    def add_up(self, workshop_id: str, mine: int) -> int:
        """Write `mine`, read everybody's; `mine` alone while Redis is away.

        The workers' clocks need not agree to the second.
        """
        return self._reach.ask(lambda: self._sum(workshop_id, mine), lambda: mine)

    def _sum(self, workshop_id: str, mine: int) -> int:
        name, now = f"cafe:{self._what}:{workshop_id}", time.time()
        with self._redis.pipeline() as pipe:
            pipe.hset(name, self._worker, f"{mine}:{now + FADES_SECONDS:.0f}")
            pipe.expire(name, FADES_SECONDS)
            pipe.hgetall(name)
            counts = [one.decode().split(":") for one in pipe.execute()[-1].values()]
        return sum(int(count) for count, until in counts if float(until) > now)
