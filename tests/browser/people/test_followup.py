"""You said, we do: the owner answers by keys, everybody reads it, and a letter tells of it."""

import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect
from sqlalchemy import select, update

from cafe.archive.actions import import_archive
from cafe.archive.schema import read
from cafe.config import load_settings
from cafe.model import DocumentLink, Follower, FollowupAnswer, Person
from cafe.people.document_links import document_token
from tests.archive.ground import sorted_out
from tests.browser.report.test_report import PHONE, TABLET, WIDE, fits
from tests.browser.sorting import database, log_in
from tests.browser.walls import Wall, look
from tests.followup.published import publish
from tests.plan.inviting.mail import letters_in, mail_server
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server, StartServer
from tests.support.waiting import wait_for

LINK = re.compile(r"https?://[^/\s]+(/[df]/\w+)")


def looks_right(page: Page) -> None:
    for shape in (PHONE, TABLET, WIDE):
        page.set_viewport_size(shape)  # type: ignore[arg-type]
        assert fits(page), (page.url, shape)
    axe(page)


def a_published_cafe(server: Server) -> tuple[str, str]:
    """Its id, and where its document is read; the first account owns it."""
    settings = load_settings({"CAFE_DATA_DIR": str(server.data_dir)})
    base, key = database(server), settings.secret_key
    with base.writing() as tx:
        owner, archive = tx.scalars(select(Person)).one(), read(json.dumps(sorted_out()).encode())
        id = import_archive(tx, archive=archive, by_person=owner, secret_key=key).id
    with base.writing() as tx:
        publish(tx, id, server.data_dir, key)
        path = f"/d/{document_token(key, tx.get_one(DocumentLink, id).nonce)}"
    base.engine.dispose()
    return id, path


def quietly(server: Server) -> None:
    """As if an hour had passed since the last answer, and the hourly round had come."""
    from cafe.core.clock import today
    from cafe.followup.actions import queue_due
    from cafe.followup.queries import due_for_letters

    base = database(server)
    with base.writing() as tx:
        tx.execute(update(FollowupAnswer).values(written=datetime.now(UTC) - timedelta(hours=2)))
        queue_due(tx, today(), due_for_letters(tx, today()))
    base.engine.dispose()


def test_what_was_said_is_answered_read_and_told(
    server: StartServer, new_page: NewPage, tmp_path: Path
) -> None:
    box = tmp_path / "mail"
    with mail_server(box) as url:
        here = server(CAFE_SMTP_URL=url, CAFE_MAIL_FROM="cafe@example.org")
        who = here.user()
        id, document = a_published_cafe(here)

        reader = new_page(viewport=PHONE, locale="en-GB")
        reader.goto(f"{here.url}{document}")
        reader.get_by_role("link", name="Be told what comes of it").click()
        looks_right(reader)
        reader.get_by_label("Your e-mail address").fill("kari@example.org")
        reader.keyboard.press("Enter")
        expect(reader.get_by_role("status").first).to_contain_text("A letter is on its way")
        wait_for(lambda: letters_in(box), what="the letter to confirm")
        letter = str(letters_in(box)[0].get_content())
        reader.goto(f"{here.url}{LINK.findall(letter)[0]}")
        looks_right(reader)
        reader.get_by_role("button", name="Yes, tell me").click()
        expect(reader.get_by_role("heading", level=1)).to_have_text("You are told what comes of it")

        page = new_page(viewport=WIDE)
        log_in(page, here, who)
        page.goto(f"{here.url}/w/{id}/followup")
        looks_right(page)
        answer_by_keys(page)
        looks_right(page)
        page.get_by_role("link", name="Plan, do, check, act").press("Enter")
        expect(page.get_by_role("heading", name="Doing")).to_contain_text("(1)")
        looks_right(page)

        reader.goto(f"{here.url}{document}")
        expect(reader.locator(".shown-came")).to_contain_text("1 in hand")
        expect(reader.locator(".came")).to_contain_text("Two lamps are ordered.")
        looks_right(reader)
        wall = Wall(here, id)
        phone = look(new_page(viewport=PHONE, locale="en-GB"), wall.address("/table/1"))
        phone.locator(".slip", has_text="more light").click()
        expect(phone.locator(".sheet-came")).to_contain_text("Two lamps are ordered.")
        axe(phone)

        quietly(here)
        wait_for(lambda: len(letters_in(box)) == 2, what="the letter that tells")
        told = letters_in(box)[1]
        if "Two lamps" not in str(told.get_content()):
            told = letters_in(box)[0]
        text = str(told.get_content())
        assert "– Light: in hand" in text
        stop = LINK.findall(text)[-1]
        assert stop in str(told["List-Unsubscribe"])
        reader.goto(f"{here.url}{stop}")
        reader.get_by_role("button", name="Delete my address now").press("Enter")
        expect(reader.get_by_role("heading", level=1)).to_have_text("Your address is deleted")
        axe(reader)
        base = database(here)
        with base.reading() as db:
            assert db.scalars(select(Follower)).all() == []
        base.engine.dispose()


def answer_by_keys(page: Page) -> None:
    """The first heading, from its link to the saved answer without a pointer."""
    page.locator(".came-heading", has_text="Light").get_by_role("link").first.press("Enter")
    planned = page.get_by_role("radio", name="Planned")
    expect(planned).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="In hand")).to_be_checked()
    page.keyboard.press("Tab")
    page.keyboard.type("Two lamps are ordered.")
    for _field in range(3):
        page.keyboard.press("Tab")
    looks_right(page)
    page.get_by_role("button", name="Save the answer").press("Enter")
    expect(page.locator(".came").first).to_contain_text("Two lamps are ordered.")
