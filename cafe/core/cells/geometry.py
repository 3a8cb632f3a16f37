"""From the marks that a photograph shows to where the whole sheet lies in it. Pure.

Three corners are enough: each mark gives four points, and eight numbers are asked for.
"""

from collections.abc import Iterable, Sequence
from math import dist, hypot
from typing import NamedTuple

from cafe.core.cells import form
from cafe.core.cells.form import Mark, Point

ENOUGH = 3
# How far a point may be from where the others say that it is, in sides of a code: paper curls.
ASTRAY = 0.35
# How far outside the picture the outermost cells may be, in parts of the picture's longer side.
OUTSIDE = 0.01
_EIGHT = range(8)


class NotRead(ValueError):
    """The photograph is of such a sheet, and cannot be read. Its one argument says why:

    "few": too few corners; "several": marks of more than one sheet; "strange": a mark that this
    café did not make, or corners that do not lie as on a sheet; "cut": cells are outside.
    """


class Found(NamedTuple):
    """A mark in a photograph: what it says, and its points, clockwise from its own top left."""

    words: str
    points: tuple[Point, Point, Point, Point]


class Lying(NamedTuple):
    """A sheet in a photograph: its mark, and where each of its millimetres is (`at`)."""

    mark: Mark
    way: tuple[float, ...]

    def at(self, point: Point) -> Point:
        """Where a point of the sheet is in the photograph."""
        return along(self.way, point)


def lying(found: Sequence[Found], size: tuple[int, int], table: str = "") -> Lying | None:
    """The sheet whose marks were `found` in a photograph of this `size`, None: it is another paper.

    Of several that of `table` (as its marks say it) is meant. Raises NotRead.
    """
    ours = [one for one in found if one.words.startswith(form.OURS)]
    if not ours:
        return None
    marks = [(mark, one) for one in ours if (mark := form.mark_of(one.words)) is not None]
    if len(marks) < len(ours):
        raise NotRead("strange")
    here = _of_one_sheet(marks, table)
    pairs = _pairs(here)
    sheet = Lying(here[0][0], fitted(pairs))
    _check(sheet, pairs, size)
    return sheet


def marks_of(found: Iterable[Found], table: str = "") -> list[tuple[Mark, Found]]:
    """The marks of the sheet of which most are seen; of `table`'s when one is there."""
    sheets: dict[str, list[tuple[Mark, Found]]] = {}
    for one in found:
        if mark := form.mark_of(one.words):
            sheets.setdefault(one.words[:-1], []).append((mark, one))
    own = [some for some in sheets.values() if some[0][0].table == table]
    return max(own or list(sheets.values()), key=len, default=[])


def roughly(marks: Sequence[tuple[Mark, Found]]) -> tuple[float, ...]:
    """The perspective in which these lie, also when they are too few to be sure. Raises NotRead."""
    return fitted(_pairs(marks))


def _pairs(marks: Sequence[tuple[Mark, Found]]) -> list[tuple[Point, Point]]:
    """Each point of the marks, on the sheet and in the photograph."""
    return [
        pair
        for mark, one in marks
        for pair in zip(form.points_of(mark.corner), one.points, strict=True)
    ]


def _of_one_sheet(marks: Sequence[tuple[Mark, Found]], table: str) -> Sequence[tuple[Mark, Found]]:
    """The marks of the sheet that is meant: `table`'s, or the only one that is seen enough of."""
    sheets: dict[tuple[object, ...], list[tuple[Mark, Found]]] = {}
    for mark, one in marks:
        sheets.setdefault(mark[:3], []).append((mark, one))
    of_table = [some for name, some in sheets.items() if name[0] == table]
    meant = of_table or list(sheets.values())
    enough = [some for some in meant if len({mark.corner for mark, _one in some}) >= ENOUGH]
    if len(meant) > 1 and len(enough) != 1:
        raise NotRead("several")
    if not enough:
        raise NotRead("few")
    [here] = enough
    if len({mark.corner for mark, _one in here}) < len(here):
        raise NotRead("several")
    return here


