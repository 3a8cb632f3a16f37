"""Old workbooks: looked through before they are read, so that no small one takes all memory."""

import contextlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cafe.core.i18n import speaking
from cafe.errors import Invalid
from cafe.intake.reading import read
from cafe.intake.reading.old_workbook import HEADER, reaches
from tests.intake.old_tables import file_of, many_at_once, xls
from tests.intake.tables import xlsx

FEW = [(0, 0, "Bord"), (0, 1, "Tekst"), (1, 0, "3"), (1, 1, "Mer lys, også ute")]
LONG = [(row, column, f"ord {row}") for row in range(300) for column in range(5)]
FAR = [(4_999, 199, "langt borte")]


@pytest.mark.parametrize("cells", [FEW, LONG])
def test_it_is_read_and_reaches_as_far_as_it_has_cells(cells: list[tuple[int, int, str]]) -> None:
    last = (cells[-1][0] + 1, cells[-1][1] + 1)
    data = xls(cells, FEW, said=(65_536, 2))
    assert reaches(data) == [last, (2, 2)], "what it says of itself is no cell"
    long, few = read(data).sheets
    assert [long.rows[row][column] for row, column, _words in cells] == [one[2] for one in cells]
    assert [[*row] for row in few.rows] == [["Bord", "Tekst"], ["3", "Mer lys, også ute"]]


def test_numbers_beside_each_other_reach_to_the_last() -> None:
    data = many_at_once(2, 1, [7, 8, 9])
    assert reaches(data) == [(3, 4)]
    assert read(data).sheets[0].rows[2] == ["", "7", "8", "9"]


def in_a_circle() -> bytes:
    data = bytearray(xls(LONG))
    follows = int.from_bytes(data[HEADER + 4 * 5 : HEADER + 4 * 6], "little")
    assert follows == 6
    data[HEADER + 4 * 5] = 4
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (xls([(65_535, 255, "x")]), "65536 rows"),
        (xls([(3, 250, "x")]), "251 columns"),
        (many_at_once(1, 190, [1] * 20), "210 columns"),
        (xls(FEW, said=(65_536, 256)), "65536 rows"),
        (xls(FEW, said=(2**32 - 1, 65_535)), "rows"),
        (xls(*[FAR] * 5), "larger than"),
        (
            xlsx(*[[["a"]]] * 5, change=lambda book: [one.cell(5_000, 200, "x") for one in book]),
            "l",
        ),
        (xls(FEW, locked=True), "protected by a password"),
        (in_a_circle(), "broken"),
        (file_of(b"\x85\0\x08\0\xff\xff\xff\x7f" + bytes(4) + b"\x0a\0\0\0"), "broken"),
        (xls(FEW)[:700], "broken"),
    ],
)
def test_what_would_take_too_much_is_refused_first(data: bytes, says: str) -> None:
    with speaking("en"), pytest.raises(Invalid, match=says):
        read(data)


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_however_it_is_damaged_it_is_refused_or_read(lot: random.Random) -> None:
    data = bytearray(lot.choice([xls(FEW, FEW), xls(LONG), many_at_once(2, 1, [1, 2])]))
    for _each in range(lot.randrange(1, 9)):
        data[lot.randrange(len(data))] = lot.choice([0, 1, 255, lot.randrange(256)])
    with contextlib.suppress(Invalid):
        assert read(bytes(data)).sheets
