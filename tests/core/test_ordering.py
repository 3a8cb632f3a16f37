"""Places in a list."""

import pytest

from cafe.core.ordering import between, between_if_room, places, places_after, too_tight


def test_a_place_between_two_until_there_is_no_number_left() -> None:
    assert between_if_room(1, 2) == 1.5
    assert between_if_room(1, 1) is None
    assert between_if_room(1, 1 + 2**-52) is None


def test_many_places_between_two() -> None:
    assert places(0, 8, 3) == [2, 4, 6]
    assert places(0, 4, 3) == [1, 2, 3]
    assert places(4, 8, 3) == [5, 6, 7]


@pytest.mark.parametrize(
    ("before", "after"), [(None, None), (None, 4.0), (4.0, None), (1.0, 2.0), (-3.0, -2.5)]
)
def test_a_place_lies_between_its_neighbours(before: float | None, after: float | None) -> None:
    here = between(before, after)
    assert before is None or before < here
    assert after is None or here < after


@pytest.mark.parametrize(("before", "after"), [(None, None), (2.0, None), (None, 2.0), (1.0, 2.0)])
def test_many_places_lie_in_order_between_their_neighbours(
    before: float | None, after: float | None
) -> None:
    row = places(before, after, 40)
    assert row == sorted(set(row))
    assert before is None or before < row[0]
    assert after is None or row[-1] < after
    assert places(before, after, 1) == [between(before, after)]


def test_neighbours_are_too_tight_before_halving_stops_working() -> None:
    low, high, steps = 1.0, 2.0, 0
    while not too_tight(low, high):
        high = between(low, high)
        steps += 1
        assert low < high
    assert steps > 20


@pytest.mark.parametrize("before", [0.0, 7.0, 1e6])
def test_places_at_the_end_leave_room_for_more(before: float) -> None:
    ceiling = before + 1
    for _ in range(100):
        come = places_after(before, ceiling, 5)
        assert come is not None
        assert [before, *come, ceiling] == sorted({before, *come, ceiling})
        before = come[-1]


def test_places_at_the_end_until_there_is_no_number_left() -> None:
    assert places_after(1, 1.5, 3) == [1 + 1 / 1024, 1 + 2 / 1024, 1 + 3 / 1024]
    assert places_after(1, 1 + 4 / 2048, 3) == [1 + 1 / 2048, 1 + 2 / 2048, 1 + 3 / 2048]
    assert places_after(1, 1 + 1e-9, 3) is None
