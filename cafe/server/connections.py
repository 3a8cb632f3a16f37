"""How many connections are held at once, of each address and in all, and how long they may wait.

A connection waits (for its first request, the next one, or the rest of one) or it works (its
request is being answered, or it is a websocket). One that waits too long is hung up; when there are
too many, the one that has waited longest goes first. So a hall of three hundred phones is never
refused for the connections its browsers hold in reserve, nor for those a stranger keeps half open.
"""

import errno
import time
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field

# What accepting a connection fails with when there is no file, or no memory, for another.
NO_ROOM = {errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM}
# A browser opens up to six connections, and keeps one for live events.
MOST_OF_ONE = 3_000
# What a request may take: to begin, to say its headers, and to bring its body at that speed.
FIRST_SECONDS, IDLE_SECONDS, HEAD_SECONDS, BODY_SECONDS = 30.0, 60.0, 10.0, 20.0
SLOWEST = 16 * 1024  # bytes a second


@dataclass(frozen=True)
class Limits:
    """`most` connections in all, `of_one` of one address, of which `waiting` may wait."""

    most: int
    of_one: int
    waiting: int


def limits_for(files: int, *, most: int, one_place: bool = False) -> Limits:
    """What `files` open files allow. `one_place`: a proxy stands in front, all come from there."""
    in_all = max(8, min(most, files - max(64, files // 8)))
    of_one = in_all if one_place else min(MOST_OF_ONE, in_all * 3 // 4)
    return Limits(in_all, of_one, of_one // 2)


@dataclass(eq=False)
class Connection:
    """One, from `place`; `hang_up` ends it."""

    place: str
    hang_up: Callable[[], None]
    held: "Connections"
    until: float = field(default=0.0)
    over: bool = field(default=False)

    def waits(self, seconds: float) -> None:
        """The other side has the word, for at most so long."""
        if not self.over:
            self.until = time.monotonic() + seconds
            self.held.waiting[self.place][self] = None
            self.held.waiting[self.place].move_to_end(self)

    def works(self) -> None:
        """We have the word, for as long as it takes."""
        self.held.forget(self)

    def ends(self) -> None:
        """It is closed."""
        self.held.ended(self)


class Connections:
    """All that are held."""

    def __init__(self, limits: Limits) -> None:
        """At most as many as `limits` says."""
        self.limits = limits
        self.waiting: defaultdict[str, OrderedDict[Connection, None]] = defaultdict(OrderedDict)
        self.count: Counter[str] = Counter()

    def came(self, place: str, hang_up: Callable[[], None]) -> Connection | None:
        """A new connection from `place`, or None when there is no room for it."""
        if self.count[place] >= self.limits.of_one and not self._let_go(place):
            return None
        if self.count.total() >= self.limits.most and not self.let_one_go():
            return None
        if len(self.waiting[place]) >= self.limits.waiting:
            self._let_go(place)
        self.count[place] += 1
        connection = Connection(place, hang_up, self)
        connection.waits(FIRST_SECONDS)
        return connection

    def let_one_go(self) -> bool:
        """Hang up who has waited longest at the address that holds most. False: nobody waits."""
        waiting = [place for place, those in self.waiting.items() if those]
        return bool(waiting) and self._let_go(max(waiting, key=lambda place: self.count[place]))

    def sweep(self) -> None:
        """Hang up whoever has waited too long."""
        now = time.monotonic()
        for those in list(self.waiting.values()):
            for connection in [one for one in those if one.until < now]:
                self._hang_up(connection)

    def forget(self, connection: Connection) -> None:
        """It does not wait."""
        self.waiting[connection.place].pop(connection, None)
        if not self.waiting[connection.place]:
            del self.waiting[connection.place]

    def ended(self, connection: Connection) -> None:
        """It is closed, by whomever."""
        self.forget(connection)
        if not connection.over:
            connection.over = True
            self.count[connection.place] -= 1
            if not self.count[connection.place]:
                del self.count[connection.place]

    def _let_go(self, place: str) -> bool:
        if not (those := self.waiting.get(place)):
            return False
        self._hang_up(next(iter(those)))
        return True

    def _hang_up(self, connection: Connection) -> None:
        self.ended(connection)
        connection.hang_up()
