"""How fast a note reaches every wall. `python -m tests.bench.wall [viewers …]` (100 300 1000)

Server, yardstick and viewers are processes of their own on one machine. Nothing is asserted about
times: compare the ratios of one run.
"""

import asyncio
import re
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable

from tests.bench.cafe import TEXT, Cafe, commit_alone, running
from tests.bench.figures import machine, ms, percentile, show
from tests.bench.hall import figures as hall_figures
from tests.bench.host import Host
from tests.bench.joining import joined
from tests.bench.process import cpu_seconds, memory_mb
from tests.bench.viewer import Socket, open_socket, open_wall
from tests.support.waiting import free_port, listens, wait_for

PER_SECOND = 20
NOTES = 300
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


async def steady(run: Run, send: Send, viewers: int) -> list[float]:
    """Send notes at an even pace and wait until every wall has the last one."""
    acknowledged = []
    begun = time.perf_counter()
    tasks = []
    for number in range(NOTES):
        await asyncio.sleep(max(0.0, begun + number / PER_SECOND - time.perf_counter()))
        run.left[number] = time.perf_counter()
        tasks.append(asyncio.create_task(asyncio.to_thread(send, number)))
    acknowledged = [await task for task in tasks]
    patience = time.perf_counter() + 30
    while run.deliveries() < NOTES * viewers:
        await asyncio.sleep(0.02)
        missing = NOTES * viewers - run.deliveries()
        assert time.perf_counter() < patience, f"{missing} deliveries never came"
    return acknowledged


async def through_cafe(cafe: Cafe, viewers: int) -> tuple[Run, list[float], float]:
    """Notes by HTTP to every wall; (run, seconds to acknowledge, CPU seconds of the server)."""
    run = Run()
    walls = [await open_wall(cafe.port, cafe.wall, run.hear) for _viewer in range(viewers)]
    hosts = [Host(cafe.port, token) for token in cafe.tables]
    before = cpu_seconds(cafe.pid)
    send: Send = lambda number: hosts[number % len(hosts)].write(uid_of(number), TEXT)  # noqa: E731
    acknowledged = await steady(run, send, viewers)
    used = cpu_seconds(cafe.pid) - before
    close(walls)
    return run, acknowledged, used


async def through_bare(port: int, pid: int, viewers: int) -> tuple[Run, float]:
    """The same frames through the yardstick; (run, CPU seconds)."""
    run = Run()
    walls = [await open_socket(port, "/", run.hear) for _viewer in range(viewers)]
    loop = asyncio.get_running_loop()
    frame = b'42["news",{"since":0,"revision":1,"changes":[{"id":"%s","text":"%s"}]}]'

    def send(number: int) -> float:
        message = (frame % (uid_of(number).encode(), TEXT.encode())).ljust(430)
        loop.call_soon_threadsafe(walls[0].say, message)
        return 0.0

    before = cpu_seconds(pid)
    await steady(run, send, viewers)
    used = cpu_seconds(pid) - before
    close(walls)
    return run, used


def close(sockets: list[Socket]) -> None:
    """Hang up."""
    for socket in sockets:
        socket.transport.close()


def compare(viewers: int) -> Rows:
    """One row for the café and one for the yardstick, measured right after each other."""
    port = free_port()
    bare = subprocess.Popen([sys.executable, "-m", "tests.bench.bare", str(port)])
    try:
        wait_for(lambda: listens(port), what="the yardstick")
        plain, plain_cpu = asyncio.run(through_bare(port, bare.pid, viewers))
    finally:
        bare.kill()
        bare.wait()
    with running(notes=0) as cafe:
        run, acknowledged, cpu = asyncio.run(through_cafe(cafe, viewers))
        memory = memory_mb(cafe.pid)
    ratio = percentile(run.last(), 0.95) / percentile(plain.last(), 0.95)
    return [
        (f"café, {viewers} walls", ms(run.last()), f"{ratio:.1f} × bare at p95",
         ms(acknowledged), f"{run.deliveries() / cpu:,.0f}", f"{memory:.0f} MB"),
        (f"bare, {viewers} walls", ms(plain.last()), "", "",
         f"{plain.deliveries() / plain_cpu:,.0f}", ""),
    ]  # fmt: skip


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
    with running(notes=400) as cafe:
        show("From the command to the first answer", [("seconds", f"{cafe.start_seconds:.2f}")])
        columns = ("viewers", "connect → whole wall p50/p95", "CPU per viewer", "memory")
        joins = [asyncio.run(joined(cafe, viewers)) for viewers in (300, 500)]
        show("Joining within 5 s, 400 notes on the wall", [columns, *joins])
    with running(notes=400) as cafe:
        hall = [("devices", "page → live line p50/p95", "refused"), hall_figures(cafe)]
        show("150 phones and 15 tablets from one address within 10 s", hall)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100, 300, 1000])
