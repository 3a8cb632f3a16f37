"""An empty café in memory."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from functools import cache

import pytest

from cafe.model.base import Base, Database


@pytest.fixture
def db() -> Iterator[Database]:
    """A fresh SQLite in memory with every table: a millisecond or two, nothing shared."""
    database = Database("sqlite://")
    copy(database_with_tables(), database)
    yield database
    database.engine.dispose()


@pytest.fixture
def postgres_db(postgres_url: str) -> Iterator[Database]:
    """A fresh PostgreSQL database with every table."""
    with_tables = _with_tables(postgres_url)
    yield with_tables
    with_tables.engine.dispose()


@cache
def database_with_tables() -> Database:
    """An empty one in memory, made once: to be copied, never written to."""
    return _with_tables("sqlite://")


def copy(one: Database, to: Database) -> None:
    """All that is in one SQLite database, into another."""
    with (
        closing(one.engine.raw_connection()) as full,
        closing(to.engine.raw_connection()) as empty,
    ):
        assert isinstance(full.driver_connection, sqlite3.Connection)
        assert isinstance(empty.driver_connection, sqlite3.Connection)
        full.driver_connection.backup(empty.driver_connection)


def _with_tables(url: str) -> Database:
    import cafe.model  # noqa: F401 - every table is known once this is read

    database = Database(url)
    Base.metadata.create_all(database.engine)
    return database
