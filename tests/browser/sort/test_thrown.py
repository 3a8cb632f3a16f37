"""A quick hand: what is thrown falls where the hand lets go."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.tables import Table, Tablet, open_table
from tests.support.browser import NewPage
from tests.support.server import Server
from tests.support.waiting import becomes


@pytest.fixture
def table(running: Server) -> Table:
    return open_table(running)


def flick(tablet: Tablet, text: str, goal: Locator, *, finger: bool) -> None:
    """Take the note with `text`, show it the next place, and throw it down on `goal`."""
    box, end = tablet.slip(text).locator(".text").bounding_box(), goal.bounding_box()
    assert box
    assert end
    at, low = box["x"] + 20, end["y"] + end["height"] - 6
    line = tablet.page.context.new_cdp_session(tablet.page)

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

    hand("Start", at, box["y"] + 10)
    expect(tablet.page.locator(".sortable-chosen")).to_have_count(1)
    hand("Move", at, box["y"] + 18)
    expect(tablet.page.locator(".in-hand")).to_have_count(1)
    hand("Move", at + 4, low)
    hand("End", at + 4, low)


@pytest.mark.parametrize("finger", [False, True], ids=["by mouse", "by touch"])
def test_thrown_to_its_place_it_falls_where_the_hand_lets_go(
    table: Table, new_page: NewPage, finger: bool
) -> None:
    one = Tablet(new_page(has_touch=finger), table.address)
    one.add("eple", "pære", "fiken")
    one.all_received("fiken", "pære", "eple")
    for order in (("pære", "eple", "fiken"), ("eple", "fiken", "pære"), ("fiken", "pære", "eple")):
        flick(one, order[-1], one.slip(order[-2]), finger=finger)
        one.all_received(*order)
    becomes(table.poster, ["eple", "pære", "fiken"])
