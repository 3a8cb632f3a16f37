"""Rounds and the clock: said twice, or by two, they begin once."""

import re
import time
from math import ceil

import pytest
from sqlalchemy import BigInteger, Integer

from cafe.core.i18n import speaking
from cafe.errors import Conflict, Invalid
from cafe.model import Base, Database, Workshop
from cafe.plan import actions
from cafe.plan.actions.rounds import MOST_HELD_MS
from cafe.plan.board import step_of
from cafe.plan.rules_rounds import USUAL, Agreed, NextStep, check_closing, check_rounds, next_step
from tests.support.world import a_workshop, new_id


class Day:
    """An open café with one table and the usual rounds; each operation is a transaction."""

    def __init__(self, db: Database, agreed: Agreed | None = USUAL) -> None:
        self.db, self.id = db, a_workshop(db, counts=[1, 0], stage="open").id
        if agreed:
            self.agree(agreed)

    def do(self, name: str, operation: str = "", **more: object) -> Workshop:
        with self.db.writing() as tx:
            workshop = tx.get_one(Workshop, self.id)
            common = {"workshop": workshop, "by": "person:1", "operation": operation or new_id()}
            getattr(actions, name)(tx, **common, **more)
            return workshop

    def agree(self, agreed: Agreed | None) -> Workshop:
        return self.do("agree_rounds", agreed=agreed)

    def moment(self) -> tuple[int, bool, int | None]:
        """Which round, whether tables are changed, and the minutes on the clock, begun ones too."""
        with self.db.reading() as db:
            now = db.get_one(Workshop, self.id)
            ends = now.timer_ends_ms
            left = None if ends is None else ceil((ends / 1000 - time.time()) / 60)
            return now.round, now.changing, left

    def revision(self) -> int:
        with self.db.reading() as db:
            return db.get_one(Workshop, self.id).revision


def test_through_the_rounds(db: Database) -> None:
    day = Day(db)
    assert day.moment() == (0, False, None)
    day.do("begin_round", number=1)
    assert day.moment() == (1, False, 12)
    day.do("change_tables", after=1)
    assert day.moment() == (1, True, 2)
    day.do("begin_round", number=2)
    assert day.moment() == (2, False, 12)


def test_two_who_press_the_same_button_begin_one_round(db: Database) -> None:
    day = Day(db)
    day.do("begin_round", number=1)
    revision = day.revision()
    day.do("begin_round", number=1)
    assert day.revision() == revision
    day.do("change_tables", after=1)
    revision = day.revision()
    day.do("change_tables", after=1)
    day.do("begin_round", number=2)
    day.do("change_tables", after=1)
    assert (day.revision(), day.moment()[:2]) == (revision + 1, (2, False))


def test_a_round_starts_again_when_that_is_meant(db: Database) -> None:
    day = Day(db)
    day.do("begin_round", number=1)
    day.do("set_timer", minutes=1)
    day.do("begin_round", number=1, again=True)
    assert day.moment() == (1, False, 12)


def test_a_minute_more_is_given_once_per_act(db: Database) -> None:
    day, operation = Day(db), new_id()
    day.do("begin_round", number=1)
    day.do("add_minute", operation=operation)
    day.do("add_minute", operation=operation)
    assert day.moment() == (1, False, 13)


def test_a_minute_more_when_the_time_is_out_counts_from_now(db: Database) -> None:
    day = Day(db)
    with db.writing() as tx:
        tx.get_one(Workshop, day.id).timer_ends_ms = int(time.time() - 600) * 1000
    day.do("add_minute")
    assert day.moment()[2] == 1


def test_changing_without_minutes_has_no_clock(db: Database) -> None:
    day = Day(db, {"count": 2, "minutes": 10, "change": 0})
    day.do("begin_round", number=1)
    day.do("change_tables", after=1)
    assert day.moment() == (1, True, None)


@pytest.mark.parametrize(
    ("agreed", "where"),
    [
        ({"count": 0, "minutes": 12, "change": 2}, "count"),
        ({"count": 21, "minutes": 12, "change": 2}, "count"),
        ({"count": 3, "minutes": 0, "change": 2}, "minutes"),
        ({"count": 3, "minutes": 241, "change": 2}, "minutes"),
        ({"count": 3, "minutes": 12, "change": 61}, "change"),
    ],
)
def test_impossible_rounds(agreed: Agreed, where: str) -> None:
    with pytest.raises(Invalid) as caught:
        check_rounds(agreed, begun=0)
    assert caught.value.where == where


def test_a_round_that_has_begun_is_not_agreed_away(db: Database) -> None:
    day = Day(db)
    day.do("begin_round", number=3)
    with pytest.raises(Invalid, match="3"):
        day.agree({"count": 2, "minutes": 12, "change": 2})
    day.agree(None)
    assert day.moment()[:2] == (0, False)


