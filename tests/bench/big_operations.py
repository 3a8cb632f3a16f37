"""Big operations of sorting: what many notes treated as one cost, done and undone.

`python -m tests.bench.big_operations [notes …]` prints CPU milliseconds for each operation as the
page sends it, and in brackets how many times that is of inserting as many plain rows. Where the
work grows no faster than the notes the ratio stays the same from left to right.
"""

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from cafe.model import Base, Category, Change, Database, Entry, Note, Workshop
from cafe.sort.routes.commands import outcome, perform
from tests.bench.parts.figures import machine, show
from tests.sort.world import BY, as_sent, build, heading, new_id

SIZES = (20, 50, 150, 500)
Body = dict[str, Any]


class Bench:
    """A café with `count` waiting notes and two headings in a database on the disk."""

    def __init__(self, folder: Path, count: int) -> None:
        self.count = count
        self.base = Database(f"sqlite:///{folder / f'{count}.db'}")
        Base.metadata.create_all(self.base.engine)
        with self.base.writing() as tx:
            world = build(tx, texts=tuple(f"lapp nummer {number}" for number in range(count)))
            self.workshop = world.workshop.id
            self.headings = [heading(tx, world, words).id for words in ("Tid", "Rom")]
            self.notes = [note.uid for note in world.notes]

    def operation(self, body: Body) -> float:
        """CPU seconds of one operation, as the route does it."""
        begun = time.process_time()
        with self.base.writing() as tx:
            workshop = tx.get_one(Workshop, self.workshop)
            operation = as_sent(workshop, **body)
            perform(tx, workshop, operation, by=BY)
            outcome(tx, workshop, operation, by=BY)
        return time.process_time() - begun

    def rows(self) -> float:
        """CPU seconds of inserting as many plain rows: changes that tell nobody of anything."""
        begun = time.process_time()
        with self.base.writing() as tx:
            first = tx.get_one(Workshop, self.workshop).revision + 100_000
            tx.add_all(
                Change(
                    workshop_id=self.workshop,
                    revision=first + number,
                    what="dots",
                    key=new_id(),
                    item={"count": 1},
                    by="house",
                    operation=new_id(),
                    at=datetime.now(UTC),
                )
                for number in range(self.count)
            )
            tx.flush()
            tx.rollback()
        return time.process_time() - begun

    def entries(self) -> list[str]:
        """The sentences, as they stand."""
        with self.base.reading() as db:
            query = select(Entry.id).join(Category).order_by(Category.position, Entry.position)
            return list(db.scalars(query))

    def waiting(self) -> int:
        """How many notes are neither placed nor set aside."""
        with self.base.reading() as db:
            aside = select(Note).where(Note.aside_reason.is_not(None))
            return self.count - len(self.entries()) - len(list(db.scalars(aside)))


def place(bench: Bench) -> Body:
    """All of them under one heading, by hand."""
    deeds = [
        {"do": "place_note", "note": uid, "category": bench.headings[0], "id": new_id()}
        for uid in bench.notes
    ]
    return {"do": "together", "deeds": deeds}


def suggested(bench: Bench) -> Body:
    """Each under its suggested heading."""
    notes = [
        {"note": uid, "category": bench.headings[number % 2], "id": new_id()}
        for number, uid in enumerate(bench.notes)
    ]
    return {"do": "place_all", "notes": notes}


def same(bench: Bench) -> Body:
    """Each odd note behind the even one before it."""
    pairs = [
        {"note": one, "double": other, "category": bench.headings[0], "id": new_id()}
        for one, other in zip(bench.notes[::2], bench.notes[1::2], strict=True)
    ]
    return {"do": "take_same", "pairs": pairs}


def aside(bench: Bench) -> Body:
    """All set aside for one reason."""
    deeds = [{"do": "set_aside", "note": uid, "reason": "utenfor"} for uid in bench.notes]
    return {"do": "together", "deeds": deeds}


def above(bench: Bench) -> Body:
    """All but the last two sentences go above the last one."""
    row = bench.entries()
    to = {"category": bench.headings[0], "before": row[-1]}
    return {"do": "together", "deeds": [{"do": "move_entry", "entry": e, **to} for e in row[:-2]]}


def out(bench: Bench) -> Body:
    """All out of the document again."""
    deeds = [{"do": "unplace", "entry": entry} for entry in bench.entries()]
    return {"do": "together", "deeds": deeds}


def undo(_bench: Bench) -> Body:
    """The last operation taken back."""
    return {"do": "undo"}


# In this order, each as the one before left the café.
ACTS: tuple[tuple[str, Callable[[Bench], Body]], ...] = (
    ("place", place),
    ("undo", undo),
    ("place as suggested", suggested),
    ("undo", undo),
    ("take as double", same),
    ("undo", undo),
    ("set aside", aside),
    ("undo", undo),
    ("place", place),
    ("move above one", above),
    ("undo", undo),
    ("take out", out),
    ("undo", undo),
)


def main(*sizes: int) -> None:
    """Print the table."""
    columns = []
    with tempfile.TemporaryDirectory() as folder:
        for count in sizes:
            bench = Bench(Path(folder), count)
            plain = min(bench.rows() for _time in range(3))
            spent = [bench.operation(body(bench)) for _name, body in ACTS]
            assert bench.waiting() == 0, "the last undo has put them all back"
            bench.base.engine.dispose()
            told = [f"{each * 1000:.0f} ms ({each / plain:.0f} ×)" for each in spent]
            columns.append([f"{count} notes", f"{plain * 1000:.1f} ms", *told])
    names = ["", "plain rows", *(name for name, _body in ACTS)]
    show(f"CPU; {machine()}", list(zip(names, *columns, strict=True)))


if __name__ == "__main__":
    main(*([int(value) for value in sys.argv[1:]] or SIZES))
