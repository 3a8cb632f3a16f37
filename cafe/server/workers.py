"""Who may run beside whom: the workers of one café share more than its database.

What is typed at one worker reaches the walls of another by the queue; photographs and what is made
in the background lie in the data folder; links and logins are signed with the key. A worker that
has another of these loses notes for walls and pictures for documents, without a word. So each holds
a lock for as long as it runs that says what it has, and does not start beside one that has another.
The database forgets the locks of a process that is gone; nothing is left to tidy up.
"""

import fcntl
import os
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy import Connection, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from cafe.config import Settings
from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.model.database.engine import open_engine

PATIENCE = 1.0  # one that is being stopped is gone by then
LOOK_SECONDS = 0.25
STARTING = (
    0x6B616665  # PostgreSQL's number for "somebody is starting"; the next ones say what each has
)
# A worker's machine that has died is noticed in half a minute, and its lock is free.
NOTICED = "SET tcp_keepalives_{} = {}"
KEEPALIVES = {"idle": 10, "interval": 5, "count": 3}


@dataclass(frozen=True)
class Has:
    """What a worker has that all must share: a number for each, 0 for a queue it does without."""

    queue: int
    folder: int
    key: int


def what_it_has(settings: Settings) -> Has:
    """Of these settings. The folder is known by a name in a file of its own, not by its path."""
    queue = urlsplit(settings.redis_url)  # without user and password, which may change
    return Has(
        _number(f"{queue.hostname}:{queue.port}{queue.path}") if settings.redis_url else 0,
        _number(_name_of(settings.data_dir)),
        _number(settings.secret_key),
    )


def _number(words: str) -> int:
    return int.from_bytes(sha256(words.encode()).digest()[:4], "big", signed=True) or 1


def _name_of(folder: Path) -> str:
    path = folder / "folder-name"
    if not path.exists():
        whole = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        whole.write_text(secrets.token_hex(16), encoding="ascii")
        with suppress(FileExistsError):  # another worker was first
            os.link(whole, path)
        whole.unlink()
    return path.read_text(encoding="ascii")


def why_not(mine: Has, others: list[Has]) -> str | None:
    """Why a worker must not start beside these, in words; None when it may."""
    if any(not one.queue or one.queue != mine.queue for one in others):
        return _(
            "Another process serves this café already. Several need a queue between them, or walls "
            "miss what is typed: give each the same CAFE_REDIS_URL, or stop the other one."
        )
    if any(one.folder != mine.folder for one in others):
        return _(
            "Another process serves this café from another data folder. Photographs and files lie "
            "there: give each the same folder as CAFE_DATA_DIR, on a disk that they share."
        )
    if any(one.key != mine.key for one in others):
        return _(
            "Another process serves this café with another key, so that links and logins of one do "
            "not hold at the other. Give each the same CAFE_SECRET_KEY."
        )
    return None


class Workers:
    """This process among the workers of its café."""

    def __init__(self, settings: Settings) -> None:
        """Of these settings. `join` joins them."""
        self._settings = settings
        self._has = what_it_has(settings)
        self._sqlite = settings.database.startswith("sqlite")
        self._held: Connection | int | None = None

    def join(self, patience: float = PATIENCE) -> None:
        """Be one of them until the process ends. After `patience` raises Conflict: why not."""
        until = time.monotonic() + patience
        take = self._take_file if self._sqlite else self._take_lock
        while why := take():
            if time.monotonic() > until:
                raise Conflict(why)
            time.sleep(LOOK_SECONDS)

    def leave(self) -> None:
        """Be none of them any more: as when the process ends."""
        if isinstance(self._held, Connection):
            self._held.close()
        elif self._held is not None:
            os.close(self._held)
        self._held = None

    def keep(self, sleep: Callable[[float], object], log: Callable[[str], object]) -> None:
        """Join them again whenever the database has been away; for ever, in the background."""
        while not self._sqlite:
            sleep(60)
            try:
                if not self._alive() and (why := self._take_lock()):
                    log(why)
            except SQLAlchemyError:
                continue  # it is still away

    def _alive(self) -> bool:
        if isinstance(self._held, Connection):
            with suppress(SQLAlchemyError):
                self._held.execute(text("SELECT 1"))
                return True
            self._held.invalidate()
            self._held.close()
            self._held = None
        return False

    def _take_file(self) -> str | None:
        """SQLite's workers run on one machine: a lock on a file beside the database."""
        path = f"{make_url(self._settings.database).database}.served"
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        how = fcntl.LOCK_SH if self._has.queue else fcntl.LOCK_EX
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            return why_not(self._has, [Has(0, self._has.folder, self._has.key)])
        self._held = file
        return None

    def _take_lock(self) -> str | None:
        """PostgreSQL's advisory locks, which end with the connection."""
        db = open_engine(self._settings.database, kept=False).connect()
        db = db.execution_options(isolation_level="AUTOCOMMIT")
        try:
            for what, seconds in KEEPALIVES.items():
                db.execute(text(NOTICED.format(what, seconds)))
            db.execute(text("SELECT pg_advisory_lock(:at, 0)"), {"at": STARTING})
            why = why_not(self._has, _others(db))
            if why is None:
                for at, number in enumerate(_numbers(self._has), STARTING + 1):
                    held = {"at": at, "number": number}
                    db.execute(text("SELECT pg_advisory_lock_shared(:at, :number)"), held)
                db.execute(text("SELECT pg_advisory_unlock(:at, 0)"), {"at": STARTING})
                self._held = db
        except BaseException:
            db.close()
            raise
        if why is not None:
            db.close()
        return why


def _numbers(has: Has) -> tuple[int, int, int]:
    return has.queue, has.folder, has.key


def _others(db: Connection) -> list[Has]:
    """What those that run on this database have. A lock's number is unsigned where it is listed."""
    found = db.execute(
        text(
            "SELECT pid, classid::bigint - :first, objid::bigint FROM pg_locks "
            "WHERE locktype = 'advisory' AND objsubid = 2 AND granted "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
            "AND classid::bigint BETWEEN :first AND :first + 2 AND pid <> pg_backend_pid()"
        ),
        {"first": STARTING + 1},
    )
    by_worker: dict[int, dict[int, int]] = {}
    for pid, which, number in found:
        by_worker.setdefault(pid, {})[which] = number - 2**32 if number >= 2**31 else number
    return [Has(one[0], one[1], one[2]) for one in by_worker.values() if len(one) == 3]
