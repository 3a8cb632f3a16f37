"""What a spreadsheet would run is kept as text in CSV; what people write stays as it is."""

import csv
import io

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cafe.writers.guard import guard, unguard

RUN = (
    "=1+1",
    "=",
    "=== heading",
    " =1+1",
    "\n\n=1+1",
    "\r\n\t=cmd|' /C calc'!A0",
    "\u00a0=A1",
    "\ufeff=A1",
    "\u200b=A1",
    "＝1+1",
    " ＝SUM(A1)",
    "\ufe66A1",
    "+47 12 34 56 78",
    "-5 degrees",
    "- 5 degrees",
    "-.5",
    "－1",
    "\u22121",
    "+(1)",
    "-!",
    "+|x",
    "@A1",
    "-$B$2",
    "+R1C1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-cmd|' /C calc'!A0",
    "-light+cmd|' /C calc'!A0",
    "+light+HYPERLINK(x)",
    "-Sheet!A1",
    "-'My sheet'!A1",
    "'=1+1",
    "''+1",
)
LEFT_ALONE = (
    "",
    " ",
    "'",
    "''",
    "'tis",
    "- more light",
    "-more light",
    "- more light!",
    "- mer lys, og flere rom (to stk)",
    "@municipality",
    "@kommunen må svare",
    "+ plus",
    "++",
    "-",
    "–5",
    "a=b",
    "1=1",
    "«=»",
    "007",
    "more\n=light",
)


@pytest.mark.parametrize("text", RUN)
def test_what_would_be_run_is_guarded(text: str) -> None:
    assert guard(text) == f"'{text}"
    assert unguard(guard(text)) == text


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_what_people_write_is_left_alone(text: str) -> None:
    assert guard(text) == text
    assert unguard(text) == text


PIECES = st.sampled_from(
    ["=", "+", "-", "@", "'", " ", "\n", "\t", "＝", "\ufeff", "A1", "(", "!", "|"]
)
ODD = st.one_of(st.text(), st.lists(st.one_of(PIECES, st.characters()), max_size=8).map("".join))


@given(ODD)
@example("'")
@example("''=")
def test_taking_the_guard_off_gives_the_text_back(text: str) -> None:
    assert unguard(guard(text)) == text


@given(ODD)
def test_no_cell_begins_with_what_is_run(text: str) -> None:
    cell = guard(text)
    assert not cell.lstrip().startswith(("=", "＝"))
    assert guard(unguard(cell)) == cell


@given(st.lists(st.text(st.characters(exclude_characters="\r\x00", exclude_categories=["Cs"]))))
def test_the_guard_comes_through_a_file(texts: list[str]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([[guard(text), "x"] for text in texts])
    rows = csv.reader(io.StringIO(file.getvalue(), newline=""), delimiter=";")
    assert [unguard(row[0]) for row in rows] == texts
