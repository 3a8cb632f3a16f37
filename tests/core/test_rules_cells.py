"""A sheet with cells: what its marks say, and where it lies in a photograph."""

from math import cos, dist, sin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cafe.core.cells import form
from cafe.core.cells.form import Mark, Point
from cafe.core.cells.geometry import Found, NotRead, along, fitted, lying, marks_of, roughly

SIZE = (2000, 1500)
Way = tuple[float, ...]
# As a camera above the table, a little to one side, sees it.
SEEN: Way = (4.1, 0.25, 90.0, -0.2, 4.3, 120.0, 0.0002, 0.0003)


def found(way: Way = SEEN, corners: tuple[int, ...] = (0, 1, 2, 3), **other: int) -> list[Found]:
    return [
        Found(
            form.words_of(Mark("ABCDEFGH", other.get("sheet", 1), 2, corner)),
            tuple(along(way, point) for point in form.points_of(corner)),  # type: ignore[arg-type]
        )
        for corner in corners
    ]


def why(marks: list[Found], size: tuple[int, int] = SIZE) -> str:
    with pytest.raises(NotRead) as refused:
        lying(marks, size)
    return str(refused.value)


@given(
    st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=8, max_size=8),
    st.integers(1, form.MOST_SHEETS),
    st.integers(0, 9),
    st.integers(0, 3),
)
def test_a_mark_says_what_was_put_in_it(table: str, sheet: int, parts: int, corner: int) -> None:
    mark = Mark(table, sheet, parts, corner)
    assert form.mark_of(form.words_of(mark)) == mark
    assert len(form.words_of(mark)) <= 16  # what the smallest code holds


@pytest.mark.parametrize(
    "words", ["", "DKS1", "DKS2ABCDEFGH110", "DKS1ABCDEFGH110" * 200, "DKS1abcdefgh110"]
)
def test_other_words_are_no_mark(words: str) -> None:
    assert form.mark_of(words) is None


def test_a_table_is_named_in_eight_letters_that_open_nothing() -> None:
    one, other = form.short_of("a"), form.short_of("b")
    assert one != other
    assert form.mark_of(form.words_of(Mark(one, 1, 0, 0)))


def test_cells_are_divided_among_the_parts_in_their_order() -> None:
    assert [form.part_of(cell, 2) for cell in (1, 10, 11, 20)] == [0, 0, 1, 1]
    assert [form.part_of(cell, 3) for cell in (1, 7, 8, 14, 15, 20)] == [0, 0, 1, 1, 2, 2]
    assert form.part_of(3, 0) is None
    assert [form.parts_of(count) for count in (0, 9, 10)] == [0, 9, 0]
    assert form.box_of(1)[:2] == (form.MARGIN, form.TOP)
    left, top, wide, high = form.box_of(form.CELLS)
    assert (left + wide, top + high) == pytest.approx(
        (form.WIDE - form.MARGIN, form.HIGH - form.TOP)
    )
    assert sum(form.sent().values()) > 0


@pytest.mark.parametrize("missing", [None, 0, 1, 2, 3])
def test_three_corners_say_where_all_of_the_sheet_is(missing: int | None) -> None:
    marks = found(corners=tuple(corner for corner in range(4) if corner != missing))
    # Other codes in the picture are nobody's business.
    sheet = lying([*marks, Found("https://example.org", marks[0].points)], SIZE)
    assert sheet is not None
    assert sheet.mark[:3] == ("ABCDEFGH", 1, 2)
    for point in ((0.0, 0.0), (210.0, 150.0), (form.WIDE, form.HIGH)):
        assert dist(sheet.at(point), along(SEEN, point)) < 0.01


@given(st.floats(0, 6.28), st.floats(-2, 2), st.randoms(use_true_random=False))
def test_however_it_lies_and_however_shaky_the_marks_are(
    turn: float, off: float, chance: object
) -> None:
    wide = 2.5
    way = (
        wide * cos(turn),
        -wide * sin(turn),
        1500.0,
        wide * sin(turn),
        wide * cos(turn),
        1500.0,
        0.0001,
        0.0,
    )
    shaken = [
        Found(one.words, tuple((x + off, y - off) for x, y in one.points))  # type: ignore[arg-type]
        for one in found(way)
    ]
    sheet = lying(shaken, (4000, 4000))
    assert sheet is not None
    assert dist(sheet.at((210.0, 150.0)), along(way, (210.0, 150.0))) < 5


def test_no_mark_is_another_paper() -> None:
    assert lying([], SIZE) is None
    assert lying([Found("https://example.org", found()[0].points)], SIZE) is None


def test_what_cannot_be_read_says_why() -> None:
    all_of = found()
    assert why(all_of[:2]) == "few"
    assert why([*all_of, *found(sheet=2)]) == "several"
    assert why([*all_of[:2], *found(sheet=2)[:2]]) == "several"
    assert why([*all_of, all_of[0]]) == "several"
    assert why([*all_of[:3], Found("DKS9" + "A" * 3000, all_of[3].points)]) == "strange"
    assert why(all_of, (1500, 1500)) == "cut"
    # A forged order, a mirror, a code the other way round, all in one place, behind the eye.
    swapped = [
        one._replace(words=other.words) for one, other in zip(all_of, reversed(all_of), strict=True)
    ]
    assert why(swapped) == "strange"
    mirror = [one._replace(points=tuple((2000 - x, y) for x, y in one.points)) for one in all_of]  # type: ignore[arg-type]
    assert why(mirror) == "strange"
    turned = [
        all_of[0]._replace(points=(*all_of[0].points[2:], *all_of[0].points[:2])),
        *all_of[1:],
    ]
    assert why(turned) == "strange"
    heap = [one._replace(points=((5.0, 5.0),) * 4) for one in all_of]
    assert why(heap) == "strange"
    assert why(found((4.0, 0.0, 0.0, 0.0, 4.0, 0.0, -0.003, 0.0))) == "strange"


def test_points_on_one_line_say_nothing() -> None:
    line: list[tuple[Point, Point]] = [((float(at), 0.0), (float(at), 0.0)) for at in range(8)]
    with pytest.raises(NotRead):
        fitted(line)


def test_of_several_sheets_the_one_that_is_meant() -> None:
    own = found(corners=(0, 1, 2))
    strange = [one._replace(words=one.words.replace("ABCDEFGH", "HGFEDCBA")) for one in found()]
    meant = lying([*strange, *own], SIZE, "ABCDEFGH")
    assert meant is not None
    assert meant.mark.table == "ABCDEFGH"
    assert why([*strange, *own]) == "several"
    alone = lying([*strange, *own[:2]], SIZE)  # of the other too little is seen
    assert alone is not None
    assert alone.mark.table == "HGFEDCBA"
    with pytest.raises(NotRead, match="few"):
        lying([*strange, *own[:2]], SIZE, "ABCDEFGH")
    assert len(marks_of([*strange, *own], "ABCDEFGH")) == 3
    assert len(marks_of([*strange, *own, Found("DKS1", own[0].points)])) == 4
    assert marks_of([]) == []
    one = roughly(marks_of(own[:1]))
    assert dist(along(one, form.points_of(0)[2]), along(SEEN, form.points_of(0)[2])) < 0.01
