"""A press on the day's page is taken, whatever is drawn under the finger meanwhile."""

import re

import pytest
from playwright.sync_api import APIResponse, Locator, Page, Route, expect

from tests.browser.plan.halls import hall_in, log_in
from tests.browser.walls import Wall
from tests.support.browser import TWO_FRAMES, Held, NewPage, intercept
from tests.support.server import Organiser, Server
from tests.support.waiting import wait_for

ANSWERS = """(count) => performance.getEntriesByType("resource")
  .filter(({ name }) => name.endsWith("/day/news")).length >= count"""
# What of the next step could not be pressed for a while, by the buttons' words.
WATCH = """globalThis.barred = [];
new MutationObserver((changes) => {
  for (const { target } of changes)
    if (target.disabled && target.closest(".now")) barred.push(target.textContent.trim());
}).observe(document, { subtree: true, attributeFilter: ["disabled"] })"""
# Whether what is to be done next was ever another thing than these words say.
STAYS = """(words) => { globalThis.went = [];
  const now = document.querySelector(".now");
  new MutationObserver(() => now.textContent.includes(words) || went.push(now.textContent))
    .observe(now, { subtree: true, childList: true, characterData: true }) }"""


def day(running: Server, new_page: NewPage, hall: Wall | None = None) -> Page:
    """The whole day's page of an open café."""
    hall = hall or hall_in(running)
    board = log_in(new_page(viewport={"width": 1024, "height": 2600}), hall, "day")
    expect(board.locator("#now-title")).to_be_visible()
    return board


def under_a_finger(page: Page, held: Held, aim: Locator) -> None:
    """A finger lies on `aim` while what was held arrives, and then lets go."""
    aim.scroll_into_view_if_needed()
    aim.hover()
    page.mouse.down()
    held.let_go()
    page.wait_for_function(ANSWERS, arg=len(held.routes))
    page.evaluate(TWO_FRAMES)
    page.mouse.up()


def test_what_is_answered_to_the_press_before(running: Server, new_page: NewPage) -> None:
    board = day(running, new_page)
    board.evaluate("performance.clearResourceTimings()")
    held = Held(board, "**/day/news")
    with board.expect_request("**/day/news"):
        board.get_by_role("button", name="Ask the tables for their main statements").click()
    under_a_finger(board, held, board.get_by_role("button", name="Set the clock"))
    expect(board.locator("#clock")).to_contain_text(re.compile(r"(20|19):\d\d"))


def place(button: Locator) -> object:
    """Where it lies on the page's beginning, and how large it is."""
    button.page.evaluate("document.fonts.ready.then(() => scrollTo(0, 0))")
    return button.bounding_box()


@pytest.mark.parametrize("width", [390, 1024])
def test_the_time_runs_out(
    running: Server, new_page: NewPage, berit: Organiser, width: int
) -> None:
    board = day(running, new_page)
    board.get_by_role("button", name="Divide the talk into rounds").click()
    board.get_by_role("button", name="Start round 1").click()
    now, clock = board.locator(".now"), board.locator("#clock")
    board.set_viewport_size({"width": width, "height": 2600})
    change = now.get_by_role("button", name="Change tables")
    expect(change).to_be_enabled()
    before = place(change)
    board.add_init_script(WATCH)  # in the pages that the next presses lead to
    for minutes, words in (("1", "Time to round off"), ("0.05", "The time is up.")):
        board.locator("#hand-minutes").fill(minutes)
        board.get_by_role("button", name="Set the clock").click()
        expect(clock).to_contain_text(words)
        expect(change).to_be_enabled()
        assert place(change) == before
    expect(now.get_by_role("button", name="Pause")).to_be_disabled()
    assert place(change) == before
    assert "Change tables" not in board.evaluate("barred")
    expect(clock).to_be_visible()
    board.get_by_role("button", name="Stop the clock").click()
    expect(clock).to_be_hidden()


def test_an_answer_that_was_asked_for_before_the_press(running: Server, new_page: NewPage) -> None:
    """It comes late, tells of the day before the press, and is not shown any more."""
    hall = hall_in(running)
    board, late = day(running, new_page, hall), list[tuple[Route, APIResponse]]()
    expect(board.locator("#clock")).to_be_attached()
    board.wait_for_load_state("networkidle")

    def hold_the_first(route: Route) -> None:
        if late:
            route.continue_()
        else:
            late.append((route, route.fetch()))

    intercept(board, "**/day/news", hold_the_first)
    with board.expect_request("**/day/news"):
        hall.say(1, "mer lys")
    wait_for(lambda: board.evaluate("true") and late, what="the café's answer, held back")
    board.get_by_role("button", name="Ask the tables for their main statements").click()
    expect(board.get_by_role("button", name="Close the tables")).to_be_enabled()
    board.evaluate(STAYS, "Close the tables")
    [(route, answer)] = late
    with board.expect_request("**/day/news"):  # the next look, which waited for this answer
        route.fulfill(response=answer)
    board.evaluate(TWO_FRAMES)
    assert board.evaluate("went") == []


@pytest.mark.parametrize("where", ["day", "report"])
def test_the_clock_comes_when_the_finger_has_let_go(
    running: Server, new_page: NewPage, where: str
) -> None:
    hall = hall_in(running)
    page = log_in(new_page(viewport={"width": 1024, "height": 2600}), hall, where)
    other, clock = day(running, new_page, hall), page.locator("#clock")
    page.wait_for_load_state("networkidle")
    aim = page.locator("main button:visible").last
    aim.hover()
    page.mouse.down()
    before = aim.bounding_box()
    other.locator("#hand-minutes").fill("0.05")
    other.get_by_role("button", name="Set the clock").click()
    expect(other.locator("#clock")).to_contain_text("The time is up.")
    page.evaluate(TWO_FRAMES)
    assert (clock.is_visible(), aim.bounding_box()) == (False, before)
    page.mouse.move(1, 1)  # it lets go beside the button
    page.mouse.up()
    expect(clock).to_contain_text("The time is up.")


@pytest.mark.parametrize("where", ["day", "questions"])
def test_that_the_cafe_does_not_answer_is_told_when_the_finger_has_let_go(
    running: Server, new_page: NewPage, where: str
) -> None:
    hall = hall_in(running)
    options = {"viewport": {"width": 1024, "height": 2600}, "expect": ("ERR_INTERNET_DISC",)}
    other = log_in(new_page(**options), hall, where)
    page = other.context.new_page()
    page.goto(other.url)
    for one in (other, page):
        one.wait_for_load_state("networkidle")
    aim, lost = page.locator("button:visible").last, page.locator("#connection")
    aim.hover()
    page.mouse.down()
    before = aim.bounding_box()
    page.context.set_offline(True)
    expect(other.locator("#connection")).to_contain_text("The café does not answer.")
    page.evaluate(TWO_FRAMES)
    assert (lost.is_visible(), aim.bounding_box()) == (False, before)
    page.mouse.move(1, 1)
    page.mouse.up()
    expect(lost).to_contain_text("The café does not answer.")
