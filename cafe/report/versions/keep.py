"""Keeping the document: first its files in every format, then the row that makes them a version."""

import secrets
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.config import Settings
from cafe.core import files
from cafe.core.files import versions_folder
from cafe.core.i18n import _
from cafe.document.completeness import unaccounted
from cafe.errors import Conflict
from cafe.jobs.worker import Progress, quiet
from cafe.model import Database, Version, locked
from cafe.model.commands import done_before
from cafe.model.database.trouble import busy
from cafe.people.queries import still_there, the_cafe
from cafe.report import letterhead
from cafe.report.actions.versions import check_final, erased_meanwhile, keep_version
from cafe.report.export import version_to
from cafe.report.queries import material_of
from cafe.report.versions import queries as versions
from cafe.report.versions import store
from cafe.report.versions.store import Kept

LOOKS = 5  # a café in which something happens each time we look is not one to sign off just now


def check_keepable(db: Database, workshop_id: str, *, final: bool, operation: str) -> bool:
    """False when `operation` has been done.

    Raises Conflict before the files are made, not after.
    """
    with db.reading() as session:
        workshop = the_cafe(session, workshop_id)
        if final:
            check_final(not unaccounted(material_of(session, workshop)))
        return not done_before(session, workshop_id, operation)


def keep(
    db: Database,
    settings: Settings,
    workshop_id: str,
    *,
    final: bool,
    by: str,
    operation: str,
    progress: Progress = quiet,
) -> None:
    """Keep the document as it stands. The same `operation` keeps once, and files without a row go.

    Raises Conflict for a final one whose accounts do not add up and when nothing has changed since
    the last one, NotFound without a café.
    """
    _drop_orphans(db, settings, workshop_id)
    if not check_keepable(db, workshop_id, final=final, operation=operation):
        return
    name = secrets.token_hex(16)
    folder = store.folder_of(settings.data_dir, workshop_id, name)
    try:
        with still_there(db, workshop_id):
            with db.reading() as session:
                check = _differs_from(session, settings.data_dir, workshop_id, final=final)
                what = (session, workshop_id, settings.data_dir, folder, progress)
                kept = version_to(*what, final=final, check=check)
            words = {"folder": name, "kept": kept, "by": by, "operation": operation}
            _keep_row(db, workshop_id, final, words)
    except FileNotFoundError as error:  # what was half written went with an erasing
        raise erased_meanwhile() from error
    finally:
        # Refused, cancelled, or kept before: nobody will ask for these files. Who cancels while the
        # row is being kept may be too late.
        if name not in _folders(db, workshop_id):
            store.drop(folder)


def _differs_from(
    session: Session, data_dir: Path, workshop_id: str, *, final: bool
) -> Callable[[Kept], object]:
    """What raises Conflict for a document that the last version of its kind has kept already."""
    last = versions.last_of(session, workshop_id, final=final)
    if last is None:
        return bool
    folder, name = store.folder_of(data_dir, workshop_id, last.folder), versions.name_of(last)

    def check(kept: Kept) -> None:
        paper = files.read(folder / store.PAPER)
        if store.says_same(folder, kept) and paper == letterhead.read(data_dir, workshop_id):
            raise Conflict(
                _("Nothing has changed since “%(name)s” was kept: it is that one.", name=name)
            )

    return check


def _keep_row(db: Database, workshop_id: str, final: bool, words: Mapping[str, Any]) -> None:
    """The row, unless there is one already. The files took their time: for a final version the
    accounts must add up with what came meanwhile as well, until nothing comes in between.
    """
    for _look in range(LOOKS):
        with db.reading() as session:
            workshop = the_cafe(session, workshop_id)
            revision = workshop.revision
            if final:
                check_final(not unaccounted(material_of(session, workshop)))
        with db.writing() as tx:
            locked(tx, workshop_id)
            workshop = the_cafe(tx, workshop_id)
            if not final or workshop.revision == revision:
                keep_version(tx, workshop=workshop, final=final, **words)
                return
    raise busy()


def _drop_orphans(db: Database, settings: Settings, workshop_id: str) -> None:
    """Files of versions that never came to be: the power went between the files and the row."""
    known = _folders(db, workshop_id)
    store.sweep(versions_folder(settings.data_dir, workshop_id), known)


def _folders(db: Database, workshop_id: str) -> set[str]:
    """What the folders of the café's versions are called."""
    with db.reading() as session:
        query = select(Version.folder).where(Version.workshop_id == workshop_id)
        return set(session.scalars(query))
