"""Checks of `live/direct.py` on green threads; says which it has done. Run by test_direct.py, in a
process of its own: importing the library's eventlet driver changes `threading` for all else there.
"""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import engineio
import eventlet
from engineio import packet
from engineio.socket import Socket
from eventlet.event import Event
from eventlet.green import socket as green
from eventlet.websocket import RFC6455WebSocket

from cafe.live import direct


class Line(NamedTuple):
    """A listener as the library makes it, with the far end in our hands."""

    listener: Any
    ws: Any
    far: Any


@contextmanager
def a_line(**engine: float) -> Iterator[Line]:
    near, far = green.socketpair()
    near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 8192)
    ws = RFC6455WebSocket(near, {}, version=13)
    listener = Socket(engineio.Server(async_mode="eventlet", **engine), "sid")
    direct.attach(listener, ws)
    handling = eventlet.spawn(listener._websocket_handler, ws)
    until(lambda: listener.upgraded)
    yield Line(listener, ws, far)
    far.close()
    with eventlet.Timeout(5):
        handling.wait()
    near.close()


def until(look: Callable[[], bool]) -> None:
    """Let the other green threads run until `look()` is true."""
    with eventlet.Timeout(5):
        while not look():
            Event().wait(0.01)


def message(text: str) -> packet.Packet:
    return packet.Packet(packet.MESSAGE, text)


def read_frames(far: Any, count: int) -> list[str]:
    reader = RFC6455WebSocket(far, {}, version=13, client=True)
    with eventlet.Timeout(20):
        return [reader.wait() for _frame in range(count)]


def a_frame_is_written_before_send_returns(line: Line) -> None:
    line.listener.send(message("hei æøå"))
    line.far.fd.setblocking(False)
    assert line.far.fd.recv(100).endswith("4hei æøå".encode())
    assert line.listener.queue.empty()


def one_frame_serves_all_listeners(line: Line) -> None:
    one = message("hei")
    assert direct.frame_of(one, line.ws) is direct.frame_of(one, line.ws)


def a_slow_listener_gets_all_of_it_in_order(line: Line) -> None:
    sent = [f"{number}:{'x' * 5000}" for number in range(60)]
    for text in sent:
        line.listener.send(message(text))
    assert not line.listener.queue.empty()
    late = ["late 1", "late 2"]
    eventlet.spawn_after(0.05, lambda: [line.listener.send(message(text)) for text in late])
    assert read_frames(line.far, 62) == [f"4{text}" for text in sent + late]


def what_waits_in_the_queue_is_not_overtaken(line: Line) -> None:
    line.listener.queue.put(message("first"))
    line.listener.send(message("second"))
    assert read_frames(line.far, 2) == ["4first", "4second"]


def a_line_that_is_gone_raises_nothing(line: Line) -> None:
    line.far.close()
    for _time in range(5):
        line.listener.send(message("hei"))
    until(lambda: line.listener.closed)
    assert line.listener.closed


def a_listener_that_hears_nothing_but_pings_stays(line: Line) -> None:
    far = RFC6455WebSocket(line.far, {}, version=13, client=True)
    line.listener.schedule_ping()
    with eventlet.Timeout(20):
        for _ping in range(5):
            assert far.wait() == "2"
            far.send("3")
    assert not line.listener.closed


CHECKS: dict[str, Callable[[Line], None]] = {
    check.__name__: check
    for check in (
        a_frame_is_written_before_send_returns,
        one_frame_serves_all_listeners,
        a_slow_listener_gets_all_of_it_in_order,
        what_waits_in_the_queue_is_not_overtaken,
        a_line_that_is_gone_raises_nothing,
        a_listener_that_hears_nothing_but_pings_stays,
    )
}
# A ping and its answer take less than two of these pings.
HASTY: dict[str, dict[str, float]] = {
    a_listener_that_hears_nothing_but_pings_stays.__name__: {"ping_interval": 1, "ping_timeout": 1}
}

if __name__ == "__main__":
    for name, check in CHECKS.items():
        with a_line(**HASTY.get(name, {})) as opened:
            check(opened)
        print(name, flush=True)
