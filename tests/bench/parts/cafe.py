"""The café that is measured: a real process with one workshop in it."""

import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.model import CafeTable, Database, Link, Workshop
from cafe.people.links import token_of
from cafe.table.actions.notes import add_note
from tests.support.server import Server
from tests.support.world import KEY, a_workshop

COUNTS = (8, 7)
QUESTION = "Hva skal til for at alle som bor her kan være med, og hvem kan gjøre noe sammen?"
TEXT = "Det er i samtalen rundt bordet at ideene kommer, og da må noen skrive dem ned før de går."


class Cafe(NamedTuple):
    """A running café: where it listens, how long it took to start, and its keys."""

    server: Server
    pid: int
    start_seconds: float
    wall: str
    tables: list[str]

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.server.port


@contextmanager
def running(notes: int, counts: Sequence[int] = COUNTS, **settings: str) -> Iterator[Cafe]:
    """A café with so many tables at each question and `notes` notes, in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = Server(folder, {"CAFE_SECRET_KEY": KEY, **settings})
        wall, tables = _fill(folder, notes, counts)
        begun = time.perf_counter()
        server.start()
        took = time.perf_counter() - begun
        try:
            yield Cafe(server, server.pid, took, wall, tables)
        finally:
            server.stop()


def _fill(folder: Path, notes: int, counts: Sequence[int]) -> tuple[str, list[str]]:
    from cafe.migrations import upgrade

    db = Database(f"sqlite:///{folder / 'cafe.db'}")
    upgrade(db.engine)
    asked = [f"{QUESTION} ({number})" for number, _count in enumerate(counts, 1)]
    workshop = a_workshop(db, questions=asked, counts=counts, stage="open")
    with db.writing() as tx:
        for number in range(notes):
            _write(tx, workshop, number)
    with db.reading() as session:
        links = session.scalars(select(Link).where(Link.workshop_id == workshop.id)).all()
    tokens = {link.table_id: token_of(KEY, link.nonce) for link in links}
    db.engine.dispose()
    return tokens.pop(None), list(tokens.values())


def write_alone(db: Database, workshop: Workshop, notes: int) -> list[float]:
    """Write notes with nobody listening; the seconds that each transaction took."""
    took = []
    for number in range(notes):
        begun = time.perf_counter()
        with db.writing() as tx:
            _write(tx, workshop, number)
        took.append(time.perf_counter() - begun)
    return took


def _write(tx: Session, workshop: Workshop, number: int) -> None:
    here = CafeTable.workshop_id == workshop.id
    tables = tx.scalars(select(CafeTable).where(here)).all()
    table = tables[number % len(tables)]
    uid, operation = str(uuid4()), str(uuid4())
    add_note(tx, table=table, uid=uid, kind="statement", text=TEXT, by="t", operation=operation)


def commit_alone(notes: int = 200) -> list[float]:
    """Seconds per note for the transaction by itself, on this machine's disk."""
    from cafe.migrations import upgrade

    with tempfile.TemporaryDirectory() as folder:
        db = Database(f"sqlite:///{Path(folder) / 'cafe.db'}")
        upgrade(db.engine)
        took = write_alone(db, a_workshop(db, counts=COUNTS, stage="open"), notes)
        db.engine.dispose()
    return took
