"""A hall behind one address: everybody opens page, snapshot and live connection."""

import asyncio
import time
from collections.abc import Sequence

from tests.bench.parts.cafe import Cafe
from tests.bench.parts.figures import ms
from tests.bench.parts.viewer import Socket, open_wall

PHONES = 150
TABLETS = 15
WITHIN_SECONDS = 10.0


async def ask(port: int, address: str, cookie: str = "") -> tuple[int, str]:
    """GET `address`; the status and the cookie that came with the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    lines = [f"GET {address} HTTP/1.1", f"Host: 127.0.0.1:{port}", f"Cookie: {cookie}"]
    writer.write("\r\n".join([*lines, "Connection: close", "", ""]).encode())
    head = (await reader.read()).partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    writer.close()
    await writer.wait_closed()
    set_ = [line[12:].partition(";")[0] for line in head if line.startswith("Set-Cookie: ")]
    return int(head[0].split()[1]), "; ".join(set_)


async def arrive(port: int, door: str, token: str) -> tuple[float, list[int], Socket]:
    """One phone or tablet: (seconds until all is there, statuses, its live line)."""
    begun = time.perf_counter()
    page, cookie = await ask(port, f"/{door}/{token}")
    (whole, _same), socket = await asyncio.gather(
        ask(port, f"/{door}/{token}/snapshot", cookie),
        open_wall(port, token, lambda _news: None, door=door),
    )
    return time.perf_counter() - begun, [page, whole], socket


async def everybody(
    port: int, wall: str, tables: Sequence[str], *, within: float = WITHIN_SECONDS
) -> list[tuple[float, list[int], Socket]]:
    """All phones and tablets, evenly spread over `within` seconds; their lines stay open."""
    doors = [("v", wall)] * PHONES + [("t", tables[at % len(tables)]) for at in range(TABLETS)]
    begun, coming = time.perf_counter(), []
    for place, (door, token) in enumerate(doors):
        due = begun + place * within / len(doors)
        await asyncio.sleep(max(0.0, due - time.perf_counter()))
        coming.append(asyncio.create_task(arrive(port, door, token)))
    return [await one for one in coming]


async def leave(there: Sequence[tuple[float, list[int], Socket]]) -> None:
    """Hang up all lines, and wait until they are closed."""
    for _seconds, _statuses, line in there:
        line.transport.close()
    while not all(line.closed for _seconds, _statuses, line in there):
        await asyncio.sleep(0.01)


def figures(cafe: Cafe) -> tuple[str, ...]:
    """A row: how many, how long from the page to the live connection, how many were refused."""

    async def measured() -> tuple[str, ...]:
        there = await everybody(cafe.port, cafe.wall, cafe.tables)
        await leave(there)
        refused = sum(status != 200 for _took, statuses, _line in there for status in statuses)
        return f"{len(there)}", ms([seconds for seconds, *_rest in there]), f"{refused}"

    return asyncio.run(measured())
