"""Whoever comes faster than the pace comes later, never more than that, and pays for nobody."""

import time

import pytest

from cafe.web.limits.pace import Pace


def test_some_at_once_then_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    clock = [100.0]
    pace = Pace(burst=3, a_second=4, now=lambda: clock[0])
    assert [pace.wait(most=1) for _one in range(7)] == [True] * 7
    assert slept == [0.25, 0.5, 0.75, 1.0]
    assert not pace.wait(most=1), "it would be later than that"
    assert slept[-1] == 1, "who is refused has waited as well"
    slept.clear()
    clock[0] += 1.25
    assert pace.wait(most=1)
    assert slept == [], "who is refused takes no turn"
    clock[0] += 1000
    assert [pace.wait(most=1) for _one in range(4)] == [True] * 4
    assert slept == [0.25], "a long silence saves up no more than the first burst"
