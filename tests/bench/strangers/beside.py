"""Those who wait: a host who writes, a wall that listens, somebody who opens the wall's page."""

import asyncio
import gzip
import http.client
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

from tests.bench.parts.hall import ask
from tests.bench.parts.host import Host
from tests.bench.parts.viewer import Socket, open_wall
from tests.bench.strangers.house import House

PER_SECOND = 8.0
AGAIN_SECONDS = 0.25
PATIENCE = 90.0  # after the attack; what has not come then is counted with the time it took so far
UID = re.compile(rb"([0-9a-f]{8})-0000-4000-8000-000000000000")
TEXT = "Det er i samtalen rundt bordet at ideene kommer, og da må noen skrive dem ned."


class Beside:
    """What they waited, in seconds from when each meant to ask: a queue behind a halt counts."""

    def __init__(self, house: House) -> None:
        """Nothing asked yet."""
        self.house = house
        self.kept: list[float] = []
        self.heard: list[float] = []
        self.pages: list[float] = []
        self.refused = 0
        self.cut = 0
        self.over = threading.Event()
        self._written = threading.Event()
        self._due: dict[int, float] = {}
        self._patience = float("inf")

    def end(self) -> None:
        """No more is begun; what is under way is waited for."""
        self._patience = time.perf_counter() + PATIENCE
        self.over.set()

    def waiting(self) -> bool:
        """Whether it is still worth to wait for something."""
        return time.perf_counter() < self._patience

    def write(self) -> None:
        """The host: note after note at random moments, each until it is kept, as an outbox does."""
        host, random = Host(self.house.port, self.house.tables[0]), Random(1)
        due, number = time.perf_counter(), 0
        while not self.over.is_set():
            due += random.expovariate(PER_SECOND)
            time.sleep(max(0.0, due - time.perf_counter()))
            self._due[number] = due
            while self.waiting() and not self._is_kept(host, number):
                self.refused += 1
                time.sleep(AGAIN_SECONDS)
            self.kept.append(time.perf_counter() - due)
            number += 1
        host.close()
        self._written.set()

    def _is_kept(self, host: Host, number: int) -> bool:
        uid = f"{number:08x}-0000-4000-8000-000000000000"
        try:
            return (
                host.attempt("POST", "/notes", {"id": uid, "kind": "statement", "text": TEXT})
                == 200
            )
        except (OSError, http.client.HTTPException):
            host.close()
            return False

    def hear(self, message: bytes) -> None:
        """The wall: a note is there."""
        for number in {int(found, 16) for found in UID.findall(message)}:
            if (due := self._due.pop(number, None)) is not None:
                self.heard.append(time.perf_counter() - due)

    async def listen(self) -> None:
        """The wall: one line; when it is cut another one, and what was missed is asked for."""
        line: Socket | None = None
        while not self._written.is_set() or (self._due and self.waiting()):
            if line is None or line.closed:
                self.cut += line is not None
                line = await self._opened()
            await asyncio.sleep(0.02)
        for due in self._due.values():
            self.heard.append(time.perf_counter() - due)
        if line:
            line.transport.close()

    async def _opened(self) -> Socket | None:
        try:
            coming = open_wall(self.house.port, self.house.wall, self.hear)
            line = await asyncio.wait_for(coming, PATIENCE)
            address = f"/v/{self.house.wall}/snapshot"
            self.hear(await asyncio.wait_for(whole(self.house.port, address), PATIENCE))
            return line
        except (OSError, TimeoutError):
            await asyncio.sleep(AGAIN_SECONDS)
            return None

    async def visit(self) -> None:
        """Somebody who opens the wall's page at random moments, each until it is there."""
        random, due = Random(2), time.perf_counter()
        while not self.over.is_set():
            due += random.expovariate(PER_SECOND)
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            while self.waiting() and not await self._is_shown():
                self.refused += 1
                await asyncio.sleep(AGAIN_SECONDS)
            self.pages.append(time.perf_counter() - due)

    async def _is_shown(self) -> bool:
        coming = ask(self.house.port, f"/v/{self.house.wall}")
        try:
            status, _cookie = await asyncio.wait_for(coming, PATIENCE)
        except (OSError, TimeoutError, IndexError):
            return False
        return status == 200

    async def look(self) -> None:
        """The wall and the visitor."""
        await asyncio.gather(self.listen(), self.visit())


async def whole(port: int, address: str) -> bytes:
    """The picture of everything that a page begins with."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    writer.write(head.encode())
    answer = await reader.read()
    writer.close()
    packed = answer.partition(b"\r\n\r\n")[2]
    return gzip.decompress(packed) if packed[:2] == b"\x1f\x8b" else packed


@contextmanager
def waiting_beside(house: House) -> Iterator[Beside]:
    """All three as long as the block runs, and until what is under way has come."""
    beside = Beside(house)
    threads = [
        threading.Thread(target=beside.write),
        threading.Thread(target=lambda: asyncio.run(beside.look())),
    ]
    for thread in threads:
        thread.start()
    try:
        yield beside
    finally:
        beside.end()
        for thread in threads:
            thread.join()
