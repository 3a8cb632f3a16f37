"""What was taken out of the tables lies no longer in the database's own files either, as far as the
program reaches: SQLite's log, and the dead rows of PostgreSQL."""

import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from cafe.core import files
from cafe.model import Database
from cafe.model.erase import belongings

LOG_SECONDS, LOG_LOOK_SECONDS = 60.0, 0.05
# Whoever reads or writes a table waits while it is written anew, so only what takes about a second
# is; and nobody waits long behind us while we wait for our turn.
MOST_ANEW = 64 * 2**20
# The texts of a table of which PostgreSQL has noted some; keys are no words.
NOTED = """SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_stats s
    JOIN pg_attribute a ON a.attrelid = to_regclass(quote_ident(s.tablename))
        AND a.attname = s.attname
    WHERE s.schemaname = current_schema() AND s.tablename = %(table)s
        AND a.atttypid IN ('text'::regtype, 'varchar'::regtype)
        AND coalesce(s.most_common_vals::text, s.histogram_bounds::text) IS NOT NULL
        AND NOT EXISTS (SELECT FROM pg_constraint k
            WHERE k.conrelid = a.attrelid AND a.attnum = ANY (k.conkey))"""
TURN_MS, TURNS, BETWEEN_SECONDS = 100, 5, 0.2


def owe(data_dir: Path) -> None:
    """On the disk, before rows go: their bytes are to go too, whoever is killed in between."""
    files.put(_owed(data_dir), uuid4().bytes)


def owing(db: Database, data_dir: Path) -> Database:
    """`db`, where an address that goes is to go out of the files too, by the next hourly round.

    A disk that is full is no reason to keep the rows.
    """

    def clear() -> None:
        with suppress(OSError):
            owe(data_dir)

    db.clearers.append(clear)
    return db


def is_owed(data_dir: Path) -> bool:
    """Whether rows went, and their bytes perhaps not."""
    return files.there(_owed(data_dir))


def pay(db: Database, data_dir: Path) -> None:
    """Clear; then no more is owed than what went meanwhile, if nobody was in the way."""
    before = files.read(_owed(data_dir))
    if cleared(db) and files.read(_owed(data_dir)) == before:
        files.remove(_owed(data_dir))


def _owed(data_dir: Path) -> Path:
    return files.all_jobs(data_dir) / "rows.gone"


def cleared(db: Database) -> bool:
    """Clear the files of what is no longer in the tables; in a process of its own, as it waits.

    False when somebody used them all the time: then it is to be done once more, later.
    """
    return emptied_log(db) if db.is_sqlite else written_anew(db)


def emptied_log(db: Database) -> bool:
    """SQLite's file holds zeros where words were (`engine.py`); now its log of writes is empty too.

    PASSIVE carries over most of it while others write; so TRUNCATE, for which they wait, is short.
    Only TRUNCATE takes the words out of the log, and not while somebody reads: so it is tried again
    and again. False when that was never had.
    """
    until = time.monotonic() + LOG_SECONDS
    with db.engine.connect() as connection:
        for how in ("PASSIVE", "PASSIVE"):
            connection.exec_driver_sql(f"PRAGMA wal_checkpoint({how})").close()
        while connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]:
            if time.monotonic() > until:
                return False
            time.sleep(LOG_LOOK_SECONDS)
    return True


def written_anew(db: Database) -> bool:
    """PostgreSQL keeps rows that were changed or taken away, and a plain VACUUM leaves their bytes
    in free space: so every table of cafés is written anew (VACUUM FULL) with its indexes. Of its
    texts some are noted for planning, and ANALYZE alone leaves those of a table that is empty now.

    A table that is larger than `MOST_ANEW` is only cleared (VACUUM): it would keep all from working
    for too long. The page says so (`erasure/reach.py`).
    """
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.detach()  # what is set here is nobody else's
        connection.exec_driver_sql("SET statement_timeout = 0")
        connection.exec_driver_sql(f"SET lock_timeout = {TURN_MS}")
        done = True
        for table in belongings():  # where one is never free, the others are tried once
            done = _anew(connection, table.name, TURNS if done else 1) and done
        # Its owner may; who is not is only warned.
        with suppress(DBAPIError):
            connection.exec_driver_sql("VACUUM (FULL) pg_catalog.pg_statistic")
    return done


def _forget_values(connection: Connection, table: str) -> None:
    """A column that is given the type it has loses what was noted of it, and is not written."""
    noted = connection.exec_driver_sql(NOTED, {"table": table}).all()
    if noted:
        types = ", ".join(f'ALTER "{name}" TYPE {kind}' for name, kind in noted)
        connection.exec_driver_sql(f'ALTER TABLE "{table}" {types}')


def _anew(connection: Connection, table: str, turns: int) -> bool:
    size = connection.exec_driver_sql(f"SELECT pg_total_relation_size('\"{table}\"')").scalar_one()
    if size <= MOST_ANEW:
        for _turn in range(turns):
            with suppress(DBAPIError):
                _forget_values(connection, table)
                connection.exec_driver_sql(f'VACUUM (FULL, ANALYZE) "{table}"')
                return True
            time.sleep(BETWEEN_SECONDS)
    with suppress(DBAPIError):
        connection.exec_driver_sql(f'VACUUM (ANALYZE) "{table}"')
        return bool(size > MOST_ANEW)
    return False
