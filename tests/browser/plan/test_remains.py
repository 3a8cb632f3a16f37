"""What remains stands beside every page of the plan: facts, ticks, own lines, two at once."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from cafe.model import Version
from tests.browser.plan.outlines import begun, kept, write
from tests.browser.sorting import log_in
from tests.browser.tables import BAD_WEATHER, closing_database
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Organiser, Server

WIDE: ViewportSize = {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def berit(running: Server) -> Organiser:
    return running.user()


def line(page: Page, words: str) -> Locator:
    return page.locator(".checklist li").filter(has_text=words)


def own(page: Page) -> Locator:
    return page.get_by_label("Your own line")


def add(page: Page, text: str) -> None:
    page.get_by_label("A line of your own").fill(text)
    page.get_by_label("A line of your own").press("Enter")


def look(page: Page) -> None:
    """As when somebody comes back to the window: else it looks every few seconds."""
    page.evaluate("() => dispatchEvent(new Event('focus'))")


def all_sent(page: Page) -> None:
    expect(page.locator("#remains-lines [role=status]")).to_have_text("")


def test_what_remains(running: Server, berit: Organiser, new_page: NewPage) -> None:
    page = new_page(viewport=WIDE, expect=BAD_WEATHER)
    cafe = begun(page, running, berit)
    expect(line(page, "The questions are written")).not_to_have_attribute("data-done", "")
    write(page, "Hva hjelper?")
    kept(page)
    # A fact ticks itself, also while the page stands open.
    look(page)
    expect(line(page, "The questions are written")).to_have_attribute("data-done", "")
    line(page, "The venue is booked").get_by_role("checkbox").check()
    add(page, "Kaffe til førti")
    expect(own(page)).to_have_value("Kaffe til førti")
    all_sent(page)
    axe(page)

    # On every page of the plan, and each line leads to its place.
    page.get_by_role("link", name="The hosts are invited").click()
    page.wait_for_url("**/invitations")
    expect(line(page, "The venue is booked")).to_contain_text("Berit Bakke")
    for place in ("seating", "kit"):
        page.goto(f"{running.url}/w/{cafe.id}/{place}")
        expect(own(page)).to_have_value("Kaffe til førti")

    # Without a network, and through a reload of the page, nothing is lost.
    page.context.set_offline(True)
    own(page).fill("Kaffe til femti")
    line(page, "The evaluation is ready").get_by_role("checkbox").check()
    page.get_by_label("A line of your own").fill("Bol")
    expect(page.get_by_text("2 changes wait here.")).to_be_visible()
    other = new_page(viewport=WIDE)
    log_in(other, running, berit)
    other.goto(cafe.address)
    with other.expect_response("**/text"):
        own(other).fill("Kaffe og te")
    page.context.set_offline(False)
    expect(page.get_by_text("There now")).to_be_visible()
    expect(page.locator(".refusal dd")).to_have_text(["Kaffe til femti", "Kaffe og te"])
    axe(page)
    page.reload()
    expect(page.get_by_label("A line of your own")).to_have_value("Bol")
    page.get_by_role("button", name="Use mine").click()
    all_sent(page)
    look(other)
    expect(own(other)).to_have_value("Kaffe til femti")
    expect(line(other, "The evaluation is ready").get_by_role("checkbox")).to_be_checked()

    # Not for us; an own line away and back.
    page.get_by_role("button", name="Take lines off").click()
    line(page, "A user representative").get_by_role("button", name="Not for us").click()
    page.locator("[data-kind=own]").get_by_role("checkbox").check()
    page.locator("[data-kind=own]").get_by_role("button", name="Remove").focus()
    page.keyboard.press("Enter")
    expect(own(page)).to_have_count(0)
    # The hand is at what lies beside the line that went, not at the page's top.
    expect(page.locator(".checklist li:last-child :focus")).to_have_count(1)
    page.get_by_role("button", name="Undo", exact=True).last.click()
    expect(own(page)).to_have_value("Kaffe til femti")
    expect(page.locator("[data-kind=own]").get_by_role("checkbox")).to_be_checked()
    page.get_by_role("button", name="Ready", exact=True).click()
    expect(line(page, "A user representative")).to_have_count(0)
    all_sent(page)

    # The same before the document, on the sorting's and the document's pages; closed on a phone.
    for place in ("sort", "report"):
        page.goto(f"{running.url}/w/{cafe.id}/{place}")
        page.get_by_text("Before the document").click()
        expect(line(page, "Every note is placed")).to_be_visible()
        axe(page)
    # What is no change of the café is seen as well.
    final = line(page, "The final version is kept")
    expect(final).not_to_have_attribute("data-done", "")
    with closing_database(running) as opened, opened.database.writing() as tx:
        about = {"number": 1, "revision": 1, "folder": "a" * 32, "lines": [], "by": "person:1"}
        tx.add(Version(workshop_id=cafe.id, final=True, kept_at=datetime.now(UTC), **about))
    look(page)
    expect(final).to_have_attribute("data-done", "")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(cafe.address)
    expect(page.locator("#remains-count")).to_contain_text("left")
    expect(page.locator(".checklist")).not_to_be_visible()
