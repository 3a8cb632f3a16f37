"""Photographs of paper posters."""

import errno
import importlib.util
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from cafe.core.i18n import speaking
from cafe.core.shrink import MOST_BYTES, NO_PICTURE, NeedsHeic, bytes_needed, formats, smaller
from cafe.errors import Invalid
from cafe.table.photos import keep, refusal
from tests.bench.strangers.files import vast_png
from tests.table.photos.pictures import camera_picture, picture


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
    "made",
    [
        lambda: b"",
        lambda: b"not a picture",
        lambda: b"\xff\xd8\xff\xe0 a name is not enough",
        lambda: picture("JPEG", (400, 400))[:2000],
        lambda: picture("GIF", (40, 40)),
        lambda: b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        lambda: picture("PNG", (9000, 8000), "1"),
    ],
    ids=["empty", "text", "only a beginning", "cut short", "gif", "svg", "too many pixels"],
)
def test_what_is_not_a_picture_of_ours(made: Callable[[], bytes]) -> None:
    with pytest.raises(ValueError, match="not a picture"):
        smaller(made())


def made(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(smaller(content)))
    image.load()
    return image


def test_sixteen_bits_of_grey_are_not_white() -> None:
    steps = Image.new("I;16", (256, 40))
    for at in range(256):
        steps.paste(at * 257, (at, 0, at + 1, 40))
    out = BytesIO()
    steps.save(out, "PNG")
    image = made(out.getvalue()).convert("L")
    seen = [image.getpixel((at, 20)) for at in (4, 64, 128, 192, 251)]
    assert seen == [pytest.approx(grey, abs=6) for grey in (4, 64, 128, 192, 251)]


def test_print_colours_come_out_as_they_were() -> None:
    image = made(picture("JPEG", (60, 40), "CMYK", (0, 255, 255, 0)))
    red, green, blue = image.getpixel((30, 20))  # type: ignore[misc]
    assert red > 200
    assert max(green, blue) < 60


def test_a_palette_with_a_see_through_colour_becomes_white() -> None:
    drawn = Image.new("P", (40, 30), 0)
    drawn.putpalette([0, 0, 0, 200, 0, 0])
    drawn.paste(1, (0, 0, 20, 30))
    out = BytesIO()
    drawn.save(out, "PNG", transparency=0)
    image = made(out.getvalue())
    assert image.getpixel((35, 15)) == (255, 255, 255)
    assert image.getpixel((5, 15))[0] > 180  # type: ignore[index]


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "MPO"])
def test_of_a_moving_picture_the_first_is_kept(kind: str) -> None:
    first, second = Image.new("RGB", (50, 40), "navy"), Image.new("RGB", (50, 40), "white")
    out = BytesIO()
    first.save(out, kind, save_all=True, append_images=[second], duration=100)
    assert max(made(out.getvalue()).getpixel((25, 20))[:2]) < 30  # type: ignore[index]
    if kind == "MPO":  # a phone's, with how bright it is behind it; here 8064 by 6048 by its header
        vast = out.getvalue().replace(bytes([0, 40, 0, 50]), bytes.fromhex("17a01f80"))
        assert 1_000_000 < bytes_needed(BytesIO(vast)) < MOST_BYTES


def test_small_writing_in_black_and_white_stays_grey() -> None:
    """Made small dot by dot, every second line would go."""
    lines = Image.new("1", (5000, 400), 1)
    for at in range(0, 5000, 2):
        lines.paste(0, (at, 0, at + 1, 400))
    out = BytesIO()
    lines.save(out, "PNG")
    assert made(out.getvalue()).convert("L").getpixel((1000, 80)) == pytest.approx(127, abs=20)


def phone(width: int, height: int, **more: object) -> bytes:
    out = BytesIO()
    Image.new("L", (width, height), 128).save(out, "JPEG", quality=50, **more)
    return out.getvalue()


