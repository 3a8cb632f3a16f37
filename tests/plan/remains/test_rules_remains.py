"""What remains: which lines there are, when each is done, and what is said of them by hand."""

from typing import Any

import pytest

from cafe.errors import Invalid, NotFound
from cafe.plan.remains import rules

OWN = "11111111-1111-4111-8111-111111111111"
SAID: dict[str, Any] = {
    "ticks": {"venue": {"state": "done"}},
    "own": [{"id": OWN, "list": "day", "text": "Kaffe", "state": "open"}],
}


def keys(which: str, counts: rules.Counts, said: rules.Checklist = SAID) -> dict[str, Any]:
    return {
        one["key"]: one for one in rules.lines(which, counts, said, {"venue": ("Berit", "2026")})
    }


@pytest.mark.parametrize(
    ("count", "done", "of"),
    [
        ((0, 0), False, None),
        ((0, 1), False, None),
        ((1, 1), True, None),
        ((13, 15), False, [13, 15]),
        ((15, 15), True, [15, 15]),
    ],
)
def test_a_fact_ticks_itself(count: tuple[int, int], done: bool, of: list[int] | None) -> None:
    for rule in rules.RULES.values():
        if rule.fact:
            line = keys(rule.list, {rule.key: count}, {})[rule.key]
            assert (line["kind"], line["done"], line["of"]) == ("fact", done, of)
            assert line["place"]


def test_what_was_said_by_hand_stands_with_who_and_when() -> None:
    lines = keys("day", {})
    venue, kaffe = lines["venue"], lines[OWN]
    assert (venue["done"], venue["by"], venue["at"]) == (True, "Berit", "2026")
    assert (kaffe["kind"], kaffe["text"], kaffe["done"], kaffe["by"]) == ("own", "Kaffe", False, "")
    assert lines["anchored"]["done"] is False
    assert list(lines)[-1] == OWN
    assert OWN not in keys("document", {})


@pytest.mark.parametrize("key", ["venue", "when", OWN])
def test_a_line_may_be_not_for_us(key: str) -> None:
    said = rules.tick(SAID, key, "none")
    assert rules.state_of(said, key) == "none"
    assert keys("day", {"when": (2, 2)}, said)[key]["state"] == "none"
    assert rules.state_of(SAID, "when") == "open"


def test_a_fact_is_not_ticked_by_hand() -> None:
    with pytest.raises(Invalid):
        rules.tick(SAID, "when", "done")


@pytest.mark.parametrize("key", ["nothing", "22222222-2222-4222-8222-222222222222", ""])
def test_a_line_that_is_not_there(key: str) -> None:
    for call in (
        lambda: rules.tick(SAID, key, "done"),
        lambda: rules.state_of(SAID, key),
        lambda: rules.reword(SAID, key, "x"),
    ):
        with pytest.raises(NotFound):
            call()
    assert rules.text_of(SAID, key) == ""


def test_own_lines_are_added_worded_otherwise_and_taken_away() -> None:
    other = OWN.replace("1", "3")
    more = rules.add(rules.tick(SAID, OWN, "done"), other, "document", " Boller ")
    assert rules.text_of(more, other) == "Boller"
    assert rules.text_of(rules.reword(more, OWN, "Kaffe og te"), OWN) == "Kaffe og te"
    gone = rules.reword(more, OWN, " ")
    assert [one["id"] for one in gone["own"]] == [other]
    assert rules.state_of(more, OWN) == "done"
    assert SAID["own"][0]["text"] == "Kaffe", "what was there is not changed"


@pytest.mark.parametrize("text", ["", "  ", "to\nlinjer", "x" * 100_000, "\u200b", "a\x00"])
def test_words_that_are_none(text: str) -> None:
    with pytest.raises(Invalid):
        rules.add({}, OWN, "day", text)


def test_there_are_not_more_own_lines_than_anybody_reads() -> None:
    full: dict[str, Any] = {}
    for number in range(rules.MOST_OWN):
        full = rules.add(full, f"line-{number}", "day", "x")
    with pytest.raises(Invalid):
        rules.add(full, OWN, "day", "x")


def test_another_cafe_begins_with_the_lines_and_nothing_done() -> None:
    said = rules.tick(rules.tick(SAID, "when", "none"), OWN, "done")
    assert rules.begun_anew(said) == {
        "ticks": {"when": {"state": "none"}},
        "own": [{"id": OWN, "list": "day", "text": "Kaffe", "state": "open"}],
    }
    assert rules.begun_anew({}) == {}
