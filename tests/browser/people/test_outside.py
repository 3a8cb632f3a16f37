"""Another system: a token made by keys on a page and used at once; and it hears of a trial."""

import json
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, expect

from cafe.config import load_settings
from cafe.model import Database
from cafe.people.queries import person_by_email
from tests.browser.sorting import log_in
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.programs.https import authority, receiver
from tests.support.server import Server, StartServer
from tests.support.waiting import wait_for
from tests.support.world import a_workshop


def a_cafe(server: Server) -> str:
    settings = load_settings({"CAFE_DATA_DIR": str(server.data_dir)})
    db = Database(settings.database)
    with db.reading() as session:
        owner = person_by_email(session, "berit@example.org")
    id = a_workshop(db, owner=owner, key=settings.secret_key).id
    db.engine.dispose()
    return id


def asked(server: Server, token: str) -> int:
    heads = {"Authorization": f"Bearer {token}"}
    request = urllib.request.Request(f"{server.url}/api/v1/cafes", headers=heads)
    with urllib.request.urlopen(request) as answer:
        return len(json.load(answer)["cafes"])


def make_token(page: Page, server: Server) -> str:
    page.goto(f"{server.url}/account/tokens")
    axe(page)
    page.get_by_label("The name of the token").fill("Saksarkivet")
    page.keyboard.press("Enter")
    word = page.locator(".token-word")
    expect(word).to_be_visible()
    axe(page)
    return word.inner_text()


def test_a_token_and_a_trial(server: StartServer, new_page: NewPage, tmp_path: Path) -> None:
    with receiver(tmp_path) as at:
        trusted = {"SSL_CERT_FILE": str(authority(tmp_path)), "CAFE_WEBHOOK_ALLOW": "localhost"}
        cafe = server(**trusted)
        who, page = cafe.user(), new_page()
        id = a_cafe(cafe)
        log_in(page, cafe, who)
        assert asked(cafe, make_token(page, cafe)) == 1
        page.get_by_role("link", name="What a program can do, and how").click()
        expect(page.get_by_text("/api/v1/cafes/{cafe}/archive")).to_be_visible()
        axe(page)
        page.goto(f"{cafe.url}/w/{id}/webhook")
        page.get_by_label("The other system's address").fill(at.url)
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Send a trial").press("Enter")
        expect(page.get_by_role("heading", name="A trial")).to_be_visible()
        axe(page)
        wait_for(lambda: at.heard, what="the trial")
        assert json.loads(at.heard[0].body)["type"] == "webhook.test"

        def arrived() -> bool:
            page.reload()
            return page.get_by_text("arrived", exact=True).count() == 1

        wait_for(arrived, what="it to be told of")
