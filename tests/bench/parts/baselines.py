"""The plain methods to beat: cosine of runs of 2–5 letters, and centroids of it with headings."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from cafe.suggest.vectors import Vector, dot
from tests.bench.parts.sample import Asked

Ranked = dict[str, list[str]]


def vectors(texts: Sequence[str], learned_from: Iterable[str]) -> list[Vector]:
    """TF-IDF of runs of 2–5 letters within words, of length 1."""
    known = [_runs(text) for text in learned_from]
    spread = Counter(run for runs in known for run in runs)
    return [_unit(_runs(text), spread, len(known)) for text in texts]


def cosine(asked: Asked) -> dict[tuple[str, str], float]:
    """Every pair of notes of a question with its cosine."""
    texts = [slip.text for slip in asked.slips]
    found = vectors(texts, [*texts, *asked.beside])
    ids = [slip.id for slip in asked.slips]
    return {
        (one, other): dot(found[i], found[j])
        for i, one in enumerate(ids)
        for j, other in enumerate(ids[:i])
    }


def centroids(asked: Asked, placed: Mapping[str, str], waiting: Sequence[str]) -> Ranked:
    """Headings by the cosine with what stands under them and their own words."""
    texts = [slip.text for slip in asked.slips]
    found = vectors([*texts, *asked.headings], [*texts, *asked.beside])
    of = dict(zip([*(slip.id for slip in asked.slips), *asked.headings], found, strict=True))
    centre: dict[str, Vector] = {}
    for heading in asked.headings:
        members = [of[heading], *(of[note] for note, at in placed.items() if at == heading)]
        centre[heading] = _sum(members)
    return {note: sorted(centre, key=lambda at: -dot(of[note], centre[at])) for note in waiting}


def largest(asked: Asked, placed: Mapping[str, str], waiting: Sequence[str]) -> Ranked:
    """The fullest heading so far, for every note."""
    full = Counter(placed.values())
    return {note: sorted(asked.headings, key=lambda at: -full[at]) for note in waiting}


def _runs(text: str) -> Counter[str]:
    ended = [f" {word} " for word in text.lower().split()]
    return Counter(
        word[at : at + size]
        for word in ended
        for size in (2, 3, 4, 5)
        for at in range(len(word) - size + 1)
    )


def _unit(runs: Counter[str], spread: Counter[str], texts: int) -> Vector:
    plain = {
        run: (1 + math.log(times)) * (1 + math.log((1 + texts) / (1 + spread[run])))
        for run, times in runs.items()
    }
    return _sum([plain])


def _sum(members: Iterable[Vector]) -> Vector:
    total: Vector = {}
    for vector in members:
        for run, weight in vector.items():
            total[run] = total.get(run, 0.0) + weight
    length = math.sqrt(sum(weight * weight for weight in total.values())) or 1.0
    return {run: weight / length for run, weight in total.items()}
