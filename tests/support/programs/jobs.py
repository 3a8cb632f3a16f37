"""Jobs' processes, for tests that end them or wait for them: the café ends none by number."""

import os
import signal
import sys
from contextlib import suppress
from pathlib import Path

from cafe.config import Settings, in_environment
from cafe.core.files import all_jobs
from cafe.jobs.folder import ALIVE, folders, is_alive
from tests.support.waiting import wait_for


def pid_of(folder: Path) -> int:
    """The process of the job in `folder`, as soon as there is one."""
    return int(wait_for((folder / ALIVE).read_text, what=f"a process for {folder.name}"))


def kill(folder: Path) -> None:
    """As when the machine runs out of memory. It may have ended already."""
    with suppress(ProcessLookupError):
        os.kill(pid_of(folder), signal.SIGKILL)
    wait_for(lambda: not is_alive(folder), what="its end")


def is_process(pid: int) -> bool:
    """Whether there is one of this number, be it one that has ended and was not collected."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def all_end(data_dir: Path) -> None:
    """Wait for what was begun in the background and nobody waited for."""

    def ended() -> bool:
        return not any(is_alive(job) for of in folders(all_jobs(data_dir)) for job in folders(of))

    wait_for(ended, what="the jobs to end")


def command(*words: str) -> list[str]:
    """A command of ours, by this installation."""
    return [sys.executable, "-m", "cafe.cli", *words]


def environment(settings: Settings) -> dict[str, str]:
    """This process's own, with every setting as in `settings`."""
    return {**os.environ, **in_environment(settings)}
