"""A backup made while the café goes on: whole and checked under its name, or not there at all."""

import contextlib
import errno
import fcntl
import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sqlalchemy import Connection, text
from sqlalchemy.exc import DatabaseError

from cafe.backup import rows
from cafe.backup.files import in_place, named_by_rows
from cafe.backup.manifest import ERASED, FILES, KEY, MANIFEST, TABLES, Manifest
from cafe.backup.zipped import Reader, Writer, pieces_of
from cafe.config import Settings
from cafe.core.files import read
from cafe.core.i18n import _
from cafe.errors import Conflict, Unavailable
from cafe.jobs.worker import Progress, quiet
from cafe.migrations import NEWEST, RESTORING, cut_off
from cafe.model import Database
from cafe.model.database.trouble import busy

TRIES = 5  # when something that the rows named was taken away meanwhile
SAID = 3  # how many things that are wrong with a database are said


def back_up(
    db: Database,
    settings: Settings,
    file: Path,
    *,
    with_key: bool = True,
    progress: Progress = quiet,
) -> Manifest:
    """Write everything into `file`, in place of an older backup; give what lies in it.

    Files that rows name and that are not there are left out and named in it. Raises Conflict for a
    path that is no place for it, Unavailable for a damaged database, OSError when the disk is full:
    then `file` is as it was.
    """
    file = _free(file)
    with _unfinished(file) as (out, path):
        for _try in range(TRIES):
            if _written(out, db, settings, with_key, progress) is not None:
                break
        else:
            raise busy()
        out.flush()
        os.fsync(out.fileno())
        progress("check", 0, 0)
        reader = Reader(path, NEWEST)
        with contextlib.closing(reader):
            reader.check()
        path.replace(file)
        _settle(file.parent)
    return reader.manifest


def _free(file: Path) -> Path:
    """Where `file` really is. Raises Conflict when something else lies there."""
    file = file.resolve()
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    if file.exists() and not is_backup(file):
        raise Conflict(
            _("%(path)s is something else, and no backup. Choose another name.", path=file)
        )
    return file


def is_backup(file: Path) -> bool:
    """Whether an older backup lies there, whole or not."""
    if not file.is_file():
        return False
    with file.open("rb") as begin:
        if begin.read(4) != b"PK\x03\x04":
            return file.stat().st_size == 0
    try:
        with zipfile.ZipFile(file) as found:
            return MANIFEST in found.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


@contextmanager
def _unfinished(file: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A file beside it, ours alone; what a killed process has left there is written over."""
    path = file.with_name(f"{file.name}.unfinished")
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w+b") as out:
        try:
            fcntl.flock(out, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _two(file) from None
        if not _same(out, path):  # it was just finished, and has its name
            raise _two(file)
        os.fchmod(out.fileno(), 0o600)
        try:
            yield out, path
        finally:
            if _same(out, path):
                path.unlink()


def _same(out: IO[bytes], path: Path) -> bool:
    return path.exists() and os.path.samestat(os.fstat(out.fileno()), path.stat())


def _two(file: Path) -> Conflict:
    return Conflict(_("Another backup is just being written to %(path)s.", path=file))


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _written(
    out: IO[bytes], db: Database, settings: Settings, with_key: bool, progress: Progress
) -> Manifest | None:
    """All of it; None when something went meanwhile that the rows still named."""
    out.seek(0)
    out.truncate()
    writer = Writer(out)
    with db.reading() as session:
        connection = session.connection()
        check(connection)
        taken = datetime.now(UTC).isoformat(timespec="seconds")
        tables = rows.tables_of(connection)
        if any(table.name == RESTORING for table in tables):
            raise cut_off()
        for done, table in enumerate(tables):
            progress("tables", done, len(tables))
            name = f"{TABLES}{table.name}.jsonl"
            writer.put(name, rows.lines(connection, table), rows=True)
        shape, last = rows.shape_of(connection), rows.last_numbers(connection, tables)
        by_name = {table.name: table for table in tables}
        named = list(named_by_rows(connection, by_name, settings.data_dir))
    if (erased := read(settings.data_dir / ERASED)) is not None:
        writer.put(ERASED, [erased])
    if with_key:
        writer.put(KEY, [settings.secret_key.encode()])
    missing = []
    for done, (place, must) in enumerate(named):
        progress("files", done, len(named))
        if not _put(writer, settings.data_dir, place) and must:
            missing.append(place)
    if missing and _went(db, settings, missing):
        return None
    manifest = Manifest(taken, shape, writer.members, last=last, missing=tuple(missing))
    writer.end(manifest)
    return manifest


def _put(writer: Writer, data_dir: Path, place: str) -> bool:
    """The file at `place`, or all in the folder there; False when something is not there."""
    found = in_place(data_dir, place)
    try:
        for each in found:
            with (data_dir / each).open("rb"):  # before its name stands in the zip
                pass
            writer.put(FILES + each, pieces_of(data_dir / each))
    except FileNotFoundError:
        return False
    return bool(found)


def _went(db: Database, settings: Settings, missing: list[str]) -> bool:
    """Whether rows no longer name something of what is not there: then it went meanwhile."""
    with db.reading() as session:
        connection = session.connection()
        tables = {table.name: table for table in rows.tables_of(connection)}
        still = {
            place for place, must in named_by_rows(connection, tables, settings.data_dir) if must
        }
    return not still >= set(missing)


def check(connection: Connection) -> None:
    """Raise Unavailable when the database is damaged; a long reading may go on for long."""
    if connection.dialect.name != "sqlite":  # a row that cannot be read is told when it is read
        for name in ("statement_timeout", "idle_in_transaction_session_timeout"):
            connection.execute(text(f"SET LOCAL {name} = 0"))
        return
    if wrong := damage(connection):
        raise Unavailable(
            _(
                "The café's database is damaged: %(why)s. Nothing was written. Keep a copy of the "
                "file as it is, and restore the last good backup.",
                why="; ".join(wrong),
            )
        )


def damage(connection: Connection) -> list[str]:
    """What SQLite finds wrong with its file: some of it, in its own words."""
    ask = connection.exec_driver_sql
    try:
        found = [str(row[0]) for row in ask(f"PRAGMA integrity_check({SAID})")]
        loose = ask("PRAGMA foreign_key_check").fetchmany(SAID)
    except DatabaseError as error:
        return [" ".join(str(error.orig).split())]
    wrong = [" ".join(one.split()) for one in found if one != "ok"]
    return wrong + [f"{row[0]} {row[1]} points at no {row[2]}" for row in loose]
