"""The process's own side of a making: it waits its turn, tells how far it is, stops when told."""

import _thread
import fcntl
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from cafe.errors import CafeError
from cafe.report.makings import CANCELLED, FAILED, PROGRESS, READY, TURN

# What is made now ("notes", "posters", "pages"), how much of it is done, of how much (0: unknown).
Tell = Callable[[str, int, int], None]
LOOK_SECONDS = 0.2
PATIENCE_SECONDS = 3.0
POLITE = 10


def quiet(_what: str, _done: int, _of: int) -> None:
    """Tell nobody."""


@contextmanager
def making(folder: Path | None) -> Iterator[Tell]:
    """Make a file in the background: yields how to tell of it. With None it is made in the open.

    One is made at a time, and after everything else the machine has to do: the walls go first.
    What goes wrong is left in `folder` in words.
    """
    if folder is None:
        yield quiet
        return
    os.nice(POLITE)
    threading.Thread(target=_watch, args=(folder / CANCELLED,), daemon=True).start()
    try:
        with (folder.parent.parent / "turn").open("w") as turn:
            _take(turn, folder)
            yield lambda what, done, of: _tell(folder, what, done, of)
        (folder / READY).touch()
    except CafeError as error:
        _put(folder / FAILED, error.message)
        raise


def _take(turn: IO[str], folder: Path) -> None:
    try:
        fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        _tell(folder, TURN, 0, 0)
        fcntl.flock(turn, fcntl.LOCK_EX)


def _tell(folder: Path, what: str, done: int, of: int) -> None:
    _put(folder / PROGRESS, json.dumps({"what": what, "done": done, "of": of}))


def _put(path: Path, words: str) -> None:
    """Whole or not at all."""
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_text(words, encoding="utf-8")
    unfinished.replace(path)


def _watch(cancelled: Path) -> None:
    """End the process when somebody wants it: by an exception that tidies up, else at once."""
    while not cancelled.exists() and cancelled.parent.exists():
        time.sleep(LOOK_SECONDS)
    _thread.interrupt_main()
    time.sleep(PATIENCE_SECONDS)
    os._exit(1)
