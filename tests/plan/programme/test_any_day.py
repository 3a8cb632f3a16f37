"""Whatever was pressed on the day, by whomever, the next step that is proposed can be taken."""

from contextlib import suppress
from random import Random
from typing import Any

import pytest

from cafe.errors import CafeError
from cafe.model import Database, Workshop
from cafe.plan import actions
from cafe.plan.board import step_of
from cafe.plan.rules import STAGES
from tests.plan.programme.test_programme import Programme
from tests.support.world import new_id

PRESSES = 150


def press(day: Programme, dice: Random) -> None:
    """Any button of the day's page, in whatever state it is."""
    round = day.now().round
    rounds = {"count": max(1, round + dice.randint(0, 2)), "minutes": 12, "change": 2}
    agreed = rounds if dice.random() < 0.8 else None
    block = {"uid": dice.choice([*day.uids.values()])}
    buttons: list[tuple[str, dict[str, Any]]] = [
        ("agree_rounds", {"agreed": agreed}),
        ("begin_round", {"number": round + dice.randint(0, 2), "again": dice.random() < 0.3}),
        ("change_tables", {"after": round}),
        ("ask_main", {"asks": dice.random() < 0.2}),
        ("move_stage", {"stage": dice.choice([*STAGES, *["open"] * 9]), "anyway": True}),
        ("set_timer", {"minutes": dice.choice([None, 5])}),
        ("add_minute", {}),
        ("hold_clock", {"held": dice.random() < 0.5}),
        ("begin_block", {**block, "timed": dice.random() < 0.5}),
        ("take_back_start", block),
    ]
    name, words = dice.choice(buttons)
    with suppress(CafeError):
        day.do(name, **words)


@pytest.mark.parametrize("seed", range(6))
def test_the_next_step_can_be_taken(db: Database, seed: int) -> None:
    day, dice = Programme(db), Random(seed)
    taken = 0
    for _press in range(PRESSES):
        press(day, dice)
        now = day.now()
        assert now.paused_ms is None or now.timer_ends_ms is None, "a clock that is held stands"
        assert now.stage == "open" or not (now.changing or now.asks_main)
        step = step_of(now)
        if step.do not in ("round", "change"):
            continue
        taken += 1
        common: dict[str, Any] = {"by": "person:1", "operation": new_id()}
        with db.writing() as tx:
            here = tx.get_one(Workshop, day.id)
            if step.do == "round":
                actions.begin_round(tx, workshop=here, number=step.round, **common)
                assert (here.round, here.changing) == (step.round, False)
            else:
                actions.change_tables(tx, workshop=here, after=step.round, **common)
                assert here.changing
            tx.rollback()
    assert taken
