"""Of each kind that can be erased for good: no device that was typed on keeps the words."""

from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.erasure.files import tell
from cafe.erasure.rules import KINDS
from cafe.model import CafeTable, Note, VisitorQuestion, Workshop
from cafe.model.events import publish
from cafe.table.actions.answers import answer
from tests.browser.report.test_erasing import keeps_nothing, write_over
from tests.browser.vernissage import KEY, ask, phone, slip, tablet, vernissage
from tests.browser.walls import Wall
from tests.erasure.ground import erased, opened
from tests.support.browser import NewPage
from tests.support.kept import draft_is_kept
from tests.support.server import StartServer
from tests.support.waiting import wait_for
from tests.support.world import new_id

HOST, SAID = "Kari Ødegård", "Ola sa det"


@pytest.fixture
def wall(server: StartServer) -> Wall:
    """A wall with words of each kind that a host or a visitor types."""
    made = vernissage(server())
    with made.behind() as tx:
        table = first_table(tx, made)
        table.hosts, table.main_statement = [HOST], "Naboen Wærtsen vil ha lys"
        note = tx.scalars(select(Note).where(Note.text == "mer lys")).one()
        note.elaborations = [SAID, "Om kvelden"]
        publish(tx, table, note, by="p", operation=new_id())
    return made


def first_table(tx: Session, made: Wall) -> CafeTable:
    here = CafeTable.workshop_id == made.workshop, CafeTable.number == 1
    return tx.scalars(select(CafeTable).where(*here)).one()


def erase(wall: Wall, kind: str, key: str, words: str = "", *, ticked: bool = False) -> None:
    with opened(wall.server.data_dir) as (db, settings):
        erased(db, settings, wall.workshop, kind, key, words=words, ticked=ticked)


def typed(page: Page, label: str, words: str) -> None:
    page.get_by_label(label, exact=True).fill(words)
    page.get_by_label(label, exact=True).blur()


def test_no_device_keeps_what_was_erased(wall: Wall, new_page: NewPage) -> None:
    host, away = tablet(new_page, wall), tablet(new_page, wall, badly=True)
    visitor = phone(new_page, wall)
    ask(visitor, "mer lys", "Hva med Lise?")
    expect(host.locator(".asked-sign")).to_contain_text("1 question")
    host.get_by_role("button", name="Write an answer").click()
    host.get_by_label("The answer").fill("Lise kommer")
    note = slip(host, "mer lys")
    note.get_by_role("button", name="More: mer lys").click()
    note.get_by_role("button", name="Elaborate").click()
    note.get_by_label("What was added at the poster").first.fill(f"{SAID} igjen")
    write_over(host, KEY, "en nøkkel til nå, og noen som har den")
    away.context.set_offline(True)
    write_over(away, KEY, "en nøkkel til, og noen som har den i dag")
    away.keyboard.press("Enter")
    typed(away, "Main statement", "Naboen Wærtsen vil ha mer lys")
    typed(away, "Table host", f"{HOST}, Per")
    for words in ("Lise kommer", "igjen", "til nå"):
        draft_is_kept(host, words)
    answered_aloud(wall)
    expect(visitor.locator(".mine")).to_contain_text("Answered at the poster.")

    with wall.behind() as tx:
        notes = {one.text: one.uid for one in tx.scalars(select(Note))}
        asked = tx.scalars(select(VisitorQuestion.uid)).one()
        table = str(first_table(tx, wall).id)
    mend: dict[str, Callable[[], None]] = {
        "words": lambda: erase(wall, "words", notes[KEY], "nøkkel til"),
        "host": lambda: erase(wall, "host", table, HOST),
        "elaboration": lambda: erase(wall, "elaboration", f"{notes['mer lys']}.0", SAID),
        "asked": lambda: erase(wall, "asked", asked),
    }
    # An answer of the evaluation is nobody's: no device is told which one is gone.
    assert {*KINDS} == {*mend, "note", "photo", "answer"}, "tried by test_erasing.py"
    for work in mend.values():
        work()
    erase(wall, "words", "", "Wærtsen", ticked=True)

    expect(host.get_by_label("The note's text")).to_have_value("en […] nå, og noen som har den")
    expect(visitor.locator(".mine")).to_have_count(0)
    away.context.set_offline(False)
    mended = slip(away, "en […], og noen som har den i dag")
    expect(mended).to_have_attribute("data-status", "received")
    expect(away.get_by_label("Main statement")).to_have_value("Naboen […] vil ha mer lys")
    for page in (host, away, visitor):
        for words in ("nøkkel", "Wærtsen", "Ødegård", SAID, "Lise"):
            wait_for(partial(keeps_nothing, page, words), what=f"nothing to keep {words}")
    with wall.behind() as tx:
        texts = set(tx.scalars(select(Note.text)))
        assert "en […], og noen som har den i dag" in texts, "what was typed else is not lost"


def answered_aloud(wall: Wall) -> None:
    """As a host does at the poster; nobody else sees the question."""
    with wall.behind() as tx:
        first = tx.get_one(Workshop, wall.workshop).revision
        asked = tx.scalars(select(VisitorQuestion)).one()
        told = {"by": "t", "operation": new_id()}
        answer(tx, asked=asked, answered="voice", answer=None, was=None, **told)
    tell(wall.server.data_dir, wall.workshop, first)
