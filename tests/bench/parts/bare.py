"""The yardstick: a server that does nothing but send each message it gets on to everybody.

`python -m tests.bench.parts.bare PORT`. No database, no rooms, no library: what is left is the
price of the sockets themselves.
"""

import asyncio
import base64
import hashlib
import struct
import sys

GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
everybody: set[asyncio.Transport] = set()


class Listener(asyncio.Protocol):
    """One socket; what it says (unmasked by noughts) goes to all."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Wait for the handshake."""
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.buffer, self.opened = transport, bytearray(), False

    def data_received(self, data: bytes) -> None:
        """Answer the handshake, then pass on."""
        self.buffer += data
        if not self.opened:
            self._shake_hands()
        while self.opened and len(self.buffer) >= 4:
            length = self.buffer[1] & 127
            start = 6 if length < 126 else 8
            if length == 126:
                length = struct.unpack_from(">H", self.buffer, 2)[0]
            if len(self.buffer) < start + length:
                return
            broadcast(bytes(self.buffer[start : start + length]))
            del self.buffer[: start + length]

    def _shake_hands(self) -> None:
        head, found, rest = bytes(self.buffer).partition(b"\r\n\r\n")
        if not found:
            return
        key = head.split(b"Sec-WebSocket-Key: ")[1].split(b"\r\n")[0]
        accept = base64.b64encode(hashlib.sha1(key + GUID).digest())
        self.transport.write(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
        )
        self.opened, self.buffer = True, bytearray(rest)
        everybody.add(self.transport)

    def connection_lost(self, _error: Exception | None) -> None:
        """One less."""
        everybody.discard(self.transport)


def broadcast(message: bytes) -> None:
    """One frame, built once, written to every socket in one loop."""
    size = len(message)
    head = struct.pack(">BB", 0x81, size) if size < 126 else struct.pack(">BBH", 0x81, 126, size)
    for transport in everybody:
        transport.write(head + message)


async def main(port: int) -> None:
    """Serve until stopped."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Listener, "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
