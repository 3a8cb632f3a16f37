"""A café like that of 2014 planned at a person's speed: eight questions, fifteen tables and hosts.

`.venv/bin/python -m tests.bench.planning.planned` prints keystrokes, clicks, page loads and time,
from the list of cafés to "everything is kept". Questions, hosts and the café's name are pasted, as
one has them in a letter; what is typed and pressed beside them is counted.
"""

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.bench.parts.figures import machine
from tests.browser.plan.outlines import LINES, Planned, kept, paste
from tests.browser.sorting import log_in
from tests.support.browser import chromium
from tests.support.server import Server

KEY_MS = 250  # some forty words a minute
AIM_S = 1.5  # to see where to press, and press
NAME = "Kommunale lærings- og mestringstjenester – etablering, samhandling og forløp"
HOSTS = [f"Vert {number} Nordmann" for number in range(1, 16)]
COUNT = """() => { window.counted = { keys: 0, clicks: 0 };
  addEventListener("keydown", () => (window.counted.keys += 1), true);
  addEventListener("click", (event) => (window.counted.clicks += event.detail > 0), true); }"""


class Hand:
    """Somebody at the page."""

    def __init__(self, page: Page) -> None:
        """With the plan before them."""
        self.page = page

    def press(self, button: str | Locator) -> None:
        """A button by its name, or a field."""
        time.sleep(AIM_S)
        found = self.page.get_by_role("button", name=button) if isinstance(button, str) else button
        found.click()

    def type(self, text: str) -> None:
        """Letter by letter."""
        self.page.keyboard.type(text, delay=KEY_MS)


def plan(page: Page) -> None:
    """All of it."""
    hand = Hand(page)
    page.evaluate(COUNT)
    hand.press(page.get_by_label("What it is called"))
    paste_name(page)
    hand.press(page.get_by_label("Kind of gathering, or network"))
    hand.type("nettverkssamling")
    hand.press(page.get_by_label("Date", exact=True))
    hand.type("09052014")
    hand.press("Add a question")
    time.sleep(AIM_S)
    paste(page, "\n".join(LINES))
    expect(page.locator(".planned")).to_have_count(8)
    hand.press("Lay the tables")
    expect(page.locator(".tables-of li")).to_have_count(16)
    hand.press("One table less: Question 8")
    hand.press("Number the tables anew")
    expect(page.locator(".tables-of li")).to_have_count(15)
    hand.press(page.locator(".tables-of [id^='h:']").first)
    time.sleep(AIM_S)
    paste(page, "\n".join(HOSTS))
    expect(page.locator(".tables-of [id^='h:']").last).to_have_value("Vert 15 Nordmann")
    kept(page)


def paste_name(page: Page) -> None:
    """One line, as a browser pastes it."""
    time.sleep(AIM_S)
    page.keyboard.insert_text(NAME)


def main() -> None:
    """Plan it once."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        server = Server(Path(name), {})
        server.start()
        try:
            page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            log_in(page, server, server.user())
            page.goto(f"{server.url}/workshops?lang=en")
            begun = time.monotonic()
            time.sleep(AIM_S)
            page.get_by_role("button", name="Plan a new café").click()
            page.wait_for_url("**/plan")
            expect(page.get_by_role("button", name="Add a question")).to_be_visible()
            loads: list[str] = []
            page.on("framenavigated", lambda frame: loads.append(frame.url))
            plan(page)
            seconds = time.monotonic() - begun
            counted, cafe = page.evaluate("window.counted"), Planned(server, page.url)
            assert cafe.questions() == LINES
            assert cafe.hosts() == {n: [host] for n, host in enumerate(HOSTS, 1)}
            assert cafe.fact("title").endswith("NETTVERKSSAMLING SEPTEMBER 5, 2014"), cafe.fact(
                "title"
            )
            sys.stdout.write(
                f"{machine()}\n{counted['keys']} keystrokes and {counted['clicks']} clicks beside "
                f"three pastes, {len(loads)} page loads, {seconds:.0f} s\n"
            )
        finally:
            server.stop()


if __name__ == "__main__":
    main()
