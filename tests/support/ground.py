"""Data folders that many tests begin with: made once by the café itself, then copied for each."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

Known = dict[str, Any]


class Ground(NamedTuple):
    """A name, and what makes the café of that name in an empty folder.

    `make` returns what the tests have to know of it, such as a cookie.
    """

    name: str
    make: Callable[[Path], Known]


class Grounds:
    """Those made so far, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        """Nothing is made yet."""
        self._folder = folder
        self._known: dict[str, Known] = {}

    def lay(self, ground: Ground, to: Path) -> Known:
        """Copy the café into the folder `to`; what is to know of it."""
        made = self._folder / ground.name
        if ground.name not in self._known:
            made.mkdir()
            self._known[ground.name] = ground.make(made)
            _gather(made / "cafe.db")
        # A job that ends late may take these two away in the midst of the copying.
        beside = shutil.ignore_patterns("cafe.db-wal", "cafe.db-shm")
        shutil.copytree(made, to, dirs_exist_ok=True, ignore=beside)
        return self._known[ground.name]


def _gather(database: Path) -> None:
    """Everything that was written stands in the file itself, whoever has it open."""
    with closing(sqlite3.connect(database, timeout=20)) as own:
        busy, *_counts = own.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    assert not busy, f"somebody still writes to {database}"
