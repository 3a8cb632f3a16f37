"""A quick hand: what is thrown falls where the hand lets go."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.browser.tables import Table, Tablet, open_table
from tests.support.browser import NewPage
from tests.support.server import Server
from tests.support.waiting import becomes


@pytest.fixture
def table(running: Server) -> Table:
    return open_table(running)


class Throw(NamedTuple):
    """From where a hand takes a note, and where it lets go, in px of the page."""

    x: float
    y: float
    low: float


def throw(tablet: Tablet, text: str, goal: str) -> Throw:
    """The note with `text`, down on the lower edge of that with `goal`, as they lie now."""
    box = tablet.slip(text).locator(".text").bounding_box()
    end = tablet.slip(goal).bounding_box()
    assert box
    assert end
    return Throw(box["x"] + 20, box["y"] + 10, end["y"] + end["height"] - 6)


def flick(page: Page, by: Throw, *, finger: bool, seen: Sequence[str] = ()) -> None:
    """Take it, show it the next place, and throw it down; or let go where it lies as `seen`."""
    line = page.context.new_cdp_session(page)

    def hand(kind: str, x: float, y: float) -> None:
        if finger:
            points = [] if kind == "End" else [{"x": x, "y": y}]
            line.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
        else:
            kind = {"Start": "Pressed", "Move": "Moved", "End": "Released"}[kind]
            pressed = {"button": "left", "buttons": 1, "clickCount": 1}
            line.send(
                "Input.dispatchMouseEvent", {"type": f"mouse{kind}", "x": x, "y": y, **pressed}
            )

    hand("Start", by.x, by.y)
    expect(page.locator(".sortable-chosen")).to_have_count(1)
    hand("Move", by.x, by.y + 8)
    expect(page.locator(".in-hand")).to_have_count(1)
    hand("Move", by.x + 4, by.low)
    if seen:
        expect(page.locator("[data-list] .slip .text")).to_have_text(seen)
    hand("End", by.x + 4, by.low)


@pytest.mark.parametrize("finger", [False, True], ids=["by mouse", "by touch"])
def test_thrown_to_its_place_it_falls_where_the_hand_lets_go(
    table: Table, new_page: NewPage, finger: bool
) -> None:
    one = Tablet(new_page(has_touch=finger), table.address)
    one.add("eple", "pære", "fiken")
    one.all_received("fiken", "pære", "eple")
    for order in (("pære", "eple", "fiken"), ("eple", "fiken", "pære"), ("fiken", "pære", "eple")):
        flick(one.page, throw(one, order[-1], order[-2]), finger=finger)
        one.all_received(*order)
    becomes(table.poster, ["eple", "pære", "fiken"])


@pytest.mark.parametrize("finger", [False, True], ids=["by mouse", "by touch"])
def test_the_next_is_taken_before_the_first_has_come_to_rest(
    table: Table, new_page: NewPage, finger: bool
) -> None:
    one = Tablet(new_page(has_touch=finger), table.address)
    one.add("eple", "pære", "fiken", "druer")
    one.all_received("druer", "fiken", "pære", "eple")
    first, then = throw(one, "pære", "eple"), throw(one, "druer", "fiken")
    flick(one.page, first, finger=finger, seen=["druer", "fiken", "eple", "pære"])
    flick(one.page, then, finger=finger)
    one.all_received("fiken", "druer", "eple", "pære")
    becomes(table.poster, ["pære", "eple", "druer", "fiken"])
