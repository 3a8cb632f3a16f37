"""The vernissage on a bad network: what was asked waits, and what was missed comes."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from cafe.model import VisitorQuestion, Workshop
from cafe.plan.actions import move_stage
from cafe.table.actions.answers import elaborate
from cafe.table.actions.notes import edit_note, strike_note
from tests.browser.vernissage import KEY, ask, phone, sheet, slip, vernissage, with_note
from tests.browser.walls import Wall, look
from tests.support.browser import NewPage
from tests.support.server import Server
from tests.support.world import new_id


@pytest.fixture
def wall(running: Server) -> Wall:
    return vernissage(running)


def test_a_question_waits_for_a_lost_line(wall: Wall, new_page: NewPage) -> None:
    page = phone(new_page, wall, badly=True)
    beside = look(page.context.new_page(), wall.address("/table/1"))
    dialog = sheet(page, "mer lys")
    page.context.set_offline(True)
    dialog.get_by_label("Ask about this note").fill("Hvor er det mørkt?")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.locator(".mine")).to_contain_text("Kept on this phone")
    dialog.get_by_label("Ask about this note").fill("Og hvem")
    page.keyboard.press("Escape")
    sheet(page, KEY)
    expect(page.get_by_label("Ask about this note")).to_have_value("")
    page.keyboard.press("Escape")
    sheet(page, "mer lys")
    expect(page.get_by_label("Ask about this note")).to_have_value("Og hvem")
    page.context.set_offline(False)
    expect(dialog.locator(".mine")).to_contain_text("The host has it.")
    page.reload()
    dialog = sheet(page, "mer lys")
    expect(dialog.locator(".mine")).to_contain_text("Hvor er det mørkt?")
    expect(page.get_by_label("Ask about this note")).to_have_value("Og hvem")
    with wall.behind() as tx:
        asked = tx.scalars(
            select(VisitorQuestion.text).where(VisitorQuestion.workshop_id == wall.workshop)
        ).all()
    assert asked == ["Hvor er det mørkt?"]
    # The phone has the wall open twice, and asks in both: it knows all of its questions.
    ask(beside, KEY, "Når da?")
    page.get_by_label("Ask about this note").fill("Og hvem?")
    dialog.get_by_role("button", name="Send").click()
    expect(dialog.locator(".mine").filter(has_text="The host has it.")).to_have_count(2)
    for tab in (page, beside):
        tab.reload()
        tab.locator(".wall-mine summary").click()
        expect(tab.locator(".my-questions button")).to_have_count(3)


def test_a_viewer_who_was_away_is_right_again(wall: Wall, new_page: NewPage) -> None:
    page = phone(new_page, wall, badly=True)
    sheet(page, KEY)
    page.context.set_offline(True)
    expect(page.locator("#connection.lost")).to_be_attached()
    with wall.behind() as tx:
        move_stage(
            tx,
            workshop=tx.get_one(Workshop, wall.workshop),
            stage="open",
            by="p",
            operation=new_id(),
        )
    wall.say(1, "mens du var borte")
    words = {"kind": "keyword", "part": None}
    with_note(wall, "mer lys", edit_note, was="mer lys", text="mye mer lys", **words)
    with_note(wall, "mye mer lys", elaborate, elaborations=["ved porten"], was=[])
    with_note(wall, KEY, strike_note, struck=True)
    page.context.set_offline(False)
    expect(page.locator("dialog.ask-sheet")).to_contain_text("taken off the poster")
    assert KEY not in page.locator("dialog.ask-sheet").inner_text()
    page.keyboard.press("Escape")
    expect(page.locator(".slip > p:first-child")).to_have_text(["mye mer lys", "mens du var borte"])
    expect(slip(page, "mye mer lys").locator(".more")).to_have_text("ved porten")
    expect(slip(page, KEY)).to_have_count(0)
