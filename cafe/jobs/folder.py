"""A job as it lies on the disk: a folder of small files, so that any worker can read how it stands.

Its process holds the lock on `alive` as long as it lives: who can take that lock knows that it has
ended, however it did. Nobody is killed by number: a process looks for `cancelled` itself, for it
may run in another container than the worker that is asked. A job that somebody else already has
under way is a folder with nothing but `same`, the id of that other one.
"""

import contextlib
import fcntl
import json
import re
import shutil
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cafe.core.files import all_jobs, jobs_folder
from cafe.core.i18n import _
from cafe.core.text.parsed import parsed
from cafe.errors import NotFound

ALIVE, PROGRESS, ABOUT = "alive", "progress.json", "about.json"
READY, CANCELLED, FAILED, RESULT = "ready", "cancelled", "failed", "result.json"
SAME, WANTED, LEFT = "same", "wanted", "left"
UPLOAD = ".upload-"  # how a file is called that is just being sent (web/uploads.py)
KEPT_SECONDS = 3600
ID = re.compile(r"[0-9a-f-]{8,36}")  # how a job's folder is called


def put(path: Path, words: str) -> None:
    """Write `words` to `path`, whole or not at all. With the power it may go, as the job does."""
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_text(words, encoding="utf-8")
    unfinished.replace(path)


def read_json(path: Path) -> dict[str, Any]:
    """The JSON at `path`, {} when there is none, or the power went before it was on the disk."""
    try:
        found = parsed(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def put_json(path: Path, values: Mapping[str, Any]) -> None:
    """Write `values` to `path`, whole or not at all."""
    put(path, json.dumps(values))


def existing(everything: Path, id: str) -> Path:
    """The folder of the job `id`. Raises NotFound."""
    folder = everything / id
    if not folder.is_dir():
        raise NotFound(_("There is no such file, or no longer. Have it made again."))
    return folder


def doing(folder: Path) -> Path:
    """The folder of the job that does what the one in `folder` was asked for: mostly its own."""
    with contextlib.suppress(FileNotFoundError):
        other = (folder / SAME).read_text(encoding="utf-8", errors="replace")
        return folder.with_name(other) if ID.fullmatch(other) else folder
    return folder


def is_alive(folder: Path) -> bool:
    """Whether the process of this folder's own job lives."""
    try:
        with (folder / ALIVE).open() as alive:
            fcntl.flock(alive, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except FileNotFoundError:
        # A moment before the lock is there; long after, it never came.
        with contextlib.suppress(FileNotFoundError):
            fresh = time.time() - folder.stat().st_mtime < 1
            return fresh and not (folder / SAME).exists()
    return False


def sweep(data_dir: Path) -> None:
    """Take away what was made more than an hour ago: it holds people's words."""
    for scope in folders(all_jobs(data_dir)):
        with contextlib.suppress(OSError):  # there is something in it, or another was quicker
            if time.time() - scope.stat().st_mtime > KEPT_SECONDS:
                scope.rmdir()
        for folder in folders(scope):
            with contextlib.suppress(FileNotFoundError):  # another worker was quicker
                if time.time() - folder.stat().st_mtime > KEPT_SECONDS and not is_alive(folder):
                    shutil.rmtree(folder, ignore_errors=True)
    for file in all_jobs(data_dir).glob(f"{UPLOAD}*"):  # of a server that was killed
        with contextlib.suppress(FileNotFoundError):
            if time.time() - file.stat().st_mtime > KEPT_SECONDS:
                file.unlink()


def readers_of(workshop_id: str) -> str:
    """Where the jobs lie that people without a login have begun: they count apart."""
    return f"readers-{workshop_id}"


def end_jobs(data_dir: Path, workshop_id: str) -> None:
    """Whatever was being made of the café, or lies there made, is dropped: it may hold the words.

    Also tables of notes that somebody looks at before they are taken in. A process that is at it
    finds its folder gone, and ends.
    """
    for name in (workshop_id, readers_of(workshop_id)):
        for folder in folders(jobs_folder(data_dir, name)):
            _end(folder)
    for scope in folders(all_jobs(data_dir)):
        if scope.name.startswith("person-"):
            for folder in folders(scope):
                if read_json(folder / "name.json").get("cafe") == workshop_id:
                    _end(folder)


def _end(folder: Path) -> None:
    try:
        (folder / CANCELLED).touch()
    except OSError:
        return
    shutil.rmtree(folder, ignore_errors=True)


def keep_newest(everything: Path, most: int) -> None:
    """Let no more than `most` of one scope's ended jobs lie."""
    ended = [path for path in folders(everything) if not is_alive(doing(path))]
    for folder in sorted(ended, key=_age)[: max(0, len(ended) - most)]:
        shutil.rmtree(folder, ignore_errors=True)


def _age(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def folders(folder: Path) -> list[Path]:
    """The folders in `folder`, none when it is not there."""
    try:
        return [path for path in folder.iterdir() if path.is_dir()]
    except FileNotFoundError:
        return []
