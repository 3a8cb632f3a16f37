"""Who is there: how many look at the wall, at which tables a page is open, how many fell silent.

What is counted are screens: every socket that came by the wall's link, or by a table's (a person
with three tabs is three). Nobody is named: a table is its number in the database. It lies in the
memory of the process, is kept nowhere and logged nowhere, so after a restart it is right as soon as
the screens are back. Several workers write down what each has seen in Redis, under a name of its
own; of one that says nothing more its screens are forgotten after a while. Without Redis each would
know of its own screens only, as it would of its own events: several workers need Redis (config.py).
"""

import json
import logging
import secrets
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Protocol

from cafe.core.limits import LOST_SECONDS
from cafe.core.reach import OPTIONS, Reach
from cafe.live.announce import Later
from cafe.nouns import Item

log = logging.getLogger("cafe")

EVENT = "presence"
# Who is told what: all how many look and write, the big screen how many fell silent, and the
# organiser at which tables a page is open and which have none any more.
TOLD = {"looking": "vptw", "writing": "vptw", "silent": "p", "tables": "w"}
# A hall of 500 that joins at once must not be told 500 times, to each of the 500.
GATHER_SECONDS = 2.0
BEAT_SECONDS = 10.0
FADES_SECONDS = 25.0
KEPT_SECONDS = 6 * 3600
LATELY_SECONDS = 120.0  # so long it is told that screens fell silent
WALL = 0  # the place of who looks at the wall; a table's is its id

Announce = Callable[[str, Item], None]


@dataclass
class Seen:
    """What one worker has seen of a café until `at`.

    `here`: how many screens at each place; `left`: when the last of a place's went; `silent`: by
    the moment, how many went without a goodbye (their answers stopped), and how many came.
    """

    at: float = 0.0
    here: Counter[int] = field(default_factory=Counter)
    left: dict[int, float] = field(default_factory=dict)
    silent: dict[int, tuple[int, int]] = field(default_factory=dict)


class Board(Protocol):
    """Where several workers write down what they have seen."""

    def tell(self, workshop_id: str, mine: Seen) -> list[Seen]:
        """Write `mine` down; what the others have."""


@dataclass
class _Cafe:
    mine: Seen = field(default_factory=Seen)
    others: list[Seen] = field(default_factory=list)
    known: Item = field(default_factory=dict)  # what every screen has been told
    screens: int = 0  # also those that are counted nowhere


class Presence:
    """Counts the screens of each café, and announces when something has changed."""

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        """`now` is seconds since 1970: workers compare it."""
        self._now, self._began = now, now()
        self._of: dict[str, tuple[str, int | None]] = {}  # a socket: its café and place
        self._cafes: dict[str, _Cafe] = defaultdict(_Cafe)
        self._due: set[str] = set()
        self._lock = threading.Lock()
        self._announce: Announce = lambda _cafe, _said: None
        self._later: Later | None = None
        self._board: Board | None = None

    def share(self, announce: Announce, later: Later, board: Board | None = None) -> None:
        """`announce(workshop_id, said)` tells, `later` is the announcer's; `board` is the other
        workers', None: there are none.
        """
        self._announce, self._later, self._board = announce, later, board

    def came(self, sid: str, workshop_id: str, place: int | None) -> Item:
        """A screen listens, at WALL, at a table, or nowhere that is counted. What it is told."""
        with self._lock:
            self._of[sid] = workshop_id, place
            cafe = self._cafes[workshop_id]
            cafe.screens += 1
            if place is not None:
                cafe.mine.here[place] += 1
                _note(cafe.mine, self._now(), came=1)
            said = self._said(cafe)
            if said != cafe.known:
                cafe.known = {}  # screens now believe different things
        if place is not None or self._board:
            self._soon(workshop_id, GATHER_SECONDS)
        return said

    def left(self, sid: str, *, silently: bool = False) -> None:
        """A socket is gone; `silently`: its answers had stopped, nobody closed it. One that was
        never let in is nobody's.
        """
        with self._lock:
            workshop_id, place = self._of.pop(sid, ("", None))
            if not workshop_id:
                return
            cafe = self._cafes[workshop_id]
            cafe.screens -= 1
            if place is not None:
                cafe.mine.here[place] -= 1
                if not cafe.mine.here[place]:
                    del cafe.mine.here[place]
                    cafe.mine.left[place] = self._now()
                if silently:
                    _note(cafe.mine, self._now(), silent=1)
        if place is not None:
            self._soon(workshop_id, GATHER_SECONDS)

    def workshops(self) -> set[str]:
        """Where somebody listens in this process."""
        with self._lock:
            return {workshop_id for workshop_id, _place in self._of.values()}

    def away(self, workshop_id: str) -> Callable[[int], float]:
        """Tells of a table for how many seconds it has been without a page; 0 while it has one.

        One that was never heard of is away for as long as the process has run.
        """
        self._ask(workshop_id)
        with self._lock:
            cafe = self._cafes.get(workshop_id, _Cafe())
            here, left = self._places(cafe)
        now = self._now()
        return lambda table: 0.0 if here[table] else now - left.get(table, self._began)

    def _ask(self, workshop_id: str) -> None:
        """What the other workers know by now."""
        if not self._board:
            return
        with self._lock:
            mine = self._cafes[workshop_id].mine
            copy = Seen(self._now(), Counter(mine.here), dict(mine.left), dict(mine.silent))
        others = self._board.tell(workshop_id, copy)
        with self._lock:
            self._cafes[workshop_id].others = others

    def _places(self, cafe: _Cafe) -> tuple[Counter[int], dict[int, float]]:
        """How many screens each place has with all workers, and when the last of them went."""
        now = self._now()
        here, left = Counter(cafe.mine.here), dict(cafe.mine.left)
        for other in cafe.others:
            fresh = now - other.at <= FADES_SECONDS
            if fresh:
                here.update(other.here)
            gone = other.left if fresh else other.left | dict.fromkeys(other.here, other.at)
            for place, at in gone.items():
                left[place] = max(at, left.get(place, 0.0))
        return here, left

    def _said(self, cafe: _Cafe) -> Item:
        now, (here, left) = self._now(), self._places(cafe)
        tables = sorted(place for place, count in here.items() if count and place != WALL)
        gone = {place for place, at in left.items() if now - at >= LOST_SECONDS}
        return {
            "looking": here[WALL],
            "writing": here.total() - here[WALL],
            "silent": fell_silent([cafe.mine, *cafe.others], now),
            "tables": {"here": tables, "gone": sorted(gone - {WALL, *tables})},
        }

    def _soon(self, workshop_id: str, seconds: float) -> None:
        with self._lock:
            if workshop_id in self._due or not self._later:
                return
            self._due.add(workshop_id)
        self._later(seconds, partial(self._look, workshop_id))

    def _look(self, workshop_id: str) -> None:
        with self._lock:
            self._due.discard(workshop_id)
        try:
            self._ask(workshop_id)
            with self._lock:
                cafe = self._cafes[workshop_id]
                said, known = self._said(cafe), cafe.known
                cafe.known = said
            if fresh := {key: value for key, value in said.items() if known.get(key) != value}:
                self._announce(workshop_id, fresh)
        except Exception:
            # What comes later is no harm; the next must still be told.
            log.exception("who is there could not be told")
        self._again(workshop_id)

    def _again(self, workshop_id: str) -> None:
        """Look once more where something goes on: other workers, a table that may be lost soon."""
        with self._lock:
            cafe, now = self._cafes[workshop_id], self._now()
            ages = [now - at for at in cafe.mine.left.values()]
            soon = [LOST_SECONDS - age for age in ages if age < LOST_SECONDS]
            if self._board or cafe.known.get("silent"):
                soon.append(BEAT_SECONDS)
            if not cafe.screens and all(age > KEPT_SECONDS for age in ages):
                del self._cafes[workshop_id]
        if cafe.screens and soon:
            self._soon(workshop_id, min(soon))


