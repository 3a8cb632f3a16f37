"""What several workers tell each other through Redis, and how they go on while it is away.

The library tries twice at each message and waits up to a minute before it listens again; neither
may hold up the events of this process, whose own screens are told first in any case.
"""

import time
from collections.abc import Callable, Iterator
from typing import Any

from socketio import RedisManager

from cafe.core.reach import OPTIONS, Reach, is_away

LISTEN_AGAIN_SECONDS = 1.0
# Between two messages nothing is said for hours: only a connection that is gone is noticed.
LISTENING = {"socket_connect_timeout": 2, "socket_keepalive": True, "health_check_interval": 15}


class Queue(RedisManager):  # type: ignore[misc]
    """The message queue of Socket.IO, at this address."""

    def __init__(self, url: str, logger: Any) -> None:
        """Nothing is asked yet. `back` is called when Redis is there again."""
        from redis import Redis

        super().__init__(url, logger=logger, redis_options=LISTENING)
        self._out: Any = Redis.from_url(url, **OPTIONS)
        self._reach = Reach()
        self.back: Callable[[], None] = lambda: None
        self.missed = False  # something was not told to the other workers

    def _publish(self, data: Any) -> None:
        """Tell the other workers; what they miss they fetch when Redis is back."""
        message = self.json.dumps(data)

        def send() -> bool:
            self._out.publish(self.channel, message)
            return True

        if not self._reach.ask(send, lambda: False):
            self.missed = True
        elif self.missed:
            self._found()

    def _found(self) -> None:
        self._reach.found()
        self.missed = False
        self.back()

    def _redis_listen_with_retries(self) -> Iterator[Any]:
        away = False
        while True:
            try:
                self._redis_connect()
                self.pubsub.subscribe(self.channel)
                if away:
                    away = False
                    self._found()
                yield from self.pubsub.listen()
            except Exception as error:
                if not is_away(error):
                    raise
                away = True
                self._reach.lost(error)
                time.sleep(LISTEN_AGAIN_SECONDS)
