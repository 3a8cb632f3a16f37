"""Everybody comes at once: the snapshot by HTTP and the socket, as a phone's page asks for them."""

import asyncio
import gzip
import json
import time

from tests.bench.parts.cafe import Cafe
from tests.bench.parts.figures import ms
from tests.bench.parts.process import cpu_seconds, memory_mb
from tests.bench.parts.viewer import Socket, open_wall

WITHIN_SECONDS = 5.0


async def joined(cafe: Cafe, viewers: int) -> tuple[str, ...]:
    """A row of figures for `viewers` who join within five seconds."""
    before = cpu_seconds(cafe.pid)
    begun = time.perf_counter()
    coming = []
    for viewer in range(viewers):
        due = begun + viewer * WITHIN_SECONDS / viewers
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        coming.append(asyncio.create_task(_join(cafe)))
    there = [await one for one in coming]
    used = cpu_seconds(cafe.pid) - before
    memory = memory_mb(cafe.pid)
    for _seconds, socket in there:
        socket.transport.close()
    took = [seconds for seconds, _socket in there]
    return (str(viewers), ms(took), f"{used / viewers * 1000:.1f} ms", f"{memory:.0f} MB")


async def _join(cafe: Cafe) -> tuple[float, Socket]:
    begun = time.perf_counter()
    wall, whole = await asyncio.gather(
        open_wall(cafe.port, cafe.wall, lambda _news: None), _snapshot(cafe)
    )
    took = time.perf_counter() - begun
    assert len(json.loads(gzip.decompress(whole))["notes"]) >= 400
    return took, wall


async def _snapshot(cafe: Cafe) -> bytes:
    reader, writer = await asyncio.open_connection("127.0.0.1", cafe.port)
    lines = [f"GET /v/{cafe.wall}/snapshot HTTP/1.1", f"Host: 127.0.0.1:{cafe.port}"]
    lines += ["Accept: application/json", "Accept-Encoding: gzip", "Connection: close", "", ""]
    writer.write("\r\n".join(lines).encode())
    answer = await reader.read()
    writer.close()
    head, _line, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200"), head
    return body
