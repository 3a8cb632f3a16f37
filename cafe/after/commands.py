"""Bringing a café in, and writing one out, for the command line and the upload page."""

import shutil
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select

from cafe.after.actions import import_archive
from cafe.after.package import Brought, opened
from cafe.config import Settings
from cafe.errors import Invalid
from cafe.folders import photo_folder
from cafe.model import Database, Person
from cafe.texts import _


def import_file(db: Database, settings: Settings, path: Path) -> str:
    """Make a café from the archive at `path`, for the installation's first account; gives its id.

    Raises Invalid, and leaves nothing behind, when the file cannot be used.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Invalid(
            _("%(path)s cannot be read: %(why)s.", path=path, why=error.strerror)
        ) from error
    with db.reading() as session:
        first = session.scalars(select(Person.id).order_by(Person.id)).first()
    return bring_in(db, settings, opened(data), person_id=first)


def bring_in(db: Database, settings: Settings, brought: Brought, *, person_id: int | None) -> str:
    """Keep what was brought as a new café of this person: rows and photographs, or neither."""
    folder: Path | None = None
    try:
        with db.writing() as tx:
            person = None if person_id is None else tx.get(Person, person_id)
            workshop = import_archive(
                tx, archive=brought.archive, by_person=person, secret_key=settings.secret_key
            )
            if brought.photos:
                folder = photo_folder(settings.data_dir, workshop.id)
                folder.mkdir(parents=True)
                for file, contents in brought.photos.items():
                    (folder / file).write_bytes(contents)
    except BaseException:
        if folder is not None:
            with suppress(OSError):
                shutil.rmtree(folder)
        raise
    return workshop.id
