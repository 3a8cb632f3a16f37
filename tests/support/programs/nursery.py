"""Servers, each a process of its own, forked from one that has read the code and begun nothing.

Python takes most of a second to read the code, and the tests start some hundred servers. What is
forked runs `python -m cafe run` from its first line, with its own environment, log and signals.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from tests.support.waiting import wait_for

ROOT = Path(__file__).resolve().parents[3]
LIVES = None


class Child:
    """A forked server: of what `subprocess.Popen` can do as much as the tests ask for."""

    def __init__(self, nursery: "Nursery", pid: int) -> None:
        """The process `pid` of `nursery`."""
        self.pid, self._nursery = pid, nursery
        self.returncode: int | None = LIVES

    def poll(self) -> int | None:
        """Its exit code; None while it lives."""
        if self.returncode is LIVES:
            self.returncode = self._nursery.ask(poll=self.pid)
        return self.returncode

    def wait(self, seconds: float = 60) -> int:
        """Wait for its end. AssertionError when it has not come after `seconds`."""
        wait_for(
            lambda: self.poll() is not LIVES, what=f"process {self.pid} to end", seconds=seconds
        )
        return self.returncode or 0

    def terminate(self) -> None:
        """Ask it to end."""
        self._send(signal.SIGTERM)

    def kill(self) -> None:
        """End it at once."""
        self._send(signal.SIGKILL)

    def _send(self, number: int) -> None:
        if self.poll() is LIVES:  # a process that has ended keeps its number until it is asked for
            os.kill(self.pid, number)


class Nursery:
    """The process that forks, for servers that wait in the way `mode`."""

    def __init__(self, mode: str) -> None:
        """Start it."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", __name__],
            cwd=ROOT,
            env={**os.environ, "CAFE_ASYNC_MODE": mode},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._one = Lock()
        atexit.register(self._process.communicate)

    def start(self, *arguments: str, environment: Mapping[str, str], log: Path) -> Child:
        """Fork one that runs `python -m cafe <arguments>` and writes to `log`."""
        asked = {"arguments": arguments, "environment": dict(environment), "log": str(log)}
        return Child(self, self.ask(start=asked) or 0)

    def ask(self, **what: Any) -> int | None:
        """Send a request; the answer."""
        assert self._process.stdin
        assert self._process.stdout
        with self._one:
            self._process.stdin.write(json.dumps(what) + "\n")
            self._process.stdin.flush()
            answer: int | None = json.loads(self._process.stdout.readline())
        return answer


@cache
def nursery(mode: str) -> Nursery:
    """This process's own, one for each way of waiting."""
    return Nursery(mode)


def main() -> None:
    """Answer each line until there are no more."""
    # The system's own, before eventlet puts its own in their place: nothing here may wake a hub.
    read, write, fork, wait = os.read, os.write, os.fork, os.waitpid
    _import_all()
    left = b""
    while more := read(0, 65536):
        left += more
        if not left.endswith(b"\n"):
            continue
        asked, left = json.loads(left), b""
        if "start" in asked:
            answer: int | None = fork()
            if not answer:
                _become(asked["start"])
        else:
            pid, status = wait(asked["poll"], os.WNOHANG)
            answer = os.waitstatus_to_exitcode(status) if pid else LIVES
        write(1, (json.dumps(answer) + "\n").encode())


def _import_all() -> None:
    from cafe.__main__ import make_green

    make_green()
    import cafe.cli
    import cafe.migrations
    import cafe.setup.environment
    import cafe.setup.frontend  # noqa: F401 - imported for those that are forked
    from cafe.app import create_app
    from cafe.config import Settings
    from tests.support.programs.once import compile_once

    compile_once()
    with tempfile.TemporaryDirectory() as folder:
        app, _live = create_app(Settings(data_dir=Path(folder), secret_key="of nobody at all"))
        for name in app.jinja_env.list_templates(extensions=["html"]):
            app.jinja_env.get_template(name)


def _become(asked: Mapping[str, Any]) -> None:
    """In the child, which never comes back from here."""
    os.environ.clear()
    os.environ.update(asked["environment"])
    nothing = os.open(os.devnull, os.O_RDONLY)
    log = os.open(asked["log"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    for number, file in enumerate((nothing, log, log)):
        os.dup2(file, number)
    for file in (nothing, log):
        os.close(file)
    sys.argv = [str(ROOT / "cafe" / "__main__.py"), *asked["arguments"]]
    code: object = 1
    try:
        from eventlet.hubs import use_hub

        from cafe.__main__ import main as command

        use_hub()  # its own: what waits on the one that was there would be shared with the others
        code = command()
    except SystemExit as end:
        code = end.code
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    main()
