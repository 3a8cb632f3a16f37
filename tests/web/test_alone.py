"""Typesetting takes a core each: many who print at once are served one after the other."""

import threading

import pytest
from flask import Flask

from cafe.errors import TooMany
from cafe.web import state
from cafe.web.state import cafe, set_alone


def test_one_is_typeset_at_a_time(cafe_app: Flask) -> None:
    at_once, most, turn = [0], [0], threading.Lock()

    def work() -> int:
        with turn:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        sum(range(100_000))
        with turn:
            at_once[0] -= 1
        return 7

    def ask() -> None:
        with cafe_app.app_context():
            assert set_alone(work) == 7

    threads = [threading.Thread(target=ask) for _one in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert most == [1]


def test_who_waits_too_long_is_told(cafe_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "MOST_SECONDS", 0.01)
    with cafe_app.app_context():
        cafe().typesetter.acquire()
        with pytest.raises(TooMany, match=r"Try again in a minute|Prøv igjen"):
            set_alone(len, "abc")
        cafe().typesetter.release()
        assert set_alone(len, "abc") == 3
        with pytest.raises(ZeroDivisionError):
            set_alone(divmod, 1, 0)
        assert set_alone(len, "abc") == 3
