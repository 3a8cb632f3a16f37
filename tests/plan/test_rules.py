"""Stages and table numbers."""

from collections.abc import Callable

import pytest

from cafe.core.i18n import speaking
from cafe.errors import Conflict, Invalid
from cafe.plan import rules


@pytest.mark.parametrize(
    ("counts", "numbers"),
    [
        ([2, 2, 2], [[1, 4], [2, 5], [3, 6]]),
        ([1], [[1]]),
        ([3, 2, 1], [[1, 2, 3], [4, 5], [6]]),
        ([1, 3], [[4], [1, 2, 3]]),
        ([0, 2], [[], [1, 2]]),
    ],
)
def test_numbers(counts: list[int], numbers: list[list[int]]) -> None:
    assert rules.number_tables(counts) == numbers


def test_numbers_as_in_2014() -> None:
    assert len(rules.number_tables([rules.MOST_TABLES])[0]) == rules.MOST_TABLES
    laid = rules.number_tables([2] * 7 + [1])
    assert laid[:2] == [[1, 8], [2, 9]]
    assert laid[7] == [15]


@pytest.mark.parametrize("counts", [[], [0, 0], [-1, 2], [201]])
def test_impossible_counts(counts: list[int]) -> None:
    with pytest.raises(Invalid):
        rules.number_tables(counts)


def test_no_cafe_without_tables() -> None:
    with pytest.raises(Conflict):
        rules.check_move("open", tables=0)
    rules.check_move("planning", tables=0)
    rules.check_move("planning", tables=0, template=True)
    rules.check_move("open", tables=1)


@pytest.mark.parametrize("minutes", [0, -1, 241, float("nan"), float("inf")])
def test_impossible_minutes(minutes: float) -> None:
    with pytest.raises(Invalid):
        rules.check_minutes(minutes)


def test_every_stage_has_a_name() -> None:
    assert set(rules.stage_names()) == set(rules.STAGES)


@pytest.mark.parametrize("form", rules.FORMS)
def test_a_form_that_there_is(form: str) -> None:
    assert rules.check_form(form) == form


@pytest.mark.parametrize(
    ("form", "count", "fits"),
    [
        ("pairs", rules.MOST_SUB_QUESTIONS, True),
        ("pairs", rules.MOST_SUB_QUESTIONS + 1, False),
        ("pairs", 1, True),
        ("tables", 0, True),
        ("tables", 1, True),
        ("tables", rules.MOST_PARTS + 1, False),
        ("plenary", rules.MOST_PARTS, True),
        ("plenary", rules.MOST_PARTS + 1, False),
    ],
)
def test_how_many_parts_a_question_may_have(form: str, count: int, fits: bool) -> None:
    if fits:
        rules.check_parts(form, count)
        return
    with pytest.raises(Invalid) as refused:
        rules.check_parts(form, count)
    assert refused.value.where == "parts"


def test_what_is_no_form_and_no_stage() -> None:
    with speaking("en"), pytest.raises(Invalid, match="in pairs"):
        rules.check_form("alone")
    with pytest.raises(Invalid, match="never"):
        rules.check_move("never", tables=1)
    with speaking("en"), pytest.raises(Conflict, match="template"):
        rules.check_move("open", tables=1, template=True)


def test_roles_of_those_who_are_hosts() -> None:
    roles = {"Ada": "user", "Bo": "other"}
    assert rules.roles_of(["Ada", "Per"], roles) == {"Ada": "user"}
    with pytest.raises(Invalid):
        rules.roles_of(["Ada"], {"Ada": "queen"})


@pytest.mark.parametrize(
    ("check", "most"),
    [(rules.check_hosts, rules.MOST_HOSTS), (rules.check_tags, rules.MOST_TAGS)],
)
def test_no_name_is_left_out_unsaid(check: Callable[[list[str]], list[str]], most: int) -> None:
    names = [f"Navn {number}" for number in range(most)]
    assert check([*names, " ", f" {names[0]} "][: most + 1]) == names
    with speaking("en"), pytest.raises(Invalid, match=f"at most {most}"):
        check([*names, "En til"])
    with pytest.raises(Invalid):
        check(["to\nlinjer"])


