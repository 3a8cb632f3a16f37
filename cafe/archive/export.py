"""Every format that leaves the house: the archive's two here, the document's in the report room."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.orm import Session

from cafe.archive.package import packed
from cafe.archive.queries import archive_of
from cafe.archive.schema import as_json
from cafe.config import Settings
from cafe.core.files import photo_folder
from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.jobs.worker import Progress, quiet
from cafe.model import Database, Workshop
from cafe.people.queries import the_cafe
from cafe.report.export import RAW, WRITERS, document_as, raw_as
from cafe.report.queries import compose
from cafe.writers.pictures import drawn, photographs

FORMATS = (*WRITERS, *RAW, "json", "zip")


def export(
    db: Session, workshop: Workshop, format: str, data_dir: Path, progress: Progress = quiet
) -> bytes:
    """`workshop` in `format`. Raises Invalid, naming the formats there are, for any other.

    `progress` is called with how far it is (jobs/worker.py).
    """
    if format == "json":
        return as_json(archive_of(db, workshop))
    if format == "zip":
        document = compose(db, workshop)
        pictures = photographs(document, photo_folder(data_dir, workshop.id)) | drawn(
            document, progress=progress
        )
        raw = {f"notes.{format}": raw_as(db, workshop, format) for format in RAW}
        return packed(as_json(archive_of(db, workshop)), pictures, raw)
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
    with db.reading() as session:
        workshop = the_cafe(session, workshop_id)
        contents = export(session, workshop, format, settings.data_dir, progress)
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    with _explained(path):
        if path.exists() and not path.is_file():  # /dev/stdout, a pipe: written to, never replaced
            path.write_bytes(contents)
            return
        try:
            unfinished.write_bytes(contents)
            unfinished.replace(path)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """What the disk refuses, as Invalid with the path and the reason."""
    try:
        yield
    except OSError as error:
        raise Invalid(
            _("%(path)s cannot be written: %(why)s.", path=path, why=error.strerror), where="output"
        ) from error
