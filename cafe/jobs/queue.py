"""Jobs are begun here: bounded for each café, person and installation, and shared when alike."""

import contextlib
import fcntl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cafe.config import Settings, in_environment
from cafe.core.files import all_jobs, jobs_folder
from cafe.core.i18n import _, language
from cafe.errors import Conflict, Invalid, TooMany
from cafe.jobs import bounds, fork_server
from cafe.jobs.folder import (
    ABOUT,
    ALIVE,
    CANCELLED,
    ID,
    LEFT,
    READY,
    SAME,
    WANTED,
    doing,
    folders,
    is_alive,
    keep_newest,
    put,
    put_json,
    read_json,
    sweep,
)

BETWEEN_TRIES = 0.01  # seconds


@dataclass(frozen=True)
class Job:
    """What is to be done: `command`, one of cli.py's with its words, for the café or person
    `scope`.

    `name` is what people call it, `who` the label of who asked. Two with the same `same` that
    would be done at once are one; "" is like no other.
    """

    scope: str
    command: Sequence[str]
    name: str
    who: str = ""
    same: str = ""

    @property
    def kind(self) -> str:
        """Its kind, a key of `bounds.KINDS`."""
        return self.command[0]


def begin(settings: Settings, id: str, job: Job) -> None:
    """Have `job` done in the background under the name `id`; once for each `id`.

    Files that it needs may lie in `place_for` already. Raises Conflict when the café has several
    under way, TooMany when the person or the installation has.
    """
    everything = jobs_folder(settings.data_dir, job.scope)
    check_id(id)
    sweep(settings.data_dir)
    with one_at_a_time(settings.data_dir):
        folder = everything / id
        if (folder / ABOUT).exists() or (folder / SAME).exists():
            return
        if job.same and (other := _alike(everything, job.same)):
            _join(folder, other)
            return
        _check_room(settings.data_dir, everything, job)
        keep_newest(everything, bounds.MOST_KEPT)
        folder.mkdir(parents=True, exist_ok=True)
        _start(settings, folder, job)


def check_id(id: str) -> str:
    """`id` itself when it can name a folder. Raises Invalid."""
    if not ID.fullmatch(id):
        raise Invalid(_("An id must be a UUID in lower case."), where="act")
    return id


def place_for(settings: Settings, scope: str, id: str) -> Path:
    """The folder of a job that is not begun yet, for what was sent with it."""
    check_id(id)
    folder = jobs_folder(settings.data_dir, scope) / id
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def begun(settings: Settings, scope: str, id: str) -> bool:
    """Whether the job `id` has been begun, and its folder still lies there."""
    return (jobs_folder(settings.data_dir, scope) / id / ABOUT).exists()


def make_room(settings: Settings, scope: str) -> None:
    """Before something is kept as a job's folder without a job: as few lie there as of jobs."""
    sweep(settings.data_dir)
    with one_at_a_time(settings.data_dir):
        keep_newest(jobs_folder(settings.data_dir, scope), bounds.MOST_KEPT)


@contextmanager
def one_at_a_time(data_dir: Path) -> Iterator[None]:
    """Counting and starting are one step, whichever worker does it. Never wait inside."""
    path = all_jobs(data_dir) / "counting"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as counting:
        while True:
            try:
                fcntl.flock(counting, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(BETWEEN_TRIES)
        yield


def _alike(everything: Path, same: str) -> Path | None:
    """The job that does the same, or has done it and what it made still lies there."""
    for folder in folders(everything):
        alike = read_json(folder / ABOUT).get("same") == same and not (folder / CANCELLED).exists()
        if alike and (is_alive(folder) or (folder / READY).exists()):
            return folder
    return None


def _join(folder: Path, other: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    put(folder / SAME, other.name)
    want(other, folder.name)


def want(folder: Path, id: str) -> None:
    """`id` wants what the job in `folder` makes: it is not stopped before nobody does."""
    (folder / WANTED).mkdir(exist_ok=True)
    (folder / WANTED / id).touch()


def leave(everything: Path, id: str) -> None:
    """`id` wants it no more; the last one to leave stops the job."""
    folder = everything / id
    other = doing(folder)
    (folder / LEFT).touch()
    with contextlib.suppress(FileNotFoundError):
        (other / WANTED / id).unlink()
    if not any((other / WANTED).glob("*")):
        with contextlib.suppress(FileNotFoundError):
            (other / CANCELLED).touch()


def _check_room(data_dir: Path, everything: Path, job: Job) -> None:
    under_way = [
        (folder.parent, read_json(folder / ABOUT).get("who"))
        for scope in folders(all_jobs(data_dir))
        for folder in folders(scope)
        if not (folder / READY).exists() and is_alive(folder)
    ]
    if sum(scope == everything for scope, _who in under_way) >= bounds.PER_CAFE:
        raise Conflict(
            _("Several files are being made already. Wait for one of them, or cancel it.")
        )
    mine = sum(bool(job.who) and who == job.who for _scope, who in under_way)
    if mine >= bounds.PER_PERSON:
        raise TooMany(_("You have several things under way. Wait for one of them, or cancel it."))
    if len(under_way) >= bounds.ALTOGETHER:
        raise TooMany(_("Much is under way in this café just now. Try again in a minute."))


def _start(settings: Settings, folder: Path, job: Job) -> None:
    about = {"kind": job.kind, "name": job.name, "who": job.who, "same": job.same}
    put_json(folder / ABOUT, about)
    want(folder, folder.name)
    with (folder / ALIVE).open("w") as alive, (folder / "log").open("wb") as log:
        fcntl.flock(alive, fcntl.LOCK_EX)
        fork_server.start(
            (*job.command, "--job", str(folder)),
            {**in_environment(settings), "LANG": language()},
            alive=alive.fileno(),  # the lock lives on in the process
            log=log.fileno(),
        )
