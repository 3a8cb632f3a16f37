"""What a note may be."""

import json
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from cafe.core.cells.form import Mark, short_of
from cafe.core.i18n import speaking
from cafe.errors import CafeError, Conflict, Invalid
from cafe.table import rules, rules_paper

EXAMPLES = json.loads(Path(__file__).with_name("kinds.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "kind"), EXAMPLES)
def test_the_guess_of_a_kind(text: str, kind: str) -> None:
    assert rules.guess_kind(text) == kind


@pytest.mark.parametrize("part", [None, "A", "B"])
def test_parts_of_the_question(part: str | None) -> None:
    assert rules.check_part(part, {"A", "B"}) == part


@pytest.mark.parametrize(
    ("letters", "said"),
    [({"A", "B"}, "Choose one of the question's parts: A, B."), (set(), "no parts")],
)
def test_a_part_the_question_has_not(letters: set[str], said: str) -> None:
    with speaking("en"), pytest.raises(Invalid, match=said) as caught:
        rules.check_part("C", letters)
    assert caught.value.where == "part"


def test_a_browsers_uuid_is_an_id() -> None:
    uid = str(uuid.uuid4())
    assert rules.check_uid(uid) == uid


UPPER = "FBEFD339-3FF1-41A3-8FFF-3491E0A3106E"


@pytest.mark.parametrize("text", ["", "1", "x" * 36, UPPER, UPPER.lower().replace("-", "")])
def test_anything_else_is_not(text: str) -> None:
    with pytest.raises(Invalid):
        rules.check_uid(text)


@pytest.mark.parametrize("text", ["", " \n\t", "a\x00b", "\ud800", "x" * 10_001, None, 7])
def test_text_that_cannot_be_a_note(text: object) -> None:
    with pytest.raises(Invalid):
        rules.check_text(text)


def test_a_note_is_kept_letter_for_letter() -> None:
    text = "  «Æ e i æ»\n\t☕ \u00a0ŋ  "
    assert rules.check_text(text) is text


@pytest.mark.parametrize(
    ("check", "where"),
    [
        (lambda: rules.check_kind("poem"), "kind"),
        (lambda: rules.check_part("C", ["B", "A"]), "part"),
        (lambda: rules.check_part("A", []), "part"),
        (lambda: rules.check_phones("loud"), "phones"),
        (lambda: rules.check_taken("paused"), "phones"),
        (lambda: rules.check_uid("not one"), "id"),
        (lambda: rules.check_uid(str(uuid.UUID(int=10)).upper(), where="act"), "act"),
    ],
)
def test_what_is_refused_names_its_place(check: Callable[[], object], where: str) -> None:
    with pytest.raises(CafeError) as refused:
        check()
    assert refused.value.where == where


def test_words_that_were_erased_are_refused_by_name_and_with_a_way_out() -> None:
    with speaking("en"):
        refused = rules.been_erased()
    assert (refused.where, refused.status) == ("erased", 409)
    assert "erased for good" in refused.message
    assert "Write something new." in refused.message


def test_what_may_be_is_given_back() -> None:
    assert [rules.check_kind(kind) for kind in rules.KINDS] == list(rules.KINDS)
    assert [rules.check_part(part, ["A"]) for part in (None, "A")] == [None, "A"]
    assert [rules.check_phones(phones) for phones in rules.PHONES] == list(rules.PHONES)
    rules.check_taken("held")


def test_the_round_is_one_that_has_begun() -> None:
    assert [rules.round_of(said, 2) for said in (None, 1, 2, 3, -1)] == [2, 1, 2, 2, 0]


@pytest.mark.parametrize("end", [".", "!", "?", "…"])
def test_a_sentence_is_ended_by_its_mark(end: str) -> None:
    assert rules.guess_kind(f"mer lys{end}") == "statement"


@pytest.mark.parametrize(
    ("stage", "held", "state"),
    [
        ("open", False, "poster"),
        ("open", True, "held"),
        *((stage, held, "late") for stage in rules.CLOSED for held in (False, True)),
    ],
)
def test_the_state_of_what_comes_now(stage: str, held: bool, state: str) -> None:
    assert rules.state_of_new(stage, held=held) == state
    # What may be practice is decided by a person, wherever the tables have opened.
    assert rules.state_of_new(stage, held=held, practice=True) == "late"


@pytest.mark.parametrize(
    ("typed", "closed", "told"),
    [
        (99, 100.5, True),
        (100, 100.5, True),
        (100, 100, True),
        (101, 100.5, False),
        (200 + rules.AHEAD_S, 100.5, False),
        (201 + rules.AHEAD_S, 100.5, None),  # its clock says nothing
        (None, 100.5, None),
        (99, None, None),
    ],
)
def test_whether_a_late_note_was_typed_in_time(
    typed: int | None, closed: float | None, told: bool | None
) -> None:
    assert rules.typed_in_time(typed, closed=closed, now=200) is told


def test_a_spot_is_a_cell_or_a_place() -> None:
    photo = str(uuid.uuid4())
    for spot in ("", "1/1", f"12/20@{photo}", f"{photo}:0:1000"):
        assert rules_paper.check_spot(spot) == spot
    for spot in (
        "0/1",
        "1/0",
        "1/21",
        "100/1",
        "1/1/1",
        "1",
        f"{photo}:1001:0",
        f"{photo}:1",
        f"1/1@{photo}@{photo}",
        "1/1@",
        "１/1",
    ):
        with pytest.raises(Invalid):
            rules_paper.check_spot(spot)
    with pytest.raises(Invalid):
        rules_paper.check_cell(f"{photo}:1:1")
    assert rules_paper.check_place("") == ""
    assert rules_paper.check_place(f"{photo}:1:1") == f"{photo}:1:1"
    with pytest.raises(Invalid):
        rules_paper.check_place("1/1")
    spots = ("", "1/1", f"1/1@{photo}", f"{photo}:1:1")
    assert [rules_paper.photo_of(spot) for spot in spots] == ["", "", photo, photo]


def test_a_spot_is_shown_and_said_where_it_is() -> None:
    photo = str(uuid.uuid4())
    left, top, wide, high = rules_paper.crop_of(f"1/7@{photo}")
    assert (round(left), round(top), round(wide), round(high)) == (208, 301, 208, 213)
    assert rules_paper.crop_of(f"{photo}:500:20") == (380, 0, 240, 240)
    assert rules_paper.crop_of(f"{photo}:1000:1000") == (760, 760, 240, 240)
    with speaking("en"):
        assert rules_paper.where_words(f"1/7@{photo}") == "Cell 7"
        assert rules_paper.where_words(f"{photo}:0:1000") == "lower left"
        assert rules_paper.where_words(f"{photo}:1000:500") == "to the right"


def test_what_is_said_of_cells_stands_in_their_order_and_is_taken_back() -> None:
    cells = rules_paper.with_said([], "2/3", "empty")
    cells = rules_paper.with_said(cells, "1/12", "illegible")
    cells = rules_paper.with_said(cells, "1/2", "illegible")
    assert [one["cell"] for one in cells] == ["1/2", "1/12", "2/3"]
    assert rules_paper.with_said(cells, "1/2", "illegible") == cells
    assert [one["cell"] for one in rules_paper.with_said(cells, "1/2", None)] == ["1/12", "2/3"]
    assert rules_paper.illegible(cells, ["1/2", "9/9", f"{uuid.uuid4()}:1:1"]) == ["1/12"]
    # Said of another photograph it is the same cell.
    seen = f"1/12@{uuid.uuid4()}"
    cells = rules_paper.with_said(cells, seen, "same")
    assert [one["cell"] for one in cells] == ["1/2", seen, "2/3"]
    cells = rules_paper.with_said(cells, "1/12", "illegible")
    assert rules_paper.illegible(cells, [f"1/2@{uuid.uuid4()}"]) == ["1/12"]
    with pytest.raises(Invalid):
        rules_paper.with_said(cells, "1/2", "pretty")


def test_a_sheet_is_the_tables_own() -> None:
    tables = {"a": ("tables", 1), "b": ("tables", 2)}
    rules_paper.check_table(Mark(short_of("a"), 1, 0, 0), "a", tables)
    with speaking("en"):
        for sheet, said in (("b", "from Table 2"), ("c", "another café")):
            with pytest.raises(Conflict, match=said) as refused:
                rules_paper.check_table(Mark(short_of(sheet), 1, 0, 0), "a", tables)
            assert refused.value.where == "photo"


def test_a_copy_of_a_sheet_gets_a_number_of_its_own() -> None:
    assert rules_paper.another([1, 3]) == 4
    assert rules_paper.another([]) == 1
    assert rules_paper.another([98]) == 99
    with pytest.raises(Conflict, match="noe nummer igjen"):
        rules_paper.another([3, 99])
