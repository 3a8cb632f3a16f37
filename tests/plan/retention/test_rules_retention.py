"""When raw material goes, and what is said before: the rules, with absurd clocks and dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cafe.core.i18n import speaking
from cafe.errors import Invalid
from cafe.plan.retention import rules
from cafe.plan.retention.rules import Dates, Notice

DAY, TODAY = date(2026, 11, 12), date(2026, 11, 12)
UNTIL = date(2027, 11, 12)


def test_it_follows_the_day_until_somebody_has_chosen() -> None:
    assert rules.raw_until(Dates(DAY, date(2026, 9, 1))) == UNTIL
    assert rules.raw_until(Dates(date(2026, 12, 24), date(2026, 9, 1))) == date(2027, 12, 24)
    assert rules.raw_until(Dates(DAY, DAY, date(2030, 1, 1))) == date(2030, 1, 1)
    assert rules.raw_until(Dates(date(2028, 2, 29), DAY)) == date(2029, 3, 1)


def test_an_old_cafe_that_comes_in_now_is_kept_a_year_from_now() -> None:
    assert rules.raw_until(Dates(date(2014, 9, 5), DAY)) == UNTIL


def test_a_day_that_is_none_deletes_nothing() -> None:
    assert rules.raw_until(Dates(date(9999, 12, 31), DAY)) is None
    assert rules.raw_until(Dates(DAY, date(9999, 12, 31))) is None
    assert rules.notice(None, TODAY, 0) is None
    assert not rules.due(None, TODAY, reminded=99, running=False)


def test_it_is_said_calmly_and_then_clearly() -> None:
    def said(before: int, reminded: int = 0) -> Notice | None:
        return rules.notice(UNTIL, UNTIL - timedelta(days=before), reminded)

    assert said(61) is None
    assert said(60) == Notice(clear=False, until=UNTIL, left=60)
    assert said(15) == Notice(clear=False, until=UNTIL, left=15)
    assert said(14) == Notice(clear=True, until=UNTIL, left=14)
    assert said(3, reminded=12) == Notice(clear=True, until=UNTIL, left=3)
    assert said(-400) == Notice(clear=True, until=UNTIL, left=14), "a machine that was off"
    assert said(-1, reminded=14) == Notice(clear=True, until=UNTIL, left=0)


def test_days_are_counted_once_each_and_only_forwards() -> None:
    late = UNTIL + timedelta(days=1)
    assert rules.counted(0, None, UNTIL - timedelta(days=30), UNTIL) == (0, UNTIL - timedelta(30))
    assert rules.counted(0, None, late, UNTIL) == (1, late)
    assert rules.counted(1, late, late, UNTIL) == (1, late)
    assert rules.counted(1, late, late + timedelta(days=5), UNTIL) == (2, late + timedelta(days=5))
    assert rules.counted(13, late + timedelta(days=9), late, UNTIL) == (1, late), "put back"
    assert rules.counted(9, late, late, UNTIL + timedelta(days=200))[0] == 0, "chosen anew"


def test_it_goes_when_it_was_said_and_nobody_is_there() -> None:
    late = UNTIL + timedelta(days=1)
    assert rules.due(UNTIL, late, reminded=14, running=False)
    assert not rules.due(UNTIL, UNTIL, reminded=14, running=False), "its last day"
    assert not rules.due(UNTIL, late, reminded=13, running=False)
    assert not rules.due(UNTIL, late, reminded=14, running=True)
    assert not rules.due(UNTIL, date(9999, 12, 31), reminded=99, running=False), "no such clock"


def test_who_is_running() -> None:
    assert rules.is_running("open", TODAY, TODAY)
    assert rules.is_running("vernissage", TODAY - timedelta(days=7), TODAY)
    assert not rules.is_running("open", TODAY - timedelta(days=8), TODAY), "left open"
    assert not rules.is_running("open", None, TODAY)
    assert not rules.is_running("sorting", TODAY, TODAY)


@given(st.lists(st.integers(-40, 400), max_size=60))
def test_whatever_the_clock_does_it_was_said_on_fourteen_days_first(jumps: list[int]) -> None:
    """Days on which the machine runs, in whatever order its clock has them."""
    reminded, on, told = 0, None, set()
    for jump in jumps:
        today = UNTIL + timedelta(days=jump)
        reminded, on = rules.counted(reminded, on, today, UNTIL)
        if reminded:
            told.add(today)
        if rules.due(UNTIL, today, reminded=reminded, running=False):
            assert len(told) >= rules.NOTICE
            assert today > UNTIL


@pytest.mark.parametrize(
    "text",
    [
        *("9999-12-31", "2026-11-12", "2026-02-30", "12.11.2026", "x" * 10_000, "0001-01-01"),
        *("\u202e2027-01-01", "²027-01-01", "2057-01-01", "-1", "2027-1-1"),
    ],
)
def test_a_date_that_is_none_is_refused_in_words(text: str) -> None:
    with speaking("en"), pytest.raises(Invalid) as refused:
        rules.check_date(text, today=TODAY, where="raw_until")
    assert refused.value.where == "raw_until"


def test_a_date_that_is_one() -> None:
    assert rules.check_date(" 2027-01-01 ", today=TODAY, where="x") == date(2027, 1, 1)
    assert rules.check_date("  ", today=TODAY, where="x") is None
    with speaking("en"), pytest.raises(Invalid, match="before the raw material"):
        rules.check_date("2027-01-01", today=TODAY, where="x", earliest=UNTIL)
