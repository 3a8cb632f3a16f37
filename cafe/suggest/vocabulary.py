"""What the notes' own words make plain: cut words, compounds, kin.

Learned from the notes at hand: nothing is fetched, nothing trained before. A feature is a stem
("forankr"), a kin group ("#7") or the question mark ("?").
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, takewhile
from typing import NamedTuple

from cafe.suggest.stems import LONGEST, MOST_WORDS, common, stem
from cafe.suggest.wordlists import KIN

_TOKEN = re.compile(r"[^\W_]+")
_CUT = re.compile(r"\.|-(?!\w)")
_UNSURE = "[?]"
# Shorter pieces are found in words that have nothing to do with them ("tid" in "identitet").
_LEAST_PART = 4
_LEAST_REST = 3
_LEAST_CUT = 3
_LOOK = 200  # so many words a cut word may have been


class Weights(NamedTuple):
    """How much each kind of evidence counts against a word's own stem (1)."""

    part: float = 0.8  # a piece of a compound
    kin: float = 0.7  # a word of the same kin
    mark: float = 0.5  # both ask
    asked: float = 0.5  # a word of the question: everybody uses it
    letters: float = 1.0  # runs of letters, against all of the above together


class Sense(NamedTuple):
    """How strongly a note has a feature, and the word it is said with."""

    strength: float
    written: str


class _Token(NamedTuple):
    word: str
    cut: bool  # may be a beginning only: "kompet.", "ansvars-"


class Vocabulary:
    """The words of some texts, and what a text means in them."""

    def __init__(
        self, texts: Iterable[str], *, abbreviations: Mapping[str, str], weights: Weights
    ) -> None:
        self._weights = weights
        self._long = {_plain(short).strip(): long for short, long in abbreviations.items()}
        self._short = _any_of(self._long)
        self._of_word: dict[str, dict[str, float]] = {}
        self._read: dict[str, list[_Token]] = {}
        tokens = [token for text in texts for token in self._read_once(text)]
        self._count = Counter(token.word for token in tokens)
        whole = {token.word for token in tokens if not token.cut}
        self._spelled = sorted(whole)
        self._whole = {stem(word) for word in whole}
        self._parts = {short for short in map(stem, whole) if len(short) >= _LEAST_PART}

    def senses(self, text: str) -> dict[str, Sense]:
        """The features of `text`, each as strong as its plainest word."""
        found: dict[str, Sense] = {}
        for token in self._read.get(text) or self._tokens(text):
            word = self._full(token)
            for feature, strength in self._features(word).items():
                if strength > found.get(feature, Sense(0, "")).strength:
                    found[feature] = Sense(strength, word)
        return found

    def _read_once(self, text: str) -> list[_Token]:
        if text not in self._read:
            self._read[text] = list(self._tokens(text))
        return self._read[text]

    def _tokens(self, text: str) -> Iterator[_Token]:
        plain = _plain(text.replace(_UNSURE, " "))
        if self._short:
            plain = self._short.sub(lambda found: _plain(self._long[found.group()]), plain)
        for found in islice(_TOKEN.finditer(plain), MOST_WORDS):
            if not common(found.group()):
                yield _Token(found.group(), bool(_CUT.match(plain, found.end())))
        if "?" in plain:
            yield _Token("?", False)

    def _full(self, token: _Token) -> str:
        """The word that a cut one most likely was: the most usual that begins with it."""
        word = token.word
        if not token.cut or len(word) < _LEAST_CUT or stem(word) in self._whole:
            return word
        longer = [other for other in self._beginning(word) if len(other) > len(word) + 1]
        usual = Counter[str]()
        for other in longer:
            usual[stem(other)] += self._count[other]
        return min(longer, key=lambda other: (-usual[stem(other)], len(other), other), default=word)

    def _beginning(self, word: str) -> Iterator[str]:
        start = bisect_left(self._spelled, word)
        near = islice(self._spelled, start, start + _LOOK)
        return takewhile(lambda other: other.startswith(word), near)

    def _features(self, word: str) -> dict[str, float]:
        if word not in self._of_word:
            self._of_word[word] = self._think(word)
        return self._of_word[word]

    def _think(self, word: str) -> dict[str, float]:
        if word == "?":
            own = {"?": self._weights.mark}
        else:
            own = dict.fromkeys(self._pieces(word), self._weights.part) | {stem(word): 1.0}
        kin: dict[str, float] = {}
        for short, strength in own.items():
            for group in _KIN_OF.get(short, ()):
                kin[group] = max(kin.get(group, 0), strength * self._weights.kin)
        return own | kin

    def _pieces(self, word: str) -> Iterator[str]:
        """The known words that `word` begins or ends with: ledelse and forankring."""
        short = stem(word)
        for cut in range(_LEAST_PART, len(short) - _LEAST_REST + 1):
            if short[:cut] in self._parts:
                yield short[:cut]
        for cut in range(_LEAST_REST, min(len(word), LONGEST) - _LEAST_PART + 1):
            if stem(word[cut:]) in self._parts:
                yield stem(word[cut:])


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _any_of(abbreviations: Iterable[str]) -> re.Pattern[str] | None:
    """The abbreviations as words of their own; one that spells a common word is left alone."""
    longest_first = sorted(abbreviations, key=len, reverse=True)
    either = "|".join(re.escape(short) for short in longest_first if not common(short))
    return re.compile(rf"(?<!\w)(?:{either})(?!\w)") if either else None


def _kin_of() -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(KIN):
        for word in line.split():
            groups[stem(word)] = (*groups.get(stem(word), ()), f"#{number}")
    return groups


_KIN_OF = _kin_of()
