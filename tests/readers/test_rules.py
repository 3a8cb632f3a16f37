"""What a reader may say, what becomes of it, and the words on a card."""

from dataclasses import replace

import pytest

from cafe.core.i18n import speaking
from cafe.document.tree import Lead, Sentence
from cafe.errors import Conflict, Invalid
from cafe.readers import rules
from tests.document.test_changed import DOCUMENT, SECTION

KEY = "a key"


def test_every_place_that_can_be_remarked_on_has_its_anchor() -> None:
    listed = Lead("Buss:", (Sentence("Den går.", "e1"), Sentence("Et mellomrom.")), id="c1")
    without = replace(SECTION, number=2, summary=None, unlisted=(Lead("", ()),))
    document = replace(DOCUMENT, sections=(replace(SECTION, listed=(listed,)), without))
    assert rules.spots(document) == {
        "question-1": rules.Spot(1, "question", "", "We need light.", "What helps?"),
        "c-c1": rules.Spot(1, "heading", "c1", "Buss", "What helps?"),
        "s-e1": rules.Spot(1, "sentence", "e1", "Den går.", "What helps?"),
        "question-2": rules.Spot(2, "question", "", "What helps?", "What helps?"),
    }


@pytest.mark.parametrize("outcome", ["", *rules.OUTCOMES])
def test_each_outcome_has_words(outcome: str) -> None:
    with speaking("nb"):
        assert rules.outcome_words(outcome)


def test_only_a_nod_may_be_without_words() -> None:
    assert rules.check_said("said", " ") == ""
    assert rules.check_said("missing", " Bussen ") == "Bussen"
    for kind, where in (("words", "text"), ("odd", "kind")):
        with pytest.raises(Invalid) as refused:
            rules.check_said(kind, " ")
        assert refused.value.where == where


def test_what_is_not_taken_in_has_a_reason_and_nothing_else_has() -> None:
    assert rules.check_outcome("not", " sagt av ett bord ") == "sagt av ett bord"
    assert rules.check_outcome("beside", "kastes") == ""
    for outcome, where in (("not", "reason"), ("odd", "outcome")):
        with pytest.raises(Invalid) as refused:
            rules.check_outcome(outcome, "")
        assert refused.value.where == where


def test_when_it_is_over_nobody_remarks() -> None:
    rules.check_open(is_open=True)
    with pytest.raises(Conflict):
        rules.check_open(is_open=False)


def test_the_words_of_a_card_are_its_tables_alone_and_heard_as_they_are_typed() -> None:
    card, other = rules.card_word(KEY, "one"), rules.card_word(KEY, "two")
    first, second = card.split()
    assert card == rules.card_word(KEY, "one")
    assert card not in (other, rules.card_word("another key", "one"))
    assert rules.is_word(f" {first.upper()} – {second}!", card)
    assert not rules.is_word(f"{second} {first}", card)
    assert not rules.is_word(first, card)
    assert not rules.is_word("", card)
