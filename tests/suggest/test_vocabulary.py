"""What a note's words are taken to be."""

from cafe.suggest.reasons import Side, reason
from cafe.suggest.vectors import WEIGHTS
from cafe.suggest.vocabulary import Sense, Vocabulary


def test_a_word_that_was_cut_is_the_most_usual_one_that_begins_so() -> None:
    texts = ("mer kompet. i laget", "kompetanse", "kompetansen", "kompetanse og kompetanseheving")
    words = Vocabulary(texts, abbreviations={}, weights=WEIGHTS)
    assert words.senses("mer kompet. i laget") == words.senses("mer kompetanse i laget")


def test_a_word_that_another_one_holds_is_not_said_twice() -> None:
    senses = {"lys": Sense(1.0, "lys"), "lysning": Sense(1.0, "lysning")}
    side = Side("", senses, {"lysning": 0.9, "lys": 0.1})
    assert reason(side, side._replace(text="x")).shared == ("lysning",)
