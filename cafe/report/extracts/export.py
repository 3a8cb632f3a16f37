"""An extract as a file, by the writers that write the whole document."""

from pathlib import Path
from typing import NamedTuple

from sqlalchemy.orm import Session

from cafe.core import files
from cafe.core.files import photo_folder
from cafe.core.text.characters import showable
from cafe.document.tree import Document
from cafe.jobs.worker import Progress, quiet
from cafe.people.queries import the_cafe
from cafe.report import letterhead
from cafe.report.export import DRAWN_AS, written
from cafe.report.extracts.queries import Whole, as_it_stands, as_kept, choices_in, cut_to
from cafe.report.versions import store
from cafe.report.versions.queries import NOW, the_version
from cafe.writers.html import pictures_of
from cafe.writers.pictures import Pictures, drawn, photographs
from cafe.writers.poster import PRINT


def whole_of(db: Session, data_dir: Path, workshop_id: str, which: str) -> Whole:
    """The document of which extracts are taken: `NOW`, or a version by its id. Raises NotFound."""
    if which == NOW:
        return as_it_stands(db, the_cafe(db, workshop_id))
    version = the_version(db, workshop_id, int(which))
    return as_kept(data_dir, version)


class Wanted(NamedTuple):
    """An extract `key` of which document of a café, as a file in `format`, one of `WRITERS`."""

    workshop_id: str
    which: str
    key: str
    format: str


def extract_as(db: Session, data_dir: Path, wanted: Wanted, progress: Progress = quiet) -> bytes:
    """The file. Raises NotFound, NotAllowed, NotWritten."""
    progress("notes", 0, 0)
    id, which, key, format = wanted
    whole = whole_of(db, data_dir, id, which)
    choices = choices_in(db, the_cafe(db, id), whole)
    document = cut_to(whole, choices, choices.chosen(key))
    db.rollback()  # the file takes its time: no old moment is held for it
    pictures = {**kept_pictures(whole, document, photo_folder(data_dir, id))}
    if format in DRAWN_AS:
        pictures |= drawn(document, DRAWN_AS[format], ppi=PRINT, progress=progress)
    progress("pages", 0, 0)
    return written(document, format, pictures, _paper(whole, data_dir, id))


def kept_pictures(whole: Whole, document: Document, photos: Path) -> Pictures:
    """The pictures of an extract as they lie there: of a version those of its own page alone, so
    that nothing is shown which it no longer has."""
    if whole.folder is None:
        return photographs(document, photos)
    wanted = {picture.file for picture in document.pictures}
    page = files.read(whole.folder / "document.html") if wanted else None
    return pictures_of(page or b"", showable(whole.document), wanted)


def _paper(whole: Whole, data_dir: Path, workshop_id: str) -> bytes | None:
    """The paper that a Word file is printed on."""
    if whole.folder is None:
        return letterhead.read(data_dir, workshop_id)
    return files.read(whole.folder / store.PAPER)