def _note(seen: Seen, now: float, *, silent: int = 0, came: int = 0) -> None:
    moment = int(now / GATHER_SECONDS)
    for old in [one for one in seen.silent if (moment - one) * GATHER_SECONDS > LATELY_SECONDS]:
        del seen.silent[old]
    before = seen.silent.get(moment, (0, 0))
    seen.silent[moment] = before[0] + silent, before[1] + came


def fell_silent(seen: Iterable[Seen], now: float) -> int:
    """So many screens at least have stopped answering lately, and not come back.

    Whoever comes may be one of them, so each who comes is taken for one: it is never too many.
    """
    moments: dict[int, tuple[int, int]] = {}
    for one in seen:
        for moment, (silent, came) in one.silent.items():
            before = moments.get(moment, (0, 0))
            moments[moment] = before[0] + silent, before[1] + came
    away = 0
    for moment in sorted(moments):
        if now - moment * GATHER_SECONDS <= LATELY_SECONDS:
            silent, came = moments[moment]
            away = max(0, away + silent - came)
    return away


def for_audience(kind: str, said: Mapping[str, Any]) -> Item:
    """What of it this kind of audience is told."""
    return {key: value for key, value in said.items() if kind in TOLD[key]}


class InRedis:
    """What each worker has seen, as JSON under the worker's own name."""

    def __init__(self, url: str) -> None:
        """`url` is the message queue's, `redis://…`."""
        from redis import Redis

        self._redis: Any = Redis.from_url(url, **OPTIONS)
        self._worker, self._reach = secrets.token_hex(6), Reach()

    def tell(self, workshop_id: str, mine: Seen) -> list[Seen]:
        """Write `mine`, read the others'; nobody's while Redis is away.

        The workers' clocks need not agree to the second.
        """
        return self._reach.ask(lambda: self._told(workshop_id, mine), list)

    def _told(self, workshop_id: str, mine: Seen) -> list[Seen]:
        name = f"cafe:presence:{workshop_id}"
        row = [mine.at, [*mine.here.items()], [*mine.left.items()], [*mine.silent.items()]]
        with self._redis.pipeline() as pipe:
            pipe.hset(name, self._worker, json.dumps(row))
            pipe.expire(name, KEPT_SECONDS)
            pipe.hgetall(name)
            found = pipe.execute()[-1]
        others = {
            key: json.loads(said) for key, said in found.items() if key.decode() != self._worker
        }
        for old in [key for key, row in others.items() if mine.at - row[0] > KEPT_SECONDS]:
            self._redis.hdel(name, old)
            del others[old]
        return [
            Seen(at, Counter(dict(here)), dict(left), {moment: (s, c) for moment, (s, c) in silent})
            for at, here, left, silent in others.values()
        ]
