"""Files made in the background: what is being made, how far it has come, how it ended.

A making is a folder of small files in the data folder, so that whichever worker is asked can
answer. Its process holds the lock on `alive` as long as it lives: who can take that lock knows
that it has ended, however it did. Nobody is killed by number: a process looks for `cancelled`
itself, for it may run in another container than the worker that is asked.
"""

import contextlib
import fcntl
import json
import shutil
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from cafe.config import Settings
from cafe.errors import Conflict, NotFound
from cafe.folders import makings_folder
from cafe.report.process import command, environment
from cafe.setup.paths import PACKAGE
from cafe.texts import _, language, ngettext

ALIVE, PROGRESS = "alive", "progress.json"
READY, CANCELLED, FAILED = "ready", "cancelled", "failed"
TURN = "turn"  # it waits for another one's end
MOST_AT_ONCE = 3
KEPT_SECONDS = 3600
State = Literal["waiting", "making", "ready", "failed", "cancelled"]
# Ended children are collected when somebody asks; until then each is a line in the process table.
_children: list[subprocess.Popen[bytes]] = []


class Standing(NamedTuple):
    """How a making stands: `done` of `of` (0: nobody can say), and that in words."""

    state: State
    done: int
    of: int
    words: str


def begin(settings: Settings, workshop_id: str, id: str, order: Sequence[str]) -> None:
    """Start the command `order` for the workshop in the background; once for each `id`.

    Raises Conflict when the workshop has several under way already.
    """
    everything = makings_folder(settings.data_dir, workshop_id)
    folder = everything / id
    sweep(settings.data_dir)
    if folder.is_dir():
        return
    if sum(_is_alive(other) for other in _folders(everything)) >= MOST_AT_ONCE:
        raise Conflict(
            _("Several files are being made already. Wait for one of them, or cancel it.")
        )
    with contextlib.suppress(FileExistsError):  # the same press, at another worker
        folder.mkdir(parents=True)
        _start(settings, folder, order)


def _start(settings: Settings, folder: Path, order: Sequence[str]) -> None:
    with (folder / ALIVE).open("w") as alive, (folder / "log").open("wb") as log:
        fcntl.flock(alive, fcntl.LOCK_EX)
        _children.append(
            subprocess.Popen(
                command(*order, "--making", str(folder)),
                env=environment(settings) | {"LANG": language()},
                cwd=PACKAGE.parent,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                pass_fds=(alive.fileno(),),  # the lock lives on in the process
                start_new_session=True,  # Ctrl+C stops the server; what is begun is finished
            )
        )


def standing(settings: Settings, workshop_id: str, id: str) -> Standing:
    """How the making `id` stands. Raises NotFound."""
    folder = _folder(settings, workshop_id, id)
    alive = _is_alive(folder)  # asked first: what it leaves behind is there when it has ended
    if (folder / CANCELLED).exists():
        return Standing("cancelled", 0, 0, _("Cancelled."))
    if (folder / READY).exists():
        return Standing("ready", 1, 1, _("Ready."))
    if not alive:
        return Standing("failed", 0, 0, _why(folder))
    told = _progress(folder)
    state: State = "waiting" if told.get("what", TURN) == TURN else "making"
    return Standing(state, told.get("done", 0), told.get("of", 0), said(told))


def _why(folder: Path) -> str:
    try:
        return (folder / FAILED).read_text(encoding="utf-8")
    except FileNotFoundError:
        return _("The file could not be made: its process ended too early. Try again.")


def _progress(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / PROGRESS).read_bytes()))
    except FileNotFoundError:
        return {}


def said(told: Mapping[str, Any]) -> str:
    """How far it has come, in the language spoken now."""
    match told.get("what"):
        case "posters":
            return ngettext(
                "%(done)s of %(of)s poster drawn",
                "%(done)s of %(of)s posters drawn",
                told["of"],
                done=told["done"],
                of=told["of"],
            )
        case "pages":
            return _("The pages are set")
        case "notes":
            return _("The notes are read")
        case "turn":
            return _("Another file is made first")
        case _:
            return _("It is about to begin")


def cancel(settings: Settings, workshop_id: str, id: str) -> Standing:
    """Stop the making `id`; one that has ended stays as it ended. Raises NotFound."""
    now = standing(settings, workshop_id, id)
    if now.state in ("waiting", "making"):
        (_folder(settings, workshop_id, id) / CANCELLED).touch()
        return standing(settings, workshop_id, id)
    return now


def result(settings: Settings, workshop_id: str, id: str, format: str) -> Path:
    """The file in `format` that the making `id` has made. Raises NotFound."""
    path = _folder(settings, workshop_id, id) / f"file.{format}"
    if not path.is_file():
        raise NotFound(_("There is no such file, or no longer. Have it made again."))
    return path


def _folder(settings: Settings, workshop_id: str, id: str) -> Path:
    folder = makings_folder(settings.data_dir, workshop_id) / id
    if not folder.is_dir():
        raise NotFound(_("There is no such file, or no longer. Have it made again."))
    return folder


def _is_alive(folder: Path) -> bool:
    _children[:] = [child for child in _children if child.poll() is None]
    try:
        with (folder / ALIVE).open() as alive:
            fcntl.flock(alive, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        # A moment before the lock is there; long after, it never came.
        return time.time() - folder.stat().st_mtime < 1
    return False


def sweep(data_dir: Path) -> None:
    """Take away what was made more than an hour ago: it holds people's words."""
    for workshop in _folders(data_dir / "makings"):
        for folder in _folders(workshop):
            with contextlib.suppress(FileNotFoundError):  # another worker was quicker
                if time.time() - folder.stat().st_mtime > KEPT_SECONDS and not _is_alive(folder):
                    shutil.rmtree(folder, ignore_errors=True)


def _folders(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if path.is_dir()]
    except FileNotFoundError:
        return []
