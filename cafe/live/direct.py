"""The same frame to every wall, built once and written at once: a third of the library's own cost.

python-engineio puts each packet in each listener's queue and wakes a green thread per listener,
which builds the frame anew. Here the frame is made with the first listener and written straight to
each socket that takes it without waiting. Whenever that is not certain to keep the order (polling,
an upgrade under way, packets in the queue, a phone too slow for its buffer) the packet goes the
library's way. So do pings: the library hangs up when nothing has passed a listener's queue for as
long as a ping and its answer may take. This is the only file that knows the inside of the
libraries; without eventlet nothing of it is used.
"""

from collections.abc import Callable
from typing import Any

from engineio.packet import MESSAGE


def install(engine: Any) -> None:
    """Let the engine.io server `engine` write directly where it runs on eventlet."""
    if engine.async_mode == "eventlet":
        driver = engine._async["websocket"]
        engine._async = {**engine._async, "websocket": directly(driver)}


def directly(driver: Any) -> Callable[[Any, Any], Any]:
    """`driver` (handler, server), whose listeners are written to directly while they are open."""

    def websocket(handler: Any, server: Any) -> Any:
        def attached(ws: Any) -> Any:
            attach(handler.__self__, ws)
            return handler(ws)

        return driver(attached, server)

    return websocket


def attach(listener: Any, ws: Any) -> None:
    """Give the engine.io socket `listener` a `send` that writes to `ws` when it can."""
    stock = listener.send

    def send(packet: Any) -> None:
        if not listener.check_ping_timeout():
            return
        news = packet.packet_type == MESSAGE and _is_clear(listener, ws)
        if not (news and _write(ws, frame_of(packet, ws))):
            stock(packet)

    listener.send = send


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
    except OSError:  # a full buffer, or a line that is gone: the library finds out which
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
        pass  # the line is gone; whoever reads from it tells the library
    finally:
        ws._sendlock.release()
