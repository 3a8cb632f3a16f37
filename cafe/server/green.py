"""eventlet's server, which a stranger cannot hold up: the only file that knows its inside.

eventlet.wsgi has one time-out for each reading from a socket, none for a request; takes what comes
until there are no files left, and then ends; reads to its end whatever the application left of a
body; runs a request whose headers were cut off; and reads its end off headers that a proxy in front
reads otherwise, so that the rest of one request is another's. Where each is mended stands below.
"""

import errno
import io
import logging
import re
import socket
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import eventlet
from eventlet import wsgi

from cafe.server.connections import (
    BODY_SECONDS,
    HEAD_SECONDS,
    IDLE_SECONDS,
    NO_ROOM,
    SLOWEST,
    Connection,
    Connections,
)
from cafe.server.round_robin import RoundRobin

log = logging.getLogger("cafe.server")

SEND_SECONDS = 30  # a screen that takes nothing for so long is gone
LEFT_OVER = 64 * 1024  # so much of a body that nobody wanted is read, to keep the connection
LINGER_SECONDS, AT_ONCE = 2.0, 256 * 1024
PAUSE = 0.01  # seconds
# A header's line (RFC 9112, 5): others stop Python's reader, or are two lines to it, or no header.
_HEADER = re.compile(rb"[!#-'*+.^_`|~0-9A-Za-z-]+:[^\0\r\n]*\r?\n")
NOT_CLEAR = b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
# New connections do not keep those that are open waiting, nor does it wait for each of them.
MOST_IN_A_ROW = 32


def serve(
    app: Any, listener: socket.socket, connections: Connections, place: Callable[[str], str]
) -> None:
    """Serve `app` at the listening socket until stopped. `place(ip)` is whose a connection is."""
    eventlet.spawn(_sweep, connections)
    wsgi.server(
        _Listener(listener, connections, place),
        app,
        protocol=_Protocol,
        max_size=connections.limits.most + 1,  # it is _Listener that says no
        keepalive=IDLE_SECONDS,
        socket_timeout=SEND_SECONDS,
        log_output=False,
        debug=False,
    )


def _sweep(connections: Connections) -> None:
    while True:
        eventlet.sleep(1)
        connections.sweep()


class _Listener:
    """The listening socket; what it accepts is a connection with room for it."""

    def __init__(self, listener: Any, held: Connections, place: Callable[[str], str]) -> None:
        self._listener, self._held, self._place = listener, held, place
        self._logged_at, self._in_a_row = 0.0, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._listener, name)

    def accept(self) -> tuple[Any, Any]:
        """The next connection. Raises OSError when the listening socket itself is done for."""
        while True:
            self._in_a_row += 1
            if self._in_a_row % MOST_IN_A_ROW == 0:
                eventlet.sleep(0)
            try:
                accepted, address = self._listener.accept()
            except OSError as error:
                self._survive(error)
                continue
            hang_up = _hang_up(accepted)
            connection = self._held.came(self._place(address[0]), hang_up)
            if connection is not None:
                accepted.connection = connection
                return accepted, address
            hang_up()
            accepted.close()

    def _survive(self, error: OSError) -> None:
        if error.errno in NO_ROOM:
            if time.monotonic() - self._logged_at > 60:
                self._logged_at = time.monotonic()
                log.error("no file is left for another connection: %s", error.strerror)
            self._held.let_one_go()
            eventlet.sleep(5 * PAUSE)
        elif error.errno not in (errno.ECONNABORTED, errno.EPROTO, errno.EINTR, errno.ETIMEDOUT):
            raise error


def _hang_up(accepted: Any) -> Callable[[], None]:
    def hang_up() -> None:
        with suppress(OSError):
            accepted.shutdown(socket.SHUT_RDWR)

    return hang_up


