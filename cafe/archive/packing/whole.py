"""A café's zip: the archive, the document in every format, posters, kept versions, checkers."""

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from itertools import chain
from pathlib import Path
from typing import IO

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.archive.packing.package import ARCHIVE, LINES, line_digests, pack
from cafe.archive.pieces import FOLDER
from cafe.archive.queries import archive_of
from cafe.archive.schema import as_json
from cafe.core import files
from cafe.core.files import photo_folder
from cafe.document.compose import composed
from cafe.document.raw import raw_of
from cafe.jobs.worker import Progress, quiet
from cafe.model import Version, Workshop
from cafe.nouns import Item
from cafe.people.privacy.queries import said_of
from cafe.plan.retention.queries import dates_of
from cafe.plan.retention.rules import raw_until
from cafe.report import letterhead
from cafe.report.export import (
    KEPT,
    in_every_format,
    in_every_raw,
    said,
)
from cafe.report.queries import material_of
from cafe.report.versions import store
from cafe.writers.pictures import drawn
from cafe.writers.poster import PRINT
from cafe.writers.sheet import sheets

VERSIONS = "versions/"
# They lie in the zip as they are, and need nothing of ours.
KONTROLL = Path(__file__).parents[1] / "kontroll"
CHECKERS = ("kontroll.py", "kontroll.html")
# What decides how a file looks beside the café's own words.
MAKERS = ("dialogkafe", "typst", "python-docx", "XlsxWriter", "lxml", "Jinja2")
File = tuple[str, bytes | Path]


def write_zip(
    db: Session,
    workshop: Workshop,
    data_dir: Path,
    file: IO[bytes],
    *,
    about: bool,
    progress: Progress = quiet,
) -> None:
    """Write the zip of `workshop` into `file`; `about`: with the sheet for an archive."""
    beside = sheet_about(db, workshop) if about else ()
    pack(file, chain(whole(db, workshop, data_dir, progress), beside), made_by())


def made_by() -> str:
    """Which programs write the files, with their versions."""
    return ", ".join(f"{name} {_version(name)}" for name in MAKERS)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # ourselves, in a checkout
        return "0"


def sheet_about(db: Session, workshop: Workshop) -> list[File]:
    """The sheet about the café, for whoever takes it into an archive."""
    until = raw_until(dates_of(workshop))
    rows = select(Version).where(Version.workshop_id == workshop.id).order_by(Version.id)
    given = {
        **said_of(db, workshop),
        "raw_until": until.isoformat() if until else "",
        "versions": [
            {"folder": folder_in_zip(one), "name": one.name, "remark": one.remark}
            for one in db.scalars(rows)
            if not one.withdrawn
        ],
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
