"""The way back: a backup's rows, files and key where nothing is yet; whole, or not there at all."""

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Engine
from sqlalchemy.exc import DataError, IntegrityError

from cafe.backup import rows
from cafe.backup.again import erase_again
from cafe.backup.gone import Entry, entries_in, installation
from cafe.backup.manifest import ERASED, FILES, KEY, TABLES, Manifest, not_whole
from cafe.backup.settle import settle
from cafe.backup.target import Target
from cafe.backup.zipped import Reader, sums
from cafe.config import PREFIX, Settings, data_folder, load_settings
from cafe.core.files import put
from cafe.core.i18n import _
from cafe.errors import Conflict, Invalid
from cafe.jobs.worker import Progress, quiet
from cafe.migrations import NEWEST, alembic_config
from cafe.model import Database

KEY_SETTING = f"{PREFIX}SECRET_KEY"


class Restored(NamedTuple):
    """`manifest`: what was in the backup; `wrong`: what was erased since and could not be erased
    again, in words; `erased`: how many lines of the list of erasures were looked at, and how many
    were another installation's (`others`)."""

    manifest: Manifest
    wrong: list[str]
    erased: int
    others: int


def restore(
    file: Path,
    environ: Mapping[str, str],
    progress: Progress = quiet,
    erased: Path | None = None,
) -> Restored:
    """Put everything in `file` where the settings in `environ` say.

    What was erased since is erased again, as far as the list says that lies beside `file`, in the
    data folder, or at `erased` (such a list, or a newer backup). Raises Invalid for a file that is
    none of ours, not whole, or newer; Conflict when anything is there already; OSError when the
    disk is full. Nothing is there then, or it is begun again.
    """
    reader = Reader(file, NEWEST)
    with contextlib.closing(reader):
        progress("check", 0, 0)
        reader.check()
        Target(_settings("", environ)).check()
        folder = data_folder(environ)
        key = _key(reader, folder, environ)
        found = _gone(reader, [file.with_name(ERASED), folder / ERASED], erased)
        mine = [one for one in found if one["of"] == installation(key)]
        target = Target(_settings(key, environ))
        with target.taken(None if environ.get(KEY_SETTING) else key):
            _put_files(reader, target.scratch, progress)
            lines = (json.dumps(one).encode() + b"\n" for one in found)
            if found:
                put(target.scratch / ERASED, b"".join(lines))
            db = Database(target.building.database, kept=False)
            _put_rows(db.engine, reader, progress)
            if reader.manifest.shape != NEWEST:
                _to_shape(db.engine, "head")
            settle(db)
            wrong = erase_again(db, target.building, mine, progress)
            db.engine.dispose()
            os.sync()  # all of it at once, on the disk before it has its names
            target.finish()
            os.sync()
    return Restored(reader.manifest, wrong, len(mine), len(found) - len(mine))


def _gone(reader: Reader, beside: list[Path], erased: Path | None) -> list[Entry]:
    """What all lists say, each line once, the oldest first. Raises OSError, Invalid."""
    read = _in_backup(reader)
    for path in [one for one in beside if one.exists()] + ([erased] if erased else []):
        read += _list_at(path)
    once = {json.dumps(one, sort_keys=True): one for one in read}
    return sorted(once.values(), key=lambda one: str(one["at"]))


def _in_backup(reader: Reader) -> list[Entry]:
    if ERASED not in reader.manifest.members:
        return []
    return list(entries_in(b"".join(reader.pieces(ERASED))))


def _list_at(path: Path) -> list[Entry]:
    """Such a list, or the one in a backup."""
    with path.open("rb") as file:
        zipped = file.read(4) == b"PK\x03\x04"
    if not zipped:
        return list(entries_in(path.read_bytes()))
    with contextlib.closing(Reader(path, NEWEST)) as reader:
        return _in_backup(reader)


def _settings(key: str, environ: Mapping[str, str]) -> Settings:
    """With the backup's key; any will do as long as it is not known which."""
    return load_settings({**environ, KEY_SETTING: key or "known in a moment"})


def _key(reader: Reader, folder: Path, environ: Mapping[str, str]) -> str:
    """The key that the backup has; one of one's own for a backup that has none."""
    own = folder / KEY
    given, where = environ.get(KEY_SETTING, ""), KEY_SETTING
    if not given and own.is_file():
        given, where = own.read_text(encoding="utf-8", errors="replace").strip(), str(own)
    if KEY not in reader.manifest.members:
        if given:
            return given
        raise Invalid(
            _(
                "This backup was made without the key. Put the installation's secret.key into "
                "%(folder)s, or set CAFE_SECRET_KEY; without it no printed code opens anything.",
                folder=folder,
            )
        )
    key = b"".join(reader.pieces(KEY)).decode()
    if given and given != key:
        raise Conflict(
            _(
                "The key in %(where)s is another one than the backup's. Take it away, and the "
                "backup's is used: the links and printed codes in it are made with that.",
                where=where,
            )
        )
    return key


def _put_files(reader: Reader, scratch: Path, progress: Progress) -> None:
    places = reader.manifest.files
    for done, place in enumerate(places):
        progress("files", done, len(places))
        path = scratch / place
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("xb") as file:
            for piece in reader.pieces(FILES + place):
                file.write(piece)


def _put_rows(engine: Engine, reader: Reader, progress: Progress) -> None:
    """Make the tables of the backup's own shape, fill them, and read them all again."""
    _to_shape(engine, reader.manifest.shape)
    with engine.execution_options(writes=True).begin() as connection:
        tables = [one for one in rows.tables_of(connection) if one.name in reader.manifest.tables]
        if {one.name for one in tables} != reader.manifest.tables.keys():
            raise not_whole(TABLES)
        for table in reversed(tables):  # what the shape begins with
            connection.execute(table.delete())
        for done, table in enumerate(tables):
            progress("tables", done, len(tables))
            try:
                rows.load(connection, table, reader.lines(f"{TABLES}{table.name}.jsonl"))
            except (ValueError, KeyError, IntegrityError, DataError) as error:
                raise not_whole(f"{TABLES}{table.name}") from error
        rows.count_on(connection, tables, dict(reader.manifest.last))
    with engine.connect() as connection:
        for name, found in sums({one.name: rows.lines(connection, one) for one in tables}):
            if found != reader.manifest.tables[name]:
                raise Conflict(_("%(name)s did not come in as it was written.", name=name))


def _to_shape(engine: Engine, shape: str) -> None:
    from alembic import command

    config = alembic_config()
    config.attributes["engine"] = engine
    command.upgrade(config, shape)
