"""From a workshop to its document as a file."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Literal

from sqlalchemy.orm import Session

from cafe.core.clock import today
from cafe.core.files import photo_folder
from cafe.core.i18n import speaking
from cafe.core.text.characters import showable
from cafe.document.changed import lines_of
from cafe.document.completeness import unaccounted
from cafe.document.compose import composed, extract
from cafe.document.note_status import kept_statuses
from cafe.document.raw import Raw, raw_of
from cafe.document.tree import Document
from cafe.errors import Invalid
from cafe.jobs.worker import Progress, quiet
from cafe.model import Workshop
from cafe.people.queries import the_cafe
from cafe.report import letterhead
from cafe.report.queries import compose, material_of, next_number
from cafe.report.versions import store
from cafe.report.versions.store import Kept
from cafe.writers.naming import NotWritten, named
from cafe.writers.pictures import Pictures, drawn, in_lines, photographs
from cafe.writers.poster import PRINT


def _by(module: str) -> Callable[..., bytes]:
    """What writes a format: read in when it is asked for."""

    def write(*what: object) -> bytes:
        return bytes(import_module(f"cafe.writers.{module}").write(*what))

    return write


# Of a document and its pictures; Word's also of the paper it is written on.
WRITERS = {
    "docx": _by("docx"),
    "odt": _by("odt"),
    "pdf": _by("pdf"),
    "html": _by("html"),
    "md": _by("markdown"),
}


def _raw(format: str, write: Callable[[Raw], bytes]) -> Callable[[Raw], bytes]:
    """A writer that names the words it falls over, and is given none it cannot write."""
    return lambda raw: named(format, lambda some, _none: write(some), showable(raw), {})


RAW = {"xlsx": _raw("xlsx", _by("xlsx")), "csv": _raw("csv", _by("csv"))}
KEPT = (*WRITERS, *RAW)  # what a version is kept as
FILES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "odt": "application/vnd.oasis.opendocument.text",
    "pdf": "application/pdf",
    "html": "text/html",
    "md": "text/markdown",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "json": "application/json",
    "zip": "application/zip",
    "package": "application/zip",
}
# The PDF draws its posters itself, as text; Markdown only names them; not every Word shows SVG.
DRAWN_AS: dict[str, Literal["png", "svg"]] = {"docx": "png", "odt": "png", "html": "svg"}


def document_as(
    db: Session, workshop: Workshop, format: str, data_dir: Path, progress: Progress = quiet
) -> bytes:
    """The document of `workshop` in `format`, a key of `WRITERS`.

    `progress` hears how far it is.
    """
    progress("notes", 0, 0)
    document = compose(db, workshop)
    pictures = dict(photographs(document, photo_folder(data_dir, workshop.id)))
    if format in DRAWN_AS:
        pictures |= drawn(document, DRAWN_AS[format], ppi=PRINT, progress=progress)
    progress("pages", 0, 0)
    return written(document, format, pictures, letterhead.read(data_dir, workshop.id))


def written(document: Document, format: str, pictures: Pictures, template: bytes | None) -> bytes:
    """`document` in `format`, a key of `WRITERS`; a Word file on the paper of `template`.

    Raises NotWritten, which names the words it fell over.
    """

    def write(document: Document, pictures: Pictures) -> bytes:
        paper = (template,) if format == "docx" else ()
        if DRAWN_AS.get(format) == "png":
            pictures = {**pictures, **in_lines(document, pictures)}
        return WRITERS[format](document, pictures, *paper)

    with speaking(document.language):
        return named(format, write, showable(document), pictures)


def in_every_format(
    document: Document,
    photos: Pictures,
    posters: Pictures,
    template: bytes | None,
    *,
    formats: Collection[str] = tuple(WRITERS),
    progress: Progress = quiet,
    failed: list[str] | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Each of `formats` and its file; `posters` are the drawn ones, in print.

    One that cannot be made is said in `failed`, and the others come; raises Invalid without that.
    """
    for format in formats:
        pictures = photos
        if DRAWN_AS.get(format) == "png":
            pictures = {**photos, **posters}
        elif format in DRAWN_AS:
            pictures = {**photos, **drawn(document, DRAWN_AS[format])}
        progress("pages", 0, 0)
        try:
            contents = written(document, format, pictures, template)
        except Invalid as error:
            if failed is None:
                raise
            failed.append(error.message)
        else:
            yield format, contents


def in_every_raw(raw: Raw, failed: list[str]) -> Iterator[tuple[str, bytes]]:
    """Each of `RAW` and its file; one that cannot be made is said in `failed`."""
    for format, write in RAW.items():
        try:
            contents = write(raw)
        except NotWritten as error:
            failed.append(error.message)
        else:
            yield format, contents


def said(failed: Iterable[str]) -> bytes:
    """What lies beside the files when not all of them could be made."""
    return "".join(f"{line}\n" for line in failed).encode()


def raw_as(db: Session, workshop: Workshop, format: str) -> bytes:
    """Every note of `workshop` as it was typed, in `format`, a key of `RAW`."""
    return RAW[format](raw_of(material_of(db, workshop)))


def version_to(
    db: Session,
    workshop_id: str,
    data_dir: Path,
    folder: Path,
    progress: Progress = quiet,
    *,
    final: bool = False,
    check: Callable[[Kept], object] = bool,
) -> Kept:
    """The document in every format, all of one moment, in the new folder `folder`: a version.

    `check` may refuse what is to be kept, before its files are made.
    """
    progress("notes", 0, 0)
    workshop = the_cafe(db, workshop_id)
    revision, material = workshop.revision, material_of(db, workshop)
    number = next_number(db, workshop_id, final=final)
    material = replace(material, final=final, number=number, day=today())
    db.rollback()  # the files take their time: no old moment is held for them
    document = composed(material)
    statuses = kept_statuses(extract(material))
    raw = raw_of(material)
    kept = Kept(revision, not unaccounted(material), lines_of(document), statuses, document, raw)
    check(kept)

    def files() -> Iterator[tuple[str, bytes]]:
        photos = photographs(document, photo_folder(data_dir, workshop_id))
        posters = drawn(document, ppi=PRINT, progress=progress)
        template = letterhead.read(data_dir, workshop_id)
        failed: list[str] = []
        for format, contents in in_every_format(
            document, photos, posters, template, progress=progress, failed=failed
        ):
            yield f"document.{format}", contents
        for format, contents in in_every_raw(raw, failed):
            yield f"document.{format}", contents
        if template is not None:
            yield store.PAPER, template
        if failed:
            yield store.NOT_MADE, said(failed)

    store.write(folder, files(), kept)
    return kept
