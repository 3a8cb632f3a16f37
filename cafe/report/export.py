"""From a workshop to its document as a file."""

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from sqlalchemy.orm import Session

from cafe.model import Workshop
from cafe.report import csv, html, letterhead, markdown, pdf, xlsx
from cafe.report.material import Material
from cafe.report.pictures import Pictures, drawn, photographs
from cafe.report.queries import compose, material_of
from cafe.report.tree import Document
from cafe.table.queries import photo_folder


def _word(document: Document, pictures: Pictures, template: bytes | None = None) -> bytes:
    from cafe.report import docx  # 7 MB, for whoever asks for it

    return docx.write(document, pictures, template)


WRITERS: dict[str, Callable[[Document, Pictures], bytes]] = {
    "docx": _word,
    "pdf": pdf.write,
    "html": html.write,
    "md": markdown.write,
}
RAW: dict[str, Callable[[Material], bytes]] = {"xlsx": xlsx.write, "csv": csv.write}
# The PDF draws its posters itself, as text; Markdown only names them; Word has no use for SVG.
DRAWN_AS: dict[str, Literal["png", "svg"]] = {"docx": "png", "html": "svg"}


def document_as(db: Session, workshop: Workshop, format: str, data_dir: Path) -> bytes:
    """The document of `workshop` in `format`, a key of `WRITERS`."""
    document = compose(db, workshop)
    pictures = photographs(document, photo_folder(data_dir, workshop.id))
    if format in DRAWN_AS:
        pictures |= drawn(document, DRAWN_AS[format])
    if format == "docx":
        return _word(document, pictures, letterhead.read(data_dir, workshop.id))
    return WRITERS[format](document, pictures)


def raw_as(db: Session, workshop: Workshop, format: str) -> bytes:
    """Every note of `workshop` as it was typed, in `format`, a key of `RAW`."""
    return RAW[format](material_of(db, workshop))
