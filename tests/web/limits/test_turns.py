"""Dear work is done by few at a time; who finds no room to wait is told so at once."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from cafe.errors import TooMany
from cafe.web.limits.turns import Turns


def test_few_work_some_wait_and_the_rest_is_sent_away() -> None:
    turns, lock, gate = Turns(at_once=2, waiting=3), threading.Lock(), threading.Event()
    at_work, most, inside = 0, 0, threading.Semaphore(0)

    def work(_number: int) -> str:
        nonlocal at_work, most
        try:
            with turns.turn():
                with lock:
                    at_work += 1
                    most = max(most, at_work)
                inside.release()
                gate.wait(20)
                with lock:
                    at_work -= 1
        except TooMany as busy:
            if busy.after:
                inside.release()
            return "busy"
        return "done"

    with ThreadPoolExecutor(12) as people:
        asked = [people.submit(work, number) for number in range(12)]
        for _two_at_work_and_seven_sent_away in range(9):
            assert inside.acquire(timeout=20)
        gate.set()
        answers = [one.result() for one in asked]
    assert (answers.count("done"), answers.count("busy"), most) == (5, 7, 2)


def test_nobody_waits_for_ever_and_a_failure_gives_its_turn_back() -> None:
    turns = Turns(at_once=1, waiting=1, seconds=0.05)
    with turns.turn():
        with pytest.raises(TooMany) as busy, turns.turn():
            pass
        assert busy.value.after == 5
    with pytest.raises(ZeroDivisionError), turns.turn():
        raise ZeroDivisionError
    with turns.turn():
        pass
