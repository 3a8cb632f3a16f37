"""Every format that leaves the house, into a file: the document's are the report room's.

What a format needs is read in when it is asked for: to read in everything is a third of the time
that a document takes.
"""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy.orm import Session

from cafe.config import Settings
from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.jobs.worker import Progress, quiet
from cafe.model import Database, Workshop
from cafe.people.queries import the_cafe
from cafe.report.export import RAW, WRITERS, document_as, raw_as

PACKAGE = "package"  # the zip with a sheet about it, for an archive
FORMATS = (*WRITERS, *RAW, "json", "zip", PACKAGE)


def export(
    db: Session, workshop: Workshop, format: str, data_dir: Path, progress: Progress = quiet
) -> bytes:
    """`workshop` in `format`, all but `zip`. Raises Invalid for another, naming what there is.

    `progress` is called with how far it is (jobs/worker.py).
    """
    if format == "json":
        from cafe.archive.queries import archive_of
        from cafe.archive.schema import as_json

        return as_json(archive_of(db, workshop))
    if format in RAW:
        return raw_as(db, workshop, format)
    if format in WRITERS:
        return document_as(db, workshop, format, data_dir, progress)
    raise Invalid(
        _(
            "There is no export as %(format)s. Choose one of %(formats)s.",
            format=format,
            formats=", ".join(FORMATS),
        ),
        where="format",
    )


def export_to(
    db: Database,
    settings: Settings,
    workshop_id: str,
    format: str,
    path: Path,
    *,
    progress: Progress = quiet,
) -> None:
    """Write the café with this id to `path`, whole or not at all. Raises NotFound, Invalid."""
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with _explained(path):
        if path.exists() and not path.is_file():  # /dev/stdout, a pipe: written to, never replaced
            with tempfile.TemporaryFile() as file:
                _write(db, settings, workshop_id, format, file=file, progress=progress)
                file.seek(0)
                with path.open("wb") as target:
                    shutil.copyfileobj(file, target)
            return
        try:
            with unfinished.open("wb") as file:
                _write(db, settings, workshop_id, format, file=file, progress=progress)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


def _write(
    db: Database,
    settings: Settings,
    workshop_id: str,
    format: str,
    *,
    file: IO[bytes],
    progress: Progress,
) -> None:
    with db.reading() as session:
        workshop = the_cafe(session, workshop_id)
        if format in ("zip", PACKAGE):
            from cafe.archive.packing.whole import write_zip

            about = format == PACKAGE
            write_zip(session, workshop, settings.data_dir, file, about=about, progress=progress)
        else:
            file.write(export(session, workshop, format, settings.data_dir, progress))


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What the disk refuses, as Invalid with the path and the reason."""
    try:
        yield
    except OSError as error:
        raise Invalid(
            _("%(path)s cannot be written: %(why)s.", path=path, why=error.strerror), where="output"
        ) from error
