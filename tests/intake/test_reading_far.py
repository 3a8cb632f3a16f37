"""A small file that says it is a large table is refused before anybody makes room for it."""

import contextlib
import io
import re
import zipfile
from collections.abc import Iterator

import pytest

from cafe.core.i18n import speaking
from cafe.errors import Invalid
from cafe.intake.reading import read
from tests.intake.tables import ods, xlsx

ROWS = [["Tekst", "Bord"], ["a", "1"], ["b", "2"]]
SHEETS = {"xlsx": (xlsx, "xl/worksheets/sheet1.xml"), "ods": (ods, "content.xml")}
ATTRIBUTE = re.compile(r' ((?!xmlns)[\w:-]+)="([^"]*)"')
ODD = ("", "x", "-1", "0", "1e999", "9" * 30, "9" * 5000, "ZZZZZZZZ1", "A1:ZZZ9999999", "&#0;")


def markup(kind: str) -> tuple[dict[str, bytes], str]:
    """A workbook's parts, and what its sheet says."""
    make, sheet = SHEETS[kind]
    with zipfile.ZipFile(io.BytesIO(make(ROWS))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    return parts, parts[sheet].decode()


def packed(kind: str, parts: dict[str, bytes], said: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, part in {**parts, SHEETS[kind][1]: said.encode()}.items():
            package.writestr(name, part)
    return file.getvalue()


def changed(kind: str, *changes: tuple[str, str]) -> bytes:
    """The workbook with other markup in its sheet."""
    parts, said = markup(kind)
    for was, now in changes:
        assert was in said
        said = said.replace(was, now)
    return packed(kind, parts, said)


def cell(name: str) -> bytes:
    return changed("xlsx", ('r="B3"', f'r="{name}"'))


def row(number: str) -> bytes:
    """Its cells have no names: they stand where the row does."""
    return changed("xlsx", ('<row r="3"', f'<row r="{number}"'), ('r="A3"', ""), ('r="B3"', ""))


def repeated(of: str, times: str) -> bytes:
    part = f"<table:table-{'row' if of == 'rows' else 'cell'}"
    return changed("ods", (f"{part}>", f'{part} table:number-{of}-repeated="{times}">'))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (cell("b9999999"), "2000000 rows"),
        (cell("A99999999"), "2000000 rows"),
        (cell("A" + "0" * 40 + "4294967295"), "2000000 rows"),
        (cell("AAAAAAA1"), "20000 columns"),
        (cell("a" * 3000 + "1"), "20000 columns"),
        (cell("B0"), "broken, or is no spreadsheet"),
        (row("1048576"), "1048576 rows"),
        (row("4294967295"), "2000000 rows"),
        (repeated("rows", "9" * 9), "2000000 rows"),
        (repeated("rows", "+9999999"), "2000000 rows"),
        (repeated("rows", "0" * 20 + "9" * 8), "2000000 rows"),
    ],
)
def test_however_far_away_is_written(data: bytes, says: str) -> None:
    with speaking("en"), pytest.raises(Invalid, match=says):
        read(data)


def test_a_name_in_small_letters_is_the_same_cell() -> None:
    assert read(cell("b3")).sheets[0].rows == ROWS
    assert read(row("3")).sheets[0].rows == ROWS


def spoilt(kind: str) -> Iterator[bytes]:
    """Each attribute of the sheet, once, says something that nobody means."""
    parts, said = markup(kind)
    once = {found[1]: found for found in ATTRIBUTE.finditer(said)}
    assert len(once) > 3
    for found in once.values():
        for odd in ODD:
            yield packed(kind, parts, said[: found.start(2)] + odd + said[found.end(2) :])


@pytest.mark.parametrize("kind", SHEETS)
def test_whatever_its_markup_says_a_workbook_is_refused_or_read(kind: str) -> None:
    for data in spoilt(kind):
        with contextlib.suppress(Invalid):
            assert read(data).sheets
