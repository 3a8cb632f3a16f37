"""Stages and table numbers."""

import pytest

from cafe.errors import Conflict, Invalid
from cafe.plan import rules


@pytest.mark.parametrize(
    ("counts", "numbers"),
    [
        ([2, 2, 2], [[1, 4], [2, 5], [3, 6]]),
        ([1], [[1]]),
        ([3, 2, 1], [[1, 2, 3], [4, 5], [6]]),
        ([1, 3], [[4], [1, 2, 3]]),
        ([0, 2], [[], [1, 2]]),
    ],
)
def test_numbers(counts: list[int], numbers: list[list[int]]) -> None:
    assert rules.number_tables(counts) == numbers


def test_numbers_as_in_2014() -> None:
    laid = rules.number_tables([2] * 7 + [1])
    assert laid[:2] == [[1, 8], [2, 9]]
    assert laid[7] == [15]


@pytest.mark.parametrize("counts", [[], [0, 0], [-1, 2], [201]])
def test_impossible_counts(counts: list[int]) -> None:
    with pytest.raises(Invalid):
        rules.number_tables(counts)


def test_no_cafe_without_tables() -> None:
    with pytest.raises(Conflict):
        rules.check_move("open", tables=0)
    rules.check_move("planning", tables=0)


@pytest.mark.parametrize("minutes", [0, -1, 241, float("nan"), float("inf")])
def test_impossible_minutes(minutes: float) -> None:
    with pytest.raises(Invalid):
        rules.check_minutes(minutes)
