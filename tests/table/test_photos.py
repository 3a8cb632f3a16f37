"""Photographs of paper posters."""

import importlib.util
from io import BytesIO

import pytest
from PIL import ExifTags, Image

from cafe.table.photos import NeedsHeic, formats, refusal, smaller
from cafe.texts import speaking
from tests.table.pictures import camera_picture, picture


def test_a_photograph_becomes_small_upright_and_silent() -> None:
    taken = camera_picture(3000, 2000, orientation=6)
    assert b"secret datum" in taken
    made = smaller(taken)
    with Image.open(BytesIO(made)) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1333, 2000))
        assert not image.getexif()
        assert not image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
        assert "exif" not in image.info
    assert b"secret" not in made


@pytest.mark.parametrize("orientation", range(1, 9))
def test_however_the_camera_was_held(orientation: int) -> None:
    # Lying with a dark left half; orientations 5 to 8 stand on end once they are upright.
    lying = Image.new("RGB", (400, 200), "white")
    lying.paste("black", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[0x0112] = orientation
    out = BytesIO()
    lying.save(out, "JPEG", exif=exif)
    with Image.open(BytesIO(smaller(out.getvalue()))) as image:
        assert image.size == ((400, 200) if orientation < 5 else (200, 400))
        dark = {1: "left", 2: "right", 3: "right", 4: "left"}
        side = dark.get(orientation, "top" if orientation in (5, 6) else "bottom")
        spot = {"left": (50, 100), "right": (350, 100), "top": (100, 50), "bottom": (100, 350)}
        assert image.convert("L").getpixel(spot[side]) == pytest.approx(0, abs=30)


# The beginning of a file as an iPhone makes it: a length, `ftyp` and the brand.
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(200)
WITH_HEIC = importlib.util.find_spec("pillow_heif") is not None


@pytest.mark.skipif(WITH_HEIC, reason="the extra for HEIC is installed here")
def test_heic_without_its_extra_is_said_plainly() -> None:
    with pytest.raises(NeedsHeic) as refused:
        smaller(HEIC)
    with speaking("en"):
        assert "Choose JPEG" in str(refusal(refused.value))
        assert "HEIC" not in str(refusal(ValueError("not a picture")))


@pytest.mark.skipif(not WITH_HEIC, reason="needs the extra for HEIC")
def test_heic_with_its_extra_is_read() -> None:
    assert "HEIF" in formats()
    out = BytesIO()
    Image.new("RGB", (300, 200), "red").save(out, "HEIF")
    with Image.open(BytesIO(smaller(out.getvalue()))) as image:
        assert (image.format, image.size) == ("JPEG", (300, 200))


def test_a_small_picture_is_not_blown_up() -> None:
    with Image.open(BytesIO(smaller(picture("PNG", (300, 200))))) as image:
        assert image.size == (300, 200)


def test_what_is_see_through_becomes_white() -> None:
    with Image.open(BytesIO(smaller(picture("PNG", (50, 50), "RGBA", (0, 0, 0, 0))))) as image:
        assert image.getpixel((25, 25)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1", "RGBA", "LA"])
def test_every_kind_of_colours(mode: str) -> None:
    with Image.open(BytesIO(smaller(picture("PNG", (40, 30), mode)))) as image:
        assert image.mode == "RGB"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a picture",
        b"\xff\xd8\xff\xe0 a name is not enough",
        picture("JPEG", (400, 400))[:2000],
        picture("GIF", (40, 40)),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        picture("PNG", (9000, 8000), "1"),
    ],
    ids=["empty", "text", "only a beginning", "cut short", "gif", "svg", "too many pixels"],
)
def test_what_is_not_a_picture_of_ours(content: bytes) -> None:
    with pytest.raises(ValueError, match="not a picture"):
        smaller(content)
