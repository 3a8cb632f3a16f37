"""A running wall while a long document is made: `python -m tests.bench.jobs [viewers]` (100)

The same notes to the same walls three times: alone, while the Word document of 10,000 notes and 200
posters is made in the background as the server has it made, and while it is made impolitely.
"""

import asyncio
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from cafe.config import Settings, load_settings
from cafe.jobs import queue, status
from cafe.model import Database
from tests.bench.document import NOTES, TABLES, long_cafe
from tests.bench.parts.cafe import running
from tests.bench.parts.figures import machine, ms, show
from tests.bench.wall import PER_SECOND, through_cafe
from tests.report.samples import brought_in
from tests.support.programs.jobs import command, environment
from tests.support.waiting import wait_for
from tests.support.world import KEY, new_id

SENT = 300
Way = Callable[[Settings, str], AbstractContextManager[None]]


@contextmanager
def politely(settings: Settings, workshop: str) -> Iterator[None]:
    """As the server has it made."""
    operation = new_id()
    order = ("export", workshop, "--format", "docx")
    queue.begin(settings, operation, queue.Job(workshop, order, name="docx"))
    wait_for(lambda: _drawing(settings, workshop, operation), what="the first poster")
    yield
    state = status.cancel(settings, workshop, operation).state
    if state != "cancelled":
        print(f"it was {state} before the notes were")


def _drawing(settings: Settings, workshop: str, operation: str) -> bool:
    return status.status_of(settings, workshop, operation).of > 0


@contextmanager
def impolitely(settings: Settings, workshop: str) -> Iterator[None]:
    """As an ordinary process."""
    out = settings.data_dir / "out.docx"
    words = command("export", workshop, "--format", "docx", "--output", str(out))
    process = subprocess.Popen(words, env=environment(settings))
    try:
        yield
    finally:
        process.kill()
        process.wait()


@contextmanager
def alone(_settings: Settings, _workshop: str) -> Iterator[None]:
    """Nothing else."""
    yield


def measured(name: str, making: Way, viewers: int) -> tuple[str, ...]:
    """One way, in a café of its own."""
    with running(notes=0) as cafe:
        folder = str(cafe.server.data_dir)
        settings = load_settings({"CAFE_DATA_DIR": folder, "CAFE_SECRET_KEY": KEY})
        db = Database(settings.database)
        workshop = brought_in(db, long_cafe())
        db.engine.dispose()
        with making(settings, workshop):
            told = asyncio.run(through_cafe(cafe, viewers, SENT, PER_SECOND))
    return name, ms(told.run.last()), ms(told.acknowledged)


def main(viewers: int = 100) -> None:
    """Measure and print."""
    print(machine())
    ways = (("alone", alone), ("politely", politely), ("impolitely", impolitely))
    rows = [measured(name, making, viewers) for name, making in ways]
    head = ("", "note → last wall p50 / p95", "acknowledged p50 / p95")
    show(f"{viewers} walls, {PER_SECOND} notes/s; {NOTES} notes, {TABLES} posters", [head, *rows])


if __name__ == "__main__":
    main(*(int(value) for value in sys.argv[1:]))
