"""A board in a stage in which nothing is sorted: nothing to press that would only be refused."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from cafe.model import Organiser
from tests.browser.sorting import (
    database,
    lay_out,
    log_in,
    moved,
    open_board,
    sorted_under_two,
)
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server

# What whoever sorts can press or write in; the filter and the ways to other places stay.
HANDS = "#undo, #keys, #new-heading, #doubles, #choose-mode, .to, .pick, .part"


def sorter(cafe: Server, workshop: str) -> None:
    base = database(cafe)
    with base.writing() as tx:
        [row] = tx.query(Organiser).filter_by(workshop_id=workshop)
        row.role = "sorter"
    base.engine.dispose()


def nobody(_cafe: Server, _workshop: str) -> None:
    """Whose café it is, moves it."""


@pytest.mark.parametrize(
    ("made", "told"),
    [(nobody, "Move it back to sorting to change it."), (sorter, "can only be read.")],
    ids=["who moves the café", "who sorts alone"],
)
def test_a_finished_cafe_is_read(
    running: Server, new_page: NewPage, made: Callable[[Server, str], None], told: str
) -> None:
    page: Page = new_page()
    who = running.user()
    workshop = lay_out(running, ("mer tid", "ro", "gode rom", "kaffe"), who)
    sorted_under_two(running, workshop)
    made(running, workshop)
    log_in(page, running, who)
    open_board(page, running, workshop)
    expect(page.locator(HANDS).first).to_be_visible()
    heading = page.get_by_label("New heading")
    heading.fill("Halvveis skr")
    moved(running, workshop, "finished")
    page.evaluate("dispatchEvent(new Event('online'))")  # written behind the server
    expect(page.get_by_text(told)).to_be_visible()
    expect(page.locator(HANDS)).to_have_count(0)
    axe(page)
    page.locator("[data-item=entry]").first.press("r")
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.goto(f"{running.url}/w/{workshop}/sort")
    expect(page.get_by_text(told)).to_be_visible()
    moved(running, workshop, "sorting")
    open_board(page, running, workshop)
    expect(page.locator(HANDS).first).to_be_visible()
    heading.focus()
    expect(heading).to_have_value("Halvveis skr")
