"""What is left of deleted cafés, and of those whose import was cut off: taken away in pieces.

So is the raw material of a café when its date has come; its final versions stay.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from cafe.archive.slices import Slowly, slices
from cafe.backup.gone import remember
from cafe.config import Settings
from cafe.core import files
from cafe.core.clock import today
from cafe.core.files import all_jobs, forget
from cafe.core.i18n import _
from cafe.core.text.parsed import parsed
from cafe.errors import Conflict
from cafe.jobs.folder import end_jobs
from cafe.jobs.worker import Progress, quiet
from cafe.model import ARRIVING, HIDDEN, Database, Version, Workshop
from cafe.model.database.clearing import owe, pay
from cafe.model.erase import (
    Key,
    belongings,
    drop_empty_series,
    emptied,
    keys_of,
    rows_of,
    take,
)
from cafe.model.workshop import EMPTYING
from cafe.report.export import RAW
from cafe.report.versions import store

LOOKED_UP = 1000  # keys at a time
# Whose rows stay: who may see what is left, what was done with it, the final versions, what came of
# them, and who is told of that.
STAY = (
    *("workshop", "organiser", "audit", "version", "document_link"),
    *("followup", "followup_answer", "follower", "followup_letter"),
)


def erase_hidden(db: Database, settings: Settings, progress: Progress = quiet) -> None:
    """Take away every café that nobody sees: its rows and files.

    What another process is just bringing in or taking away is left to it. Done again it goes on
    where it was cut off.
    """
    gone = hidden(db)
    if gone:
        owe(settings.data_dir)
    for workshop_id in gone:
        with held(settings, workshop_id) as mine:
            if mine and workshop_id in hidden(db):  # it may have become whole meanwhile
                _take_away(db, settings, workshop_id, progress)
    pay(db, settings.data_dir)


def _take_away(db: Database, settings: Settings, workshop_id: str, progress: Progress) -> None:
    """All of it; of one whose date has come, all but its final versions."""
    with db.reading() as session:
        stage = session.get_one(Workshop, workshop_id).stage
        emptying = stage == EMPTYING
    if stage != ARRIVING:  # an older backup must not bring it back
        remember(settings, "raw" if emptying else "cafe", workshop_id)
    (empty if emptying else erase)(db, settings, workshop_id, progress)


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
                end_jobs(settings.data_dir, workshop_id)
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
        if not _is_at(path, lock.fileno()):  # taken away between our opening and locking it
            yield False
            return
        try:
            yield True
        finally:
            path.unlink(missing_ok=True)


def _is_at(path: Path, file: int) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False


def empty(db: Database, settings: Settings, workshop_id: str, progress: Progress = quiet) -> None:
    """Take away all of the café but its final versions, which lose their raw material too.

    Done again it goes on where it was cut off. Raises Conflict when something is still there.
    """
    with Slowly(db) as write:
        for table in belongings():
            if table.name in STAY:
                continue
            for keys in _looked_up(db, table, workshop_id):
                for some in slices(keys):
                    write(partial(_take, table, some))
                write.rest()
                progress("gone", 0, 0)
        write.rest()
        with db.reading() as session:
            rows = select(Version.folder).where(Version.workshop_id == workshop_id)
            folders = set(session.scalars(rows))
        _files(settings.data_dir, workshop_id, folders)
        write(partial(_emptied, workshop_id))


def _files(data_dir: Path, workshop_id: str, folders: set[str]) -> None:
    files.remove_all(files.photo_folder(data_dir, workshop_id))
    end_jobs(data_dir, workshop_id)
    files.remove(files.letterhead_file(data_dir, workshop_id))
    files.remove(files.letterhead_page(data_dir, workshop_id))
    for name in files.older(files.versions_folder(data_dir, workshop_id), -1):
        folder = store.folder_of(data_dir, workshop_id, name)
        if name in folders:
            _without_raw(folder)
        else:
            store.drop(folder)


def _without_raw(folder: Path) -> None:
    """A final version as it was printed: its notes, and what became of each, lie there no more."""
    for format in RAW:
        files.remove(folder / f"document.{format}")
    files.remove(folder / store.PAPER)
    files.remove(folder / store.NOT_MADE)
    facts = files.read(folder / store.FACTS)
    if facts is None:
        return
    try:
        kept = {**parsed(facts), "raw": None, "fates": {}}
    except (ValueError, TypeError):  # damaged: what it has cannot be told apart
        files.remove(folder / store.FACTS)
    else:
        files.put(folder / store.FACTS, json.dumps(kept, ensure_ascii=False).encode())


def _emptied(workshop_id: str, tx: Session) -> None:
    left = [
        table.name
        for table in belongings()
        if table.name not in STAY and keys_of(tx, table, workshop_id, 1)
    ]
    if left:  # somebody wrote meanwhile, which nobody can: the next round takes it
        raise Conflict(_("Something of the raw material is still there: %(what)s.", what=left[0]))
    emptied(tx, workshop=tx.get_one(Workshop, workshop_id), day=today())
