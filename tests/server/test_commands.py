"""Whatever an IT department gives a command: one sentence on what is wrong, and a code to match.

Each is a process of its own; none may answer with a trace, none may leave half.
"""

import shutil
import socket
import sqlite3
import stat
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cafe.config import Settings
from cafe.migrations.newest import migrated
from tests.support.programs.forked import Forked
from tests.support.server import COMMAND, ROOT
from tests.support.waiting import free_port

KEY = "secret.key"
Prepare = Callable[[Path], object]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a database and a key, and nobody at work in it."""
    folder = tmp_path_factory.mktemp("house")
    (folder / KEY).write_text("a key that is long enough")
    migrated(Settings(data_dir=folder)).engine.dispose()
    return folder


@pytest.fixture
def data(house: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to be spoilt."""
    return Path(shutil.copytree(house, tmp_path / "data"))


class Terminal:
    """Where commands are given."""

    def __init__(self, forked: Forked) -> None:
        """Each is forked."""
        self._forked = forked

    def run(self, data: Path, *arguments: str, text: str = "", **settings: str) -> tuple[int, str]:
        """The code and what was said on standard error; `text` is what is typed."""
        environment = {"PATH": "/usr/bin:/bin", "LANG": "en", "CAFE_DATA_DIR": str(data)} | settings
        code, _out, said = self._forked.run(*arguments, environment=environment, text=text)
        return code, said

    def refused(self, data: Path, *arguments: str, text: str = "") -> str:
        """The one sentence on what is wrong."""
        code, said = self.run(data, *arguments, text=text)
        assert code in (1, 2), said
        assert said.count("\n") == 1, said
        return said


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    """One for all."""
    forked = Forked()
    yield Terminal(forked)
    forked.close()


def spoilt(data: Path, offset: int) -> None:
    with (data / "cafe.db").open("r+b") as file:
        file.seek(offset)
        file.write(b"\x55" * 60_000)


def cut(data: Path) -> None:
    file = data / "cafe.db"
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def told(sql: str) -> Prepare:
    def prepare(data: Path) -> None:
        with sqlite3.connect(data / "cafe.db") as database:
            database.execute(sql)
        database.close()

    return prepare


def folder_for_file(data: Path, name: str = "cafe.db") -> None:
    (data / name).unlink()
    (data / name).mkdir()


BROKEN: dict[str, tuple[Prepare, str]] = {
    "no database": (lambda data: spoilt(data, 0), "not a database"),
    "damaged": (lambda data: spoilt(data, 5_000), "malformed"),
    "cut": (cut, "malformed"),
    "a folder": (folder_for_file, "unable to open"),
    "newer": (told("UPDATE alembic_version SET version_num = '9999'"), "newer version"),
    "no version": (told("DELETE FROM alembic_version"), "does not say of which version"),
    "another program's": (told("DROP TABLE alembic_version"), "does not say of which version"),
    "an empty key": (lambda data: (data / KEY).write_bytes(b""), KEY),
    "a key of noise": (lambda data: (data / KEY).write_bytes(b"\xff\xfe" * 20), KEY),
    "a folder for a key": (lambda data: folder_for_file(data, KEY), KEY),
}
OPENING = {
    "run": ("run", "--host", "127.0.0.1", "--port", "{port}"),
    "user": ("user", "list"),
}


@pytest.mark.parametrize("command", OPENING)
@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_data_folder_is_named(
    terminal: Terminal, data: Path, what: str, command: str
) -> None:
    prepare, words = BROKEN[what]
    prepare(data)
    before = {file: file.read_bytes() for file in (data / "cafe.db", data / KEY) if file.is_file()}
    assert words in terminal.refused(
        data, *(one.format(port=free_port()) for one in OPENING[command])
    )
    assert before == {file: file.read_bytes() for file in before}, "it was written to"


MANY = """INSERT INTO person (email, name, password_hash)
WITH RECURSIVE counted(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM counted WHERE n < 3000)
SELECT n || '@example.org', 'Ada', 'x' FROM counted"""


