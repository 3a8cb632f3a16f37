"""Programs that tests start: with a log, under an unprivileged user where root is refused."""

import os
import pwd
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.support.programs.nursery import Child
from tests.support.waiting import listens, wait_for


def unprivileged() -> Mapping[str, Any]:
    """What `subprocess` needs to run as nobody when we are root; nothing for an ordinary user."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def give_to_nobody(folder: Path) -> None:
    """Let the unprivileged user own `folder`, and walk there, when we are root."""
    if os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)


@contextmanager
def listening(
    command: Sequence[str | Path], port: int, log: Path, **options: Any
) -> Iterator[subprocess.Popen[bytes]]:
    """`command` as long as the block runs, entered when it listens on `port`."""
    with log.open("wb") as output:
        process = subprocess.Popen(command, stdout=output, stderr=output, **options)
    try:
        wait_for(
            lambda: process.poll() is not None or listens(port),
            what=f"{command[0]} to listen on {port}",
        )
        assert process.poll() is None, log.read_text(errors="replace")
        yield process
    finally:
        stop(process)


def stop(process: subprocess.Popen[Any] | Child, *, seconds: float = 10.0) -> None:
    """Ask `process` to end; kill it when it has not ended after `seconds`."""
    process.terminate()
    try:
        process.wait(seconds)
    except (subprocess.TimeoutExpired, AssertionError):
        process.kill()
        process.wait()
