"""What is agreed of rounds, when one may begin, what the day's page proposes, who walks where."""

from collections.abc import Iterator

import pytest

from cafe.core.i18n import speaking
from cafe.errors import CafeError, Conflict, Invalid, NotFound
from cafe.plan.rules_rounds import (
    USUAL,
    Agreed,
    NextStep,
    check_begin,
    check_closing,
    check_rounds,
    next_step,
)
from cafe.plan.rules_seating import renumbered, walk_of

NOW = {"stage": "open", "agreed": None, "round": 0, "changing": False, "asks_main": False}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def test_what_is_agreed_leaves_room_for_the_round_that_has_begun() -> None:
    assert check_rounds(USUAL, begun=3) == USUAL
    with pytest.raises(Invalid, match="Round 4 has begun") as refused:
        check_rounds(USUAL, begun=4)
    assert refused.value.where == "count"


@pytest.mark.parametrize(
    ("number", "stage", "agreed", "kind", "where"),
    [
        (1, "planning", USUAL, Conflict, "stage"),
        (1, "vernissage", None, Conflict, "stage"),
        (1, "open", None, Conflict, "round"),
        (0, "open", USUAL, Invalid, "round"),
        (4, "open", USUAL, Invalid, "round"),
    ],
)
def test_when_no_round_begins(
    number: int, stage: str, agreed: Agreed | None, kind: type[CafeError], where: str
) -> None:
    with pytest.raises(kind) as refused:
        check_begin(number, stage=stage, agreed=agreed)
    assert getattr(refused.value, "where", None) == where


@pytest.mark.parametrize("number", [1, 3])
def test_a_round_that_was_agreed_begins_while_the_tables_are_open(number: int) -> None:
    assert check_begin(number, stage="open", agreed=USUAL) == USUAL


@pytest.mark.parametrize(
    ("now", "proposed"),
    [
        ({"stage": "planning"}, NextStep("open")),
        ({"stage": "vernissage"}, NextStep("sorting")),
        ({"stage": "sorting"}, NextStep("finished")),
        ({"stage": "finished"}, NextStep("read")),
        ({"asks_main": True, "agreed": USUAL}, NextStep("vernissage")),
        ({"clock": False}, NextStep("clock")),
        ({"clock": True}, NextStep("ask")),
        ({"agreed": USUAL}, NextStep("round", 1)),
        ({"agreed": USUAL, "round": 1}, NextStep("change", 1)),
        ({"agreed": USUAL, "round": 1, "changing": True}, NextStep("round", 2)),
        ({"agreed": USUAL, "round": 2}, NextStep("change", 2)),
        ({"agreed": USUAL, "round": 3}, NextStep("ask")),
    ],
)
def test_the_next_step(now: dict[str, object], proposed: NextStep) -> None:
    assert next_step(**{**NOW, "clock": False, **now}) == proposed  # type: ignore[arg-type]


def test_tables_close_when_each_has_its_main_statement() -> None:
    check_closing([], ["Bord 1B"])
    with pytest.raises(Conflict) as refused:
        check_closing(["Bord 1A"], [])
    assert refused.value.where == "main_statement"
    assert refused.value.message.startswith("1 table has no main statement yet: Bord 1A.")
    assert "No notes" not in refused.value.message
    with pytest.raises(Conflict) as refused:
        check_closing(["Bord 1A", "Bord 2A"], ["Bord 3A"])
    assert "2 tables have no main statement yet: Bord 1A, Bord 2A. " in refused.value.message
    assert "No notes at all: Bord 3A. " in refused.value.message


@pytest.mark.parametrize("seating", [None, {}, {"people": 0, "rounds": []}])
def test_nobody_walks_without_a_plan(seating: dict[str, object] | None) -> None:
    with pytest.raises(NotFound, match="no plan"):
        walk_of(seating, "1")


def test_each_walks_by_their_own_number() -> None:
    plan = {"people": 3, "rounds": [[0, 1, 2], [1, 2, 0]]}
    assert [walk_of(plan, typed) for typed in (" 1 ", "03")] == [(1, [0, 1]), (3, [2, 0])]
    for typed in ("0", "4"):
        with pytest.raises(NotFound, match="from 1 to 3"):
            walk_of(plan, typed)
    for typed in ("", "tre", "²", "٣", "-1", "1" * 9):
        with pytest.raises(Invalid, match="is not a number"):
            walk_of(plan, typed)


def test_a_plan_follows_its_tables_to_other_numbers() -> None:
    plan = {"people": 2, "rounds": [[1, 2], [2, 3]]}
    assert renumbered(plan, {1: 2, 2: 1}, {1, 2, 3}) == {"people": 2, "rounds": [[2, 1], [1, 3]]}
    assert renumbered(plan, {}, {1, 2, 3}) == plan
    assert renumbered(None, {1: 2}, {2}) is None
    # Table 2 was taken away, and 3 has its number now; 4 is another's.
    moved = renumbered(plan, {3: 2, 5: 4}, {1, 2, 4})
    assert moved == {"people": 2, "rounds": [[1, 3], [3, 2]]}
    # So is 5, which nothing has replaced; no two that are gone are called by one number.
    plan = {"people": 2, "rounds": [[1, 2], [2, 5]]}
    gone = renumbered(plan, {3: 2, 6: 3}, {1, 2, 3, 4})
    assert gone == {"people": 2, "rounds": [[1, 6], [6, 5]]}
    plan = {"people": 1, "rounds": [[2]]}
    assert renumbered(plan, {3: 2}, {2, 3}) == {"people": 1, "rounds": [[1]]}