# Started from a small process: a child is counted from the moment it still is its parent.
MEASURED = """
import resource, subprocess, sys
code = subprocess.run([sys.executable, "-m", "cafe.core.shrink", sys.argv[1], ""]).returncode
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def alone(content: bytes, folder: Path) -> tuple[int, float]:
    """How its own process ended, and how many MB it took."""
    (folder / "in").write_bytes(content)
    with (folder / "in").open("rb") as sent:
        words = [sys.executable, "-c", MEASURED, str(folder / "out")]
        told = subprocess.run(words, stdin=sent, capture_output=True, check=True, text=True).stdout
    code, kilobytes = told.splitlines()[-1].split()  # above it stands what it says itself
    return int(code), int(kilobytes) / 1024


@pytest.mark.parametrize(("width", "height"), [(9248, 6936), (12000, 9000), (16320, 12240)])
def test_a_phones_many_megapixels_are_read_small(width: int, height: int, tmp_path: Path) -> None:
    code, megabytes = alone(phone(width, height), tmp_path)
    assert code == 0
    with Image.open(tmp_path / "out") as image:
        assert image.width == 2000
        assert image.height == pytest.approx(2000 * height / width, abs=1)
    assert megabytes < 100


@pytest.mark.parametrize(
    "made",
    [
        vast_png,
        lambda: picture("PNG", (12000, 12000), "1"),
        lambda: phone(14000, 12000, progressive=True),
        lambda: picture("WEBP", (4000, 3500), lossless=True),
    ],
    ids=["see-through", "one bit", "in passes", "webp"],
)
def test_what_would_take_too_much_is_told_from_its_header(
    made: Callable[[], bytes], tmp_path: Path
) -> None:
    content = made()
    with pytest.raises(Invalid, match=r"too large to be read here|for stort til å leses"):
        keep(tmp_path / "photos", BytesIO(content))
    assert not (tmp_path / "photos").exists()
    code, megabytes = alone(content, tmp_path)
    assert code == NO_PICTURE
    assert megabytes < 60


def files_in(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*"))


def command_of(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:  # it has just ended
        return b""


def children_of_every_thread() -> Iterator[int]:
    for task in Path(f"/proc/{os.getpid()}/task").iterdir():
        with suppress(OSError):
            yield from map(int, (task / "children").read_text().split())


def test_ten_at_once_are_two_at_a_time(tmp_path: Path) -> None:
    content = phone(6000, 4000)
    most, kept, over = [0], list[str](), threading.Event()

    def look() -> None:
        while not over.wait(0.005):
            found = [command_of(child) for child in children_of_every_thread()]
            most.append(sum(b"cafe.core.shrink" in words for words in found))

    def send() -> None:
        with tempfile.TemporaryFile() as file:
            file.write(content)
            kept.append(keep(tmp_path / "photos", file).file)

    watcher = threading.Thread(target=look)
    watcher.start()
    senders = [threading.Thread(target=send) for _one in range(10)]
    for one in senders:
        one.start()
    for one in senders:
        one.join()
    over.set()
    watcher.join()
    assert max(most) in (1, 2)
    assert sorted(kept) == [path.name for path in files_in(tmp_path / "photos")]
    assert len(kept) == 10


# A disk that is full at some byte: the system refuses to let the file grow.
FULL = """
import resource, sys
from pathlib import Path
from cafe.table.photos import keep
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
with open(sys.argv[1], "rb") as sent:
    try:
        keep(Path(sys.argv[2]), sent)
    except OSError as error:
        print(error.errno)
"""


@pytest.mark.parametrize("most", [0, 1, 5000])
def test_a_photograph_cut_by_a_full_disk_leaves_nothing(most: int, tmp_path: Path) -> None:
    noise = Image.effect_noise((1500, 1500), 90)
    noise.save(tmp_path / "in.jpg")
    words = [sys.executable, "-c", FULL, str(tmp_path / "in.jpg"), str(tmp_path / "photos")]
    done = subprocess.run([*words, str(most)], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == str(errno.ENOSPC)
    assert files_in(tmp_path / "photos") == []


def test_a_picture_whose_end_is_missing_leaves_nothing(tmp_path: Path) -> None:
    noise = Image.effect_noise((1500, 1500), 90)
    noise.save(tmp_path / "in.jpg")
    cut = (tmp_path / "in.jpg").read_bytes()[:-4000]
    (tmp_path / "cut.jpg").write_bytes(cut)
    with (tmp_path / "cut.jpg").open("rb") as sent, pytest.raises(Invalid):
        keep(tmp_path / "photos", sent)
    assert files_in(tmp_path / "photos") == []
