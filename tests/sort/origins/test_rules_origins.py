"""What is said of a source, what a row that is brought in may be, and where its notes go."""

import uuid
from functools import partial

import pytest

from cafe.core.limits import LINE, STATEMENT
from cafe.errors import Conflict, Invalid
from cafe.sort.origins import rules
from cafe.sort.origins.rules import About, NotTaken, Outcome, Row

UID = "6a5b0a51-7a3f-4a0c-9d3c-0a4f0f6c3a11"
DAY = "Write the date as year-month-day"
COUNT = "Write how many took part as a number"
row = partial(rules.check_row, letters=["A", "B"], sorting=True)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("", "", ""), About()),
        (("focus", " 2000-01-01 ", " 100000 "), About("focus", "2000-01-01", 100_000)),
        (("other", "2099-12-31", "0"), About("other", "2099-12-31")),
        (("written", "20260517", "000007"), About("written", "2026-05-17", 7)),
    ],
)
def test_what_is_typed_of_a_source_is_kept_in_one_form(
    typed: tuple[str, str, str], kept: About
) -> None:
    assert rules.about(*typed) == kept


@pytest.mark.parametrize(
    ("typed", "where", "words"),
    [
        (("Focus", "", ""), "kind", "Choose what the source is"),
        *(
            (("", day, ""), "day", DAY)
            for day in ("1999-12-31", "2100-01-01", "17.5.2026", "2026-02-30", "x")
        ),
        *(
            (("", "", count), "took_part", COUNT)
            for count in ("100001", "0000007", "-1", "1.5", "²", "tolv")
        ),
    ],
)
def test_what_is_said_of_no_source_is_refused_at_its_field(
    typed: tuple[str, str, str], where: str, words: str
) -> None:
    with pytest.raises(Invalid, match=words) as refused:
        rules.about(*typed)
    assert refused.value.where == where


def test_each_kind_has_a_name_and_all_that_is_known_stands_behind_a_sources() -> None:
    names = ["Focus group", "Questionnaire", "Written statement", "Something else"]
    assert rules.kind_names() == dict(zip(rules.KINDS, names, strict=True))
    whole = rules.labelled("Rådet", About("focus", "2026-05-17", 12)).replace("\xa0", " ")
    assert whole == "Rådet (focus group, May 17, 2026, 12 took part)"
    assert rules.labelled("Rådet", About("other")) == "Rådet"
    assert About("focus", "2026-05-17", 12).seen == "focus/2026-05-17/12"


def test_at_once_there_are_some_notes_and_not_too_many() -> None:
    assert len(rules.lines_in("x\n" * rules.MOST_LINES)) == rules.MOST_LINES
    for text, words in (
        (" \n\n", "^Write a note"),
        ("x\n" * 501, "^That is 501 notes; at most 500 are added at once"),
    ):
        with pytest.raises(Invalid, match=words) as refused:
            rules.lines_in(text)
        assert refused.value.where == "notes"


def test_a_row_is_kept_as_it_stands() -> None:
    said = Row("mer lys", "keyword", "B", ("om kvelden",), heading="Ute", uid=UID)
    assert row(said) == Row("mer lys", "keyword", "B", ["om kvelden"], heading="Ute", uid=UID)
    assert row(Row("mer lys", part="", set_aside_reason="nei")).set_aside_reason == "nei"
    assert (rules.kind_of(said), rules.kind_of(Row("Vi trenger mer lys."))) == (
        *("keyword", "statement"),
    )
    assert rules.uid_of(said, "o", 3) == UID
    made = rules.uid_of(Row("a"), "o", 3)
    assert made == str(uuid.uuid5(uuid.NAMESPACE_OID, "o/3"))


@pytest.mark.parametrize(
    ("wrong", "where", "words"),
    [
        (Row("a", uid=UID.upper()), "uid", "UUID"),
        (Row("a", kind="x"), "kind", "keyword or a statement"),
        (Row("a", part="C"), "part", "A, B"),
        (Row(" "), "The note", "empty"),
        (Row("a", elaborations=("x" * (STATEMENT + 1),)), "The elaboration", "room for 2000"),
        (Row("a", heading="x" * (LINE + 1)), "The heading", "room for 200"),
        (Row("a", heading="x\ty"), "The heading", "cannot be shown"),
        (Row("a", set_aside_reason="x" * (LINE + 1)), "The reason", "room for 200"),
    ],
)
def test_what_is_no_row_says_what_of_it_is_wrong(wrong: Row, where: str, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refused:
        row(wrong)
    assert refused.value.where == where


def test_a_heading_or_a_reason_is_for_the_sorting() -> None:
    for said, name in (
        (Row("a", heading="Ute"), "heading"),
        (Row("a", set_aside_reason="x"), "reason"),
    ):
        with pytest.raises(Invalid, match=f"^The {name} can be brought in while"):
            row(said, sorting=False)
    assert row(Row("a"), sorting=False) == Row("a", elaborations=[])


def test_where_notes_go_is_said_by_the_stage() -> None:
    for origin in (True, False):
        with pytest.raises(Conflict, match="can only be read") as refused:
            rules.how("finished", origin=origin)
        assert refused.value.where == "stage"
        assert rules.how("sorting", origin=origin) == "gather"
    assert (rules.how("open", origin=True), rules.how("open", origin=False)) == ("gather", "hang")
    assert rules.how("planning", origin=True) == "gather"
    for stage in ("planning", "vernissage"):
        with pytest.raises(Conflict, match="while the tables are open, or when") as refused:
            rules.how(stage, origin=False)
        assert refused.value.where == "stage"


def test_what_became_of_the_rows_of_several_slices_is_added_up() -> None:
    whole, more = Outcome(), Outcome({1: "b"}, {3: "d"}, [1], mended={1: "b."})
    whole.more(Outcome({0: "a"}, {2: "c"}, [0], mended={0: "a."}))
    more.refuse(4, Invalid("no", where="text"))
    whole.more(more)
    assert whole == Outcome(
        *({0: "a", 1: "b"}, {2: "c", 3: "d"}, [0, 1]),
        refused=[NotTaken(4, "no", "text")],
        mended={0: "a.", 1: "b."},
    )
