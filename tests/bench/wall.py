"""How fast a note reaches every wall. `python -m tests.bench.wall [viewers …]` (100 300 2000)

Server, yardstick and viewers are processes of their own on one machine, and each row of the café
stands beside one of the yardstick, taken a moment before. Nothing is asserted about times: compare
the ratios of one run.
"""

import asyncio
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tests.bench.parts.cafe import TEXT, Cafe, commit_alone, running
from tests.bench.parts.figures import machine, ms, percentile, show
from tests.bench.parts.hall import figures as hall_figures
from tests.bench.parts.host import Host
from tests.bench.parts.joining import joined
from tests.bench.parts.process import TICK, cpu_seconds, memory_mb
from tests.bench.parts.viewer import Socket, open_socket, open_wall
from tests.support.waiting import free_port, listens, wait_for

PER_SECOND = 20
NOTES = 300
CEILING_WALLS = 1000
CEILING_SECONDS = 4
QUICK = 0.250
UID = re.compile(rb"([0-9a-f]{8})-0000-4000-8000-000000000000")
Send = Callable[[int], float]
Rows = list[tuple[str, ...]]


class Run:
    """When each note left, and when each wall had it."""

    def __init__(self) -> None:
        """Nothing sent yet."""
        self.left: dict[int, float] = {}
        self.arrived: dict[int, list[float]] = defaultdict(list)

    def hear(self, message: bytes) -> None:
        """A wall has heard something; a note is counted once for each wall."""
        now = time.perf_counter()
        for number in {int(found, 16) for found in UID.findall(message)}:
            self.arrived[number].append(now - self.left[number])

    def last(self) -> list[float]:
        """For each note, the seconds until the last wall had it."""
        return [max(times) for times in self.arrived.values()]

    def deliveries(self) -> int:
        """How many notes times walls."""
        return sum(map(len, self.arrived.values()))


def uid_of(number: int) -> str:
    """The id of a note, by its number."""
    return f"{number:08x}-0000-4000-8000-000000000000"


async def steady(
    run: Run, send: Send, viewers: int, notes: int = NOTES, pace: float = PER_SECOND
) -> list[float]:
    """Send `notes` at an even `pace` and wait until every wall has the last one."""
    acknowledged = []
    begun = time.perf_counter()
    tasks = []
    for number in range(notes):
        await asyncio.sleep(max(0.0, begun + number / pace - time.perf_counter()))
        run.left[number] = time.perf_counter()
        tasks.append(asyncio.create_task(asyncio.to_thread(send, number)))
    acknowledged = [await task for task in tasks]
    patience = time.perf_counter() + 30
    while run.deliveries() < notes * viewers:
        await asyncio.sleep(0.02)
        missing = notes * viewers - run.deliveries()
        assert time.perf_counter() < patience, f"{missing} deliveries never came"
    return acknowledged


class Told(NamedTuple):
    """One run: what was heard, seconds to acknowledge, the server's CPU seconds and its memory."""

    run: Run
    acknowledged: list[float]
    cpu: float
    memory: float
    before: float  # memory without a viewer

    def per_cpu_second(self) -> float:
        """Deliveries for each of the server's CPU seconds."""
        return self.run.deliveries() / max(self.cpu, 1 / TICK)


async def through_cafe(cafe: Cafe, viewers: int, notes: int, pace: float) -> Told:
    """Notes by HTTP to every wall."""
    run, empty = Run(), memory_mb(cafe.pid)
    walls = [await open_wall(cafe.port, cafe.wall, run.hear) for _viewer in range(viewers)]
    hosts = [Host(cafe.port, token) for token in cafe.tables]
    before = cpu_seconds(cafe.pid)

    def send(number: int) -> float:
        return hosts[number % len(hosts)].write(uid_of(number), TEXT)

    try:
        acknowledged = await steady(run, send, viewers, notes, pace)
    finally:
        used, memory = cpu_seconds(cafe.pid) - before, memory_mb(cafe.pid)
        close(walls)
        for host in hosts:
            host.close()
    return Told(run, acknowledged, used, memory, empty)


async def through_bare(port: int, pid: int, viewers: int, notes: int, pace: float) -> Told:
    """The same frames through the yardstick."""
    run, empty = Run(), memory_mb(pid)
    walls = [await open_socket(port, "/", run.hear) for _viewer in range(viewers)]
    loop = asyncio.get_running_loop()
    frame = b'42["news",{"since":0,"revision":1,"changes":[{"id":"%s","text":"%s"}]}]'

    def send(number: int) -> float:
        message = (frame % (uid_of(number).encode(), TEXT.encode())).ljust(430)
        loop.call_soon_threadsafe(walls[0].say, message)
        return 0.0

    before = cpu_seconds(pid)
    try:
        await steady(run, send, viewers, notes, pace)
    finally:
        used, memory = cpu_seconds(pid) - before, memory_mb(pid)
        close(walls)
    return Told(run, [], used, memory, empty)


