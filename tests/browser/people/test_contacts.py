"""The contact list of a series: two ask, both confirm, one deletes; the owner writes to who is left
by keys alone.
"""

import re
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page, expect
from sqlalchemy import select

from cafe.config import load_settings
from cafe.core.clock import today
from cafe.model import Follower, Person, Workshop
from cafe.people.links import open_series, series_token
from cafe.plan.actions.series import new_series, put_in_series
from tests.browser.people.test_followup import looks_right
from tests.browser.report.test_report import PHONE, WIDE
from tests.browser.sorting import database, log_in
from tests.plan.inviting.mail import letters_in, mail_server
from tests.support.browser import NewPage
from tests.support.server import Server, StartServer
from tests.support.waiting import wait_for
from tests.support.world import a_workshop

LINK = re.compile(r"https?://[^/\s]+(/f/\w+)")


def a_network(server: Server) -> tuple[str, str]:
    """A series with a café to come: its uid, and its page on the web; the first account owns it."""
    settings = load_settings({"CAFE_DATA_DIR": str(server.data_dir)})
    base, key = database(server), settings.secret_key
    with base.reading() as db:
        owner = db.scalars(select(Person)).one()
    id = a_workshop(base, owner=owner, stage="planning").id
    with base.writing() as tx:
        here = tx.get_one(Workshop, id)
        series = new_series(tx, name="Nettverket", organisation_id=here.organisation_id)
        put_in_series(tx, workshop=here, series=series)
        here.title, here.place, here.listed = "Vårkafé", "Storsalen", True
        here.date, here.language = today() + timedelta(days=30), "en"
        open_series(tx, series=series, secret_key=key)
        found = series.uid, f"/s/{series_token(key, series.nonce or '')}"
    base.engine.dispose()
    return found


def ask(page: Page, server: Server, at: str, name: str) -> None:
    """From the page of the series to the letter that is on its way, by keys."""
    page.goto(f"{server.url}{at}?lang=en")
    page.get_by_role("link", name="Be invited to the next café").press("Enter")
    page.get_by_label("Your e-mail address").fill(f"{name}@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(f"{name.title()}, Bodø")
    looks_right(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("A letter is on its way")


def letter_to(box: Path, name: str, says: str) -> str:
    """The text of the letter to this address that says this, once it has come."""

    def found() -> str:
        texts = (
            str(one.get_content()) for one in letters_in(box) if one["To"] == f"{name}@example.org"
        )
        return next((text for text in texts if says in text), "")

    wait_for(found, what=f"a letter to {name}")
    return found()


def test_two_ask_one_deletes_and_the_owner_writes_to_who_is_left(
    server: StartServer, new_page: NewPage, tmp_path: Path
) -> None:
    box = tmp_path / "mail"
    with mail_server(box) as url:
        here = server(CAFE_SMTP_URL=url, CAFE_MAIL_FROM="cafe@example.org")
        who = here.user()
        uid, at = a_network(here)
        reader = new_page(viewport=PHONE, locale="en-GB")
        links = {}
        for name in ("kari", "ola"):
            ask(reader, here, at, name)
            links[name] = LINK.findall(letter_to(box, name, "confirm"))[0]
            reader.goto(f"{here.url}{links[name]}")
            reader.get_by_role("button", name="Yes, invite me").press("Enter")
            expect(reader.get_by_role("heading", level=1)).to_contain_text("You are invited")
        looks_right(reader)

        owner = new_page(viewport=WIDE)
        log_in(owner, here, who)
        owner.goto(f"{here.url}/workshops/series/{uid}?lang=en")
        owner.get_by_role("link", name="Contact list").press("Enter")
        expect(owner.locator(".contacts > li")).to_have_count(2)
        owner.locator("#paper > summary").press("Enter")
        looks_right(owner)

        reader.goto(f"{here.url}{links['ola']}")
        reader.get_by_role("button", name="Delete my address now").press("Enter")
        expect(reader.get_by_role("heading", level=1)).to_have_text("Your address is deleted")

        owner.reload()
        expect(owner.locator(".contacts > li")).to_have_count(1)
        owner.get_by_label("Your words").fill("Kom!")
        owner.get_by_role("button", name="Look at the letter").press("Enter")
        expect(owner.locator(".letter-looked")).to_contain_text("Storsalen")
        looks_right(owner)
        owner.get_by_role("button", name="Send it to 1 person").press("Enter")
        expect(owner.locator(".written-before > li")).to_contain_text("to 1 person")
        told = letter_to(box, "kari", "Kom!")
        assert links["kari"] in told
        assert not [one for one in letters_in(box) if "Kom!" in str(one.get_content())][1:]

        owner.get_by_role("button", name="Take off the list").press("Enter")
        expect(owner.locator("#list")).to_contain_text("Nobody stands on the list yet.")
        base = database(here)
        with base.reading() as db:
            assert db.scalars(select(Follower)).all() == []
        base.engine.dispose()
