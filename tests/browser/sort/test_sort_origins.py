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
