"""A café in a process of its own, with somebody who writes and a wall that listens."""

import json
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.bench.parts.host import Host
from tests.live.listener import Listener, listening
from tests.live.test_processes import a_cafe, keys
from tests.support.ground import Ground, Grounds, Known
from tests.support.server import COMMAND, Server
from tests.support.world import KEY, new_id

PING = b"\x81\x012"  # as a frame
Open = Callable[..., "House"]
TWO_HUNDRED_FIFTY_SIX = ("sh", "-c", 'ulimit -n 256; exec "$@"', "sh", *COMMAND)


def _open(folder: Path) -> Known:
    a_cafe(f"sqlite:///{folder / 'cafe.db'}")
    return {}


OPEN = Ground("open", _open)


class House:
    """A server, the tokens of its wall and a table, a host and a wall that was there before."""

    def __init__(self, server: Server, database: str, stack: ExitStack) -> None:
        """Start `server` on the café at `database`."""
        self.server, self.database = server, database
        self.wall, self.table = keys(database)
        server.start()
        self.host = stack.enter_context(closing(Host(server.port, self.table)))
        self.screen: Listener = stack.enter_context(listening(server.url, "v", self.wall))
        self._stack = stack

    def note(self) -> str:
        """Write a note, have it acknowledged and hear of it at the wall; its id."""
        uid = new_id()
        try:
            self.host.write(uid, f"lapp {uid}")
        except OSError:  # a browser, too, comes again when its kept connection was let go
            self.host.close()
            self.host.write(uid, f"lapp {uid}")
        self.hear(uid)
        return uid

    def hear(self, uid: str) -> None:
        """Listen until the wall has heard of this note."""
        while uid not in {change["key"] for change in self.screen.news(30)["changes"]}:
            pass

    def line(self, *words: bytes, address: str = "127.0.0.2") -> socket.socket:
        """A stranger's connection, and what it says at first."""
        line = socket.create_connection(
            ("127.0.0.1", self.server.port), timeout=30, source_address=(address, 0)
        )
        self._stack.callback(line.close)
        for each in words:
            line.sendall(each)
        return line

    def websocket(self) -> socket.socket:
        """A stranger's websocket, after the handshake."""
        line = self.line(self.handshake())
        head = b""
        while b"\r\n\r\n" not in head:
            head += line.recv(4096)
        assert b" 101 " in head, head
        return line

    def handshake(self) -> bytes:
        """What a websocket says first."""
        lines = (
            "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
            f"Host: 127.0.0.1:{self.server.port}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: MDEyMzQ1Njc4OTAxMjM0NQ==",
        )
        return "\r\n".join([*lines, "", ""]).encode()


@pytest.fixture
def opened(tmp_path: Path, grounds: Grounds) -> Iterator[Open]:
    """Opens houses: `opened(mode="threading", CAFE_REDIS_URL=…)`; they are closed with the test."""
    with ExitStack() as stack:

        def open_one(
            *, mode: str = "eventlet", program: Any = COMMAND, database: str = "", **settings: str
        ) -> House:
            folder = tmp_path / f"house-{new_id()}"
            folder.mkdir()
            if database:
                a_cafe(database)
            else:
                grounds.lay(OPEN, folder)
                database = f"sqlite:///{folder / 'cafe.db'}"
            settings |= {"CAFE_SECRET_KEY": KEY, "CAFE_ASYNC_MODE": mode}
            if not database.startswith("sqlite"):
                settings["CAFE_DATABASE_URL"] = database
            forked = program is COMMAND
            server = Server(folder, settings, program=program, forked=forked)
            stack.callback(server.stop)
            return House(server, database, stack)

        yield open_one


def frame(words: bytes, *, opcode: int = 1, last: bool = True) -> bytes:
    """A websocket frame as a client sends it, RFC 6455 section 5.2; its mask changes nothing."""
    length = len(words)
    head = bytes([opcode | (128 if last else 0)])
    if length < 126:
        head += bytes([128 | length])
    elif length < 65536:
        head += bytes([128 | 126]) + length.to_bytes(2, "big")
    else:
        head += bytes([128 | 127]) + length.to_bytes(8, "big")
    return head + bytes(4) + words


def enters(door: str, key: str) -> bytes:
    """The frame with which a listener asks to be let in."""
    return frame(b"40" + json.dumps({"door": door, "key": key}).encode())


def hung_up(line: socket.socket) -> bool:
    """Whether the server ends the connection within a minute, though its pings are answered.

    Who does not answer them is hung up in any case.
    """
    line.settimeout(1)
    until, heard = time.monotonic() + 60, b""
    try:
        while time.monotonic() < until:
            with suppress(TimeoutError):
                more = line.recv(65536)
                heard += more
                if not more:
                    return True
                if PING in heard:
                    heard = b""
                    line.sendall(frame(b"3"))
    except OSError:
        return True
    return False
