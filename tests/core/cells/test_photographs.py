"""Sheets with cells are found in photographs as they are; by how much, docs/measured.md says."""

from collections.abc import Callable
from functools import cache

import pypdfium2
import pytest
from PIL import Image

from cafe.core.cells import form
from cafe.core.cells.geometry import NotRead, along, fitted
from cafe.core.cells.reading import sheet_in
from cafe.kit.cells import CellSheet, cells_pdf
from tests.core.cells import hard

SHORT = {name: form.short_of(name) for name in ("own", "other")}
Seen = Callable[[Image.Image], Image.Image]


@cache
def printed(paper: str = "a3", table: str = "own", dots: int = 127) -> Image.Image:
    """A sheet of the kit, at so many dots an inch."""
    parts = (("A", "Inne"), ("B", "Ute"))
    sheet = CellSheet(1, "tables", "Question 1:", "Hva er godt?", parts, SHORT[table], 1)
    page = pypdfium2.PdfDocument(cells_pdf("Kafé", "nb", [sheet], paper))[0]
    drawn: Image.Image = page.render(scale=dots / 72).to_pil().convert("RGB")
    return drawn


def fitted_to_page(sheet: Image.Image, share: float) -> Image.Image:
    """As a printer makes it that leaves a margin round the page."""
    page = Image.new("RGB", sheet.size, "white")
    small = sheet.resize((round(sheet.width * share), round(sheet.height * share)))
    page.paste(small, ((page.width - small.width) // 2, (page.height - small.height) // 2))
    return page


def smaller(way: tuple[float, ...], share: float) -> tuple[float, ...]:
    """The perspective of a sheet that is printed so."""
    corners = [(0.0, 0.0), (form.WIDE, 0.0), (form.WIDE, form.HIGH), (0.0, form.HIGH)]
    middle = (form.WIDE / 2, form.HIGH / 2)
    there = [
        along(way, (middle[0] + share * (x - middle[0]), middle[1] + share * (y - middle[1])))
        for x, y in corners
    ]
    return fitted(list(zip(corners, there, strict=True)))


ABOVE = hard.seen_from(15, 3)
# The photograph, and how far off the corners of the cells may be in it: mean and worst, of a cell's
# width. The sheet is the same, so this is what light, lens, angle and paper do.
CASES: dict[str, tuple[tuple[float, ...], hard.Curl, Seen, tuple[float, float]]] = {
    "JPEG of quality 40": (ABOVE, hard.flat, lambda seen: hard.as_jpeg(seen, 40), (0.01, 0.02)),
    "a shadow over half": (ABOVE, hard.flat, hard.shadowed, (0.01, 0.02)),
    "blurred": (ABOVE, hard.flat, lambda seen: hard.blurred(seen, 1.5), (0.01, 0.02)),
    "in low light": (ABOVE, hard.flat, hard.dark, (0.02, 0.04)),
    "curled by 4 mm": (ABOVE, hard.curled(4), hard.as_jpeg, (0.03, 0.05)),
    "curled by 16 mm": (ABOVE, hard.curled(16), hard.as_jpeg, (0.10, 0.18)),
    **{
        f"turned by {turn}": (hard.seen_from(15, turn), hard.flat, hard.as_jpeg, (0.01, 0.02))
        for turn in (90, 180, 270)
    },
    "60 degrees from the side": (hard.seen_from(60), hard.flat, hard.as_jpeg, (0.01, 0.02)),
    "60 degrees from below": (hard.seen_from(60, 80), hard.flat, hard.as_jpeg, (0.01, 0.02)),
}


@pytest.mark.parametrize("name", CASES)
def test_the_cells_are_found(name: str) -> None:
    way, curl, seen, allowed = CASES[name]
    sheet = sheet_in(hard.as_jpeg(seen(hard.taken(printed(), way, curl))))
    assert sheet is not None
    assert sheet.mark[:3] == (SHORT["own"], 1, 2)
    mean, worst = hard.astray(sheet, way, curl)
    assert (mean, worst) <= allowed
    assert worst <= allowed[1]


def test_a_cup_on_a_corner() -> None:
    sheet = sheet_in(hard.as_jpeg(hard.taken(hard.cup(printed(), 2), ABOVE)))
    assert sheet is not None
    assert hard.astray(sheet, ABOVE)[1] < 0.06


def test_of_two_sheets_the_tables_own_is_read() -> None:
    lying = hard.seen_from(10, 3, 0.42)
    corners = [(0.0, 0.0), (form.WIDE, 0.0), (form.WIDE, form.HIGH), (0.0, form.HIGH)]
    there = [along(lying, corner) for corner in corners]
    own, other = (
        fitted([(corner, (x + away, y)) for corner, (x, y) in zip(corners, there, strict=True)])
        for away in (-480, 480)
    )
    both = hard.taken(printed(), own)
    both = hard.as_jpeg(hard.taken(printed(table="other"), other, table=both))
    for name, way in (("own", own), ("other", other)):
        sheet = sheet_in(both, SHORT[name])
        assert sheet is not None
        assert sheet.mark.table == SHORT[name]
        assert hard.astray(sheet, way)[1] < 0.02
    with pytest.raises(NotRead, match="several"):
        sheet_in(both)


@pytest.mark.parametrize(("paper", "share"), [("a3", 0.95), ("a4", 1.0), ("a4", 0.95)])
def test_from_real_printers(paper: str, share: float) -> None:
    page = fitted_to_page(printed(paper, dots=150), share)
    way = hard.seen_from(20, 5)
    sheet = sheet_in(hard.as_jpeg(hard.taken(page, way)))
    assert sheet is not None
    assert hard.astray(sheet, smaller(way, share))[1] < 0.02
