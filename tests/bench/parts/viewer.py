"""A wall as the server sees it: a raw websocket in asyncio, so that 500 cost little here."""

import asyncio
import base64
import json
import os
import struct
from collections.abc import Callable

Hear = Callable[[bytes], None]


class Socket(asyncio.Protocol):
    """One websocket to `path`; every text message goes to `hear`."""

    def __init__(self, host: str, path: str, hear: Hear) -> None:
        """Prepare; asyncio connects it."""
        self._host, self._path, self._hear = host, path, hear
        self._buffer = bytearray()
        self._open = False
        self.transport: asyncio.Transport
        self.closed = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for a websocket."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {self._path} HTTP/1.1",
            f"Host: {self._host}",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
        ]
        transport.write("\r\n".join([*lines, "", ""]).encode())

    def data_received(self, data: bytes) -> None:
        """Cut what comes into messages."""
        self._buffer += data
        if not self._open:
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            assert b" 101 " in head, head
            assert b"permessage-deflate" not in head.lower(), "compression was negotiated"
            self._open, self._buffer = True, rest
        while (message := self._cut()) is not None:
            self._hear(message)

    def connection_lost(self, _error: Exception | None) -> None:
        """The server hung up, or we did."""
        self.closed = True

    def _cut(self) -> bytes | None:
        if len(self._buffer) < 2:
            return None
        length, start = self._buffer[1] & 127, 2
        if length == 126:
            if len(self._buffer) < 4:
                return None
            length, start = struct.unpack_from(">H", self._buffer, 2)[0], 4
        elif length == 127:
            if len(self._buffer) < 10:
                return None
            length, start = struct.unpack_from(">Q", self._buffer, 2)[0], 10
        if len(self._buffer) < start + length:
            return None
        message = bytes(self._buffer[start : start + length])
        del self._buffer[: start + length]
        return message

    def say(self, message: bytes) -> None:
        """Send a text message. A mask of noughts is a mask."""
        head = struct.pack(">BB", 0x81, 0x80 | len(message)) if len(message) < 126 else b""
        head = head or struct.pack(">BBH", 0x81, 0xFE, len(message))
        self.transport.write(head + bytes(4) + message)


async def open_socket(port: int, path: str, hear: Hear) -> Socket:
    """A socket to 127.0.0.1:`port`."""
    host = f"127.0.0.1:{port}"
    loop = asyncio.get_running_loop()
    _transport, socket = await loop.create_connection(
        lambda: Socket(host, path, hear), "127.0.0.1", port
    )
    return socket


async def open_wall(port: int, token: str, hear: Hear, *, door: str = "v") -> Socket:
    """A wall (or another `door`) that listens: returns when it has heard hello.

    Then news goes to `hear`. Raises ConnectionRefusedError.
    """
    ready = asyncio.get_running_loop().create_future()
    held: list[Socket] = []
    auth = json.dumps({"door": door, "key": token}).encode()

    def heard(message: bytes) -> None:
        if message[:2] == b"42":
            if message.startswith(b'42["hello"'):
                ready.set_result(None)
            else:
                hear(message)
        elif message[:1] == b"0":
            asyncio.get_running_loop().call_soon(lambda: held[0].say(b"40" + auth))
        elif message == b"2":
            held[0].say(b"3")
        elif message[:2] == b"44":
            ready.set_exception(ConnectionRefusedError(message.decode()))

    held.append(await open_socket(port, "/socket.io/?EIO=4&transport=websocket", heard))
    await ready
    return held[0]
