"""A hundred requests of one address do not keep another one waiting for all of them."""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from typing import Any

import pytest

from cafe.server import green
from cafe.server.connections import Connections, Limits
from cafe.server.round_robin import EACH

MANY = 60
Ask = Callable[[str, str], socket.socket]


class Kept:
    """An application that stands still in its first request, and notes in which order all come."""

    def __init__(self) -> None:
        self.order: list[str] = []
        self.began, self.goes_on = threading.Event(), threading.Event()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        self.order.append(environ["PATH_INFO"])
        self.began.set()
        assert self.goes_on.wait(30)
        start("200 OK", [("Content-Length", "2")])
        return [b"ok"]


@pytest.fixture
def kept() -> Iterator[tuple[Kept, Ask]]:
    """The application behind our server, in a thread with a hub of its own, and a way to ask."""
    from eventlet.greenio import GreenSocket

    app, stack = Kept(), ExitStack()
    listener = stack.enter_context(closing(socket.create_server(("127.0.0.1", 0), backlog=500)))
    port = listener.getsockname()[1]
    held = Connections(Limits(most=900, of_one=500, waiting=400))

    def serve() -> None:
        try:
            green.serve(app, GreenSocket(listener), held, str)
        except OSError:
            return  # the socket was shut: the test is over

    thread = threading.Thread(target=serve)
    thread.start()

    def ask(address: str, path: str) -> socket.socket:
        line = stack.enter_context(
            closing(socket.create_connection(("127.0.0.1", port), 30, (address, 0)))
        )
        line.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        return line

    yield app, ask
    app.goes_on.set()
    listener.shutdown(socket.SHUT_RDWR)
    thread.join(30)
    stack.close()
    assert not thread.is_alive()


def test_one_address_waits_for_a_few_requests_of_another(kept: tuple[Kept, Ask]) -> None:
    app, ask = kept
    lines = [ask("127.0.0.3", "/first")]
    assert app.began.wait(30)
    lines += [ask("127.0.0.2", f"/stranger/{number}") for number in range(MANY)]
    lines.append(ask("127.0.0.1", "/host"))
    app.goes_on.set()
    assert all(b"200 OK" in line.recv(4096) for line in lines), "nobody is refused"
    assert app.order.index("/host") <= 2 * EACH + 1
    strangers = [path for path in app.order if path.startswith("/stranger")]
    assert strangers == [f"/stranger/{number}" for number in range(MANY)], "in the order they came"
