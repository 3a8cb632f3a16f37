"""The process from which jobs are forked: it may end at any time, and no job is lost by it."""

import fcntl
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from cafe.config import Settings
from cafe.core.files import jobs_folder
from cafe.jobs import fork_server, queue
from cafe.jobs.folder import READY, is_alive
from cafe.migrations.newest import migrated
from tests.support.app import settings_in
from tests.support.programs.jobs import environment, is_process, pid_of
from tests.support.waiting import wait_for
from tests.support.world import new_id

# Begins a job and is gone, as a server that is killed at that moment.
BEGIN = """
import os, signal, sys
from cafe.config import load_settings
from cafe.jobs import fork_server, queue
queue.begin(load_settings(), sys.argv[1], queue.Job("hall", ("erase",), name="x"))
print(fork_server._of_process(os.getpid()).process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
HELP = b'{"words": ["--help"], "environment": {}}\n'
MOST = 60


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = settings_in(tmp_path)
    migrated(made).engine.dispose()
    return made


def begun(settings: Settings, scope: str = "hall") -> Path:
    """A small job's folder."""
    id = new_id()
    queue.begin(settings, id, queue.Job(scope, ("erase",), name="x"))
    return jobs_folder(settings.data_dir, scope) / id


def done(*folders: Path) -> None:
    for folder in folders:
        wait_for((folder / READY).exists, what="it to be done")
    wait_for(lambda: not any(map(is_alive, folders)), what="their processes to end")


def test_when_it_was_killed_the_next_job_has_another(settings: Settings) -> None:
    done(begun(settings))
    before = fork_server._of_process(os.getpid()).process
    before.kill()
    before.wait()
    done(begun(settings))
    assert fork_server._of_process(os.getpid()).process.pid != before.pid


def test_what_is_begun_goes_on_when_the_server_is_killed(settings: Settings) -> None:
    id, env = new_id(), environment(settings)
    words = [sys.executable, "-c", BEGIN, id]
    ended = subprocess.run(words, env=env, capture_output=True, text=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    done(jobs_folder(settings.data_dir, "hall") / id)
    wait_for(lambda: not is_process(int(ended.stdout)), what="the fork server to end")


def test_several_at_once_are_each_a_process_and_none_is_left(settings: Settings) -> None:
    before = fork_server._of_process(os.getpid()).process
    before.kill()
    before.wait()  # so that all of them come before the next has read in a thing
    folders = [begun(settings, scope) for scope in ("a", "b", "c", "a", "b")]
    numbers = {pid_of(folder) for folder in folders}
    done(*folders)
    assert len(numbers) == len(folders)
    wait_for(lambda: not any(map(is_process, numbers)), what="them to be collected")


def test_who_idles_ends_and_does_first_what_was_asked(tmp_path: Path) -> None:
    """It waits for nobody here, so that it ends between two questions: none falls between."""
    ours, theirs = socket.socketpair()
    words = [sys.executable, "-m", "cafe.jobs.fork_server", str(theirs.fileno()), "0"]
    process = subprocess.Popen(words, pass_fds=(theirs.fileno(),))
    theirs.close()
    taken = list[Path]()
    with ours, (tmp_path / "log").open("wb") as log:
        for at in range(MOST):
            lock = tmp_path / str(at)
            with lock.open("w") as alive:
                fcntl.flock(alive, fcntl.LOCK_EX)
                try:
                    socket.send_fds(ours, [HELP], [alive.fileno(), log.fileno()])
                except BrokenPipeError:
                    break
            taken.append(lock)
            if at % 3:
                wait_for(partial(_is_free, lock), what=f"number {at} to end")
        assert process.wait() == 0
    wait_for(lambda: all(map(_is_free, taken)), what="all that was taken to end")
    assert all(lock.read_text() for lock in taken), "each had a process"


def _is_free(lock: Path) -> bool:
    with lock.open() as held, suppress(BlockingIOError):
        fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return True
    return False
