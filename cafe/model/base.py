"""The database: how it is opened, read and written. One unit of work for routes, CLI and tests."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, MetaData, StaticPool, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Session

# SQLite gives a deleted row's number to the next one unless told not to; history names
# rows by number.
NEVER_AGAIN = {"sqlite_autoincrement": True}
Listener = Callable[[list[Any]], None]


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
    """Opens sessions. Writers go one at a time on SQLite; news leaves only after the commit."""

    def __init__(self, url: str) -> None:
        """Open `url` (SQLAlchemy form). Nothing is created here: migrations do that."""
        self.is_sqlite = url.startswith("sqlite")
        memory = url in ("sqlite://", "sqlite:///:memory:")
        pool: dict[str, Any] = {"poolclass": StaticPool} if memory else {}
        if not self.is_sqlite:
            pool = {"pool_size": 10, "max_overflow": 20, "pool_pre_ping": True}
        args = {"check_same_thread": False} if self.is_sqlite else {}
        # An error's words must not repeat what somebody typed.
        self.engine = create_engine(url, connect_args=args, hide_parameters=True, **pool)
        if self.is_sqlite:
            event.listen(self.engine, "connect", _prepare_sqlite)
            event.listen(self.engine, "begin", _begin_sqlite)
        self._writer = self.engine.execution_options(writes=True)
        # A page shows one moment, however many questions it asks. SQLite always reads so.
        level = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        self._reader = self.engine.execution_options(**level)
        # A second green thread writing inside the first one's transaction would freeze the hub for
        # the whole busy timeout; waiting here costs nothing.
        self._one_writer = threading.RLock() if self.is_sqlite else nullcontext()
        self.listeners: list[Listener] = []
        self.closers: list[Callable[[list[str]], None]] = []

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that reads one moment; whatever is changed in it is thrown away."""
        with Session(self._reader, expire_on_commit=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction: all of it or nothing. What it recorded is told after the commit."""
        with self._one_writer, Session(self._writer, expire_on_commit=False) as session:
            session.begin()
            yield session
            news = list(session.info.pop("news", ()))
            gone = list(session.info.pop("gone", ()))
            session.commit()
        if news:
            for tell in self.listeners:
                tell(news)
        if gone:
            for close in self.closers:
                close(gone)


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=5000", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}").close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer that began as a reader cannot upgrade when another process wrote meanwhile.
    writes = connection.get_execution_options().get("writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