def _check(sheet: Lying, pairs: Sequence[tuple[Point, Point]], size: tuple[int, int]) -> None:
    """Raise NotRead unless the sheet lies with its face up, where its marks are, in the picture."""
    edge = [(0.0, 0.0), (form.WIDE, 0.0), (form.WIDE, form.HIGH), (0.0, form.HIGH)]
    if any(depth(sheet.way, corner) <= 0 for corner in edge) or not _turns_right(
        [sheet.at(corner) for corner in edge]
    ):
        raise NotRead("strange")
    sides = [dist(pairs[at][1], pairs[at + 1][1]) for at in range(0, len(pairs), 4)]
    allowed = ASTRAY * sum(sides) / len(sides)
    if any(dist(sheet.at(there), seen) > allowed for there, seen in pairs):
        raise NotRead("strange")
    spare = OUTSIDE * max(size)
    right, bottom = form.WIDE - form.MARGIN, form.HIGH - form.TOP
    for corner in (
        (form.MARGIN, form.TOP),
        (right, form.TOP),
        (right, bottom),
        (form.MARGIN, bottom),
    ):
        x, y = sheet.at(corner)
        if not (-spare <= x <= size[0] + spare and -spare <= y <= size[1] + spare):
            raise NotRead("cut")


def _turns_right(corners: Sequence[Point]) -> bool:
    """Whether one goes round them clockwise, as on the sheet: it is not seen in a mirror."""
    ways = []
    for at, (x, y) in enumerate(corners):
        (ax, ay), (bx, by) = corners[at - 1], corners[(at + 1) % 4]
        ways.append((x - ax) * (by - y) - (y - ay) * (bx - x))
    return min(ways) > 0


def along(way: Sequence[float], point: Point) -> Point:
    """Where a point comes to by the eight numbers of a perspective, as Pillow has them."""
    x, y = point
    a, b, c, d, e, f, *_rest = way
    under = depth(way, point)
    return (a * x + b * y + c) / under, (d * x + e * y + f) / under


def depth(way: Sequence[float], point: Point) -> float:
    """What is divided by there: where it is not above nothing, the point is behind the camera."""
    return way[6] * point[0] + way[7] * point[1] + 1


def fitted(pairs: Sequence[tuple[Point, Point]]) -> tuple[float, ...]:
    """The perspective that brings the first of each pair to the second, by least squares.

    Raises NotRead when they lie so that none is known.
    """
    rows: list[list[float]] = []
    for (x, y), (to_x, to_y) in pairs:
        rows.append([x, y, 1, 0, 0, 0, -x * to_x, -y * to_x, to_x])
        rows.append([0, 0, 0, x, y, 1, -x * to_y, -y * to_y, to_y])
    # Each unknown in a unit of its own, so that no number is a million times another.
    units = [max(hypot(*(row[at] for row in rows)), 1e-9) for at in _EIGHT]
    even = [[*(row[at] / units[at] for at in _EIGHT), row[8]] for row in rows]
    normal = [
        [sum(row[down] * row[across] for row in even) for across in range(9)] for down in _EIGHT
    ]
    return tuple(value / unit for value, unit in zip(_solved(normal), units, strict=True))


def _solved(rows: list[list[float]]) -> list[float]:
    """Eight unknowns from eight equations (the ninth column is what they come to)."""
    for at in _EIGHT:
        best = max(range(at, 8), key=lambda row: abs(rows[row][at]))
        if abs(rows[best][at]) < 1e-12:
            raise NotRead("strange")
        rows[at], rows[best] = rows[best], rows[at]
        for below in range(at + 1, 8):
            share = rows[below][at] / rows[at][at]
            rows[below] = [
                one - share * other for one, other in zip(rows[below], rows[at], strict=True)
            ]
    values = [0.0] * 8
    for at in reversed(_EIGHT):
        rest = sum(rows[at][after] * values[after] for after in range(at + 1, 8))
        values[at] = (rows[at][8] - rest) / rows[at][at]
    return values
