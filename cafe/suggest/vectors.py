"""Notes of one question read for comparing: each becomes weights of length 1, rare words heaviest.

Term frequency × inverse document frequency with cosine (K. Spärck Jones 1972; G. Salton), over
stems with their kin and over runs of letters, which forgive misspellings. Both halves lie in one
vector, so that one inverted index compares both.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from cafe.suggest.stems import LONGEST, MOST_WORDS, common, stem, words
from cafe.suggest.vocabulary import Sense, Vocabulary, Weights
from cafe.suggest.wordlists import ABBREVIATIONS

Vector = dict[str, float]
Senses = dict[str, Sense]
WEIGHTS = Weights()
# Runs of two to five together rank no better and cost four times as much.
_RUN = 3
# How much the letters of a common word tell: those of a phrase that two have in common, little.
_COMMON = 0.3


class Text(NamedTuple):
    """A note as it is compared."""

    id: str
    text: str


@dataclass(frozen=True)
class Language:
    """What was learned from the texts: their words, and how rare each feature is in them."""

    vocabulary: Vocabulary
    rarity: Mapping[str, float]
    unseen: float  # how rare a feature is that none of them has
    asked: frozenset[str]
    weights: Weights


@dataclass(frozen=True)
class Reading:
    """Notes that have been read; `senses` and `vectors` stand in the order of `notes`."""

    notes: Sequence[Text]
    senses: Sequence[Senses]
    vectors: Sequence[Vector]
    language: Language


def read(
    notes: Iterable[Text],
    *,
    abbreviations: Mapping[str, str] = ABBREVIATIONS,
    asked: str = "",
    beside: Iterable[str] = (),
    weights: Weights = WEIGHTS,
) -> Reading:
    """Read `notes`.

    `asked` is the question: its words tell little. `beside` are other texts of the workshop
    (headings, notes of other questions) that words and their rarity are learned from as well.
    """
    kept = list(notes)
    texts = [note.text for note in kept] + list(beside)
    vocabulary = Vocabulary(texts, abbreviations=abbreviations, weights=weights)
    senses = [vocabulary.senses(text) for text in texts]
    spread = Counter(feature for sense in senses for feature in sense)
    words = [words_in(text) for text in texts]
    if weights.letters:
        spread.update(
            gram for some in words for gram in {run for one in some for run in runs_of(one)}
        )
    about = frozenset(vocabulary.senses(asked))
    rarity = {feature: _rarity(len(texts), many) for feature, many in spread.items()}
    language = Language(vocabulary, rarity, _rarity(len(texts), 0), about, weights)
    vectors = [weigh(language, *one) for one in zip(words, senses, strict=True)][: len(kept)]
    return Reading(kept, senses[: len(kept)], vectors, language)


def weigh(language: Language, words: Sequence[str], senses: Senses) -> Vector:
    """The vector of one text, from its words (`words_in`) and senses; empty if it says nothing."""
    share = 1 / (1 + language.weights.letters)
    plain = {
        feature: sense.strength
        * _doubt(language, feature)
        * language.rarity.get(feature, language.unseen)
        for feature, sense in senses.items()
    }
    if share == 1:
        return _of_length(plain, 1.0)
    return _of_length(plain, share) | _of_length(_letters(language, words), 1 - share)


def dot(one: Vector, other: Vector) -> float:
    """How alike two vectors are: 0 nothing in common, 1 the same."""
    if len(one) > len(other):
        one, other = other, one
    return sum([weight * other[feature] for feature, weight in one.items() if feature in other])


def _letters(language: Language, words: Sequence[str]) -> Vector:
    runs: Vector = {}
    for word in words:
        doubt = _COMMON if common(word) else _doubt(language, stem(word))
        for gram in runs_of(word):
            runs[gram] = runs.get(gram, 0.0) + doubt
    rarity, unseen = language.rarity, language.unseen
    return {gram: times * (1 + rarity.get(gram, unseen)) for gram, times in runs.items()}


def _rarity(texts: int, having: int) -> float:
    return math.log(1 + texts / (having + 0.5))


def _doubt(language: Language, feature: str) -> float:
    return language.weights.asked if feature in language.asked else 1.0


def _of_length(plain: Vector, square: float) -> Vector:
    """`plain` scaled so that its squares add up to `square`."""
    length = math.sqrt(sum([weight * weight for weight in plain.values()]) / square)
    return {feature: weight / length for feature, weight in plain.items()} if length else {}


def words_in(text: str) -> list[str]:
    """The words of `text`, so many as are read."""
    return words(text)[:MOST_WORDS]


@lru_cache(maxsize=1 << 15)
def runs_of(word: str) -> tuple[str, ...]:
    """The runs of letters of a word with its ends marked: "~ ti", "~tid", "~id "."""
    ended = f" {word[:LONGEST]} "
    return tuple(f"~{ended[at : at + _RUN]}" for at in range(max(1, len(ended) - _RUN + 1)))
