"""The database: how it is opened, read and written. One unit of work for routes, CLI and tests."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, MetaData, QueuePool, event
from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, Session

from cafe.model.database.engine import PATIENCE, open_engine
from cafe.model.database.going import Writing, gone_from
from cafe.model.database.trouble import busy, is_locked, unavailable

# SQLite gives a deleted row's number to the next one unless told not to; history names
# rows by number.
NEVER_AGAIN = {"sqlite_autoincrement": True}
Listener = Callable[[list[Any]], None]
ANY = 20  # writers of a process that keeps no connections
LOOK_SECONDS = 0.05  # between two tries for a lock that another process holds


def clock_time(at: datetime) -> datetime:
    """A moment from the database by the clock where the café runs (SQLite keeps no time zone)."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone()


class Base(DeclarativeBase):
    """Every table's parent; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Database:
    """Opens sessions. Writers go one at a time on SQLite; events leave only after the commit."""

    def __init__(self, url: str, *, kept: bool = True, most: int = 0) -> None:
        """Open `url` (SQLAlchemy form). Nothing is created here: migrations do that.

        `kept`: connections are, for the next one who asks; to PostgreSQL at most `most` at a time
        (0: a share of what it allows).
        """
        self.is_sqlite = url.startswith("sqlite")
        self.engine = open_engine(url, kept=kept, most=most)
        if self.is_sqlite:
            event.listen(self.engine, "begin", self._begin_sqlite)
        self._until = 0.0  # when whoever writes now has waited long enough
        self._writer = self.engine.execution_options(writes=True)
        # A page shows one moment, however many questions it asks. SQLite always reads so.
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._reader = self.engine.execution_options(**level)
        self._one_writer = threading.RLock()
        pool = self.engine.pool  # at most half of what it may hold write
        most = pool.size() if isinstance(pool, QueuePool) else ANY
        self._writers = threading.BoundedSemaphore(most)
        # Called after a commit: with the changes recorded, with the digests of links ended, and
        # with those of links whose screens shall look at what no event has.
        self.listeners: list[Listener] = []
        self.closers: list[Callable[[list[str]], None]] = []
        self.callers: list[Callable[[list[str]], None]] = []
        # Called before a commit by which somebody's address goes from the tables.
        self.clearers: list[Callable[[], None]] = []

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that reads one moment; whatever is changed in it is thrown away.

        Raises Unavailable when the database does not answer.
        """
        with _in_words(), Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self, patience: float = PATIENCE) -> Iterator[Session]:
        """A transaction: all of it or nothing. What it recorded is announced after the commit.

        Raises Unavailable when others wrote for `patience` seconds, or the database cannot write.
        """
        with (
            self._turn(patience),
            _in_words(),
            Writing(self._writer, expire_on_commit=False) as session,
        ):
            session.begin()
            yield session
            for clear in self.clearers if gone_from(session) else ():
                clear()
            session.commit()  # who listens before it may look at the events
            events = list(session.info.pop("events", ()))
            gone = list(session.info.pop("gone", ()))
            called = list(session.info.pop("called", ()))
        if events:
            for listen in self.listeners:
                listen(events)
        if gone:
            for close in self.closers:
                close(gone)
        if called:
            for call in self.callers:
                call(called)

    @contextmanager
    def _turn(self, patience: float) -> Iterator[None]:
        """One writer at a time on SQLite; some at PostgreSQL, so that who reads has a connection.

        A second green thread that writes inside the first one's transaction would freeze the hub
        for as long as SQLite waits; waiting here costs nothing. Writers of one café wait for each
        other at PostgreSQL: in there each would hold a connection meanwhile.
        """
        if not self.is_sqlite:
            if not self._writers.acquire(timeout=patience):
                raise busy()
            try:
                yield
            finally:
                self._writers.release()
            return
        until = time.monotonic() + patience
        if not self._one_writer.acquire(timeout=patience):
            raise busy()
        try:
            self._until = until
            yield
        finally:
            self._one_writer.release()

    def _begin_sqlite(self, connection: Connection) -> None:
        if not connection.get_execution_options().get("writes"):
            connection.exec_driver_sql("BEGIN")
            return
        # A writer that began as a reader cannot upgrade when another process wrote meanwhile.
        while True:
            try:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            except OperationalError as error:
                if not is_locked(error) or time.monotonic() > self._until:
                    raise
            time.sleep(LOOK_SECONDS)  # eventlet's, in the server


@contextmanager
def _in_words() -> Iterator[None]:
    """The database's own trouble as what people are told."""
    try:
        yield
    except SQLAlchemyError as error:
        if known := unavailable(error):
            raise known from error
        raise
