"""Two plain ways of learning headings from vectors of words; they err on different notes.

`spread`: words carry headings to all notes that share them, the unplaced and those of other
questions too (D. Zhou et al. 2004, "Learning with local and global consistency"). `count`:
complement naive Bayes (J. Rennie et al. 2003, "Tackling the poor assumptions of naive Bayes text
classifiers").
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from cafe.suggest.vectors import Vector

Shares = list[float]
# A heading's own words count as much as so many notes under it.
_HEADING = 4.0
# Notes of other questions pass on what they hear, but no louder than this.
_BESIDE = 0.5
# Half of a note's headings come from its neighbours; a tenth from how full the headings are.
_NEIGHBOURS = 0.5
_FULL = 0.1
_ROUNDS = 8
# What a word never seen under a heading counts; and how far from certain the product of many is.
_UNSEEN = 0.1
_CERTAIN = 0.5


class Taught(NamedTuple):
    """Vectors of the headings, the placed notes, the waiting ones, in this order.

    `labels` are the numbers of the headings of the first two; `headings` is how many there are.
    `beside` are vectors of notes that stand under other questions.
    """

    vectors: Sequence[Vector]
    labels: Sequence[int]
    headings: int
    beside: Sequence[Vector] = ()

    def weight(self, index: int) -> float:
        """How much one labelled vector teaches."""
        return _HEADING if index < self.headings else 1.0

    def placed(self) -> Counter[int]:
        """How many notes stand under each heading."""
        return Counter(self.labels[self.headings :])


def spread(taught: Taught) -> list[Shares]:
    """Each heading's share of each waiting note. Linear in the words: notes meet through them."""
    quiet = ({feature: _BESIDE * of for feature, of in one.items()} for one in taught.beside)
    vectors = [*taught.vectors, *quiet]
    size = _hear(vectors, [[1.0]] * len(vectors))
    scale = [1 / math.sqrt(one) if one > 0 else 0.0 for (one,) in size]
    known = [[0.0] * taught.headings for _ in vectors]
    for index, label in enumerate(taught.labels):
        known[index][label] = taught.weight(index)
    now = known
    for _round in range(_ROUNDS):
        heard = _hear(vectors, [_times(one, by) for one, by in zip(now, scale, strict=True)])
        now = [
            _mix(own, _times(one, by), _NEIGHBOURS)
            for own, one, by in zip(known, heard, scale, strict=True)
        ]
    notes, total = taught.placed(), len(taught.labels) - taught.headings
    full = [notes[at] / total if total else 0.0 for at in range(taught.headings)]
    return [
        _even([share + _FULL * more for share, more in zip(_even(one), full, strict=True)])
        for one in now[len(taught.labels) : len(taught.vectors)]
    ]


def _hear(vectors: Sequence[Vector], said: Sequence[Shares]) -> list[Shares]:
    """What each hears of what the others say, as loud as their vectors are alike."""
    carried: dict[str, Shares] = {}
    for vector, shares in zip(vectors, said, strict=True):
        for feature, weight in vector.items():
            sums = carried.get(feature) or [0.0] * len(shares)
            carried[feature] = _plus(sums, shares, weight)
    return [_heard(vector, own, carried) for vector, own in zip(vectors, said, strict=True)]


def _heard(vector: Vector, own: Shares, carried: Mapping[str, Shares]) -> Shares:
    heard = [0.0] * len(own)
    for feature, weight in vector.items():
        heard = _plus(heard, carried[feature], weight)
    heard = _plus(heard, own, -sum(weight * weight for weight in vector.values()))
    # What is left of one's own voice after rounding is no neighbour.
    return [one if one > 1e-12 else 0.0 for one in heard]


def count(taught: Taught) -> list[Shares]:
    """Each heading's likelihood for each waiting note: by words that are rare under the others."""
    under: list[Vector] = [{} for _ in range(taught.headings)]
    for index, label in enumerate(taught.labels):
        _add(under[label], taught.vectors[index], taught.weight(index))
    all_of: Vector = {}
    for table in under:
        _add(all_of, table, 1.0)
    logs = _speaks(under, all_of)
    notes, total = taught.placed(), len(taught.labels)
    base = [_CERTAIN * math.log((notes[at] + 1) / total) for at in range(taught.headings)]
    return [_likely(vector, base, logs) for vector in taught.vectors[total:]]


def _add(table: Vector, more: Vector, times: float) -> None:
    for feature, weight in more.items():
        table[feature] = table.get(feature, 0.0) + weight * times


def _speaks(under: Sequence[Vector], all_of: Vector) -> dict[str, Shares]:
    """For each feature, how strongly it speaks for each heading: log of two smoothed shares."""
    extra = _UNSEEN * len(all_of)
    sizes = [sum(table.values()) for table in under]
    everything = sum(sizes)
    return {
        feature: [
            math.log((table.get(feature, 0.0) + _UNSEEN) / (size + extra))
            - math.log((whole - table.get(feature, 0.0) + _UNSEEN) / (everything - size + extra))
            for table, size in zip(under, sizes, strict=True)
        ]
        for feature, whole in all_of.items()
    }


def _likely(vector: Vector, base: Shares, logs: Mapping[str, Shares]) -> Shares:
    sums = list(base)
    for feature, weight in vector.items():
        for at, log in enumerate(logs.get(feature, ())):
            sums[at] += weight * log
    top = max(sums)
    return _even([math.exp(_CERTAIN * (one - top)) for one in sums])


def _plus(sums: Shares, shares: Shares, times: float) -> Shares:
    return [one + times * more for one, more in zip(sums, shares, strict=True)]


def _times(shares: Shares, by: float) -> Shares:
    return [share * by for share in shares]


def _mix(one: Shares, other: Shares, part: float) -> Shares:
    return [(1 - part) * a + part * b for a, b in zip(one, other, strict=True)]


def _even(shares: Shares) -> Shares:
    """`shares` made to add up to 1; equal ones where there are none."""
    total = sum(shares)
    return _times(shares, 1 / total) if total > 0 else [1 / len(shares)] * len(shares)
