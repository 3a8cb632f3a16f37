"""An installation with a row of odd things in it, and one of each file."""

import os
import shutil
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from cafe.backup.make import back_up
from cafe.backup.restore import restore
from cafe.config import Settings, load_settings
from cafe.core import files
from cafe.core.i18n import speaking
from cafe.document.changed import Line
from cafe.migrations.newest import migrated
from cafe.model import Database, LoginSession, Note, Person, Poster, Version, Workshop
from cafe.report.versions import store
from cafe.report.versions.store import Kept
from tests.support.world import KEY, a_workshop, new_id, tables_of

ODD = (
    "Ærlig talt 👩‍👩‍👧",
    "\u202eabc",
    "שלום \u200b",
    "linje\u2028skift",
    "ø" * 10_000,
    '"\\{}[],\t',
)
IN_PRINT = "Sundaraland var hos legen"
LINES = [
    Line("text", "", "", "GRUPPEARBEID"),
    Line("text", "", "", "OPPSUMMERING"),
    Line("section", "q1", "", "1. Spørsmål?"),
    Line("text", "q1", "Lapper", IN_PRINT, "e1"),
]
PHOTO = b"\xff\xd8 a photograph"


class House:
    """One, in `folder`; its database in there or at `url`."""

    def __init__(self, folder: Path, url: str = "") -> None:
        """Name the place; nothing is there yet."""
        self.environ = {"CAFE_DATA_DIR": str(folder)} | ({"CAFE_DATABASE_URL": url} if url else {})
        self.folder = folder

    @property
    def settings(self) -> Settings:
        """As a command reads them."""
        return load_settings(self.environ)

    @property
    def db(self) -> Database:
        """The database, with nothing kept open."""
        return Database(self.settings.database, kept=False)

    def filled(self) -> str:
        """Fill it; the café's id."""
        self.folder.mkdir()
        (self.folder / "secret.key").write_text(KEY)
        db = migrated(self.settings)
        workshop = a_workshop(db, counts=(1, 1), stage="open")
        table = tables_of(db, workshop)[0]
        here = {"workshop_id": workshop.id, "table_id": table.id}
        with db.writing() as tx:
            for words in ODD:
                note = {**here, "uid": new_id(), "kind": "keyword", "text": words}
                tx.execute(insert(Note).values(elaborations=[words], **note))
            gone = Person(email="a@example.org", name="A", password_hash="x")
            tx.add(gone)
            tx.flush()
            tx.add(
                LoginSession(digest="d", person_id=gone.id, began=1, seen=1, browser="", system="")
            )
            tx.add(Poster(table_id=table.id, file="a.jpg", alt="A", size=3))
            moment = datetime.now(UTC)
            version = {"final": True, "number": 1, "revision": 1, "folder": "f" * 32}
            version["lines"] = [list(line) for line in LINES]
            tx.add(Version(workshop_id=workshop.id, by="person:1", kept_at=moment, **version))
        files.put(files.photo_folder(self.folder, workshop.id) / "a.jpg", PHOTO)
        folder = files.versions_folder(self.folder, workshop.id) / ("f" * 32)
        store.write(folder, [("document.md", f"# {IN_PRINT}".encode())], Kept(1, True, LINES))
        files.put(files.letterhead_file(self.folder, workshop.id), b"PK template")
        db.engine.dispose()
        return workshop.id

    def back_up(self, file: Path, *, with_key: bool = True) -> Path:
        """A backup of it."""
        back_up(self.db, self.settings, file, with_key=with_key)
        return file

    def restored(self, file: Path) -> "House":
        """The same, after `file` was restored into it."""
        restore(file, self.environ)
        return self

    def texts(self) -> list[str]:
        """What its notes say, in order."""
        with self.db.reading() as session:
            return list(session.scalars(text("SELECT text FROM note ORDER BY id")))

    def ids(self) -> list[str]:
        """Its cafés."""
        with self.db.reading() as session:
            return list(session.scalars(select(Workshop.id)))

    def there(self) -> dict[str, bytes]:
        """What lies beside the database and is no process's own, by place."""
        own = ("cafe.db", "makings", "folder-name", "setup-word")
        paths = (path for path in self.folder.rglob("*") if path.is_file())
        found = {str(path.relative_to(self.folder)): path for path in paths}
        return {name: path.read_bytes() for name, path in found.items() if not name.startswith(own)}


def killed(what: Callable[[Callable[[str, int, int], None]], object], at: int) -> bool:
    """Do `what` in a process of its own that is killed at its step `at`; False when it ended."""
    if not (pid := os.fork()):
        steps = iter(range(at + 1))

        def progress(_what: str, _done: int, _of: int) -> None:
            if next(steps) == at:
                os.kill(os.getpid(), signal.SIGKILL)

        code = 1
        with suppress(BaseException):
            what(progress)
            code = 0
        os._exit(code)
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert code in (0, -signal.SIGKILL)
    return code != 0


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What is refused is looked at in the words of the source."""
    with speaking("en"):
        yield


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled installation, for copies."""
    folder = tmp_path_factory.mktemp("first") / "a"
    House(folder).filled()
    return folder


@pytest.fixture
def house(first: Path, tmp_path: Path) -> House:
    """A copy of it, to be spoilt."""
    return House(Path(shutil.copytree(first, tmp_path / "a")))
