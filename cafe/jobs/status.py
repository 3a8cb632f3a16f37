"""How a job stands, in words; and stopping it, and what it made."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple

from cafe.config import Settings
from cafe.core.files import jobs_folder
from cafe.core.i18n import _, ngettext
from cafe.errors import NotFound
from cafe.jobs import bounds, queue
from cafe.jobs.folder import (
    ABOUT,
    CANCELLED,
    FAILED,
    LEFT,
    PROGRESS,
    READY,
    RESULT,
    doing,
    existing,
    is_alive,
    read_json,
)

TURN = "turn"  # it waits for another one's end
# What Rust and Python leave in the log when memory was refused them.
NO_MEMORY = (b"memory allocation of", b"MemoryError", b"out of memory")
SHOWN = 20  # characters without a drawing
State = Literal["waiting", "making", "ready", "failed", "cancelled"]


class JobStatus(NamedTuple):
    """How a job stands: `done` of `of` (0: nobody can say), and that in words."""

    state: State
    done: int
    of: int
    words: str

    @property
    def under_way(self) -> bool:
        """Whether there is something to wait for."""
        return self.state in ("waiting", "making")


def status_of(settings: Settings, scope: str, id: str) -> JobStatus:
    """How the job `id` stands. Raises NotFound."""
    own = existing(jobs_folder(settings.data_dir, scope), id)
    folder = doing(own)
    alive = is_alive(folder)  # asked first: what it leaves behind is there when it has ended
    if (own / LEFT).exists() or (folder / CANCELLED).exists():
        return JobStatus("cancelled", 0, 0, _("Cancelled."))
    if (folder / READY).exists():
        return JobStatus("ready", 1, 1, _ready(folder))
    if not alive:
        return JobStatus("failed", 0, 0, _why(folder))
    progress = read_json(folder / PROGRESS)
    state: State = "waiting" if progress.get("what", TURN) == TURN else "making"
    return JobStatus(state, progress.get("done", 0), progress.get("of", 0), in_words(progress))


def _ready(folder: Path) -> str:
    unknown = read_json(folder / RESULT).get("unknown", "")
    if not unknown:
        return _("Ready.")
    return ngettext(
        "Ready. A small box stands for %(count)s character that no font here has (%(characters)s); "
        "the page of the document says where.",
        "Ready. Small boxes stand for %(count)s characters that no font here has (%(characters)s); "
        "the page of the document says where.",
        len(unknown),
        characters=unknown[:SHOWN],
    )


def _why(folder: Path) -> str:
    try:
        return (folder / FAILED).read_text(encoding="utf-8")
    except FileNotFoundError:
        pass
    about, log = read_json(folder / ABOUT), folder / "log"
    if about and log.is_file() and any(sign in log.read_bytes()[-20_000:] for sign in NO_MEMORY):
        return bounds.too_much_memory(about["kind"], about["name"])
    return _("The file could not be made: its process ended too early. Try again.")


def in_words(progress: Mapping[str, Any]) -> str:
    """How far it has come, in the language spoken now."""
    done, of = progress.get("done", 0), progress.get("of", 0)
    match progress.get("what"):
        case "posters":
            return ngettext(
                "%(done)s of %(of)s poster drawn",
                "%(done)s of %(of)s posters drawn",
                of,
                done=done,
                of=of,
            )
        case "brought":
            return _("%(done)s of %(of)s notes are in", done=done, of=of)
        case "gone":
            return _("%(done)s of %(of)s rows are taken away", done=done, of=of)
        case what:
            return _plain(str(what))


def _plain(what: str) -> str:
    words = {
        "pages": _("The pages are set"),
        "notes": _("The notes are read"),
        "file": _("The file is read"),
        "pictures": _("The pictures are read"),
        "log": _("Files and the database's log are cleared"),
        "demo": _("The tables are laid, and people write"),
        TURN: _("Another file is made first"),
    }
    return words.get(what) or _("It is about to begin")


def cancel(settings: Settings, scope: str, id: str) -> JobStatus:
    """Stop the job `id`, unless others want it too; one that has ended stays as it ended.

    Raises NotFound.
    """
    now = status_of(settings, scope, id)
    if not now.under_way:
        return now
    with queue.one_at_a_time(settings.data_dir):
        queue.leave(jobs_folder(settings.data_dir, scope), id)
    return status_of(settings, scope, id)


def result(settings: Settings, scope: str, id: str, format: str) -> Path:
    """The file in `format` that the job `id` has made. Raises NotFound."""
    path = doing(existing(jobs_folder(settings.data_dir, scope), id)) / f"file.{format}"
    if not path.is_file():
        raise NotFound(_("There is no such file, or no longer. Have it made again."))
    return path


def about(settings: Settings, scope: str, id: str) -> dict[str, Any]:
    """What the job `id` is and what it ended with: `name`, where it led `then`, and what else the
    worker told. A power cut may have taken either.
    """
    folder = doing(existing(jobs_folder(settings.data_dir, scope), id))
    unsaid = {"name": "", "then": "/workshops"}
    return unsaid | read_json(folder / ABOUT) | read_json(folder / RESULT)
