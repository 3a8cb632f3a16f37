"""A hall that joins while attacks go on: 300 phones and 15 tablets from one address."""

import asyncio
import threading
import time

from tests.bench.parts.figures import ms
from tests.bench.parts.hall import arrive
from tests.bench.parts.viewer import Socket
from tests.bench.strangers.house import House

PHONES, TABLETS, WITHIN_SECONDS = 300, 15, 15.0


class Hall:
    """They come evenly spread; who is refused is counted, and whose line is cut."""

    def __init__(self, house: House) -> None:
        """The first one comes now."""
        self._house = house
        self._took: list[float] = []
        self._refused = 0
        self._lines: list[Socket] = []
        self._cut = 0
        self._there, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._come()))
        self._thread.start()

    async def _come(self) -> None:
        tables = self._house.tables
        doors = [("v", self._house.wall)] * PHONES
        doors += [("t", tables[at % len(tables)]) for at in range(TABLETS)]
        await asyncio.gather(*(self._one(*door, at) for at, door in enumerate(doors)))
        self._there.set()
        while not self._over.is_set():
            await asyncio.sleep(0.05)
        self._cut = sum(line.closed for line in self._lines)
        for line in self._lines:
            line.transport.close()

    async def _one(self, door: str, token: str, place: int) -> None:
        await asyncio.sleep(place * WITHIN_SECONDS / (PHONES + TABLETS))
        try:
            coming = arrive(self._house.port, door, token)
            took, statuses, line = await asyncio.wait_for(coming, 120)
        except (OSError, TimeoutError, IndexError):
            self._refused += 1
            return
        self._took.append(took)
        self._lines.append(line)
        self._refused += statuses != [200, 200]

    def told(self) -> str:
        """Wait until all have come, send them home, and tell how they fared."""
        self._there.wait()
        time.sleep(1)
        self._over.set()
        self._thread.join()
        return (
            f"hall of {PHONES + TABLETS}: {self._refused} refused, {self._cut} cut, "
            f"page → live line {ms(self._took)}"
        )
