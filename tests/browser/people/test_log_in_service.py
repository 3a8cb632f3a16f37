"""Logging in with a real provider, in a browser: there and back, in and out, refused, and away."""

from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.browser.sorting import log_in
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.programs.provider import LogInService
from tests.support.server import Server, StartServer

BUTTON = "Logg inn med Feide"


@pytest.fixture
def service(tmp_path: Path) -> Iterator[LogInService]:
    one = LogInService(tmp_path)
    yield one
    one.stop()


@pytest.fixture
def cafe(server: StartServer, service: LogInService) -> Server:
    told = {"CAFE_OIDC_NAME": BUTTON, "CAFE_OIDC_DOMAINS": "kommune.example"}
    one = server(**service.settings, **told)
    one.user()
    service.start(one.url)
    return one


def logs_in_there(page: Page, sub: str) -> None:
    page.get_by_role("link", name=BUTTON).click()
    page.get_by_label("Name there").fill(sub)
    page.get_by_role("button", name="Log in there").click()


def test_in_and_out_refused_and_away_and_a_second_step(
    cafe: Server, service: LogInService, new_page: NewPage
) -> None:
    service.has(eva={"email": "eva@elsewhere.example", "email_verified": True, "name": "Eva"})
    page = new_page(expect=("503", "422"), locale="en")
    # Asked for a page, one comes to it by the log-in there, with an account of one's own.
    page.goto(f"{cafe.url}/workshops/import")
    axe(page)
    logs_in_there(page, "ola")
    page.wait_for_url(f"{cafe.url}/workshops/import")
    expect(page.get_by_text("Ola Nordmann")).to_be_visible()
    # Out here, and out there.
    page.get_by_role("button", name="Log out").click()
    page.get_by_role("button", name="Log out there").click()
    page.wait_for_url(f"{cafe.url}/")
    page.goto(f"{cafe.url}/workshops")
    page.wait_for_url(f"{cafe.url}/login?next=/workshops")
    # Who is not to come in is told what to do, and nothing of the café.
    logs_in_there(page, "eva")
    expect(page.get_by_role("heading", name="You have no account here yet")).to_be_visible()
    axe(page)
    page.goto(f"{cafe.url}/login?next=/workshops")
    # The provider goes down: told in words, and the password is still there.
    service.kill()
    page.get_by_role("link", name=BUTTON).click()
    expect(page.get_by_role("alert")).to_contain_text("does not answer just now")
    axe(page)
    log_in(page, cafe, cafe.user())
    # Who logs in by password sets up a second step, and is asked for it from then on.
    page.goto(f"{cafe.url}/account/second-step")
    axe(page)
    codes = pyotp.TOTP(page.locator(".key").inner_text().replace(" ", ""))
    page.get_by_label("Password").fill(cafe.user().password)
    # Good for the rest of its half minute and the one after, however slow the page is.
    page.get_by_label("Code", exact=True).fill(codes.now())
    page.get_by_role("button", name="Switch it on").click()
    expect(page.locator(".recovery li")).to_have_count(10)
    axe(page)
    kept = page.locator(".recovery li").first.inner_text()
    page.get_by_role("button", name="Log out").click()
    page.goto(f"{cafe.url}/login?next=/workshops/import")
    page.get_by_label("E-mail").fill(cafe.user().email)
    page.get_by_label("Password").fill(cafe.user().password)
    page.keyboard.press("Enter")
    page.get_by_label("Code", exact=True).fill("000000")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("This code does not fit.")
    axe(page)
    page.get_by_label("Code", exact=True).fill(kept)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{cafe.url}/workshops/import")
