"""The same frame to every wall, built once and written at once: a third of the library's own cost.

python-engineio puts each packet in each listener's queue and wakes a green thread per listener,
which builds the frame anew. Here the frame is made with the first listener and written straight to
each socket that takes it without waiting. Whenever that is not certain to keep the order (polling,
an upgrade under way, packets in the queue, a phone too slow for its buffer) the packet goes the
library's way. So do pings: the library hangs up when nothing has passed a listener's queue for as
long as a ping and its answer may take. A listener whose queue only grows is hung up, and so is one
that sends more frames than a listener has use for: what they hold is read before anybody looks at
it, and as long as more is there the library reads on and lets nobody else in.
This is the only file that knows the inside of the libraries of the live connection.
"""

import socket
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

from engineio.packet import MESSAGE

# A frame a second, and some more at the start: a pong comes every twelve seconds.
FRAMES, A_SECOND = 20.0, 1.0
MOST_QUEUED = 500  # twenty seconds of the busiest café's events


def install(engine: Any) -> None:
    """Let the engine.io server `engine` write directly where it runs on eventlet.

    In both modes no frame is taken that is larger than `engine.max_http_buffer_size`.
    """
    driver = engine._async["websocket"]
    if engine.async_mode == "eventlet":
        driver = directly(driver)
    else:
        driver = partial(threaded, driver, engine.max_http_buffer_size)
    engine._async = {**engine._async, "websocket": driver}


def directly(driver: Any) -> Callable[[Any, Any], Any]:
    """`driver` (handler, server), whose listeners are written to directly while they are open."""

    def websocket(handler: Any, server: Any) -> Any:
        def attached(ws: Any) -> Any:
            attach(handler.__self__, ws)
            bound(ws)
            return handler(ws)

        made = driver(attached, server)
        made.support_legacy_versions = False  # drafts of 2010, whose messages have no limit
        return made

    return websocket


def threaded(driver: Any, most: int, handler: Any, server: Any) -> Any:
    """`driver` with a limit to what is said, and whose `close` does not wait for the other side."""

    def closing(ws: Any) -> Any:
        stock = ws.close

        def close() -> None:
            stock()
            with suppress(OSError):
                ws.ws.sock.shutdown(socket.SHUT_RDWR)

        ws.close = close
        return handler(ws)

    return driver(closing, server, max_message_size=most)


def attach(listener: Any, ws: Any) -> None:
    """Give the engine.io socket `listener` a `send` that writes to `ws` when it can."""
    stock = listener.send

    def send(packet: Any) -> None:
        if not listener.check_ping_timeout():
            return
        event = packet.packet_type == MESSAGE and _is_clear(listener, ws)
        if event and _write(ws, frame_of(packet, ws)):
            return
        if listener.queue.qsize() > MOST_QUEUED:
            listener.close(wait=False, abort=True)
        else:
            stock(packet)

    listener.send = send


def bound(ws: Any, now: Callable[[], float] = time.monotonic) -> None:
    """Let `ws` take no more frames than a listener has use for, and none in pieces."""
    from eventlet.websocket import FailedConnectionError

    stock, left, since = ws._recv_frame, FRAMES, now()

    def receive(message: Any = None) -> Any:
        nonlocal left, since
        left, since = min(FRAMES, left + (now() - since) * A_SECOND) - 1, now()
        if left < 0 or message is not None:
            raise FailedConnectionError(1008, "only listens")
        return stock(message=message)

    ws._recv_frame = receive


def frame_of(packet: Any, ws: Any) -> bytes:
    """The packet as a websocket frame, made once however many listeners it goes to."""
    made: bytes | None = getattr(packet, "frame", None)
    if made is None:
        made = packet.frame = ws._pack_message(packet.encode(), masked=False)
    return made


def _is_clear(listener: Any, ws: Any) -> bool:
    """Nothing is under way that this packet could overtake."""
    return bool(
        listener.upgraded
        and not listener.upgrading
        and not listener.closing
        and listener.queue.empty()
        and ws._sendlock.balance > 0
        and hasattr(ws.socket, "fd")
    )


def _write(ws: Any, frame: bytes) -> bool:
    """Write without waiting; what the buffer does not take follows, and holds up what comes after.

    False when nothing was written and the packet must go the library's way.
    """
    try:
        sent = ws.socket.fd.send(frame)
    except OSError:  # a full buffer, or a connection that is gone: the library finds out which
        return False
    if sent < len(frame):
        import eventlet

        ws._sendlock.acquire()
        eventlet.spawn(_write_rest, ws, frame[sent:])
    return True


def _write_rest(ws: Any, rest: bytes) -> None:
    try:
        ws.socket.sendall(rest)
    except OSError:
        pass  # the connection is gone; whoever reads from it tells the library
    finally:
        ws._sendlock.release()
