"""What is left of deleted cafés, and of those whose import was cut off: taken away in pieces."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from cafe.archive.slices import Slowly, slices
from cafe.config import Settings
from cafe.core.files import all_jobs, forget
from cafe.jobs.worker import Progress, quiet
from cafe.model import HIDDEN, Database, Workshop
from cafe.model.erase import Key, belongings, drop_empty_series, keys_of, rows_of, take

LOOKED_UP = 1000  # keys at a time


def erase_hidden(db: Database, settings: Settings, progress: Progress = quiet) -> None:
    """Take away every café that nobody sees: its rows and files.

    What another process is just bringing in or taking away is left to it. Done again it goes on
    where it was cut off.
    """
    for workshop_id in hidden(db):
        with held(settings, workshop_id) as mine:
            if mine and workshop_id in hidden(db):  # it may have become whole meanwhile
                erase(db, settings, workshop_id, progress)
    if db.is_sqlite:
        _empty_the_log(db)


def _empty_the_log(db: Database) -> None:
    """SQLite's file holds zeros where words were (`engine.py`); now its log of writes too.

    PASSIVE carries over most of it while others write; so TRUNCATE, for which they wait, is short.
    """
    with db.engine.connect() as connection:
        for how in ("PASSIVE", "PASSIVE", "TRUNCATE"):
            connection.exec_driver_sql(f"PRAGMA wal_checkpoint({how})").close()


def hidden(db: Database) -> list[str]:
    """The ids of cafés that nobody sees: not whole yet, or not quite gone yet."""
    with db.reading() as session:
        return list(session.scalars(select(Workshop.id).where(Workshop.stage.in_(HIDDEN))))


def erase(db: Database, settings: Settings, workshop_id: str, progress: Progress = quiet) -> None:
    """Take away one café that nobody sees any more; the row that names it goes last."""
    with db.reading() as session:
        of = rows_of(session, workshop_id)

    done = 0
    with Slowly(db) as write:
        for table in belongings():
            if table.name == "workshop":  # all else is gone, and no file comes without its row
                write.rest()
                forget(settings.data_dir, workshop_id)
            for keys in _looked_up(db, table, workshop_id):
                for some in slices(keys):
                    done += write(partial(_take, table, some))
                write.rest()
                progress("gone", done, max(of, done))
        write(drop_empty_series)


def _looked_up(db: Database, table: Table, workshop_id: str) -> Iterator[list[Key]]:
    """The keys of the café's rows, some at a time, until there are none: nobody waits for this."""
    while True:
        with db.reading() as session:
            found = keys_of(session, table, workshop_id, LOOKED_UP)
        if not found:
            return
        yield found


def _take(table: Table, keys: list[Key], tx: Session) -> int:
    return take(tx, table, keys)


@contextmanager
def held(settings: Settings, workshop_id: str) -> Iterator[bool]:
    """Whether a café that nobody sees is ours to write: false when another process is at it."""
    path = all_jobs(settings.data_dir) / f"{workshop_id}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        try:
            yield True
        finally:
            path.unlink(missing_ok=True)
