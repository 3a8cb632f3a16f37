"""Keeping the document: first its files in every format, then the row that makes them a version."""

import secrets

from sqlalchemy import select

from cafe.config import Settings
from cafe.core.files import versions_folder
from cafe.document.completeness import unaccounted
from cafe.jobs.worker import Progress, quiet
from cafe.model import Database, Version, Workshop, locked
from cafe.model.commands import done_before
from cafe.people.queries import the_cafe
from cafe.report.actions.versions import check_final, keep_version
from cafe.report.export import version_to
from cafe.report.queries import material_of
from cafe.report.versions import store


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

    Raises Conflict for a final one whose accounts do not add up, NotFound without a café.
    """
    _drop_orphans(db, settings, workshop_id)
    if not check_keepable(db, workshop_id, final=final, operation=operation):
        return
    name = secrets.token_hex(16)
    folder = store.folder_of(settings.data_dir, workshop_id, name)
    used = False
    try:
        with db.reading() as session:
            kept = version_to(session, workshop_id, settings.data_dir, folder, progress)
        with db.writing() as tx:
            locked(tx, workshop_id)
            workshop = tx.get_one(Workshop, workshop_id)
            version = keep_version(
                tx,
                workshop=workshop,
                final=final,
                folder=name,
                kept=kept,
                by=by,
                operation=operation,
            )
        used = version is not None
    finally:
        if not used:  # refused, cancelled, or kept before: nobody will ask for these files
            store.drop(folder)


def _drop_orphans(db: Database, settings: Settings, workshop_id: str) -> None:
    """Files of versions that never came to be: the power went between the files and the row."""
    with db.reading() as session:
        query = select(Version.folder).where(Version.workshop_id == workshop_id)
        known = set(session.scalars(query))
    store.sweep(versions_folder(settings.data_dir, workshop_id), known)
