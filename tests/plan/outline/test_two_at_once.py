"""Two organisers at once, by chance: no word goes unseen (many: tests/bench/planning)."""

from flask import Flask

from tests.plan.outline.two_at_once import runs
from tests.support.app import Visitor


def test_no_word_is_lost_between_two(cafe_app: Flask, organiser: Visitor) -> None:
    tried = runs(cafe_app, organiser, range(10), steps=14)
    assert tried.typed > 40
    assert tried.refused > 5