def close(sockets: list[Socket]) -> None:
    """Hang up."""
    for socket in sockets:
        socket.transport.close()


@contextmanager
def yardstick() -> Iterator[tuple[int, int]]:
    """The bare broadcaster, running; (port, process)."""
    port = free_port()
    bare = subprocess.Popen([sys.executable, "-m", "tests.bench.parts.bare", str(port)])
    try:
        wait_for(lambda: listens(port), what="the yardstick")
        yield port, bare.pid
    finally:
        bare.kill()
        bare.wait()


def compare(viewers: int) -> Rows:
    """One row for the café and one for the yardstick, measured right after each other."""
    with yardstick() as (port, pid):
        bare = asyncio.run(through_bare(port, pid, viewers, NOTES, PER_SECOND))
    with running(notes=0) as cafe:
        told = asyncio.run(through_cafe(cafe, viewers, NOTES, PER_SECOND))
    p50, p95 = (
        percentile(told.run.last(), share) / percentile(bare.run.last(), share)
        for share in (0.5, 0.95)
    )
    each = (told.memory - told.before) * 1000 / viewers
    return [
        (f"café, {viewers} walls", ms(told.run.last()), f"{p50:.1f} / {p95:.1f} × bare",
         ms(told.acknowledged), f"{told.per_cpu_second():,.0f}",
         f"{told.memory:.0f} MB, {each:.0f} kB each"),
        (f"bare, {viewers} walls", ms(bare.run.last()), "", "",
         f"{bare.per_cpu_second():,.0f}", f"{bare.memory:.0f} MB"),
    ]  # fmt: skip


def ceiling(once: Callable[[int, float], Told]) -> tuple[float, Told | None]:
    """The highest pace, each half as much again, at which all is heard with p95 within QUICK.

    Gives notes each second, and what was measured at that pace; (0, None) when none was.
    """
    best: tuple[float, Told | None] = 0.0, None
    pace = float(PER_SECOND)
    while True:
        try:
            told = once(int(pace * CEILING_SECONDS), pace)
        except AssertionError:  # something never came
            return best
        if percentile(told.run.last(), 0.95) > QUICK:
            return best
        best, pace = (pace, told), pace * 1.5


def ceilings(viewers: int) -> Rows:
    """How much both can take: hosts write by HTTP to the café, the yardstick keeps nothing."""

    def bare(notes: int, pace: float) -> Told:
        with yardstick() as (port, pid):
            return asyncio.run(through_bare(port, pid, viewers, notes, pace))

    def whole(notes: int, pace: float) -> Told:
        with running(notes=0) as cafe:
            return asyncio.run(through_cafe(cafe, viewers, notes, pace))

    rows: Rows = []
    for name, once in (("bare", bare), ("café", whole)):
        pace, told = ceiling(once)
        each = f"{told.per_cpu_second():,.0f}" if told else "–"
        rows.append((name, f"{pace:.0f}", f"{pace * viewers:,.0f}", each))
    return rows


def main(sizes: list[int]) -> None:
    """Measure and print."""
    print(machine())
    head = (
        "",
        "note → last wall p50 / p95",
        "",
        "acknowledged p50 / p95",
        "deliveries/CPU s",
        "memory",
    )
    rows = [row for size in sizes for row in compare(size)]
    show(f"{NOTES} notes at {PER_SECOND}/s", [head, *rows])
    show("A note's transaction alone", [("p50 / p95", ms(commit_alone()))])
    columns = ("", "notes/s", "deliveries/s", "deliveries/CPU s")
    show(f"Ceiling with {CEILING_WALLS} walls", [columns, *ceilings(CEILING_WALLS)])
    with running(notes=400) as cafe:
        show("From the command to the first answer", [("seconds", f"{cafe.start_seconds:.2f}")])
        columns = ("viewers", "connect → whole wall p50/p95", "CPU per viewer", "memory")
        joins = [asyncio.run(joined(cafe, viewers)) for viewers in (300, 500)]
        show("Joining within 5 s, 400 notes on the wall", [columns, *joins])
    with running(notes=400) as cafe:
        hall = [("devices", "page → live line p50/p95", "refused"), hall_figures(cafe)]
        show("150 phones and 15 tablets from one address within 10 s", hall)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100, 300, 2000])
