"""The pictures of a document by file name: drawn posters, and photographs from the data folder."""

import io
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Literal

from cafe.core.files import beginning, read, there
from cafe.document.tree import Document
from cafe.jobs.worker import Progress, quiet
from cafe.writers.poster import SCREEN, SHEET, draw

Pictures = Mapping[str, bytes]
_SHEER = re.compile(b'(fill|stroke)="#([0-9a-f]{6})([0-9a-f]{2})"')
PNG = b"\x89PNG\r\n\x1a\n"
HEAD = 64 * 1024  # bytes of a photograph of ours in which its size stands


def drawn(
    document: Document,
    format: Literal["png", "svg"] = "png",
    *,
    ppi: float = SCREEN,
    progress: Progress = quiet,
) -> dict[str, bytes]:
    """The posters of `document` under their file names. `progress` hears how many are drawn."""
    sheets = {p.file: p.sheet for p in document.pictures if p.sheet is not None}

    def count(done: int) -> None:
        progress("posters", done, len(sheets))

    count(0)
    pages = draw(list(sheets.values()), document.language, format, ppi=ppi, progress=count)
    return dict(zip(sheets, pages, strict=True))


def lines_of(file: str) -> str:
    """What the lines of a drawn poster are called among the pictures."""
    return f"{file.rpartition('.')[0]}.svg"


def in_lines(document: Document, pictures: Pictures) -> dict[str, bytes]:
    """The drawn posters among `pictures` in lines too, for a format that takes both."""
    if not any(picture.sheet and picture.file in pictures for picture in document.pictures):
        return {}
    return {
        lines_of(file): _for_word_processors(lines)
        for file, lines in drawn(document, "svg").items()
        if file in pictures
    }


def _for_word_processors(lines: bytes) -> bytes:
    """Letters as groups that are used again, for Word shows no symbols that are; and what shines
    through said by itself, for LibreOffice reads nothing of it off a colour's last figures."""
    plain = lines.replace(b"<symbol ", b"<g ").replace(b"</symbol>", b"</g>")
    return _SHEER.sub(
        lambda one: b'%s="#%s" %s-opacity="%.3f"' % (one[1], one[2], one[1], int(one[3], 16) / 255),
        plain,
    )


def photographs(document: Document, folder: Path) -> dict[str, bytes]:
    """The photographs of `document` that lie in `folder`."""
    files = [p.file for p in document.pictures if p.sheet is None]
    found = ((file, read(folder / file)) for file in files)
    return {file: contents for file, contents in found if contents is not None}


def missing(document: Document, folder: Path) -> frozenset[str]:
    """Photographs that the café knows of but whose files are not in `folder`."""
    files = [p.file for p in document.pictures if p.sheet is None]
    return frozenset(file for file in files if not there(folder / file))


def present(document: Document, files: Collection[str]) -> Document:
    """`document` with only the pictures among `files`; one that is lost leaves no hole."""
    sections = (
        replace(section, pictures=tuple(p for p in section.pictures if p.file in files))
        for section in document.sections
    )
    return replace(document, sections=tuple(sections))


def sizes(document: Document, folder: Path) -> dict[str, tuple[int, int]]:
    """How wide and high each picture of `document` is, as far as its file tells."""
    found = {p.file: SHEET if p.sheet else measured(folder / p.file) for p in document.pictures}
    return {file: size for file, size in found.items() if size}


def pixels(contents: bytes) -> tuple[int, int]:
    """How wide and high a picture of ours is. Raises OSError when it is none."""
    if contents.startswith(PNG):  # what reads every kind of picture takes its time to be read in
        return int.from_bytes(contents[16:20]), int.from_bytes(contents[20:24])
    from PIL import Image

    with Image.open(io.BytesIO(contents)) as image:
        return image.size


@lru_cache(maxsize=4096)  # a photograph never changes under its name
def measured(path: Path) -> tuple[int, int] | None:
    """The pixels of a photograph, read off its first bytes; None when they do not say."""
    from PIL import Image

    try:
        with Image.open(io.BytesIO(beginning(path, HEAD)), formats=("JPEG",)) as image:
            return image.size
    except (OSError, ValueError, Image.DecompressionBombError):
        return None
