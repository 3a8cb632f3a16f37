"""A phone hears what became of the notes that it wrote: no login, and nobody learns whose."""

from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from cafe.model import Note, Workshop
from cafe.report.actions.publishing import show_version
from cafe.report.actions.versions import keep_version
from cafe.report.versions import store
from tests.browser.table.test_pairs import PHONE, Talk
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server
from tests.support.world import new_id


@pytest.fixture(scope="module")
def organised(running: Server) -> Server:
    running.user()
    return running


def publish(talk: Talk, uid: str) -> None:
    """A final version in which the note of this id is printed, on the web."""
    who = {"by": "person:1"}
    with talk.behind() as tx:
        workshop = tx.get_one(Workshop, talk.workshop.id)
        name = new_id().replace("-", "")
        status = ("printed", "Lys", "Mer lys.", "", new_id(), 0, False)
        kept = store.Kept(workshop.revision, True, [], {uid: status})
        store.write(store.folder_of(talk.server.data_dir, workshop.id, name), [], kept)
        how: dict[str, Any] = {
            "folder": name,
            "final": True,
            "kept": kept,
            "operation": new_id(),
            **who,
        }
        version = keep_version(tx, workshop=workshop, **how)
        assert version is not None
        how = {"shown": True, "secret_key": talk.key, "operation": new_id(), **who}
        show_version(tx, workshop=workshop, version=version, **how)


def test_a_phone_hears_what_became_of_its_notes(organised: Server, new_page: NewPage) -> None:
    talk = Talk(organised)
    phone, other = new_page(viewport=PHONE, locale="en-GB"), new_page(viewport=PHONE)
    phone.goto(talk.door)
    phone.locator("textarea").first.fill("mer lys")
    phone.get_by_role("button", name="Add").first.click()
    expect(phone.locator(".slip")).to_have_attribute("data-status", "received")
    with talk.behind() as tx:
        here = Note.workshop_id == talk.workshop.id, Note.text == "mer lys"
        uid = tx.scalars(select(Note.uid).where(*here)).one()
    talk.move("finished")
    publish(talk, uid)
    for page, hears in ((phone, True), (other, False)):
        page.goto(talk.wall)
        expect(page.locator(".slip").first).to_be_visible()
        folded = page.get_by_text("What became of my notes")
        expect(folded).to_be_visible(visible=hears)
    folded = phone.get_by_text("What became of my notes")
    folded.focus()
    phone.keyboard.press("Enter")
    expect(phone.locator(".own-notes")).to_contain_text("mer lys")
    expect(phone.locator(".own-notes")).to_contain_text("printed under “Lys”")
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