class _Body(wsgi.Input):  # type: ignore[misc]
    """A request's body: its connection waits until it is here."""

    handler: "_Protocol"
    here = False

    def fetch(self) -> bool:
        """Wait for a small body, so that nothing is begun for it before. False: it never came."""
        if self.chunked_input or not 0 < (self.content_length or 0) <= LEFT_OVER:
            return True
        data = self.read()
        self.rfile, self.position, self.here = io.BytesIO(data), 0, True
        return bool(len(data) == self.content_length)

    def left(self) -> bool:
        """Whether the other side may still have something to send."""
        if self.here:
            return False
        if self.chunked_input:
            return bool(self.chunk_length)
        return bool(self.position < (self.content_length or 0))

    def costs_more(self) -> bool:
        """Whether what is left of it costs more than another connection."""
        return bool(self.chunked_input or (self.content_length or 0) - self.position > LEFT_OVER)

    def discard(self, buffer_size: int = LEFT_OVER) -> None:
        """Read what nobody wanted, when that costs less than another connection."""
        if self.costs_more():
            self.handler.close_connection = True
        else:
            super().discard(buffer_size)

    def _do_read(self, reader: Any, length: int | None = None) -> bytes:
        data: bytes = super()._do_read(reader, length)
        if not self.left():
            self.handler.held.works()
        elif len(data) >= LEFT_OVER // 4:
            eventlet.sleep(0)
        return data


class _Protocol(wsgi.HttpProtocol):  # type: ignore[misc]
    """One connection's requests."""

    held: Connection
    turns = RoundRobin()  # there is one server in a process

    def __init__(self, state: Any, server: Any) -> None:
        self.held = state[1].connection
        try:
            super().__init__(state, server)
        finally:
            self.held.ends()

    def _read_request_line(self) -> Any:
        line = super()._read_request_line()
        self.held.waits(HEAD_SECONDS)
        return line

    def parse_request(self) -> bool:
        """Read the headers. False when they were cut off, which nobody asked for; or when it is not
        clear from them where the request ends.
        """
        lines = _Lines(self.rfile)
        self.rfile: Any = lines
        whole = super().parse_request() and lines.ended and not self.held.over
        if whole and (lines.odd or not _ends_clearly(self.headers)):
            self.wfile.write(NOT_CLEAR)
            whole = False
        if not whole:
            self.close_connection = True
        return bool(whole)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: it would name who asked for what."""

    def get_environ(self) -> Any:
        environ = super().get_environ()
        old = environ["eventlet.input"]
        body = _Body(
            old.rfile,
            old.content_length,
            old.get_socket(),
            wfile=old.wfile,
            wfile_line=old.wfile_line,
            chunked_input=old.chunked_input,
        )
        body.handler = self
        environ["wsgi.input"] = environ["eventlet.input"] = body
        return environ

    def handle_one_response(self) -> None:
        body = self.environ["eventlet.input"]
        if body.left():
            self.held.waits(BODY_SECONDS + (body.content_length or 0) / SLOWEST)
        if not body.fetch():
            self.close_connection = True
            return
        if not body.left():
            self.held.works()
        self.turns.begin(self.held.place)
        self.application: Any = self._telling(self.application, body)
        super().handle_one_response()
        if not self.close_connection:
            self.held.waits(IDLE_SECONDS)

    def _telling(self, app: Any, body: _Body) -> Any:
        """`app`, whose answers say so when the connection ends with them: a proxy that does not
        know sends the next request where nobody listens.
        """

        def asked(environ: Any, start_response: Any) -> Any:
            def begins(*answer: Any) -> Any:
                self.close_connection = bool(self.close_connection or body.costs_more())
                return start_response(*answer)

            return app(environ, begins)

        return asked

    def finish(self) -> None:
        if hasattr(self, "environ") and self.environ["eventlet.input"].left():
            self._linger()
        super().finish()

    def _linger(self) -> None:
        """Take some more of what is still coming: else our answer is lost with the connection."""
        self.held.waits(2 * LINGER_SECONDS)
        until = time.monotonic() + LINGER_SECONDS
        with suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_WR)
            self.connection.settimeout(LINGER_SECONDS)
            while time.monotonic() < until and self.connection.recv(AT_ONCE):
                eventlet.sleep(PAUSE)


def _ends_clearly(headers: Any) -> bool:
    """Whether everybody finds the same end of a request with these headers (RFC 9112, 6)."""
    lengths = headers.get_all("content-length", [])
    codings = headers.get_all("transfer-encoding", [])
    counted = all(length.isascii() and length.isdigit() for length in lengths)
    chunked = all(coding.lower() == "chunked" for coding in codings)
    return counted and chunked and len(lengths) + len(codings) <= 1


class _Lines:
    """Header lines as they are read; `ended` once the empty one has come, `odd` when one of them is
    no header."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.ended = self.odd = False

    def readline(self, size: int = -1) -> bytes:
        line: bytes = self._file.readline(size)
        self.ended = line in (b"\r\n", b"\n")
        self.odd |= not (self.ended or _HEADER.fullmatch(line))
        return line
