"""The last value that is taken, the first that is not, and the field that is named for it."""

from collections.abc import Callable

import pytest

from cafe.core.limits import SEAT
from cafe.errors import CafeError
from cafe.plan import rules, rules_rounds, rules_seating
from cafe.plan.rules_rounds import Agreed
from cafe.wall import rules as wall

AGREED: Agreed = {"count": 2, "minutes": 20, "change": 2}
MOST = "9" * SEAT
SEATING = {"people": 3, "rounds": [[4, 5, 6], [6, 4, 5]]}


def agreed(**other: int) -> Agreed:
    return {**AGREED, **other}  # type: ignore[typeddict-item]


@pytest.mark.parametrize(
    ("taken", "begun"),
    [
        (agreed(count=1), 0),
        (agreed(count=rules_rounds.MOST_ROUNDS), 2),
        (agreed(minutes=rules_rounds.LONGEST_ROUND_MINUTES), 2),
        (agreed(minutes=1, change=0), 2),
        (agreed(change=rules_rounds.LONGEST_CHANGE_MINUTES), 2),
    ],
)
def test_rounds_that_may_be_agreed(taken: Agreed, begun: int) -> None:
    assert rules_rounds.check_rounds(taken, begun=begun) == taken


@pytest.mark.parametrize(
    ("check", "where"),
    [
        (lambda: rules_rounds.check_rounds(agreed(count=0), begun=0), "count"),
        (lambda: rules_rounds.check_rounds(agreed(count=1), begun=2), "count"),
        (lambda: rules_rounds.check_rounds(agreed(minutes=0), begun=0), "minutes"),
        (lambda: rules_rounds.check_rounds(agreed(change=-1), begun=0), "change"),
        (lambda: rules_rounds.check_closing(["table 1"], []), "main_statement"),
        (lambda: rules.check_minutes(0), "minutes"),
        (lambda: rules.check_minutes(rules.LONGEST_TIMER_MINUTES + 0.5), "minutes"),
        (lambda: rules_seating.walk_of(SEATING, "0"), "number"),
        (lambda: rules_seating.walk_of(SEATING, "4"), "number"),
        (lambda: rules_seating.walk_of(SEATING, MOST), "number"),
        (lambda: rules_seating.walk_of(SEATING, MOST + "9"), "number"),
        (lambda: rules_seating.walk_of(SEATING, "two"), "number"),
        (lambda: wall.check_walking("planning"), "stage"),
        (lambda: wall.check_walking("finished"), "stage"),
    ],
)
def test_what_is_refused_names_its_field(check: Callable[[], object], where: str) -> None:
    with pytest.raises(CafeError) as refused:
        check()
    assert refused.value.where == where


def test_a_number_too_long_is_none_and_one_too_large_is_nobodys() -> None:
    refusals = []
    for typed in (MOST, MOST + "9"):
        with pytest.raises(CafeError) as refused:
            rules_seating.walk_of(SEATING, typed)
        refusals.append(type(refused.value).__name__)
    assert refusals == ["NotFound", "Invalid"]


def test_before_and_after_the_walk_are_told_apart() -> None:
    said = []
    for stage in ("planning", "finished"):
        with pytest.raises(CafeError) as refused:
            wall.check_walking(stage)
        said.append(refused.value.message)
    assert said[0] != said[1]


def test_the_first_and_the_last_person_have_their_tables() -> None:
    assert rules_seating.walk_of(SEATING, " 1 ") == (1, [4, 6])
    assert rules_seating.walk_of(SEATING, "3") == (3, [6, 5])


@pytest.mark.parametrize("minutes", [0.5, 1, rules.LONGEST_TIMER_MINUTES])
def test_the_shortest_and_the_longest_time_can_be_set(minutes: float) -> None:
    assert rules.check_minutes(minutes) == minutes


def test_each_plan_of_who_sits_where_is_told_from_every_other() -> None:
    other = {**SEATING, "rounds": [[6, 4, 5], [4, 5, 6]]}
    plans = (None, SEATING, other)
    assert len({rules_seating.plan_seen(one) for one in plans}) == len(plans)
    assert rules_seating.plan_seen(dict(reversed(SEATING.items()))) == (
        rules_seating.plan_seen(SEATING)
    )
