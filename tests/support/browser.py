"""Real pages in a real browser. An error in the console of any page fails the test."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    BrowserType,
    ConsoleMessage,
    Locator,
    Page,
    Route,
    ViewportSize,
    expect,
    sync_playwright,
)

from cafe.setup.packages import node
from tests.support.programs.chromium import FLAGS, find_chromium
from tests.support.waiting import wait_for

# Two workers share a small machine with the servers they start: what is shown may take its time.
expect.set_options(timeout=60_000)
TABLET: ViewportSize = {"width": 1024, "height": 768}
NewPage = Callable[..., Page]
# What was asked for is drawn then.
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
# Chromium's own words about a policy differ between versions; this is heard in every frame.
POLICY = """addEventListener("securitypolicyviolation", (event) =>
  console.error(`Content-Security-Policy: ${event.violatedDirective} ${event.blockedURI}`))"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium that is closed in the end."""
    # Playwright's bundled Node needs a library that a bare Debian lacks.
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node())
    with sync_playwright() as playwright:
        started = launched(playwright.chromium)
        yield started
        started.close()


def launched(kind: BrowserType, *flags: str) -> Browser:
    """A Chromium; `flags` are further ones of its own. Close it in the end."""
    found = find_chromium()
    environment: dict[str, str | float | bool] = {**os.environ, **found.environment}
    return kind.launch(executable_path=found.program, args=[*FLAGS, *flags], env=environment)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this process; each page has a profile of its own."""
    with chromium() as started:
        yield started


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Makes pages: `new_page(viewport=…, expect=(…), **what browser.new_context takes)`.

    Each is a person of their own, in a fresh context; `page.context.new_page()` is a second tab.
    `expect` holds regular expressions of console errors that the test itself brings about, such as
    "ERR_INTERNET_DISCONNECTED".
    """
    with people(browser) as make:
        yield make


@contextmanager
def people(browser: Browser) -> Iterator[NewPage]:
    """What `new_page` gives; AssertionError at the end if a console had an unexpected error."""
    problems: list[str] = []
    contexts: list[BrowserContext] = []

    def make(
        *, viewport: ViewportSize = TABLET, expect: tuple[str, ...] = (), **options: Any
    ) -> Page:
        context = browser.new_context(viewport=viewport, **options)
        context.set_default_timeout(90_000)
        contexts.append(context)
        _watch(context, expect, problems)
        return context.new_page()

    try:
        yield make
    finally:
        for context in contexts:
            context.close()
    assert not problems, "errors in the browser's console:\n" + "\n".join(problems)


def _watch(context: BrowserContext, expect: tuple[str, ...], problems: list[str]) -> None:
    def heard(text: str, where: str) -> None:
        if not any(re.search(pattern, text) for pattern in expect):
            problems.append(f"{text} ({where})")

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            heard(message.text, message.location.get("url", ""))

    context.add_init_script(POLICY)
    context.on("console", console)
    context.on("weberror", lambda event: heard(str(event.error), "uncaught"))


# An address that answers 200, and 204 as soon as a page's requests come by us.
ASKED_OF_US = "/readyz?asked-of-us"
UNTIL_ASKED = f"""async () => {{
    for (let tries = 0; tries < 500; tries += 1) {{
        const {{ status }} = await fetch("{ASKED_OF_US}", {{ cache: "no-store" }});
        if (status === 204) return;
    }}
    throw new Error("the page's requests do not come by us");
}}"""


def intercept(
    page: Page, address: str, how: Callable[[Route], object], *, times: int | None = None
) -> None:
    """Let `how` answer what an open page asks of `address`, from now on, at most `times` times.

    `page.route` alone is over before a page hears of it: what that asks meanwhile goes to the café,
    and is seen by nobody (two of 547 times, on a busy machine).
    """
    page.route(address, how, times=times)
    page.route(f"**{ASKED_OF_US}", lambda route: route.fulfill(status=204))
    page.evaluate(UNTIL_ASKED)
    page.unroute(f"**{ASKED_OF_US}")


class Held:
    """The café's answers, held back until they are let go."""

    def __init__(self, page: Page, address: str) -> None:
        """Hold what is asked of `address` from now on."""
        self.routes: list[Route] = []
        self.holding = True
        intercept(page, address, self._hold)

    def _hold(self, route: Route) -> None:
        if self.holding:
            self.routes.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        """Let all go on, also what comes later."""
        self.holding = False
        for route in self.routes:
            route.continue_()


# scrollSensitivity of static/js/core/moving/dragging.js, px.
ROLLS = 80


def hold_over(page: Page, x: float, y: float, shown: Locator) -> None:
    """What is in the hand stays there, never quite still, until `shown` is on the page.

    What lies there moves while the page makes room, and takes nothing until it has come to rest.
    Near its edges the page rolls under the hand, and what lay there is soon gone.
    """
    assert ROLLS < y < page.evaluate("innerHeight") - ROLLS, f"{y} px down the page rolls"
    aside = cycle((0, 1))

    def there() -> bool:
        page.mouse.move(x + next(aside), y)
        return shown.count() == 1

    wait_for(there, what=f"{shown} under the hand")
