"""A document on its page, where it is edited."""

from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.sorting import lay_out, log_in, sorted_under_two
from tests.support.browser import NewPage
from tests.support.server import Organiser, Server, StartServer

TEXTS = ("mer tid", "ro", "gode rom", "kaffe")


class Here(NamedTuple):
    """A café whose question 1 is sorted under two headings, and its document's page."""

    page: Page
    cafe: Server
    workshop: str
    who: Organiser
    other: Organiser

    def open(self, page: Page) -> None:
        """The document's page, ready to be changed."""
        page.goto(f"{self.cafe.url}/w/{self.workshop}/report")
        expect(page.locator("[data-kind=entry]")).to_have_count(len(TEXTS))


@pytest.fixture
def here(server: StartServer, new_page: NewPage) -> Here:
    cafe = server()
    who, other = cafe.user(), cafe.user(email="other@example.org", name="Odd")
    workshop = lay_out(cafe, TEXTS, who, other)
    sorted_under_two(cafe, workshop)
    page = new_page(viewport={"width": 1366, "height": 900}, expect=("status of 409",))
    log_in(page, cafe, who)
    ready = Here(page, cafe, workshop, who, other)
    ready.open(page)
    return ready


def piece(page: Page, text: str) -> Locator:
    """The piece of the paper that reads so."""
    return page.locator("[data-piece]").filter(has_text=text)


def told(page: Page, words: str) -> None:
    expect(page.locator("#say")).to_contain_text(words)


def stands(page: Page, *texts: str) -> None:
    """Wait until the paper reads so."""
    expect(page.locator("[data-kind=heading], [data-kind=entry]")).to_have_text(list(texts))