def test_damage_that_is_met_on_the_way_is_named_too(terminal: Terminal, data: Path) -> None:
    """A page says that the database does not answer; whoever runs it is told why."""
    told(MANY)(data)
    assert terminal.run(data, "user", "list")[0] == 0
    spoilt(data, (data / "cafe.db").stat().st_size - 60_000)
    assert "malformed" in terminal.refused(data, "user", "list")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("run", "--port", "0"), "CAFE_PORT"),
        (("run", "--port", "-1"), "CAFE_PORT"),
        (("run", "--port", "99999"), "CAFE_PORT"),
        (("run", "--host", "203.0.113.9"), "203.0.113.9"),
        (("run", "--host", "no.such.name.invalid"), "no.such.name.invalid"),
        (("run", "--host", "a..b"), "a..b"),
        (("demo", "--stage", "nowhere"), "nowhere"),
        (("import", "."), "Is a directory"),
        (("export", "nobody", "--output", "out"), "nobody"),
        (("export", "nobody", "--output", ""), "--output"),
        (("keep", "nobody"), "nobody"),
        (("letterhead", "nobody", "README.md"), "nobody"),
        (("letterhead", "../nobody", "README.md"), "nobody"),
        (("user", "add"), "ended too early"),
        (("user", "add", "--email", "a@example.org", "--name", "A"), "--password-stdin"),
        (("user", "password", "--email", "a@example.org"), "a@example.org"),
        (("backup", "{data}"), "Is a directory"),
        (("backup", "no/such/folder/file"), "no/such/folder/file"),
        (("backup", "README.md"), "no backup"),
        (("export", "\udce5", "--output", "out"), "id holds a character"),  # as Latin 1 has å
        (("import", "README.md", "--into", "\udce5"), "into holds a character"),
        (("keep", "\udce5"), "id holds a character"),
        (("user", "keeper", "--email", "\udce5@b.no"), "email holds a character"),
        (("organisation", "set", "\udce5", "--name", "A"), "which holds a character"),
        (("keep", "no\nbody"), r"no\nbody"),
    ],
    ids=" ".join,
)
def test_a_wrong_argument_is_named(
    terminal: Terminal, data: Path, arguments: tuple[str, ...], words: str
) -> None:
    readme = (ROOT / "README.md").read_bytes()
    data.chmod(0o700)
    assert words in terminal.refused(data, *(one.replace("{data}", str(data)) for one in arguments))
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert (ROOT / "README.md").read_bytes() == readme
    assert not (data / "letterheads").exists()


def test_a_password_in_another_encoding_is_refused(terminal: Terminal, data: Path) -> None:
    added = ("user", "add", "--email", "a@example.org", "--name", "A", "--password-stdin")
    assert "not UTF-8" in terminal.refused(data, *added, text="kaff\udce9 og kringle 2014\n")


def test_a_port_in_use_is_named_and_no_other_trouble_is_called_so(
    terminal: Terminal, data: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert "in use" in terminal.refused(data, "run", "--host", "127.0.0.1", "--port", port)


def test_a_backup_never_goes_over_the_cafe_nor_comes_from_nothing(
    terminal: Terminal, data: Path, tmp_path: Path
) -> None:
    assert "no backup" in terminal.refused(data, "backup", str(data / "cafe.db"))
    empty = tmp_path / "empty"
    assert "no café" in terminal.refused(empty, "backup", str(tmp_path / "copy.db"))
    assert not (tmp_path / "copy.db").exists()
    assert not (empty / "cafe.db").exists()


def test_a_device_is_written_to_and_not_replaced(
    terminal: Terminal, data: Path, tmp_path: Path
) -> None:
    here = run_out(data, "demo", "--no-run").split()[-1]
    assert run_out(data, "export", here, "--output", "/dev/stdout").startswith("{")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)
    full = tmp_path / "full"
    full.symlink_to("/dev/full")
    assert "No space left" in terminal.refused(data, "export", here, "--output", str(full))
    assert full.is_symlink()


def run_out(data: Path, *arguments: str) -> str:
    done = subprocess.run(
        [COMMAND[0], "-m", "cafe.cli", *arguments],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "LANG": "en", "CAFE_DATA_DIR": str(data)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_first_start_without_room_leaves_no_half_key(terminal: Terminal, tmp_path: Path) -> None:
    program = (
        "import resource, signal, sys; from cafe.cli import main;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0)); sys.exit(main(['user', 'list']))"
    )
    done = subprocess.run(
        [COMMAND[0], "-c", program],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "LANG": "en", "CAFE_DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1, done.stderr
    assert not (tmp_path / KEY).exists()
    assert terminal.run(tmp_path, "user", "list") == (0, "")
    assert len((tmp_path / KEY).read_text()) > 40


@pytest.mark.parametrize("path", [("no",), ("file",), ("file", "under"), ("x" * 300,)])
def test_a_folder_that_cannot_be_one_is_named(
    terminal: Terminal, tmp_path: Path, path: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "no").symlink_to(tmp_path / "file")
    assert str(tmp_path) in terminal.refused(tmp_path.joinpath(*path), "user", "list")


def test_a_reader_that_has_enough_is_no_fault(data: Path) -> None:
    environment = {"PATH": "/usr/bin:/bin", "LANG": "en", "CAFE_DATA_DIR": str(data)}
    with subprocess.Popen(
        [COMMAND[0], "-m", "cafe.cli", "organisation", "list"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as listing:
        assert listing.stdout
        assert listing.stderr
        listing.stdout.close()
        said = listing.stderr.read()
    assert (listing.returncode, said) == (141, b"")
