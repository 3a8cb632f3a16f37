"""Bringing a café in, for the command line and the upload page."""

import tempfile
from contextlib import ExitStack
from pathlib import Path

from sqlalchemy import select

from cafe.archive.actions import appear, arrive, fill
from cafe.archive.erase import erase, held
from cafe.archive.packing.package import Brought, opened
from cafe.archive.slices import AtOnce, Slowly
from cafe.config import Settings
from cafe.core.files import all_jobs, photo_folder, put_all
from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.jobs.worker import Progress, quiet
from cafe.model import Database, Person
from cafe.people.organisations.quota import check_photographs


def import_file(
    db: Database,
    settings: Settings,
    path: Path,
    *,
    person_id: int | None = None,
    progress: Progress = quiet,
) -> str:
    """Make a café from the archive at `path`; gives its id.

    It becomes the person's, or the installation's first account's. Raises Invalid, and leaves
    nothing behind, when the file cannot be used. `progress` hears how far it is.
    """
    if person_id is None:
        with db.reading() as session:
            person_id = session.scalars(select(Person.id).order_by(Person.id)).first()
    progress("file", 0, 0)
    with tempfile.TemporaryDirectory(dir=_beside(settings.data_dir)) as folder:
        try:
            brought = opened(path, into=Path(folder), progress=progress)
        except OSError as error:
            raise Invalid(
                _("%(path)s cannot be read: %(why)s.", path=path, why=error.strerror)
            ) from error
        return bring_in(db, settings, brought, person_id=person_id, progress=progress)


def _beside(data_dir: Path) -> Path:
    """Where photographs lie until they hang: what a killed process leaves there is swept."""
    folder = all_jobs(data_dir) / "imports"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def bring_in(
    db: Database,
    settings: Settings,
    brought: Brought,
    *,
    person_id: int | None,
    progress: Progress = quiet,
) -> str:
    """Keep what was brought as a new café of this person: rows and photographs, or neither.

    It is written in pieces that nobody waits for, and seen by nobody before it is whole. What a
    killed process leaves is taken away at the next start (`erase.py`).
    """
    archive = brought.archive
    sizes = {file: len(photo) for file, photo in brought.photos.items()}
    with ExitStack() as ours:
        with db.writing() as tx:
            workshop = arrive(AtOnce(tx), archive=archive, person_id=person_id)
            check_photographs(tx, workshop, sum(sizes.values()))
            ours.enter_context(held(settings, workshop.id))
        try:
            with Slowly(db) as write:
                fill(write, workshop=workshop, archive=archive, sizes=sizes, progress=progress)
            if brought.photos:
                put_all(photo_folder(settings.data_dir, workshop.id), brought.photos.items())
            with Slowly(db) as write:
                appear(
                    write,
                    workshop=workshop,
                    archive=archive,
                    person_id=person_id,
                    secret_key=settings.secret_key,
                )
        except BaseException:
            erase(db, settings, workshop.id)
            raise
    return workshop.id
