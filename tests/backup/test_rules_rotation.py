"""Which copies stay."""

from datetime import date, timedelta

from cafe.backup.rotation import days_in, name_of, to_drop

TODAY = date(2026, 11, 29)


def after(days: int) -> list[str]:
    """The copies that are left when one was made each day."""
    left: list[str] = []
    for past in reversed(range(days)):
        today = TODAY - timedelta(days=past)
        left = [*left, name_of(today)]
        left = [name for name in left if name not in to_drop(left, today)]
    return left


def test_a_week_s_and_one_of_each_of_four_weeks_stay() -> None:
    assert after(7) == [name_of(TODAY - timedelta(days=back)) for back in range(6, -1, -1)]
    left = days_in(after(400))
    assert left[:7] == [TODAY - timedelta(days=back) for back in range(7)]
    assert [day.isoweekday() for day in left[7:]] == [7, 7, 7, 7]
    assert left[-1] == TODAY - timedelta(weeks=4)


def test_what_is_not_ours_and_what_is_of_another_time_stays() -> None:
    odd = ["notes.txt", "dialogkafe-9999-12-31.zip", "dialogkafe-2026-02-30.zip", ".zip"]
    real = [name_of(TODAY - timedelta(days=back)) for back in range(7)]
    assert to_drop([*odd, *real], TODAY) == []
    assert (
        to_drop([*odd, *(name_of(date(9000, 1, day)) for day in range(1, 20)), *real], TODAY) == []
    )


def test_copies_seldom_made_stay_for_their_weeks() -> None:
    monthly = [name_of(date(2026, month, 1)) for month in range(1, 12)]
    left = [name for name in monthly if name not in to_drop(monthly, TODAY)]
    assert left == monthly[-7:]
