"""The way out: Werkzeug's server, a thread for each connection, with the same numbers around it.

What it cannot do: a request that brings a byte now and then is ended when it pauses for
SILENT_SECONDS and no sooner, and nobody is hung up to make room for another.
"""

import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from cafe.server.connections import NO_ROOM, Connection, Connections

SILENT_SECONDS = 30


def serve(
    app: Any, listener: socket.socket, connections: Connections, place: Callable[[str], str]
) -> None:
    """Serve `app` at the listening socket until stopped. `place(ip)` is whose a connection is."""
    _Server(app, listener, connections, place).serve_forever()


class _Handler(WSGIRequestHandler):
    """Nobody's address is logged, and nobody is waited for long."""

    timeout = SILENT_SECONDS

    def log(self, type: str, message: str, *args: object) -> None:
        """Say nothing: it would name who asked for what."""


class _Server(ThreadedWSGIServer):
    daemon_threads = True

    def __init__(
        self, app: Any, listener: socket.socket, held: Connections, place: Callable[[str], str]
    ) -> None:
        self._held, self._place, self._lock = held, place, threading.Lock()
        self._of: dict[Any, Connection] = {}
        host, port = listener.getsockname()[:2]
        super().__init__(host, port, app, handler=_Handler, fd=listener.fileno())

    def get_request(self) -> Any:
        """The next connection. When there is no file for it, the others go on first."""
        try:
            return super().get_request()
        except OSError as error:
            if error.errno in NO_ROOM:
                time.sleep(0.05)
            raise

    def verify_request(self, request: Any, client_address: Any) -> bool:
        """Whether there is room for this connection."""
        with self._lock:
            connection = self._held.came(self._place(client_address[0]), lambda: None)
            if connection is not None:
                connection.works()
                self._of[request] = connection
        return connection is not None

    def shutdown_request(self, request: Any) -> None:
        """It is over, however it ended."""
        with self._lock:
            if connection := self._of.pop(request, None):
                connection.ends()
        with suppress(OSError):
            super().shutdown_request(request)
