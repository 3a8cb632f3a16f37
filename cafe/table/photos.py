"""A photograph of a paper poster: made small, upright and free of what the camera noted."""

import importlib
import os
import secrets
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from cafe.errors import Invalid
from cafe.texts import _

LONGEST_SIDE = 2000
# A phone's 48 megapixels, and room for the next model; a bomb of a picture has thousands.
MOST_PIXELS = 64_000_000
Image.MAX_IMAGE_PIXELS = MOST_PIXELS


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


def smaller(content: bytes) -> bytes:
    """`content` as an upright RGB JPEG of at most 2000 pixels a side, without any metadata.

    What it is, is read from the bytes, never from a name. Slow: run it off the hub. Raises
    NeedsHeic, or ValueError when it is not a picture we read (a translated message needs the
    request's thread).
    """
    if is_heic(content) and "HEIF" not in formats():
        raise NeedsHeic
    try:
        with Image.open(BytesIO(content), formats=formats()) as image:
            return _redrawn(image)
    except Exception as error:  # what Pillow raises over a broken file is not one list
        raise ValueError("not a picture") from error


def _redrawn(image: Image.Image) -> bytes:
    if image.width * image.height > MOST_PIXELS:
        raise ValueError("too many pixels")
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is then decoded small at once
    upright = ImageOps.exif_transpose(image)
    clear = upright.convert("RGBA")
    paper = Image.new("RGB", clear.size, "white")  # see-through parts become white, not black
    paper.paste(clear, mask=clear.getchannel("A"))
    out = BytesIO()
    paper.save(out, "JPEG", quality=85, optimize=True, progressive=True)
    return out.getvalue()


def refusal(why: ValueError | None = None) -> Invalid:
    """What the host is told when `smaller` said no."""
    if isinstance(why, NeedsHeic):
        return Invalid(
            _(
                "This photograph is in HEIC, which this café cannot read. Choose JPEG: on an "
                "iPhone under Settings, Camera, Formats, Most compatible. Or ask whoever runs "
                "the café to install dialogkafe[heic]."
            ),
            where="photo",
        )
    return Invalid(
        _("This is not a picture we can read. Send a photograph as JPEG, PNG or WebP."),
        where="photo",
    )


def keep(folder: Path, picture: bytes) -> str:
    """Write `picture` into `folder` under a new random name, and return the name."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{secrets.token_hex(12)}.jpg"
    with (folder / name).open("xb") as file:
        file.write(picture)
        file.flush()
        os.fsync(file.fileno())  # like a note: on the disk before the host is told that we have it
    return name
