"""Every format that leaves the house: the archive's two here, the document's in the report room."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import IO

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.archive.package import ARCHIVE, LINES, line_digests, pack
from cafe.archive.pieces import FOLDER
from cafe.archive.queries import archive_of
from cafe.archive.schema import as_json
from cafe.config import Settings
from cafe.core import files
from cafe.core.files import photo_folder
from cafe.core.i18n import _
from cafe.document.compose import composed
from cafe.document.raw import raw_of
from cafe.errors import Invalid
from cafe.jobs.worker import Progress, quiet
from cafe.model import Database, Version, Workshop
from cafe.nouns import Item
from cafe.people.privacy.queries import said_of
from cafe.people.queries import the_cafe
from cafe.plan.retention.queries import dates_of
from cafe.plan.retention.rules import raw_until
from cafe.report import letterhead
from cafe.report.export import (
    KEPT,
    RAW,
    WRITERS,
    document_as,
    in_every_format,
    in_every_raw,
    raw_as,
    said,
)
from cafe.report.queries import material_of
from cafe.report.versions import store
from cafe.writers.pictures import drawn
from cafe.writers.poster import PRINT
from cafe.writers.sheet import sheets

VERSIONS = "versions/"
# They lie in the zip as they are, and need nothing of ours.
KONTROLL = Path(__file__).parent / "kontroll"
CHECKERS = ("kontroll.py", "kontroll.html")
# What decides how a file looks beside the café's own words.
MAKERS = ("dialogkafe", "typst", "python-docx", "odfdo", "XlsxWriter", "lxml", "Jinja2")
File = tuple[str, bytes | Path]
PACKAGE = "package"  # the zip with a sheet about it, for an archive
FORMATS = (*WRITERS, *RAW, "json", "zip", PACKAGE)


def export(
    db: Session, workshop: Workshop, format: str, data_dir: Path, progress: Progress = quiet
) -> bytes:
    """`workshop` in `format`, all but `zip`. Raises Invalid for another, naming what there is.

    `progress` is called with how far it is (jobs/worker.py).
    """
    if format == "json":
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
            beside = about(session, workshop) if format == PACKAGE else ()
            inside = whole(session, workshop, settings.data_dir, progress)
            pack(file, chain(inside, beside), made_by())
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


def made_by() -> str:
    """Which programs write the files, with their versions."""
    return ", ".join(f"{name} {_version(name)}" for name in MAKERS)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # ourselves, in a checkout
        return "0"


def about(db: Session, workshop: Workshop) -> list[File]:
    """The sheet about the café, for whoever takes it into an archive."""
    until = raw_until(dates_of(workshop))
    given = {
        **said_of(db, workshop),
        "raw_until": until.isoformat() if until else "",
    }
    return list(sheets(archive_of(db, workshop), given))


def whole(
    db: Session, workshop: Workshop, data_dir: Path, progress: Progress = quiet
) -> Iterator[File]:
    """Every file of the zip by its name, all of one moment. Ends the session's transaction."""
    progress("notes", 0, 0)
    here, archive, material = workshop.id, archive_of(db, workshop), material_of(db, workshop)
    rows = select(Version).where(Version.workshop_id == here).order_by(Version.id)
    versions = [(folder_in_zip(one), one.folder) for one in db.scalars(rows) if not one.withdrawn]
    db.rollback()  # the files take their time: no old moment is held for them
    packed = as_json(archive)
    yield ARCHIVE, packed
    yield LINES, line_digests(packed)
    document, photos = composed(material), _photographs(archive, photo_folder(data_dir, here))
    posters = drawn(document, ppi=PRINT, progress=progress)
    for file, picture in sorted((photos | posters).items()):
        yield FOLDER + file, picture
    raw = raw_of(material)
    failed: list[str] = []
    for format, contents in in_every_raw(raw, failed):
        yield f"notes.{format}", contents
    template = letterhead.read(data_dir, here)
    for format, contents in in_every_format(
        document, photos, posters, template, progress=progress, failed=failed
    ):
        yield f"document.{format}", contents
    if template is not None:
        yield store.PAPER, template
    if failed:
        yield store.NOT_MADE, said(failed)
    for name, folder in versions:
        yield from _kept(name, store.folder_of(data_dir, here, folder))
    for name in CHECKERS:
        yield name, KONTROLL / name


def _photographs(archive: Item, folder: Path) -> dict[str, bytes]:
    """All of the café's, also of questions that are not printed."""
    names = [
        photo["file"].removeprefix(FOLDER)
        for question in archive["questions"]
        for table in question["tables"]
        for photo in table["posters"]
    ]
    found = ((name, files.read(folder / name)) for name in names)
    return {name: contents for name, contents in found if contents is not None}


def folder_in_zip(version: Version) -> str:
    """Where the files of a kept version lie: `versions/final-1/`."""
    return f"{VERSIONS}{'final' if version.final else 'draft'}-{version.number}/"


def _kept(name: str, folder: Path) -> Iterator[File]:
    kept = (*(f"document.{format}" for format in KEPT), store.PAPER, store.NOT_MADE, store.FACTS)
    return ((name + file, folder / file) for file in kept if files.there(folder / file))
