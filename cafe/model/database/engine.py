"""How the database is opened: who waits how long, for what."""

from typing import Any

from sqlalchemy import Engine, NullPool, StaticPool, create_engine, event, text
from sqlalchemy.exc import SQLAlchemyError

from cafe.core.i18n import _
from cafe.core.text.parsed import parsed
from cafe.errors import Unavailable

# How long a writer waits for its turn, and for another process that holds SQLite's lock: longer
# than a backup takes, shorter than a tablet's patience.
PATIENCE = 5.0
# While SQLite itself waits, the whole process does: so it hardly waits, and we come again. Only who
# opens the file waits longer, since somebody may just be making it.
SQLITE_MS, OPENING_MS = 5, 1000
# A worker takes at most this share of what PostgreSQL allows, so that four may stand beside one
# another, and what is made in the background beside them. Who waits for a connection waits briefly.
SHARE, SPARE, MOST, UNKNOWN = 4, 12, 20, 5
ALLOWED = """SELECT least(
    current_setting('max_connections')::int
        - current_setting('superuser_reserved_connections')::int,
    (SELECT nullif(datconnlimit, -1) FROM pg_database WHERE datname = current_database()),
    (SELECT nullif(rolconnlimit, -1) FROM pg_roles WHERE rolname = current_user))"""
# A PostgreSQL that has vanished is noticed; a question takes as long as one may, and no lock is
# kept by a process that stands still.
CONNECTING = {
    "connect_timeout": 5,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
POSTGRES_MS = {
    "statement_timeout": 20_000,
    "lock_timeout": int(PATIENCE * 1000),
    "idle_in_transaction_session_timeout": 120_000,
}


def open_engine(url: str, *, kept: bool, most: int = 0) -> Engine:
    """The engine for `url`. `kept`: its connections are, for the next one who asks.

    `most` connections at a time to PostgreSQL; 0: what `most_connections` finds.
    """
    sqlite = url.startswith("sqlite")
    if url in ("sqlite://", "sqlite:///:memory:"):
        pool: dict[str, Any] = {"poolclass": StaticPool}
    elif not kept:
        pool = {"poolclass": NullPool}
    else:
        pool = {"pool_timeout": PATIENCE}
        if not sqlite:
            most = most or most_connections(url)
            pool |= {"pool_size": (most + 1) // 2, "max_overflow": most // 2, "pool_pre_ping": True}
    args: dict[str, Any] = {"check_same_thread": False} if sqlite else CONNECTING
    # An error's words must not repeat what somebody typed.
    how = {"hide_parameters": True, "json_deserializer": from_json}
    engine = create_engine(url, connect_args=args, **how, **pool)
    event.listen(engine, "connect", _prepare_sqlite if sqlite else _prepare_postgres)
    return engine


def from_json(words: str | bytes) -> Any:
    """What stands in a column. Raises Unavailable when it is damaged."""
    try:
        return parsed(words)
    except ValueError as error:
        raise damaged() from error


def damaged() -> Unavailable:
    """What stands in a column is not what we put there."""
    return Unavailable(_("Something that is stored here is damaged. Tell whoever runs the server."))


def most_connections(url: str) -> int:
    """How many connections to the PostgreSQL at `url` one worker may have: its share.

    Server, database and account are asked what they allow; a few when it does not answer now.
    """
    engine = open_engine(url, kept=False)
    try:
        with engine.connect() as db:
            allowed = int(db.scalar(text(ALLOWED)) or 0)
    except SQLAlchemyError:
        return UNKNOWN
    return max(2, min((allowed - SPARE) // SHARE, MOST))


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves, below
    opening, later = f"busy_timeout={OPENING_MS}", f"busy_timeout={SQLITE_MS}"
    ways = ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL")
    # secure_delete: zeros over what is taken away; else a deleted café's words lie on in the file.
    for pragma in (opening, *ways, "secure_delete=ON", later):
        connection.execute(f"PRAGMA {pragma}").close()


def _prepare_postgres(connection: Any, _record: Any) -> None:
    with connection.cursor() as cursor:
        for name, milliseconds in POSTGRES_MS.items():
            cursor.execute(f"SET {name} = {milliseconds}")
    connection.commit()  # else the first transaction that is rolled back takes them along
