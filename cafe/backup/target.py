"""Where a backup is restored to: an empty folder and an empty database, and nobody else at it.

What is not whole yet lies in the folder `restoring`, and SQLite's file beside its place; PostgreSQL
has a table that says so. Until they are gone no server starts there, and a restore that was cut off
is begun again from nothing.
"""

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, inspect, make_url, text

from cafe.backup.gone import NAME
from cafe.config import Settings
from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.migrations import RESTORING, cut_off
from cafe.model import Database

KEY = "secret.key"
OURS = ("posters", "letterheads", "versions")
NOT_OURS = {KEY, NAME, RESTORING, "lost+found"}


class Target:
    """One such place. `scratch` is the folder where it is built, `building` the settings of the
    installation as long as it lies there."""

    def __init__(self, settings: Settings) -> None:
        """The place that `settings` name."""
        self.settings = settings
        self.scratch = settings.data_dir / RESTORING
        self.path = sqlite_path(settings.database)
        self._built = self.path and self.path.with_name(f"{self.path.name}.{RESTORING}")
        url = f"sqlite:///{self._built}" if self._built else settings.database
        values = settings.model_dump() | {"data_dir": self.scratch, "database_url": url}
        values["backup"] = None
        self.building = Settings.model_validate(values)

    @contextmanager
    def taken(self, key: str | None) -> Iterator[None]:
        """Empty it of what a restore left that was cut off, hold it, and put `key` there.

        What goes wrong leaves nothing there. Raises Conflict when anything else is there.
        """
        self.check()
        self.scratch.mkdir(mode=0o700, exist_ok=True)
        with (self.scratch / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Conflict(_("Another restore is just under way there.")) from None
            self._empty()
            own = self.settings.data_dir / KEY
            mine = key is not None and not own.exists()
            if key is not None and mine:  # first of all: a start here must not make another one
                own.touch(mode=0o600)
                own.write_text(key, encoding="ascii")
            try:
                if self.path is None:
                    with self._engine().begin() as connection:
                        connection.execute(text(f"CREATE TABLE {RESTORING} (id INTEGER)"))
                yield
            except BaseException:
                self._empty()
                shutil.rmtree(self.scratch)
                if mine:
                    own.unlink()
                raise

    def _engine(self) -> Engine:
        return Database(self.settings.database, kept=False).engine

    def check(self) -> None:
        """Raise Conflict when anything lies there but what a restore left that was cut off."""
        if self.path is not None and self.path.exists():
            raise _not_empty(str(self.path))
        if self.path is None:
            with self._engine().connect() as connection:
                _check_ours(connection)
        left = NOT_OURS | (set(OURS) if self.scratch.exists() else set())
        names = {one.name for one in self.settings.data_dir.iterdir()}
        if self._built:
            names = {name for name in names if not name.startswith(self._built.name)}
        if odd := sorted(names - left):
            raise _not_empty(str(self.settings.data_dir / odd[0]))

    def _empty(self) -> None:
        for name in OURS:
            shutil.rmtree(self.settings.data_dir / name, ignore_errors=True)
            shutil.rmtree(self.scratch / name, ignore_errors=True)
        if self._built:
            for end in ("", "-wal", "-shm"):
                self._built.with_name(self._built.name + end).unlink(missing_ok=True)
            return
        _empty_postgres(self._engine())

    def finish(self) -> None:
        """All is whole: give everything its place, the database last, and nothing is under way."""
        for name in (*OURS, NAME):
            if (self.scratch / name).exists():
                (self.scratch / name).replace(self.settings.data_dir / name)
        if self.path is not None and self._built is not None:
            self._built.rename(self.path)
        else:
            with self._engine().begin() as connection:
                connection.execute(text(f"DROP TABLE {RESTORING}"))
        shutil.rmtree(self.scratch)


def check_whole(settings: Settings) -> None:
    """Before anything is done with an installation. Raises Conflict when it is half restored.

    PostgreSQL's own table says so by itself (migrations).
    """
    path = sqlite_path(settings.database)
    if (settings.data_dir / RESTORING).exists() and path is not None and not path.exists():
        raise cut_off()


def clear(settings: Settings) -> None:
    """Take away the empty folder of a restore that was cut off at its very end."""
    shutil.rmtree(settings.data_dir / RESTORING, ignore_errors=True)


def sqlite_path(url: str) -> Path | None:
    """Where SQLite's file lies; None for another database."""
    found = make_url(url)
    return Path(found.database or "") if found.drivername.startswith("sqlite") else None


def _empty_postgres(engine: Engine) -> None:
    with engine.begin() as connection:
        _check_ours(connection)
        tables = MetaData()
        tables.reflect(connection)
        tables.drop_all(connection)


def _check_ours(connection: Connection) -> None:
    """Raise Conflict for tables that no restore has made which was cut off."""
    names = inspect(connection).get_table_names()
    if names and RESTORING not in names:
        raise _not_empty(connection.engine.url.render_as_string(hide_password=True))


def _not_empty(what: str) -> Conflict:
    return Conflict(
        _(
            "There is something already: %(what)s. A backup is restored into an empty folder and "
            "an empty database only. Nothing was changed.",
            what=what,
        )
    )
