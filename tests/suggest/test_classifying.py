"""Both ways of learning headings are what their papers say, written out here without any haste."""

from math import exp, log, sqrt

import pytest

from cafe.suggest.classifying import Taught, count, spread
from cafe.suggest.vectors import Vector

# Two headings, the notes under them, and two that wait; beside them a note of another question.
HEADINGS: list[Vector] = [{"lys": 1.0}, {"ro": 0.8, "stille": 0.6}]
PLACED: list[Vector] = [{"lys": 0.6, "luft": 0.8}, {"ro": 0.6, "lys": 0.8}, {"stille": 1.0}]
UNDER = [0, 1, 1]
WAITING: list[Vector] = [{"luft": 0.8, "ro": 0.6}, {"kaffe": 1.0}, {"lys": 0.28, "kjeks": 0.96}]
BESIDE: list[Vector] = [{"luft": 0.6, "kjeks": 0.8}]


def taught(*, placed: bool = True) -> Taught:
    notes, labels = (PLACED, UNDER) if placed else ([], [])
    return Taught([*HEADINGS, *notes, *WAITING], [0, 1, *labels], 2, BESIDE)


def even(shares: list[float]) -> list[float]:
    return [one / sum(shares) if sum(shares) else 1 / len(shares) for one in shares]


def alike(one: Vector, other: Vector) -> float:
    return sum(one.get(word, 0.0) * other.get(word, 0.0) for word in {*one, *other})


@pytest.mark.parametrize("placed", [True, False])
def test_what_words_carry_to_whom(placed: bool) -> None:
    """Zhou et al. 2004: F = (1 - a) Y + a S F, S the likeness made even by both its ends."""
    given = taught(placed=placed)
    quiet = [{word: weight / 2 for word, weight in one.items()} for one in BESIDE]
    all_of = [*given.vectors, *quiet]
    everybody = range(len(all_of))
    near = [[alike(all_of[a], all_of[b]) if a != b else 0.0 for b in everybody] for a in everybody]
    loud = [1 / sqrt(sum(row)) if sum(row) else 0.0 for row in near]
    known = [[0.0, 0.0] for _each in everybody]
    for at, label in enumerate(given.labels):
        known[at][label] = 4.0 if at < 2 else 1.0
    now = known
    for _round in range(8):
        now = [
            [
                known[a][h] / 2
                + sum(loud[a] * near[a][b] * loud[b] * now[b][h] for b in everybody) / 2
                for h in (0, 1)
            ]
            for a in everybody
        ]
    full = [given.labels[2:].count(h) / 3 if placed else 0.0 for h in (0, 1)]
    waiting = now[len(given.labels) : len(given.vectors)]
    wanted = [even([s + f / 10 for s, f in zip(even(w), full, strict=True)]) for w in waiting]
    assert spread(given) == [pytest.approx(one) for one in wanted]


@pytest.mark.parametrize("placed", [True, False])
def test_which_words_speak_for_which_heading(placed: bool) -> None:
    """Rennie et al. 2003: a word speaks for a heading as it is rare under all the others."""
    given = taught(placed=placed)
    words = {word for one in given.vectors[: len(given.labels)] for word in one}
    under: list[Vector] = [dict.fromkeys(words, 0.0) for _heading in HEADINGS]
    for at, label in enumerate(given.labels):
        for word, weight in given.vectors[at].items():
            under[label][word] += weight * (4 if at < 2 else 1)
    sizes = [sum(one.values()) for one in under]
    wanted = []
    for vector in WAITING:
        sums = []
        for h, other in ((0, 1), (1, 0)):
            said = log((given.labels[2:].count(h) + 1) / len(given.labels)) / 2
            for word, weight in vector.items():
                if word in words:
                    here = (under[h][word] + 0.1) / (sizes[h] + 0.1 * len(words))
                    there = (under[other][word] + 0.1) / (sizes[other] + 0.1 * len(words))
                    said += weight * (log(here) - log(there))
            sums.append(exp(said / 2))
        wanted.append(even(sums))
    assert count(given) == [pytest.approx(one) for one in wanted]
