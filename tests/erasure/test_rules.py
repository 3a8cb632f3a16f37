"""The same words are found however they are written, and nothing else goes."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cafe.core.i18n import speaking
from cafe.erasure.request import MOST_BOXES, Plan, Request, check_words, checked, from_json
from cafe.erasure.rules import (
    KINDS,
    MARK,
    REASONS,
    cut,
    folded,
    is_one,
    kind_words,
    passages_of,
    proposed,
    reason_words,
    rest_of,
    says,
    strings,
    whole_word,
)
from cafe.errors import Invalid

CAFE = ("workshop", "")
NAME = passages_of(["Kari  Nordmann."])
ODD = st.text(
    alphabet="aA bB\n\t.\u200b\u00ad\u0301éÉßﬁ🫖👩‍👧שְ\u1112\u1161\u11ab한\u0b95\u0bc6\u0bbe\u0bca",
    max_size=30,
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kari\nNORDMANN sier", f"{MARK} sier"),
        ("Ka\u200bri Nord\u00admann.", f"{MARK}."),
        ("«kari nordmann»s bil", f"«{MARK}»s bil"),
        ("  Kari \t Nordmann  ", f"  {MARK}  "),
        ("Kari og Nordmann", "Kari og Nordmann"),
        ("", ""),
    ],
)
def test_words_are_found_however_they_are_written(text: str, left: str) -> None:
    assert cut(text, NAME) == left
    assert says(text, NAME) is (left != text)


def test_letters_of_two_signs_are_the_same_and_others_are_not() -> None:
    assert cut("ble\u0301 blé ble", passages_of(["blé"])) == f"{MARK} {MARK} ble"
    assert cut("hår", passages_of(["har"])) == "hår"
    assert cut("straße STRASSE", passages_of(["strasse"])) == f"{MARK} {MARK}"
    for name in ("한글", "கொடு", "বোন"):  # as a keyboard writes them, and as they are compared
        assert cut(f"- {normalize('NFD', name)} -", passages_of([name])) == f"- {MARK} -"


def test_words_are_found_in_lists_and_objects() -> None:
    value = {"a": ["x Kari Nordmann", 3, None], "b": {"c": "kari nordmann"}}
    assert cut(value, NAME) == {"a": [f"x {MARK}", 3, None], "b": {"c": MARK}}
    assert says(value, NAME)
    assert not says({"a": [1, b"kari nordmann"]}, NAME)
    assert list(strings(("a", ["b"]))) == ["a", "b"]
    assert list(strings([{"uid": "a", "text": ["b"]}], {"uid"})) == ["b"]
    assert cut(("Kari Nordmann",), NAME) == (MARK,)


def test_the_longest_words_are_looked_for_first() -> None:
    assert passages_of(["Kari", "Kari Nordmann.", " ", "."]) == ("kari nordmann", "kari")
    assert cut("Kari Nordmann", passages_of(["Kari", "Kari Nordmann"])) == MARK


def test_whether_a_word_stands_by_itself() -> None:
    assert whole_word("Se Ola!", passages_of(["ola"]))
    assert not whole_word("Skolan", passages_of(["ola"]))
    assert not whole_word("Olav", passages_of(["ola"]))
    assert cut("Ola og Olav, skolan", passages_of(["ola"]), whole=True) == f"{MARK} og Olav, skolan"


def test_whether_a_text_is_nothing_but_the_words() -> None:
    assert is_one("kari\nNordmann.", NAME)
    assert not is_one("Kari Nordmann sier", NAME)


@given(ODD, st.lists(ODD, max_size=3))
def test_what_was_cut_says_nothing_of_it_any_more(text: str, words: list[str]) -> None:
    passages = tuple(one for one in passages_of(words) if one not in folded(MARK))
    left = cut(text, passages)
    assert says(text, passages) is (left != text)
    bare = left.replace(MARK, "\u2588")  # a mark between two pieces keeps them apart
    assert not says(bare, passages)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Kaffe, Kari Nordmann, te", "Kaffe, te"),
        ("Kari Nordmann; te", "te"),
        ("Kaffe; kari nordmann", "Kaffe"),
        ("Spør Kari Nordmann om te", f"Spør {MARK} om te"),
        ("Kari Nordmann", MARK),
        ("Kari Nordmann, ", MARK),
    ],
)
def test_what_is_left_of_a_sentence_of_several_notes(text: str, left: str) -> None:
    assert proposed(text, NAME) == left


@pytest.mark.parametrize(
    ("text", "words", "left"),
    [
        ("Matlaging, mat", ["Mat"], "Matlaging"),
        ("Matlaging", ["Mat."], "Matlaging"),
        ("Karis mat og Karin", ["Kari"], f"{MARK} mat og Karin"),
        ("Uten 5 av 15", ["5"], f"Uten {MARK} av 1{MARK}"),
        ("Kari er sykere", ["Kari er syk"], f"{MARK}ere"),
        ("집에서", ["집"], f"{MARK}에서"),
    ],
)
def test_a_word_inside_others_stays_where_others_say_it(
    text: str, words: list[str], left: str
) -> None:
    assert proposed(text, passages_of(words)) == left
    assert (rest_of(text, passages_of(words)) == text) is (left == text)


def test_a_name_goes_where_it_stands_by_itself_but_anywhere_where_somebody_says_so() -> None:
    bo, town = passages_of(["Bo", "Bos"]), ("note", "b")
    plan = Plan(bo, frozenset({CAFE, town}), named=True, inside=frozenset({town}))
    assert [plan.whole(CAFE), plan.whole(town)] == [True, False]
    for text, stands in (("Bodø", False), ("Bos hus", True), (["Oslo", "hos Bo."], True)):
        assert plan.stands(text, CAFE) is stands
        assert plan.stands(text, town)
    assert not Plan(bo, frozenset({CAFE})).whole(CAFE)


def test_every_kind_and_reason_is_said_in_words() -> None:
    with speaking("nb"):
        for one in (*KINDS, "box"):
            assert kind_words(one) != one
        assert {reason_words(one) for one in REASONS} & set(REASONS) == set()
        assert kind_words("?") == reason_words("?") == "?"


WANTED = Request("words", "", "person", "Kari", ("note:1",), {"e": "x"}, ((1, 2, 3, 4),))


def test_a_request_travels_as_json() -> None:
    assert from_json(WANTED.as_json()) == WANTED == checked(WANTED)


@pytest.mark.parametrize(
    ("where", "values"),
    [
        ("kind", {"kind": "everything"}),
        ("reason", {"reason": ""}),
        ("words", {"words": "k."}),
        ("The words", {"words": " "}),
        ("The words", {"words": "x" * 10_001}),
        ("boxes", {"boxes": ((0, 0, 1, 1),) * (MOST_BOXES + 1)}),
        ("boxes", {"boxes": ((-1, 0, 5, 5),)}),
        ("boxes", {"boxes": ((0, 1001, 5, 5),)}),
        ("boxes", {"boxes": ((0, 0, 0, 5),)}),
        ("boxes", {"boxes": ((0, 0, 5, 2000),)}),
    ],
)
def test_a_request_that_says_too_little_is_refused(where: str, values: dict[str, object]) -> None:
    with speaking("en"), pytest.raises(Invalid) as refused:
        checked(Request(**{**WANTED.as_json(), **values}))
    assert refused.value.where == where


def test_two_letters_are_enough() -> None:
    assert check_words("Bo") == "Bo"
