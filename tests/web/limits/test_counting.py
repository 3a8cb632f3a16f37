"""Counting costs the same however many are counted."""

import threading
import time

import pytest

from cafe.web.limits.counting import SWEEP_SECONDS, Memory


def test_a_hit_looks_through_all_counts_once_a_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now)
    counts = Memory()
    counts.timer.join()
    assert counts.incr("first", 60) == 1
    for number in range(1000):
        counts.incr(f"short {number}", 5)
    now += 10
    before = threading.active_count()
    assert counts.incr("first", 60) == 2
    assert threading.active_count() == before, "no thread was started to look"
    assert len(counts.storage) == 1001
    assert counts.get("short 7") == 0
    now += SWEEP_SECONDS
    assert counts.incr("second", 60) == 1
    assert set(counts.storage) == {"second"}
