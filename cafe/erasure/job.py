"""An erasure from beginning to end: files are made anew first, one transaction takes all words
away, then the old files and the database's log go.

Killed before the transaction nothing has happened; after it the rest is done at once by the next
who looks (`finish`): never half.
"""

import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select, update
from sqlalchemy.orm import Session, undefer

import cafe.sort.keeping  # noqa: F401 - what is left of a sentence has its words kept
from cafe.archive.erase import held
from cafe.backup.gone import remember
from cafe.config import Settings
from cafe.core import files as stored
from cafe.core.i18n import _
from cafe.core.text.parsed import parsed
from cafe.erasure import files
from cafe.erasure.actions import erase_photo, erase_words
from cafe.erasure.plan import planned, still, the_photo
from cafe.erasure.pointed import without_words
from cafe.erasure.request import Request, checked, from_json
from cafe.erasure.versions import Anew, digests_of, gone_of, made_anew
from cafe.errors import Unavailable
from cafe.jobs.folder import end_jobs
from cafe.jobs.worker import Progress, quiet
from cafe.model import CafeTable, Database, Poster, Version, Workshop, audited, locked
from cafe.model.commands import done_before
from cafe.model.database.clearing import cleared
from cafe.model.database.trouble import busy
from cafe.model.events import publish
from cafe.people.queries import the_cafe

REQUEST = "request.json"
LOOKS = 5  # a café in which what is erased, or its versions, change each time we look
TURN_SECONDS, LOOK_SECONDS = 60.0, 0.1  # how long somebody waits who erases beside another


def keep_request(folder: Path, request: Request) -> None:
    """Put what is asked for into the job's folder: it has the words, and is gone when read."""
    stored.put(folder / REQUEST, json.dumps(request.as_json()).encode())


def taken_request(folder: Path) -> Request:
    """What `keep_request` put there; it is no longer there. Raises Unavailable when it is not."""
    content = stored.read(folder / REQUEST)
    stored.remove(folder / REQUEST)
    try:
        request = from_json(parsed(content or b""))
    except (ValueError, TypeError, LookupError) as error:
        words = _("The erasure was interrupted before it began. Nothing was changed.")
        raise Unavailable(words) from error
    return checked(request)


@dataclass(frozen=True)
class Doing:
    """One erasure: what, in which café, by whom, as which operation."""

    db: Database
    settings: Settings
    workshop_id: str
    request: Request
    by: str
    operation: str


def erase(doing: Doing, progress: Progress = quiet) -> None:
    """Do all that is asked for; the same operation is done once.

    Raises NotFound, Invalid, Unavailable, having changed nothing.
    """
    with _mine(doing.settings, doing.workshop_id):
        try:
            for _look in range(LOOKS):
                if _erased(doing, progress):
                    break
            else:
                raise busy()
        finally:
            progress("log", 0, 0)
            _finish(doing.db, doing.settings, doing.workshop_id)


@contextmanager
def _mine(settings: Settings, workshop_id: str) -> Iterator[None]:
    """One at a time in a café: who comes second waits, and sees what the first has left."""
    until = time.monotonic() + TURN_SECONDS
    while True:
        with held(settings, f"erasing-{workshop_id}") as mine:
            if mine:
                yield
                return
        if time.monotonic() > until:
            raise Unavailable(_("Something else is being erased just now. Try again in a moment."))
        time.sleep(LOOK_SECONDS)


def _erased(doing: Doing, progress: Progress) -> bool:
    """False when somebody has kept another version meanwhile, or changed what is erased: then it
    begins again."""
    progress("notes", 0, 0)
    here, request, data_dir = doing.workshop_id, doing.request, doing.settings.data_dir
    with doing.db.reading() as session:
        workshop = the_cafe(session, here, emptied=True)
        if done_before(session, here, doing.operation):
            return True
        plan = planned(session, workshop, request)
        photo = _photo(session, workshop, request, data_dir)
        gone = gone_of(session, workshop, plan, photo)
        wordless = without_words(session, workshop, request)
        versions = list(_versions(session, here))
        language = workshop.language
    was = [(one.id, one.folder) for one in versions]
    files.note(data_dir, here, [folder for _id, folder in was])
    anew = list(made_anew(versions, gone, data_dir, language, progress))
    digests = digests_of(versions, anew, data_dir)
    kind = "box" if request.boxes else request.kind
    progress("notes", 1, 1)
    words = {"kind": kind, "reason": request.reason, "by": doing.by, "operation": doing.operation}
    with doing.db.writing() as tx:
        workshop = _held(tx, here)
        first = workshop.revision
        if done_before(tx, here, doing.operation):
            return True
        if _folders(tx, here) != was:
            return False
        if not still(tx, workshop, request, plan):
            return False
        _replace(tx, workshop, anew, doing)
        if request.kind == "photo":
            _replace_photo(tx, workshop, request, photo, data_dir)
        erase_words(tx, workshop=workshop, plan=plan, versions=digests, **words)
        audited(tx, here, "erased", by=doing.by, about=kind)
        # Whatever lies there without a row was begun before this moment, and holds the words.
        files.note(data_dir, here, files.nobodys(data_dir, here))
        done = {"by": doing.by, "operation": doing.operation}
        remember(doing.settings, "words", here, request=wordless, **done)
    files.tell(data_dir, here, first)
    return True


