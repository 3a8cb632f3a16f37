"""The process's own side of a job: it waits its turn, keeps its bounds, reports, stops."""

import _thread
import contextlib
import fcntl
import os
import resource
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy.exc import SQLAlchemyError

from cafe.errors import CafeError
from cafe.jobs.bounds import KINDS, MB, too_long, too_much_memory
from cafe.jobs.folder import (
    ABOUT,
    CANCELLED,
    FAILED,
    PROGRESS,
    READY,
    RESULT,
    put,
    put_json,
    read_json,
)
from cafe.jobs.status import TURN
from cafe.model.database.trouble import of_system, unavailable

# What is made now ("notes", "posters", "pages"), how much of it is done, of how much (0: unknown).
Progress = Callable[[str, int, int], None]
LOOK_SECONDS = 0.2
PATIENCE_SECONDS = 3.0
SPARE = 64 * MB  # for saying that there was not enough


def quiet(_what: str, _done: int, _of: int) -> None:
    """Report to nobody."""


@contextmanager
def as_job(folder: Path | None) -> Iterator[Progress]:
    """Do the job in `folder`: yields what to report its progress to. None: a command typed by hand.

    One in each lane works at a time, and after everything else the machine has to do: the walls go
    first. What goes wrong is left in `folder` in words. Import what is heavy inside.
    """
    if folder is None:
        yield quiet
        return
    about = read_json(folder / ABOUT)
    kind, name = about["kind"], about["name"]
    os.nice(KINDS[kind].nice)
    # By this it is told to end. A server begun behind a script ("… &") ignores it, and so did its
    # jobs: each was ended seconds later, with whatever it had half written.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    watch = _Watch(folder, too_long(kind, name))
    watch.start()
    try:
        with (folder.parent.parent / KINDS[kind].lane).open("w") as turn:
            _take(turn, folder)
            watch.until = time.monotonic() + KINDS[kind].seconds
            with _bounded(KINDS[kind].memory, KINDS[kind].seconds):
                yield lambda what, done, of: _report(folder, what, done, of)
        (folder / READY).touch()
    except CafeError as error:
        put(folder / FAILED, error.message)
        raise
    except MemoryError:
        put(folder / FAILED, too_much_memory(kind, name))
        raise
    except (SQLAlchemyError, OSError) as error:  # the disk, the database: said as a page says it
        explained = unavailable(error) if isinstance(error, SQLAlchemyError) else of_system(error)
        if explained is not None:
            with contextlib.suppress(OSError):  # no room for this either
                put(folder / FAILED, explained.message)
        raise
    finally:
        watch.over = True


@contextmanager
def _bounded(memory: int, seconds: int) -> Iterator[None]:
    """No more memory than `memory`; a process that hangs in C is ended by the system itself."""
    with contextlib.suppress(ValueError, OSError):  # macOS knows these limits by name only
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory + SPARE))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds + 60, seconds + 60))
    try:
        yield
    finally:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (memory + SPARE, memory + SPARE))


def end_with(folder: Path | None, **values: object) -> None:
    """Leave what a job ended with, beside its file."""
    if folder is not None:
        put_json(folder / RESULT, values)


def _take(turn: IO[str], folder: Path) -> None:
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _report(folder, TURN, 0, 0)
        fcntl.flock(turn, fcntl.LOCK_EX)


def _report(folder: Path, what: str, done: int, of: int) -> None:
    put_json(folder / PROGRESS, {"what": what, "done": done, "of": of})


class _Watch(threading.Thread):
    """Ends the process when somebody wants it or its time is up: tidily if it can, else at once."""

    def __init__(self, folder: Path, late: str) -> None:
        """Watch over `folder`; `late` is what is said when the time is up."""
        super().__init__(daemon=True)
        self.until: float | None = None
        self.over = False
        self._folder, self._late = folder, late

    def run(self) -> None:
        """Look until there is a reason."""
        while not self._enough():
            time.sleep(LOOK_SECONDS)
            if self.over:
                return
        _thread.interrupt_main()
        time.sleep(PATIENCE_SECONDS)
        os._exit(1)

    def _enough(self) -> bool:
        if (self._folder / CANCELLED).exists() or not self._folder.exists():
            return True
        if self.until is not None and time.monotonic() > self.until:
            with contextlib.suppress(
                OSError
            ):  # no room, or the folder has just gone: it ends anyhow
                put(self._folder / FAILED, self._late)
            return True
        return False
