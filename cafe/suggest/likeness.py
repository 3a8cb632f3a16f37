"""Which notes of a question may say the same: a ranked list to offer, never to apply."""

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from operator import neg
from typing import NamedTuple

from cafe.suggest.reasons import Reason, Side, fingerprint, reason
from cafe.suggest.vectors import Reading, Text, Vector, dot, weigh, words_in

Scored = tuple[float, int]
# A note meets so many others by its weightiest features and keeps so many of them: the cost grows
# with the number of notes, not with its square. Asked about one note, there is time for more.
_MEETINGS = 200
_MEETINGS_OF_ONE = 5000
_KEPT = 10
# Notes alike to everything ("Mestring") step back by half of how alike their nearest are
# (local scaling as in word translation: Conneau et al. 2018, halved by measuring).
_CROWD = 5
_STEP_BACK = 0.25


class Pair(NamedTuple):
    """Two notes that may say the same. `score`: 1 identical; else only good for ranking."""

    left: str
    right: str
    score: float
    reason: Reason


class Found(NamedTuple):
    """A note like the one asked about."""

    note: str
    score: float
    reason: Reason


@dataclass(frozen=True)
class FeatureIndex:
    """Notes ready to be searched, by `index_features`. Keep it while the notes do not change."""

    reading: Reading
    places: Mapping[str, list[tuple[int, float]]]
    twins: Mapping[str, list[int]]


def index_features(reading: Reading) -> FeatureIndex:
    """Index what was read: for each feature the notes that have it, equal texts once."""
    twins = defaultdict[str, list[int]](list)
    for index, note in enumerate(reading.notes):
        twins[fingerprint(note.text)].append(index)
    places = defaultdict[str, list[tuple[int, float]]](list)
    for first, *_others in twins.values():
        for feature, weight in reading.vectors[first].items():
            places[feature].append((first, weight))
    return FeatureIndex(reading, places, twins)


def pairs(indexed: FeatureIndex, *, limit: int) -> list[Pair]:
    """The likeliest pairs of one question's notes, best first, at most `limit`.

    Identical texts come first, each with the first of its kind.
    """
    found = [*_identical(indexed), *_ranked(indexed, limit)]
    return [_pair(indexed, *one) for one in found[:limit]]


def like(note: Text, indexed: FeatureIndex, *, top: int) -> list[Found]:
    """The `top` notes most like `note`, best first; it need not be among them."""
    senses = indexed.reading.language.vocabulary.senses(note.text)
    vector = weigh(indexed.reading.language, words_in(note.text), senses)
    side = Side(note.text, senses, vector)
    return [
        Found(indexed.reading.notes[other].id, score, reason(side, _side(indexed.reading, other)))
        for score, other in islice(_everyone_like(indexed, note, vector, top), top)
    ]


def _everyone_like(indexed: FeatureIndex, note: Text, vector: Vector, top: int) -> Iterator[Scored]:
    """Twins of `note` first, then the nearest with their own twins; never the note itself."""
    own = indexed.twins.get(fingerprint(note.text), [])
    near = _near(indexed, vector, _MEETINGS_OF_ONE, top + 1)
    near = [found for found in near if found[1] not in own[:1]]
    everyone = [(1.0, own), *((score, _twins(indexed, other)) for score, other in near)]
    for score, group in everyone:
        yield from ((score, other) for other in group if indexed.reading.notes[other].id != note.id)


def _twins(indexed: FeatureIndex, index: int) -> list[int]:
    return indexed.twins[fingerprint(indexed.reading.notes[index].text)]


def _near(indexed: FeatureIndex, vector: Vector, most: int, kept: int = _KEPT) -> list[Scored]:
    """Who shares features with `vector`, nearest first; asked for weightiest features first."""
    met, meetings = defaultdict[int, float](float), 0
    for less, feature in sorted(zip(map(neg, vector.values()), vector, strict=True)):
        place = indexed.places.get(feature, ())
        meetings += len(place)
        if meetings > most and met:
            exact = ((dot(vector, indexed.reading.vectors[one]), one) for one in _best(met, kept))
            return sorted(exact, key=_by_score)
        for other, their in place[:most]:
            met[other] -= less * their
    return [(met[one], one) for one in _best(met, kept)]


def _best(met: Mapping[int, float], kept: int) -> list[int]:
    return sorted(met, key=met.__getitem__, reverse=True)[:kept]


def _by_score(found: Scored) -> Scored:
    return -found[0], found[1]


def _identical(indexed: FeatureIndex) -> Iterator[tuple[float, int, int]]:
    for first, *others in indexed.twins.values():
        yield from ((1.0, first, other) for other in others)


def _ranked(indexed: FeatureIndex, limit: int) -> list[tuple[float, int, int]]:
    """Pairs that are not identical, best first, those of notes alike to everything set back."""
    crowd: dict[int, float] = {}
    found: dict[tuple[int, int], float] = {}
    for first, *_twins_of_it in indexed.twins.values():
        near = _near(indexed, indexed.reading.vectors[first], _MEETINGS)
        near = [one for one in near if one[1] != first]
        crowd[first] = sum(score for score, _other in near[:_CROWD]) / _CROWD
        for score, other in near:
            found.setdefault((min(first, other), max(first, other)), score)
    back = {first: _STEP_BACK * how for first, how in crowd.items()}
    ranked = (
        (score - back[one] - back[other], one, other) for (one, other), score in found.items()
    )
    return heapq.nsmallest(limit, ranked, key=lambda pair: (-pair[0], pair[1:]))


def _pair(indexed: FeatureIndex, score: float, left: int, right: int) -> Pair:
    notes = indexed.reading.notes
    why = reason(_side(indexed.reading, left), _side(indexed.reading, right))
    return Pair(notes[left].id, notes[right].id, score, why)


def _side(reading: Reading, index: int) -> Side:
    return Side(reading.notes[index].text, reading.senses[index], reading.vectors[index])
