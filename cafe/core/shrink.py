"""A photograph made small, in a process of its own:
`python -m cafe.core.shrink FILE [TABLE] < PICTURE`

A photograph of a sheet with numbered cells is straightened too; which sheet it is, or why it cannot
be read, is written to the standard output. Of ours only what is plain is imported: it starts in
some hundredths of a second and takes 25 MB.
"""

import importlib
import json
import os
import resource
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import IO, Any, TypeVar

from PIL import Image, ImageOps

from cafe.core.cells.geometry import NotRead
from cafe.core.limits import PICTURE_SIDE

MB = 1024 * 1024
# A phone's 200 megapixels. What matters is what lies in memory at once, counted from the header: a
# JPEG is decoded small, but any other kind, and a progressive JPEG, is there as a whole.
MOST_PIXELS = 210_000_000
MOST_BYTES = 136 * MB  # a colour scan of A4 at 600 dots an inch
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
# Bytes of one pixel by Pillow's mode, with the copies that making it small takes.
PIXEL = {"1": 2, "L": 1, "I;16": 5, "I;16B": 5, "I": 9, "P": 5, "RGB": 4, "CMYK": 4}
SEE_THROUGH, WEBP = 8, 12
PROCESS_BYTES, PROCESS_SECONDS = MOST_BYTES + 176 * MB, 60
NO_PICTURE, NEEDS_HEIC, DISK_FULL, NOT_READ = 3, 4, 5, 6
Made = TypeVar("Made")
Said = dict[str, Any]  # what the process says of a sheet with cells

# What the `ftyp` box at the start of a HEIF file names (ISO/IEC 23008-12, annex B).
HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


class NeedsHeic(ValueError):
    """A photograph as an iPhone keeps it, and nothing here that can read it."""


@cache
def formats() -> tuple[str, ...]:
    """What Pillow may read here, by its own names. HEIC only where the extra is installed."""
    try:
        importlib.import_module("pillow_heif").register_heif_opener()
    except ImportError:
        return ("JPEG", "PNG", "WEBP")
    return ("JPEG", "PNG", "WEBP", "HEIF")


def is_heic(content: bytes) -> bool:
    """Whether `content` begins as a HEIC file does, whatever its name says."""
    return content[4:8] == b"ftyp" and content[8:12] in HEIC_BRANDS


def smaller(content: bytes | IO[bytes]) -> bytes:
    """`content` as an upright RGB JPEG of at most 2000 pixels a side, without any metadata.

    What it is, is read from the bytes, never from a name. Slow: run it off the hub. Raises
    NeedsHeic, or ValueError when it is not a picture we read (a translated message needs the
    request's thread).
    """
    return _made(content, _written)


def read(content: bytes | IO[bytes], table: str = "") -> tuple[bytes, Said]:
    """The same, and which sheet with cells it shows: that is straightened. {}: another paper.

    Of several sheets that of `table` is meant, as its marks call it. Raises as `smaller` does, and
    NotRead when the cells of such a sheet cannot be made out.
    """
    return _made(content, partial(_looked_through, table=table))


def _looked_through(paper: Image.Image, table: str) -> tuple[bytes, Said]:
    from cafe.core.cells.reading import sheet_in, straightened  # no server needs it

    sheet = sheet_in(paper, table)
    if sheet is None:
        return _written(paper), {}
    return _written(straightened(paper, sheet)), sheet.mark._asdict()


def _made(content: bytes | IO[bytes], how: Callable[[Image.Image], Made]) -> Made:
    file = BytesIO(content) if isinstance(content, bytes) else content
    with _opened(file) as image:
        try:
            return how(_redrawn(image))
        except (MemoryError, NotRead):
            raise
        except Exception as error:  # what Pillow raises over a broken file is not one list
            raise ValueError("not a picture") from error


def bytes_needed(file: IO[bytes]) -> int:
    """What `smaller` will hold in memory, from the header alone. Raises as it does."""
    with _opened(file) as image:
        return _needs(image)


def _opened(file: IO[bytes]) -> Image.Image:
    file.seek(0)
    if is_heic(file.read(12)) and "HEIF" not in formats():
        raise NeedsHeic
    file.seek(0)
    try:
        image = Image.open(file, formats=formats())
    except Exception as error:
        raise ValueError("not a picture") from error
    if image.width * image.height > MOST_PIXELS or _needs(image) > MOST_BYTES:
        image.close()
        raise ValueError("not a picture of a size we read: it has too many pixels")
    return image


def _needs(image: Image.Image) -> int:
    pixels = image.width * image.height
    if image.format in ("JPEG", "MPO"):  # a phone's with a second picture in it, such as its light
        whole = pixels * _kept_whole(image)
        with suppress(ValueError):  # a picture smaller than it is to become
            image.draft(None, (PICTURE_SIDE, PICTURE_SIDE))
        return int(whole + image.width * image.height * PIXEL[image.mode])
    if image.format in ("WEBP", "HEIF"):
        return pixels * WEBP
    clear = "A" in image.mode or "transparency" in image.info
    return pixels * (SEE_THROUGH if clear else PIXEL.get(image.mode, SEE_THROUGH))


def _kept_whole(image: Any) -> float:
    """Bytes for each pixel that libjpeg keeps of a picture that comes in several passes."""
    if not image.info.get("progressive"):
        return 0
    boxes: list[int] = [across * down for _name, across, down, _table in image.layer]
    return 2.0 * sum(boxes) / max(boxes)


def _redrawn(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # sixteen bits of grey; cut off at eight they would be white
        image = image.point(lambda grey: grey / 256).convert("L")
    elif image.mode == "1":
        image = image.convert("L")  # made small dot by dot, writing is lost
    elif image.mode in ("P", "PA"):
        image = image.convert("RGBA" if "transparency" in image.info else "RGB")
    image.thumbnail((PICTURE_SIDE, PICTURE_SIDE))
    upright = ImageOps.exif_transpose(image)
    if upright.mode == "CMYK":
        upright = upright.convert("RGB")
    clear = upright.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")  # see-through parts become white, not black
    paper.paste(clear, mask=clear.getchannel("A"))
    return paper


def _written(paper: Image.Image) -> bytes:
    out = BytesIO()
    paper.save(out, "JPEG", quality=85, optimize=True, progressive=True)
    return out.getvalue()


def main(path: str, table: str | None = None) -> int:
    """Make what stands on the standard input small and write it to `path`, to the disk itself.

    With `table` it is looked for a sheet with cells too.
    """
    with suppress(ValueError, OSError):  # macOS knows these limits by name only
        resource.setrlimit(resource.RLIMIT_DATA, (PROCESS_BYTES, PROCESS_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (PROCESS_SECONDS, PROCESS_SECONDS))
    os.nice(5)
    try:
        sent = sys.stdin.buffer
        picture, sheet = (smaller(sent), {}) if table is None else read(sent, table)
    except NeedsHeic:
        return NEEDS_HEIC
    except NotRead as why:
        print(json.dumps({"why": str(why)}))
        return NOT_READ
    except (ValueError, MemoryError):
        return NO_PICTURE
    try:
        with Path(path).open("xb") as file:
            file.write(picture)
            file.flush()
            os.fsync(file.fileno())  # like a note: on the disk before the host is told
    except OSError:
        return DISK_FULL
    print(json.dumps(sheet))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
