"""What a note's words are taken to be."""

import pytest

from cafe.suggest.reasons import Side, reason
from cafe.suggest.vectors import WEIGHTS
from cafe.suggest.vocabulary import Sense, Vocabulary


def vocabulary(*texts: str, **abbreviations: str) -> Vocabulary:
    return Vocabulary(texts, abbreviations=abbreviations, weights=WEIGHTS)


@pytest.mark.parametrize(
    ("texts", "cut", "whole"),
    [
        ("kompetanse|kompetansen|kompetanse og kompetanseheving", "kompet.", "kompetanse"),
        ("frivakt|frivillig|frivillige", "friv.", "frivillig"),  # the commoner, not the shorter
        ("frivakt|frivillig|frivillige", "fri-", "frivillig"),
        ("frivakt|frivillig|frivillige", "fr.", "fr"),
        ("frivakt|frivillig|frivillige", "friv", "friv"),
        ("frivakt|frivillig|frivillige", "frivakt.", "frivakt"),
        ("turné", "tur.", "turné"),
        ("turn", "tur.", "tur"),  # a sentence that ended: one letter more is another word
    ],
)
def test_a_word_that_was_cut_is_the_most_usual_one_that_begins_so(
    texts: str, cut: str, whole: str
) -> None:
    text = f"mer {cut} i laget"
    words = vocabulary(text, *texts.split("|"))
    assert words.senses(text) == words.senses(f"mer {whole} i laget")


@pytest.mark.parametrize(
    ("compound", "found"),
    [("skogtur", True), ("turskog", True), ("skogbu", False), ("buskog", False)],
)
def test_a_compound_is_known_by_a_word_that_leaves_a_word_beside_it(
    compound: str, found: bool
) -> None:
    words = vocabulary("skog").senses(compound)
    assert words.get("skog") == (Sense(WEIGHTS.part, compound) if found else None)


def test_what_is_akin_and_what_asks_counts_less_than_the_word_itself() -> None:
    senses = vocabulary().senses("Penger?")
    kin = WEIGHTS.kin
    assert sorted(senses.values()) == [
        (WEIGHTS.mark * kin, "?"), (WEIGHTS.mark, "?"), (kin, "penger"), (1.0, "penger")
    ]  # fmt: skip
    assert vocabulary("penger").senses("Reisepenger")["#0"].strength == WEIGHTS.part * WEIGHTS.kin
    assert "?" not in vocabulary().senses("Penger [?]")  # nobody asks: it could not be read


def test_of_two_abbreviations_the_longer_is_read() -> None:
    words = vocabulary(**{"f.k": "fast kontakt", "f.k.s.": "frivilligsentral"})
    assert words.senses("F.k.s. i nord") == words.senses("Frivilligsentral i nord")
    assert words.senses("F.k i nord") == words.senses("Fast kontakt i nord")


def test_a_word_that_another_one_holds_is_not_said_twice() -> None:
    senses = {"lys": Sense(1.0, "lys"), "lysning": Sense(1.0, "lysning")}
    side = Side("", senses, {"lysning": 0.9, "lys": 0.1})
    assert reason(side, side._replace(text="x")).shared == ("lysning",)
