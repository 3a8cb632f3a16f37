"""A wall without a browser: a real websocket that says what it heard."""

import contextlib
import json
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from typing import Any

from simple_websocket import Client, ConnectionClosed

PATH = "/socket.io/?EIO=4&transport=websocket"


class Listener:
    """One socket at one door. It answers the server's pings whether or not anybody asks it."""

    def __init__(self, url: str, door: str, key: str) -> None:
        """Connect and wait to be let in. Raises ConnectionRefusedError with the server's word."""
        self.socket = Client(url.replace("http", "ws", 1) + PATH)
        self._heard: SimpleQueue[str | None] = SimpleQueue()
        self._early: deque[str] = deque()  # what is said before the door is quite open
        threading.Thread(target=self._listen, daemon=True).start()
        # The greeting is not waited for: the library sees what came together with the handshake
        # only when more comes.
        self.socket.send("40" + json.dumps({"door": door, "key": key}))
        while True:
            message = self._next(10)
            if message.startswith("44"):
                self.socket.close()
                raise ConnectionRefusedError(message[2:])
            if message.startswith("40"):
                return
            self._early.append(message)

    def _listen(self) -> None:
        with contextlib.suppress(ConnectionClosed):
            while True:
                message = self.socket.receive()
                if message == "2":
                    self.socket.send("3")
                else:
                    self._heard.put(message)
        self._heard.put(None)

    def _next(self, seconds: float) -> str:
        try:
            message = self._heard.get(timeout=seconds)
        except Empty:
            raise AssertionError(f"nothing heard in {seconds} s") from None
        assert message is not None, "the line was closed"
        return message

    def news(self, seconds: float = 10) -> dict[str, Any]:
        """The next news."""
        return self.event("news", seconds)

    def event(self, name: str, seconds: float = 10) -> dict[str, Any]:
        """The next event of this name; others are passed over."""
        while True:
            message = self._early.popleft() if self._early else self._next(seconds)
            if message.startswith(f'42["{name}"'):
                body: dict[str, Any] = json.loads(message[2:])[1]
                return body

    def counted(self, what: str, wanted: int) -> None:
        """Wait until so many are told to look, or to write: each is told in an event of its own."""
        while self.event("presence", 30).get(what) != wanted:
            pass


@contextmanager
def listening(url: str, door: str, key: str) -> Iterator[Listener]:
    """A listener as long as the block runs."""
    one = Listener(url, door, key)
    yield one
    with contextlib.suppress(ConnectionClosed):
        one.socket.close()