def test_a_tag_is_there_once_and_a_host_as_often_as_written() -> None:
    twice = ["Ada", " Ada"]
    assert (rules.check_tags(twice), rules.check_hosts(twice)) == (["Ada"], ["Ada", "Ada"])


@pytest.mark.parametrize("text", ["", " https://example.org/rom/1 "])
def test_where_a_table_may_meet(text: str) -> None:
    assert rules.check_meeting(text) == text.strip()


@pytest.mark.parametrize("text", ["http://example.org", "https://to adresser", "zoom", "x" * 3000])
def test_where_no_table_meets(text: str) -> None:
    with pytest.raises(Invalid):
        rules.check_meeting(text)


def test_what_pairs_are_asked_is_opened_in_order() -> None:
    assert rules.next_prompt(["A", "B"], []) == "A"
    assert rules.next_prompt(["A", "B"], ["B"]) == "A"
    assert rules.next_prompt(["A", "B"], ["A", "B"]) is None
    rules.check_prompt("pairs", ["A"], "A")
    for form, letter in (("tables", "A"), ("pairs", "B")):
        with pytest.raises(Invalid):
            rules.check_prompt(form, ["A"], letter)


@pytest.mark.parametrize(
    ("parts", "letters"),
    [
        (["Inne", "Ute", "Hvem"], {"A": "A", "B": "B", "C": "C"}),
        (["Ute", "Hvem"], {"B": "A", "C": "B"}),
        (["Ny", "Inne", "Ute", "Hvem"], {"A": "B", "B": "C", "C": "D"}),
        (["Inne", "Ut", "Hvem", "Når"], {"A": "A", "B": "B", "C": "C"}),
        (["Ute", "Inne", "Hvem"], {"A": "B", "B": "A", "C": "C"}),
        (["Ny", "Hvem"], {"A": "A", "C": "B"}),
        (["Inne"], {"A": "A"}),
        ([], {}),
    ],
)
def test_a_part_keeps_its_letter_while_its_words_stay(
    parts: list[str], letters: dict[str, str]
) -> None:
    assert rules.letters_after(["Inne", "Ute", "Hvem"], parts) == letters


def test_a_hint_goes_with_its_prompt() -> None:
    was = ["Inne", "Ute", "Hvem"]
    hints = ["a", "", "c"]
    assert rules.hints_after(was, ["Ute", "Hvem"], hints) == ["", "c"], "one was taken away"
    assert rules.hints_after(was, ["Inne", "Ut", "Hvem?"], hints) == hints, "other words"
    assert rules.hints_after(was, ["Inne", "Ute"], hints) == ["a"]
    assert rules.hints_after(was, ["Ny", "Hvem"], hints) == ["", "c"], "no words are shown for none"
    assert rules.hints_after([], ["Inne"], ["a"]) == [], "it was the whole question's"
    assert rules.hints_after(["Inne", "Ute"], ["Ute", "Inne"], ["a"]) == ["", "a"], "moved"
    for now, before in ((["Ute", "Hvem"], was), (was[:1], was), (was, []), (["Ny", *was], was)):
        had = hints[:1] if not before else hints
        there = rules.hints_after(before, now, had)
        assert rules.hints_after(now, before, there, had) == had, "an undo brings them back"
    late = rules.hints_after(["Ute"], was, ["another's"], hints)
    assert late == ["a", "another's", "c"], "what somebody wrote meanwhile stays"
    assert rules.check_hints([" Ta tida ", "", ""], 0) == ["Ta tida"]
    for wrong, parts, said in (
        (["", "b"], 0, "more hints"),
        (["a", "b", "c"], 2, "more hints"),
        (["x" * 1000], 1, "The hint"),
        (["to\nlinjer"], 1, "The hint"),
    ):
        with speaking("en"), pytest.raises(Invalid, match=said):
            rules.check_hints(wrong, parts)
