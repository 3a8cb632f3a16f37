"""Notes from elsewhere on the board: a group by its name, in the filter, and one undo for all."""

from playwright.sync_api import expect

from cafe.model import Workshop
from cafe.sort.origins.actions import origin_named, take_in
from cafe.sort.origins.rules import Row
from tests.browser.sorting import database, lay_out, log_in, open_board
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server
from tests.support.world import new_id

NAME = "Spørreskjema"


def test_a_source_stands_beside_the_tables_and_one_undo_takes_its_notes_out(
    running: Server, new_page: NewPage
) -> None:
    who = running.user()
    cafe = lay_out(running, ("mer tid", "ro"), who)
    base, act = database(running), new_id()
    with base.writing() as tx:
        question = tx.get_one(Workshop, cafe).questions[0]
        origin = origin_named(tx, question=question, name=NAME, by="person:1", operation=act)
        rows = [Row("flere benker"), Row("god kaffe", heading="Mat"), Row("lys i parken")]
        take_in(tx, target=origin, rows=rows, by="person:1", operation=act)
    base.engine.dispose()
    page = new_page()
    log_in(page, running, who)
    open_board(page, running, cafe)
    group = page.get_by_role("region", name=NAME)
    expect(group.get_by_role("listitem")).to_have_count(2)
    page.get_by_label("Table", exact=True).select_option(label=NAME)
    expect(page.get_by_text("mer tid")).to_be_hidden()
    expect(group.get_by_text("flere benker")).to_be_visible()
    axe(page)
    page.get_by_label("Table", exact=True).select_option(label="All tables and sources")
    expect(page.locator(".sum .all dd")).to_have_text("5")
    page.get_by_role("button", name="Undo").click()
    expect(group).to_have_count(0)
    expect(page.get_by_role("heading", name="Mat")).to_have_count(0)
    expect(page.locator(".sum .all dd")).to_have_text("2")
    page.get_by_role("button", name="Redo").click()
    expect(group.get_by_role("listitem")).to_have_count(2)
    page.goto(f"{running.url}/w/{cafe}/sort")
    page.get_by_text(NAME, exact=True).click()
    axe(page)
    name = page.get_by_label("The name of the source")
    name.fill("Fokusgruppe 12. mars")
    page.get_by_role("button", name="Save :").click()
    expect(page.get_by_text("Fokusgruppe 12. mars", exact=True)).to_be_visible()


def test_a_source_is_made_and_typed_on_the_overview(running: Server, new_page: NewPage) -> None:
    who = running.user()
    cafe = lay_out(running, ("mer tid",), who)
    page = new_page(expect=("status of 422",))
    log_in(page, running, who)
    page.goto(f"{running.url}/w/{cafe}/sort")
    card = page.locator("#question-1")
    card.get_by_text("Add a source").click()
    axe(page)
    page.set_viewport_size({"width": 320, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    card.get_by_label("Name of the new source").fill("Brukerrådet")
    card.get_by_label("What it is").select_option(label="Focus group")
    card.get_by_label("Its date").fill("2026-03-12")
    card.get_by_label("How many took part").fill("tolv")
    card.get_by_role("button", name="Add the source").click()
    expect(page.get_by_role("alert")).to_contain_text("as a number")
    expect(card.get_by_label("Name of the new source")).to_have_value("Brukerrådet")
    card.get_by_label("How many took part").fill("12")
    card.get_by_role("button", name="Add the source").click()
    label = "Brukerrådet (focus group, March 12, 2026, 12 took part)"
    source = page.locator(".origins details")
    expect(source.locator("summary")).to_contain_text(label)
    source.locator("summary").click()
    axe(page)
    source.get_by_label("Notes", exact=True).fill("flere benker\nlys i parken")
    source.get_by_role("button", name="Add the notes").click()
    expect(source.locator("summary")).to_contain_text("2 notes")
    open_board(page, running, cafe)
    expect(page.get_by_role("region", name="Brukerrådet").get_by_role("listitem")).to_have_count(2)
