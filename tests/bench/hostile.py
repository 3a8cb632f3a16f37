"""What one stranger costs the others: `python -m tests.bench.hostile [--from ADDRESS] [row …]`

For each attack a server of its own with 400 notes on the wall, and beside the attack a host who
writes, a wall that listens and somebody who opens the wall's page, eight times a second each. Told
is how long they waited, how much more memory the server and its children took at most, and whether
it lives. The goals stand under the table; a row that misses one is marked. Attackers come from
another address than the hall (`--from 127.0.0.1`: from the same).
"""

import argparse
import multiprocessing
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from tests.bench.parts.figures import machine, percentile, show
from tests.bench.parts.process import descendants, memory_mb
from tests.bench.strangers import by_file, by_line, by_request
from tests.bench.strangers.beside import Beside, waiting_beside
from tests.bench.strangers.hall import Hall
from tests.bench.strangers.house import House, build, running
from tests.bench.strangers.stranger import Told
from tests.support.server import Server

LONGEST, ABOVE_QUIET, MORE_MEMORY = 0.5, 0.1, 200.0
QUIET_SECONDS, BEFORE_SECONDS, AFTER_SECONDS = 8.0, 1.0, 1.0
MOST_SECONDS = 60.0  # then the attackers are sent home
AT_THE_END = 30.0  # for what the attack began and the server still does


class Attack(NamedTuple):
    """One row. `held` is how long nobody could keep a note whatever the server did."""

    run: Callable[[House], Told] | None
    files: int = 0  # how many the server may have open; 0: as many as it likes
    address: str = "127.0.0.1"
    held: float = 0.0
    hall: bool = False


ATTACKS = {
    "quiet": Attack(None),
    "bodies": Attack(by_request.bodies),
    "deep": Attack(by_request.deep),
    "uploads": Attack(by_request.uploads),
    "events": Attack(by_line.events),
    "rightless": Attack(by_line.rightless),
    "frames": Attack(by_line.frames),
    "polling": Attack(by_line.polling),
    "links": Attack(by_request.links),
    "codes": Attack(by_request.codes),
    "codes6": Attack(by_request.codes6, address="::"),
    "passwords": Attack(by_request.passwords),
    "reads": Attack(by_request.reads),
    "kits": Attack(by_request.kits),
    "pairs": Attack(by_request.pairs),
    "zips": Attack(by_file.zips),
    "pictures": Attack(by_file.pictures),
    "templates": Attack(by_file.templates),
    "imports": Attack(by_file.imports),
    "deletes": Attack(by_file.deletes),
    "reports": Attack(by_file.reports),
    "lock": Attack(by_file.lock, held=by_file.LOCKED_SECONDS),
    "slow-heads": Attack(by_line.slow_heads, files=1024),
    "slow-bodies": Attack(by_line.slow_bodies, files=1024),
    "half-open": Attack(by_line.half_open),
    "hall": Attack(by_request.everything, hall=True),
}


class Row(NamedTuple):
    """What was measured beside one attack."""

    beside: Beside
    memory: float
    alive: bool
    told: str
    hall: str

    def waits(self) -> dict[str, list[float]]:
        """Everybody's."""
        return {"kept": self.beside.kept, "heard": self.beside.heard, "page": self.beside.pages}


def measured(template: House, name: str, *, source: str, seconds: float = QUIET_SECONDS) -> Row:
    """One attack on a server of its own; `seconds` is how long the quiet row takes."""
    attack = ATTACKS[name]
    with (
        tempfile.TemporaryDirectory() as folder,
        running(
            template,
            Path(folder) / "data",
            source=source,
            files=attack.files,
            address=attack.address,
        ) as (house, server),
        waiting_beside(house) as beside,
        _memory(server.pid) as more,
    ):
        time.sleep(BEFORE_SECONDS)
        hall = Hall(house) if attack.hall else None
        told = _attacked(name, house) if attack.run else _nothing(seconds)
        _settled(server)
        hall_told = hall.told() if hall else ""
        time.sleep(AFTER_SECONDS)
        beside.end()
        alive = _is_alive(server)
    return Row(beside, more[0], alive, told, hall_told)


def _nothing(seconds: float) -> str:
    time.sleep(seconds)
    return ""


