"""A photograph of a sheet with cells, straightened; in the process of `core/shrink.py` alone."""

from math import ceil, dist

import zxingcpp
from PIL import Image

from cafe.core.cells import form
from cafe.core.cells.geometry import Found, Lying, lying
from cafe.core.limits import PICTURE_SIDE

LEAST_SIDE = 800
# More codes than these are no sheet of ours, whatever they say.
MOST_CODES = 50


def sheet_in(picture: Image.Image) -> Lying | None:
    """The sheet that an upright photograph shows, None when there is none. Raises NotRead."""
    kind = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
    codes = zxingcpp.read_barcodes(picture.convert("L"), formats=kind, try_invert=False)
    found = []
    for code in codes[:MOST_CODES]:
        at = code.position
        corners = (at.top_left, at.top_right, at.bottom_right, at.bottom_left)
        one, two, three, four = ((float(point.x), float(point.y)) for point in corners)
        found.append(Found(code.text, (one, two, three, four)))
    return lying(found, picture.size)


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