@pytest.mark.parametrize(("count", "then"), [(3, NextStep("round", 3)), (2, NextStep("ask"))])
def test_what_is_proposed_can_be_done_when_other_rounds_are_agreed(
    db: Database, count: int, then: NextStep
) -> None:
    """While people change tables for the third round: it is left out, or stays."""
    day = Day(db)
    day.do("begin_round", number=2)
    day.do("change_tables", after=2)
    day.agree({"count": count, "minutes": 8, "change": 2})
    with db.reading() as session:
        assert step_of(session.get_one(Workshop, day.id)) == then
    if then.do == "round":
        day.do("begin_round", number=then.round)
        assert day.moment() == (3, False, 8)


def test_no_round_without_agreement_open_tables_or_number(db: Database) -> None:
    with pytest.raises(Conflict):
        Day(db, None).do("begin_round", number=1)
    day = Day(db)
    for number in (0, 4):
        with pytest.raises(Invalid):
            day.do("begin_round", number=number)
    with pytest.raises(Invalid):
        day.do("change_tables", after=3)
    day.do("move_stage", stage="vernissage")
    with pytest.raises(Conflict):
        day.do("begin_round", number=1)
    with pytest.raises(Conflict):
        day.do("ask_main", asks=True)


def test_what_is_asked_ends_with_the_open_stage(db: Database) -> None:
    day = Day(db)
    day.do("begin_round", number=2)
    day.do("change_tables", after=2)
    assert day.do("ask_main", asks=True).asks_main
    closed = day.do("move_stage", stage="vernissage")
    assert (closed.asks_main, closed.changing, closed.timer_ends_ms) == (False, False, None)
    assert closed.round == 2
    assert day.do("move_stage", stage="planning").round == 0


def test_a_clock_that_began_while_the_machines_was_wrong_can_be_held(db: Database) -> None:
    day = Day(db, agreed=None)
    with db.writing() as tx:
        in_a_year = int((time.time() + 365 * 24 * 3600) * 1000)
        tx.get_one(Workshop, day.id).timer_ends_ms = in_a_year
    assert day.do("hold_clock", held=True).paused_ms == MOST_HELD_MS
    assert day.do("add_minute").paused_ms == MOST_HELD_MS
    ends = day.do("hold_clock", held=False).timer_ends_ms
    assert ends is not None
    assert ends < in_a_year


def test_no_column_of_moments_is_too_small_for_them() -> None:
    """Seconds since 1970 end in 2038, milliseconds after weeks. What is held is cut to a day."""
    moments = re.compile(r"_ms$|^(?:at|began|binned|due|ends|made|revoked|seen|since|step|used)$")
    small = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        for column in table.columns
        if moments.search(column.name)
        and isinstance(column.type, Integer)
        and not isinstance(column.type, BigInteger)
    }
    assert small == {"workshop.paused_ms"}
    assert MOST_HELD_MS + 60_000 < 2**31


def step(**more: object) -> NextStep:
    """What comes next on an open day with rounds, when nothing has begun."""
    moment: dict[str, object] = {
        "stage": "open", "agreed": USUAL, "round": 0, "changing": False, "asks_main": False,
        "clock": False,
    }  # fmt: skip
    return next_step(**(moment | more))  # type: ignore[arg-type]


def test_the_next_step_leads_through_the_day() -> None:
    assert step(stage="planning") == NextStep("open")
    assert step() == NextStep("round", 1)
    assert step(round=1, clock=True) == NextStep("change", 1)
    assert step(round=1, changing=True) == NextStep("round", 2)
    assert step(round=3) == NextStep("ask")
    assert step(round=3, asks_main=True) == NextStep("vernissage")
    assert step(stage="vernissage") == NextStep("sorting")
    assert step(stage="sorting") == NextStep("finished")
    assert step(stage="finished") == NextStep("read")


def test_the_next_step_of_one_long_talk() -> None:
    assert step(agreed=None) == NextStep("clock")
    assert step(agreed=None, clock=True) == NextStep("ask")
    assert step(agreed=None, asks_main=True) == NextStep("vernissage")


def test_closing_names_the_tables_without_a_main_statement() -> None:
    check_closing([], [])
    with speaking("en"):
        with pytest.raises(Conflict) as some:
            check_closing(["table 2"], [])
        with pytest.raises(Conflict) as empty:
            check_closing(["table 2"], ["table 2"])
    assert "table 2" in some.value.message
    assert "No notes at all" not in some.value.message
    assert "No notes at all: table 2." in empty.value.message
