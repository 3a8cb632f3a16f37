"""A photograph of a sheet with cells, straightened; in the process of `core/shrink.py` alone."""

from math import ceil, dist

import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from cafe.core.cells import form
from cafe.core.cells.geometry import Found, Lying, along, lying, marks_of, roughly
from cafe.core.limits import PICTURE_SIDE

LEAST_SIDE = 800
# How many dots a millimetre has, and how much room there is round the sheet, when a photograph is
# straightened to look for marks that were not seen before.
DOTS, ROOM = 7, 0.15
# More codes than these are no sheet of ours, whatever they say.
MOST_CODES = 50


def sheet_in(picture: Image.Image, table: str = "") -> Lying | None:
    """The sheet that an upright photograph shows, None when there is none; of several that of
    `table`. Raises NotRead.

    It is looked at as it is, then larger, then with its edges drawn sharper, and at last
    straightened by the marks that are known by then, until all four corners are seen: from the
    side, or in a blur, a mark has too few dots of its own.
    """
    found: dict[str, Found] = {}
    twice: list[Found] = []
    grey = picture.convert("L")
    for at, look in enumerate(LOOKS):
        codes = _codes_in(look(grey), picture.width)
        if not at:  # the same mark more than once: two prints of it
            twice = [one for one in codes if sum(one.words == other.words for other in codes) > 1]
        found = {one.words: one for one in codes} | found
        if len(marks_of(found.values(), table)) == len(form.CORNERS):
            break
    else:
        if known := marks_of(found.values(), table):
            found = {one.words: one for one in _straight_look(grey, roughly(known))} | found
    return lying([*found.values(), *twice], picture.size, table)


def _straight_look(grey: Image.Image, way: tuple[float, ...]) -> list[Found]:
    """The codes that are seen where the sheet would lie by `way`, with some room round it."""
    wide, high = (round(side * (1 + 2 * ROOM) * DOTS) for side in (form.WIDE, form.HIGH))
    a, b, c, d, e, f, g, h = way
    # From dots of the straightened picture to those of the photograph, by millimetres.
    x, y = -form.WIDE * ROOM, -form.HIGH * ROOM
    under = g * x + h * y + 1
    there = (a, b, a * x + b * y + c, d, e, d * x + e * y + f, g, h)
    back = tuple(one / under / (DOTS if at not in (2, 5) else 1) for at, one in enumerate(there))
    kind = Image.Transform.PERSPECTIVE
    seen = grey.transform((wide, high), kind, back, Image.Resampling.BICUBIC, fillcolor=255)
    codes = _codes_in(
        seen.filter(ImageFilter.UnsharpMask(radius=6, percent=200, threshold=0)), wide
    )
    return [
        Found(one.words, tuple(along(back, point) for point in one.points))  # type: ignore[arg-type]
        for one in codes
    ]


def _larger(grey: Image.Image) -> Image.Image:
    return grey.resize((2 * grey.width, 2 * grey.height), Image.Resampling.BICUBIC)


def _sharper(grey: Image.Image) -> Image.Image:
    even = ImageOps.autocontrast(grey, cutoff=1)
    return _larger(even).filter(ImageFilter.UnsharpMask(radius=6, percent=800, threshold=0))


LOOKS = (lambda grey: grey, _larger, _sharper)


def _codes_in(picture: Image.Image, width: int) -> list[Found]:
    """The codes, with their places in a picture of this `width`."""
    kind = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    codes = zxingcpp.read_barcodes(picture, formats=kind, try_invert=False)
    share = width / picture.width
    found = []
    for code in codes[:MOST_CODES]:
        at = code.position
        corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        one, two, three, four = ((point.x * share, point.y * share) for point in corners)
        found.append(Found(code.text, (one, two, three, four)))
    return found


def straightened(picture: Image.Image, sheet: Lying) -> Image.Image:
    """The sheet as if it lay straight under the lens, as sharp as the photograph has it."""
    corners = [sheet.at(point) for point in ((0, 0), (form.WIDE, 0), (form.WIDE, form.HIGH))]
    seen = max(dist(corners[0], corners[1]), dist(corners[1], corners[2]) * form.WIDE / form.HIGH)
    width = min(PICTURE_SIDE, max(LEAST_SIDE, ceil(seen)))
    size = (width, round(width * form.HIGH / form.WIDE))
    mm = form.WIDE / width
    a, b, c, d, e, f, g, h = sheet.way
    way = (a * mm, b * mm, c, d * mm, e * mm, f, g * mm, h * mm)
    return picture.transform(
        size,
        Image.Transform.PERSPECTIVE,
        way,
        resample=Image.Resampling.BICUBIC,
        fillcolor="white",
    )
