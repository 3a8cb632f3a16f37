"""An empty café in memory."""

from collections.abc import Iterator

import pytest

from cafe.model.base import Base, Database


@pytest.fixture
def db() -> Iterator[Database]:
    """A fresh SQLite in memory with every table: a few milliseconds, nothing shared."""
    with_tables = _with_tables("sqlite://")
    yield with_tables
    with_tables.engine.dispose()


@pytest.fixture
def postgres_db(postgres_url: str) -> Iterator[Database]:
    """A fresh PostgreSQL database with every table."""
    with_tables = _with_tables(postgres_url)
    yield with_tables
    with_tables.engine.dispose()


def _with_tables(url: str) -> Database:
    import cafe.model  # noqa: F401 - every table is known once this is read

    database = Database(url)
    Base.metadata.create_all(database.engine)
    return database
