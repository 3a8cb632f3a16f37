"""Run by Alembic: connects, takes the lock, migrates."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect, text

from cafe.model import Base

# Any number, as long as it is ours: two workers starting at once migrate one after the other.
LOCK = 20140905


def _migrate(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        for name in ("statement_timeout", "lock_timeout"):  # no question of a page's
            connection.execute(text(f"SET LOCAL {name} = 0"))
        connection.execute(text(f"SELECT pg_advisory_xact_lock({LOCK})"))
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        if context.config.attributes.get("at_once"):
            _make_at_once(connection)
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            _check_children(connection)


def _make_at_once(connection: Connection) -> None:
    """An empty database gets the newest shape and its first organisation without the steps.

    They took two seconds of a first start. That it is the same shape is for tests/migrations.
    """
    if set(inspect(connection).get_table_names()) - {"alembic_version"}:
        return
    Base.metadata.create_all(connection)
    context.get_context().stamp(ScriptDirectory.from_config(context.config), "head")


def _check_children(connection: Connection) -> None:
    """Raise, so that nothing is committed, when a row points at nothing after the steps."""
    if broken := connection.execute(text("PRAGMA foreign_key_check")).fetchall():
        raise RuntimeError(f"{len(broken)} rows point at nothing after migrating: {broken[:5]}")


@contextmanager
def _parents_may_go(connection: Connection) -> Iterator[None]:
    """SQLite alters a table by making it anew: dropping the old one must not take its children.

    Said to the driver itself, since SQLite hears it only outside a transaction (sqlite.org/pragma).
    """
    driver = connection.connection.dbapi_connection
    if connection.dialect.name != "sqlite" or driver is None:
        yield
        return
    driver.cursor().execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.cursor().execute("PRAGMA foreign_keys=ON")


engine = context.config.attributes.get("engine") or context.config.attributes.get("connection")
if isinstance(engine, Engine):
    writer = engine.execution_options(writes=True, patience=60)
    with writer.connect() as opened, _parents_may_go(opened), opened.begin():
        _migrate(opened)
elif isinstance(engine, Connection):
    _migrate(engine)
else:
    raise SystemExit("Migrations run by `python -m cafe upgrade`.")
