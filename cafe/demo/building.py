"""What the whole demo is built with, and when."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from cafe.archive.slices import AtOnce, Slowly, Write
from cafe.config import Settings
from cafe.core.clock import set_back
from cafe.model import Database, Person


@dataclass(frozen=True)
class Building:
    """What a café is built with; `by` is the label of whoever does what an organiser does."""

    db: Database
    settings: Settings
    owner: Person | None
    by: str
    slowly: bool

    @contextmanager
    def writing(self, ago: int) -> Iterator[Write]:
        """Write what was done so many days ago: at once, or in short transactions."""
        with set_back(ago):
            if self.slowly:
                with Slowly(self.db) as write:
                    yield write
            else:
                with self.db.writing() as tx:
                    yield AtOnce(tx)
