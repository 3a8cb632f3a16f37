"""Photographs as they are: curled paper, shadow, blur, low light, from the side, a cup on it."""

from collections.abc import Callable, Sequence
from io import BytesIO
from math import cos, pi, sin, sqrt

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from cafe.core.cells import form
from cafe.core.cells.form import Point
from cafe.core.cells.geometry import Lying, along, fitted

PHOTO = (2000, 1500)  # what a browser sends
DPMM = 5
Curl = Callable[[Point], Point]


def flat(point: Point) -> Point:
    return point


def curled(rise: float) -> Curl:
    """Rolled up lately: the middle stands up, and is seen `rise` millimetres further up; the left
    side lifts half as much."""

    def curl(point: Point) -> Point:
        x, y = point
        up = rise * sin(pi * x / form.WIDE) + rise / 2 * (1 - x / form.WIDE) ** 2
        return x + rise / 4 * sin(2 * pi * y / form.HIGH), y - up

    return curl


def seen_from(degrees: float, turn: float = 0, fill: float = 0.92) -> tuple[float, ...]:
    """The perspective from the sheet's millimetres to the photograph: the camera 700 mm away, so
    many degrees from straight above, the sheet turned by `turn` and filling the picture."""
    lean, around = degrees * pi / 180, turn * pi / 180
    corners = [(0.0, 0.0), (form.WIDE, 0.0), (form.WIDE, form.HIGH), (0.0, form.HIGH)]
    seen = []
    for corner in corners:
        across, down = corner[0] - form.WIDE / 2, corner[1] - form.HIGH / 2
        deep = 700 + across * sin(lean)
        x, y = 700 * across * cos(lean) / deep, 700 * down / deep
        seen.append((x * cos(around) - y * sin(around), x * sin(around) + y * cos(around)))
    left, top = min(x for x, _y in seen), min(y for _x, y in seen)
    wide, high = max(x for x, _y in seen) - left, max(y for _x, y in seen) - top
    share = fill * min(PHOTO[0] / wide, PHOTO[1] / high)
    away = ((PHOTO[0] - wide * share) / 2, (PHOTO[1] - high * share) / 2)
    there = [((x - left) * share + away[0], (y - top) * share + away[1]) for x, y in seen]
    return fitted(list(zip(corners, there, strict=True)))


def taken(
    sheet: Image.Image, way: tuple[float, ...], curl: Curl = flat, table: Image.Image | None = None
) -> Image.Image:
    """The sheet on a table, photographed: no light, no blur, no noise yet."""
    picture = table or Image.new("RGB", PHOTO, "#6b5642")
    parts = 1 if curl is flat else 16
    for down in range(parts):
        for across in range(parts):
            x, y, x2, y2 = (one / parts for one in (across, down, across + 1, down + 1))
            sides = ((x, y), (x2, y), (x2, y2), (x, y2))
            there = [along(way, curl((at * form.WIDE, on * form.HIGH))) for at, on in sides]
            _lay(picture, sheet, sides, there)
    return picture


def _lay(
    picture: Image.Image, sheet: Image.Image, sides: Sequence[Point], there: Sequence[Point]
) -> None:
    """The four-sided part of the sheet, put where it is seen."""
    left, top = (max(0, int(min(one)) - 1) for one in zip(*there, strict=True))
    right, bottom = (int(max(one)) + 2 for one in zip(*there, strict=True))
    size = (min(right, picture.width) - left, min(bottom, picture.height) - top)
    near = [(x - left, y - top) for x, y in there]
    here = [(x * sheet.width, y * sheet.height) for x, y in sides]
    back = fitted(list(zip(near, here, strict=True)))
    patch = sheet.transform(size, Image.Transform.PERSPECTIVE, back, Image.Resampling.BICUBIC)
    shape = Image.new("L", size, 0)
    ImageDraw.Draw(shape).polygon(near, fill=255)
    picture.paste(patch, (left, top), mask=shape)


def cup(sheet: Image.Image, corner: int) -> Image.Image:
    """A cup of coffee on one of its corners."""
    sheet = sheet.copy()
    left, top = form.CORNERS[corner]
    middle = ((left + 11) * sheet.width / form.WIDE, (top + 11) * sheet.height / form.HIGH)
    for size, colour in ((42, "#e9e4da"), (36, "#3b2417")):
        side = size * sheet.width / form.WIDE
        box = (middle[0] - side, middle[1] - side, middle[0] + side, middle[1] + side)
        ImageDraw.Draw(sheet).ellipse(box, fill=colour)
    return sheet


def shadowed(picture: Image.Image) -> Image.Image:
    """Whoever takes it stands in the light of half of it."""
    light = Image.new("L", picture.size, 255)
    wide, high = picture.size
    ImageDraw.Draw(light).polygon(
        [(0, 0), (wide * 0.55, 0), (wide * 0.4, high), (0, high)], fill=90
    )
    light = light.filter(ImageFilter.GaussianBlur(18))
    return ImageChops.multiply(picture, Image.merge("RGB", (light,) * 3))


def dark(picture: Image.Image) -> Image.Image:
    """By candlelight: a fifth of the light, and what a small lens makes of that."""
    dim = picture.point(lambda value: 12 + value // 5)
    noise = Image.effect_noise(picture.size, 22)
    grain = ImageChops.add(dim, Image.merge("RGB", (noise,) * 3), scale=1, offset=-128)
    return grain.filter(ImageFilter.GaussianBlur(1))


def blurred(picture: Image.Image, radius: float = 2.5) -> Image.Image:
    return picture.filter(ImageFilter.GaussianBlur(radius))


def as_jpeg(picture: Image.Image, quality: int = 85) -> Image.Image:
    out = BytesIO()
    picture.save(out, "JPEG", quality=quality)
    return Image.open(BytesIO(out.getvalue())).convert("RGB")


def astray(sheet: Lying, way: tuple[float, ...], curl: Curl = flat) -> tuple[float, float]:
    """How far the corners of the cells are from where they were taken to be, in parts of a cell's
    width: the mean and the worst."""
    errors = []
    for row in range(form.ROWS + 1):
        for column in range(form.COLUMNS + 1):
            point = (form.MARGIN + column * form.CELL_WIDE, form.TOP + row * form.CELL_HIGH)
            truly, taken = along(way, curl(point)), sheet.at(point)
            # A millimetre there, in dots: across and down are not alike from the side.
            beside = along(way, curl((point[0] + 1, point[1])))
            below = along(way, curl((point[0], point[1] + 1)))
            across = (beside[0] - truly[0], beside[1] - truly[1])
            down = (below[0] - truly[0], below[1] - truly[1])
            area = across[0] * down[1] - across[1] * down[0]
            off = (taken[0] - truly[0], taken[1] - truly[1])
            x = (off[0] * down[1] - off[1] * down[0]) / area
            y = (across[0] * off[1] - across[1] * off[0]) / area
            errors.append(sqrt(x * x + y * y) / form.CELL_WIDE)
    return sum(errors) / len(errors), max(errors)