def _attacked(name: str, house: House) -> str:
    """The attack in a process of its own, so that it does not slow those who wait."""
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=_attack, args=(name, house, there))
    begun = time.monotonic()
    process.start()
    there.close()
    try:
        told = here.recv() if here.poll(MOST_SECONDS) else {"not done": 1}
    except EOFError:
        told = {"failed": 1}
    process.kill()
    process.join()
    words = ", ".join(f"{count} × {what}" for what, count in sorted(told.items()))
    return f"{words} in {time.monotonic() - begun:.0f} s"


def _attack(name: str, house: House, pipe: Connection) -> None:
    run = ATTACKS[name].run
    assert run
    pipe.send(dict(run(house)))


def _settled(server: Server) -> None:
    """What the attack began in the background is part of it."""
    end = time.monotonic() + AT_THE_END
    while descendants(server.pid) and time.monotonic() < end:
        time.sleep(0.1)


@contextmanager
def _memory(pid: int) -> Iterator[list[float]]:
    """The most megabytes that the process and its children took, above what they had before."""
    over, most = threading.Event(), [0.0]
    before = _together(pid)

    def look() -> None:
        while not over.wait(0.05):
            most[0] = max(most[0], _together(pid) - before)

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield most
    finally:
        over.set()
        thread.join()


def _together(pid: int) -> float:
    total = 0.0
    for one in (pid, *descendants(pid)):
        try:
            total += memory_mb(one)
        except (OSError, IndexError):
            continue  # it has just ended
    return total


def _is_alive(server: Server) -> bool:
    try:
        with urllib.request.urlopen(f"{server.url}/healthz", timeout=30) as answer:
            return bool(answer.status == 200)
    except OSError:
        return False


def missed(row: Row, quiet: Row, attack: Attack) -> list[str]:
    """Which goals a row misses."""
    over = []
    for (what, waits), usual in zip(row.waits().items(), quiet.waits().values(), strict=True):
        extra = 0.0 if what == "page" else attack.held
        if max(waits, default=0.0) > LONGEST + extra:
            over.append(f"{what} longest")
        if not extra and percentile(waits, 0.95) > percentile(usual, 0.95) + ABOVE_QUIET:
            over.append(f"{what} p95")
    if row.memory > MORE_MEMORY:
        over.append("memory")
    return over + ([] if row.alive else ["dead"])


def cells(name: str, row: Row, over: Sequence[str]) -> tuple[str, ...]:
    """One line of the table."""
    waits = [
        f"{percentile(some, 0.95) * 1000:,.0f} / {max(some, default=0.0) * 1000:,.0f}"
        for some in row.waits().values()
    ]
    alive = "lives" if row.alive else "dead"
    others = f"{row.beside.refused} refused, {row.beside.cut} cut"
    told = "; ".join(filter(None, (row.told, row.hall)))
    return (name, *waits, f"{row.memory:.0f}", alive, others, ", ".join(over) or "met", told)


HEAD = ("", "kept", "on the wall", "page", "MB more", "", "host and page", "goals", "told")


def main() -> None:
    """Measure and print."""
    words = argparse.ArgumentParser(prog="python -m tests.bench.hostile")
    words.add_argument("rows", nargs="*", choices=[*ATTACKS, []], default=[])
    words.add_argument("--from", dest="source", default="127.0.0.2")
    chosen = words.parse_args()
    names = ["quiet", *(name for name in chosen.rows or ATTACKS if name != "quiet")]
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        template = build(Path(folder))
        measure = partial(measured, template, source=chosen.source)
        quiet = measure("quiet")
        lines: list[tuple[str, ...]] = [HEAD]
        for name in names:
            row = quiet if name == "quiet" else measure(name)
            lines.append(cells(name, row, missed(row, quiet, ATTACKS[name])))
            print(" | ".join(lines[-1]), flush=True)
    show("Waits in ms, p95 / longest", lines)
    print(
        f"  Goals: longest ≤ {LONGEST * 1000:.0f} ms, p95 ≤ {ABOVE_QUIET * 1000:.0f} ms above "
        f"quiet, ≤ {MORE_MEMORY:.0f} MB more, lives; in the hall nobody refused.\n"
        f"  lock: notes may wait as long as the lock is held."
    )


if __name__ == "__main__":
    main()