def _held(tx: Session, workshop_id: str) -> Workshop:
    locked(tx, workshop_id)
    return the_cafe(tx, workshop_id, emptied=True)


def _versions(db: Session, workshop_id: str) -> Iterator[Version]:
    query = select(Version).where(Version.workshop_id == workshop_id).order_by(Version.id)
    yield from db.scalars(query.options(undefer(Version.lines)))


def _folders(db: Session, workshop_id: str) -> list[tuple[int, str]]:
    """Each kept version and where it lies, without its texts."""
    query = select(Version.id, Version.folder).where(Version.workshop_id == workshop_id)
    return [(id, folder) for id, folder in db.execute(query.order_by(Version.id))]


def _replace(tx: Session, workshop: Workshop, anew: list[Anew], doing: Doing) -> None:
    withdrawn = [one.id for one in anew if not one.folder]
    shown = select(Version.id).where(Version.id.in_(withdrawn), Version.shown)
    was_shown = tx.scalars(shown).all()
    for one in anew:
        row = update(Version).where(Version.id == one.id)
        tx.execute(row.values(folder=one.folder, lines=one.lines))
    if was_shown:  # its address says so; the wall tells no more what became of each note
        tx.execute(
            update(Version).where(Version.id.in_(withdrawn)).values(shown=False, read_until=None)
        )
        publish(tx, workshop, by=doing.by, operation=doing.operation)


def _photo(db: Session, workshop: Workshop, request: Request, data_dir: Path) -> dict[str, str]:
    """Which file another one takes the place of, "" for none; that one lies on the disk already."""
    if request.kind != "photo":
        return {}
    old = the_photo(db, workshop, request.key).file
    picture = stored.read(stored.photo_folder(data_dir, workshop.id) / old)
    if not request.boxes or picture is None:
        files.note(data_dir, workshop.id, [old])
        return {old: ""}
    new = f"{secrets.token_hex(12)}.jpg"
    files.note(data_dir, workshop.id, [old, new])
    folder = stored.photo_folder(data_dir, workshop.id)
    stored.put(folder / new, files.covered(picture, request.boxes))
    return {old: new}


def _replace_photo(
    tx: Session, workshop: Workshop, request: Request, photo: dict[str, str], data_dir: Path
) -> None:
    poster = the_photo(tx, workshop, request.key)
    new = photo[poster.file]
    size = stored.size_of(stored.photo_folder(data_dir, workshop.id) / new) if new else 0
    erase_photo(tx, poster=poster, file=new, size=size)


def finish(db: Database, settings: Settings) -> None:
    """What erasures that were cut off have left: taken away, unless somebody is just at it."""
    for path in files.unread(settings.data_dir, REQUEST):
        stored.remove(path)
    for workshop_id in files.all_noted(settings.data_dir):
        with held(settings, f"erasing-{workshop_id}") as mine:
            if mine:
                _finish(db, settings, workshop_id)


def abandoned(settings: Settings) -> bool:
    """Whether there is something to finish that nobody is at."""
    if files.unread(settings.data_dir, REQUEST):
        return True
    for workshop_id in files.all_noted(settings.data_dir):
        with held(settings, f"erasing-{workshop_id}") as mine:
            if mine:
                return True
    return False


def _finish(db: Database, settings: Settings, workshop_id: str) -> None:
    data_dir = settings.data_dir
    with db.reading() as session:
        photographs = select(Poster.file).join(CafeTable)
        known = set(session.scalars(photographs.where(CafeTable.workshop_id == workshop_id)))
        folders = select(Version.folder).where(Version.workshop_id == workshop_id)
        known |= set(session.scalars(folders))
    files.take_away(data_dir, workshop_id, known)
    end_jobs(data_dir, workshop_id)
    if cleared(db):
        files.forget(data_dir, workshop_id)
