"""A poster on which more hangs than can be read goes on on another sheet."""

from hypothesis import given
from hypothesis import strategies as st

from cafe.document.compose import composed
from cafe.document.material import PosterNote
from cafe.document.sheet import FRAME, ROOM, Field, Sheet, continued
from tests.report.samples import a_question, material, table


def a_sheet(*slips: str, fields: int = 1) -> Sheet:
    return Sheet("KAFÉ", "TABLE 1", "Question 1:", "Why?", (Field("", slips, (0,)),) * fields)


def test_what_can_be_read_stays_on_one() -> None:
    assert continued(a_sheet("short")) == (a_sheet("short"),)
    full = "x" * (ROOM - FRAME)
    assert continued(a_sheet(full)) == (a_sheet(full),)
    assert len(continued(a_sheet(full, "x"))) == 2
    assert len(continued(a_sheet(full, fields=2))) == 3


def test_the_sheets_are_numbered_and_hold_the_slips_in_their_order() -> None:
    slips = [f"slip {n} {'and more of it ' * 20}" for n in range(20)]
    sheets = continued(a_sheet(*slips))
    assert [one.table for one in sheets] == ["TABLE 1 (1/3)", "TABLE 1 (2/3)", "TABLE 1 (3/3)"]
    assert [slip for one in sheets for slip in one.fields[0].slips] == slips
    assert [one.fields[0].erased for one in sheets] == [(0,), (), ()]


@given(st.lists(st.text("ab ", min_size=1, max_size=90).map(lambda text: text * 90), min_size=1))
def test_no_word_is_lost(slips: list[str]) -> None:
    sheets = continued(a_sheet(*slips))
    shown = [slip for one in sheets for slip in one.fields[0].slips]
    joined = "".join(shown).replace(" …… ", "").replace(" ", "")
    assert joined == "".join(slips).replace(" ", "")
    for one in sheets:
        assert sum(len(slip) for slip in one.fields[0].slips) <= ROOM


def test_the_document_has_a_picture_of_each() -> None:
    long = PosterNote("A long note about light. " * 200)
    document = composed(material(a_question(1, tables=(table(1, slips=(long,)), table(2)))))
    assert [(p.file, p.caption) for p in document.pictures] == [
        ("bord-1.png", "Table 1 (1/2)"),
        ("bord-1-2.png", "Table 1 (2/2)"),
        ("bord-2.png", "Table 2"),
    ]
