"""Whose turn it is: each time the hub goes round, only a few requests of one address begin.

What is ready goes first come, first served, and a hundred requests of one stranger that are ready
at once kept everybody else waiting for all of them. Here each address has a queue of its own, so
that another address waits for a few of them and no more. Nobody is refused, and nothing is left
idle: a hall alone goes as fast as it did.
"""

from collections import Counter, deque

from eventlet import hubs
from eventlet.event import Event

EACH = 8  # some ten milliseconds' work


class RoundRobin:
    """Lets requests begin, a few of each address in turn. Only for green threads of one hub."""

    def __init__(self, each: int = EACH) -> None:
        """At most `each` of one address in a round."""
        self._each, self._next = each, False
        self._begun: Counter[str] = Counter()
        self._queues: dict[str, deque[Event]] = {}

    def begin(self, place: str) -> None:
        """Return when it is the turn of this request from `place`."""
        if not self._next:
            self._again()
        if self._begun[place] < self._each and place not in self._queues:
            self._begun[place] += 1
            return
        turn = Event()
        self._queues.setdefault(place, deque()).append(turn)
        turn.wait()

    def _again(self) -> None:
        self._next = True
        hubs.get_hub().schedule_call_global(0, self._round)

    def _round(self) -> None:
        """The hub has looked at everybody once: the next few of each queue."""
        self._next = False
        self._begun.clear()
        for place, queue in list(self._queues.items()):
            self._begun[place] = min(self._each, len(queue))
            for _turn in range(self._begun[place]):
                queue.popleft().send()
            if not queue:
                del self._queues[place]
        if self._begun:
            self._again()
