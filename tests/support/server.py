"""The café as people meet it: a process of its own, with a folder and a port of its own."""

import os
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from cafe.config import load_settings
from cafe.migrations.newest import migrated
from cafe.people.actions import add_person, hash_password
from cafe.people.setup_word import forget
from tests.support.app import EMPTY
from tests.support.ground import Grounds
from tests.support.programs.nursery import Child, nursery
from tests.support.programs.process import stop
from tests.support.waiting import free_port, wait_for

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "cafe")
StartServer = Callable[..., "Server"]


class Organiser(NamedTuple):
    """Somebody who can log in."""

    email: str
    password: str
    name: str


class Server:
    """One running café. `log` holds what it said."""

    def __init__(
        self,
        data_dir: Path,
        environment: Mapping[str, str],
        *,
        program: Sequence[str | Path] = COMMAND,
        forked: bool = False,
    ) -> None:
        """Prepare; `start()` starts it. `program` is how cafe's commands are called.

        `forked`: the server is, from a process that has imported the code (programs/nursery.py).
        """
        self._program, self._forked = program, forked
        self.data_dir = data_dir
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = data_dir / "server.log"
        self._environment = _environment(data_dir, self.port, environment)
        self._process: subprocess.Popen[bytes] | Child | None = None
        self._people: dict[str, Organiser] = {}

    def start(self) -> None:
        """Start it and wait until it answers /healthz."""
        self._process = process = self._started()
        wait_for(
            lambda: process.poll() is not None or self._is_healthy(),
            what=f"{self.url}/healthz to answer (see {self.log})",
        )
        assert process.poll() is None, self.log.read_text(errors="replace")

    def _started(self) -> subprocess.Popen[bytes] | Child:
        if self._forked:
            mode = self._environment.get("CAFE_ASYNC_MODE", "eventlet")
            return nursery(mode).start("run", environment=self._environment, log=self.log)
        with self.log.open("ab") as output:
            return subprocess.Popen(
                [*self._program, "run"],
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )

    @property
    def pid(self) -> int:
        """The process's number, for whoever measures it."""
        assert self._process, "not started"
        return self._process.pid

    def kill(self) -> None:
        """As when somebody pulls the plug: no goodbye, nothing saved that was not saved."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """As an administrator stops it."""
        if self._process and self._process.poll() is None:
            stop(self._process)

    def restart(self) -> None:
        """Stop it if it runs, and start it again with the same folder on the same port."""
        self.stop()
        self.start()

    def command(self, *arguments: str, text: str = "") -> str:
        """Run `python -m cafe <arguments>` on this café's data; return what it printed."""
        answer = subprocess.run(
            [*self._program, *arguments],
            cwd=ROOT,
            env=self._environment,
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        assert answer.returncode == 0, answer.stdout + answer.stderr
        return answer.stdout

    def user(
        self,
        *,
        email: str = "berit@example.org",
        password: str = "kaffe og kringle 2014",
        name: str = "Berit Bakke",
    ) -> Organiser:
        """An organiser who can log in, made as `user add` does; the one there, if made before."""
        if email not in self._people:
            settings = load_settings(self._environment)
            db = migrated(settings)
            made = hash_password(password, email, name)
            with db.writing() as tx:
                add_person(tx, email=email, name=name, password_hash=made)
            db.engine.dispose()
            forget(settings.data_dir)
            self._people[email] = Organiser(email, password, name)
        return self._people[email]

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


@pytest.fixture
def server(tmp_path: Path, grounds: Grounds) -> Iterator[StartServer]:
    """Starts cafés: `server(mode="threading", CAFE_DATABASE_URL=…)`; they end with the test.

    Without a `data_dir` the folder has an empty database in its newest shape.
    """
    started: list[Server] = []

    def start(*, mode: str = "eventlet", data_dir: Path | None = None, **settings: str) -> Server:
        folder = data_dir or tmp_path / f"cafe-{len(started)}"
        folder.mkdir(exist_ok=True)
        if not data_dir:
            grounds.lay(EMPTY, folder)
        # In a folder with nothing in it the café begins as people begin it.
        forked = (folder / "cafe.db").exists()
        one = Server(folder, {"CAFE_ASYNC_MODE": mode, **settings}, forked=forked)
        started.append(one)
        one.start()
        return one

    yield start
    for one in started:
        one.stop()


def _environment(data_dir: Path, port: int, settings: Mapping[str, str]) -> Mapping[str, str]:
    inherited = {key: value for key, value in os.environ.items() if not key.startswith("CAFE_")}
    ours = {"CAFE_DATA_DIR": str(data_dir), "CAFE_HOST": "127.0.0.1", "CAFE_PORT": str(port)}
    return {**inherited, **ours, **settings}
