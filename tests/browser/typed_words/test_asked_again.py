"""A dialog that is asked again in the moment it is closed is a whole one: the browser tells of a
closing only afterwards, which two quick keys or a slow phone overtake.
"""

from playwright.sync_api import Page, expect

from tests.browser.sorting import lay_out, log_in, open_board, sorted_under_two
from tests.browser.vernissage import KEY, TEXTS, ask, organiser, phone, slip, vernissage
from tests.support.browser import NewPage
from tests.support.server import Server

# Without a moment between in which the browser could tell; by the end it has told of the first.
BOTH = """async ([first, then, key]) => {
  const shut = document.querySelector(first);
  const told = new Promise((heard) => shut.closest("dialog").addEventListener("close", heard));
  shut.click();
  const next = document.querySelector(then);
  next.focus();
  if (!key) next.click();
  else next.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  await told;
}"""


def closed_and_asked(page: Page, shut: str, then: str, key: str = "") -> None:
    """Press `shut`, and in the same moment press `then`, or `key` at it."""
    page.evaluate(BOTH, [shut, then, key])


def test_a_sentence_and_likely_doubles(running: Server, new_page: NewPage) -> None:
    page, who = new_page(), running.user()
    workshop = lay_out(running, ("mer tid", "Mer tid!", "gode rom", "kaffe"), who)
    sorted_under_two(running, workshop)
    log_in(page, running, who)
    open_board(page, running, workshop)
    entry, words = "[data-item=entry]", page.locator("#ask-text")
    page.locator(entry).first.press("r")
    was = words.input_value()
    words.fill("Bedre tid.")
    closed_and_asked(page, "#ask form > .row button[type=button]", entry, "r")
    expect(words).to_have_value(was)
    expect(words).to_be_focused()
    words.fill("Mer god tid.")
    words.press("Enter")
    expect(page.locator(entry).first).to_contain_text("Mer god tid.")
    page.locator(entry).first.press("o")
    offers = page.locator("#offers")
    expect(offers.locator("h2")).to_be_visible()
    closed_and_asked(page, "#offers header button", entry, "o")
    expect(offers.locator("h2")).to_be_visible()
    offers.get_by_role("button", name="Close").click()
    expect(offers).to_be_hidden()


def test_another_stage(running: Server, new_page: NewPage) -> None:
    wall = vernissage(running)
    page = new_page()
    log_in(page, running, organiser(wall))
    page.goto(f"{running.url}/w/{wall.workshop}/day?lang=en")
    back = "button[data-ask]"
    page.locator(back).first.click()
    asked = page.locator("#ask")
    expect(asked.locator("#ask-words")).to_be_visible()
    closed_and_asked(page, "#ask button[autofocus]", back)
    expect(asked.locator("#ask-words")).to_be_visible()
    asked.get_by_role("button", name="Yes, move").click()
    expect(asked).to_be_hidden()


def test_a_note_at_the_wall(running: Server, new_page: NewPage) -> None:
    wall = vernissage(running)
    page = phone(new_page, wall)
    ask(page, KEY, "Hvem skal ha nøkkelen?")
    first = TEXTS[1][0]
    slip(page, first).evaluate("slip => slip.id = 'next'")
    closed_and_asked(page, ".ask-sheet .sheet-close", "#next")
    sheet = page.get_by_role("dialog", name=first)
    sheet.get_by_label("Ask about this note").fill("Hvor?")
    sheet.get_by_role("button", name="Send").click()
    expect(sheet.locator(".mine")).to_contain_text("Hvor?")
