"""Sheets with cells as they come to a tablet: printed, written on by hand, photographed askew."""

import random
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import pypdfium2
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from cafe.core.cells import form
from cafe.core.cells.geometry import fitted

DPMM = 6  # dots for each millimetre, of the sheet before it is photographed
PHOTO = (2400, 1800)
# Where the sheet's corners lie in the photograph, clockwise from its own top left, in parts of it.
Corners = Sequence[tuple[float, float]]
ANGLES: dict[str, Corners] = {
    "from the left": ((0.10, 0.14), (0.93, 0.05), (0.90, 0.90), (0.06, 0.82)),
    "from below": ((0.16, 0.10), (0.84, 0.12), (0.96, 0.93), (0.04, 0.90)),
    "upside down": ((0.92, 0.88), (0.09, 0.93), (0.13, 0.08), (0.86, 0.11)),
}


def printed(pdf: bytes, page: int = 0) -> Image.Image:
    """A page of the kit, as it comes from the printer."""
    sheet = pypdfium2.PdfDocument(pdf)[page]
    drawn: Image.Image = sheet.render(scale=DPMM * 25.4 / 72).to_pil().convert("RGB")
    return drawn


def written(sheet: Image.Image, words: Mapping[int, str], down: int = 16) -> Image.Image:
    """The sheet with words in its cells, with a dark pen and not quite straight; `down`: so many
    millimetres below the cell's edge."""
    written = sheet.copy()
    chance = random.Random(7)
    for cell, text in words.items():
        row, column = divmod(cell - 1, form.COLUMNS)
        slip = Image.new("L", (round(form.CELL_WIDE * DPMM), round(form.CELL_HIGH * DPMM)), 0)
        font = ImageFont.load_default(size=15 * DPMM)
        ImageDraw.Draw(slip).text(
            (8 * DPMM, down * DPMM), text, fill=255, font=font, stroke_width=3
        )
        slip = slip.rotate(chance.uniform(-4, 4), resample=Image.Resampling.BICUBIC)
        at = (
            round((form.MARGIN + column * form.CELL_WIDE) * DPMM),
            round((form.TOP + row * form.CELL_HIGH) * DPMM),
        )
        written.paste("#1d2b52", at, slip)
    return written


def photographed(
    sheet: Image.Image, corners: Corners, *, covered: int | None = None, size: Any = PHOTO
) -> Image.Image:
    """The sheet on a table, seen from an angle, in uneven light, with noise; a thumb may lie on the
    corner that is `covered`."""
    sheet = sheet.copy()
    if covered is not None:
        left, top = form.CORNERS[covered]
        thumb = [one * DPMM for one in (left - 6, top - 4, left + 20, top + 26)]
        ImageDraw.Draw(sheet).ellipse(thumb, fill="#c99b80")
    width, height = size
    whole = ((0.0, 0.0), (sheet.width, 0.0), (sheet.width, sheet.height), (0.0, sheet.height))
    there = [(x * width, y * height) for x, y in corners]
    way = fitted(list(zip(there, whole, strict=True)))
    bent = {"resample": Image.Resampling.BICUBIC}
    seen = sheet.transform(size, Image.Transform.PERSPECTIVE, way, **bent)
    shape = Image.new("L", sheet.size, 255).transform(size, Image.Transform.PERSPECTIVE, way)
    table = Image.new("RGB", size, "#6b5642")
    table.paste(seen, mask=shape)
    light = Image.linear_gradient("L").rotate(30, expand=False).resize(size)
    light = light.point(lambda value: 150 + value * 105 // 255)
    lit = ImageChops.multiply(table, Image.merge("RGB", (light, light, light)))
    noise = Image.effect_noise(size, 18)
    grain = ImageChops.add(lit, Image.merge("RGB", (noise,) * 3), scale=1, offset=-128)
    return grain.filter(ImageFilter.GaussianBlur(0.8))


def as_jpeg(picture: Image.Image) -> bytes:
    """As a telephone keeps it."""
    out = BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()


def likeness(one: Image.Image, other: Image.Image) -> float:
    """How much of what is dark in one picture of a cell is dark in the other: 1 is all of it."""
    first, second = _dark(one), _dark(other)
    near = second.filter(ImageFilter.MaxFilter(5))
    both = ImageChops.multiply(first, near).histogram()[255]
    back = ImageChops.multiply(second, first.filter(ImageFilter.MaxFilter(5))).histogram()[255]
    return min(both / max(1, first.histogram()[255]), back / max(1, second.histogram()[255]))


def _dark(cell: Image.Image) -> Image.Image:
    """What is written there as white on black, without frame and number, in whatever light."""
    wide, high = cell.size
    inner = cell.convert("L").crop((wide // 16, high // 5, wide * 15 // 16, high * 15 // 16))
    small = inner.resize((120, 72), Image.Resampling.BOX)
    paper = sorted(small.tobytes())[len(small.tobytes()) * 6 // 10]
    return small.point(lambda light: 255 if light < paper * 0.7 else 0)


def cell_of(sheet: Image.Image, cell: int) -> Image.Image:
    """The cell cut out of a sheet that lies straight, by the numbers that the browser has."""
    sent = form.sent()
    row, column = divmod(cell - 1, sent["cell_columns"])
    left = sent["cell_left"] + column * sent["cell_wide"]
    top = sent["cell_top"] + row * sent["cell_high"]
    box = (left, top, left + sent["cell_wide"], top + sent["cell_high"])
    sides = (sheet.width, sheet.height, sheet.width, sheet.height)
    one, two, three, four = (at * side // 10_000 for at, side in zip(box, sides, strict=True))
    return sheet.crop((one, two, three, four))
