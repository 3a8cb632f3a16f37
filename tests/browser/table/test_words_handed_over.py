"""Between a field and its outbox no word is lost, however long the disk takes: on every page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.table.test_pairs import Talk
from tests.browser.tables import BAD_WEATHER, Tablet, open_table
from tests.browser.vernissage import phone, sheet, vernissage
from tests.support.browser import NewPage
from tests.support.server import Server

# Somebody else's transaction on the place where words lie, as long as it likes: a very slow disk.
BUSY = """() => new Promise((busy) => {
  const opening = indexedDB.open("dialogkafe");
  opening.onsuccess = () => {
    const shelf = opening.result.transaction("outbox", "readwrite").objectStore("outbox");
    const spin = () => {
      shelf.get("nothing").onsuccess = () => { busy(); if (!globalThis.rested) spin(); };
    };
    spin();
  };
})"""
AT_REST = "() => { globalThis.rested = true; }"
FIRST, THEN = "først dette", "og så dette"


def note(running: Server, new_page: NewPage) -> tuple[Page, Callable[[], Locator]]:
    """The big field of a table."""
    page = Tablet(new_page(expect=BAD_WEATHER), open_table(running).address).page
    return page, lambda: page.get_by_label("What was said")


def paper(running: Server, new_page: NewPage) -> tuple[Page, Callable[[], Locator]]:
    """The field beside a photograph."""
    page = new_page(expect=BAD_WEATHER)
    page.goto(open_table(running).address.replace("?", "/paper?"))
    return page, lambda: page.get_by_label("What was said")


def statement(running: Server, new_page: NewPage) -> tuple[Page, Callable[[], Locator]]:
    """The main statement."""
    page = Tablet(new_page(expect=BAD_WEATHER), open_table(running).address).page
    return page, lambda: page.get_by_label("Main statement")


def name(running: Server, new_page: NewPage) -> tuple[Page, Callable[[], Locator]]:
    """The café's name."""
    page = Tablet(new_page(expect=BAD_WEATHER), open_table(running).address).page
    return page, lambda: page.get_by_label("The name of your café")


def pairs(running: Server, new_page: NewPage) -> tuple[Page, Callable[[], Locator]]:
    """A phone in a talk in pairs."""
    if not running.command("user", "list").strip():
        running.user()
    page = new_page(expect=BAD_WEATHER)
    page.goto(Talk(running).door)
    return page, lambda: page.get_by_role("textbox").first


def asking(running: Server, new_page: NewPage) -> tuple[Page, Callable[[], Locator]]:
    """A question about a note on the wall."""
    page = phone(new_page, vernissage(running), badly=True)

    def field() -> Locator:
        if not page.get_by_role("dialog").is_visible():
            expect(page.locator(".ask-mark").first).to_be_visible()
            sheet(page, "mer lys")
        return page.get_by_label("Ask about this note")

    return page, field


@pytest.mark.parametrize("place", [note, paper, statement, name, pairs, asking])
def test_what_is_typed_while_words_are_handed_over(
    running: Server,
    new_page: NewPage,
    place: Callable[..., tuple[Page, Callable[[], Locator]]],
) -> None:
    page, field = place(running, new_page)
    expect(field()).to_be_visible()
    other = page.context.new_page()
    other.goto(f"{running.url}/healthz")
    other.evaluate(BUSY)
    field().fill(FIRST)
    field().press("Enter")
    field().press_sequentially(THEN)
    page.reload(wait_until="commit")
    other.evaluate(AT_REST)
    expect(field()).to_have_value(f"{FIRST}{THEN}" if once(place) else f"{FIRST}\n{THEN}")
    field().press("Enter")
    kept = ".words [data-status=received]" if once(place) else f"text={THEN}"
    expect(page.locator(kept).first).to_be_attached()
    page.reload()
    expect(field()).to_have_value(f"{FIRST}{THEN}" if once(place) else "")


def once(place: Callable[..., object]) -> bool:
    """Whether the field holds one text, which goes on standing in it."""
    return place in (statement, name)
