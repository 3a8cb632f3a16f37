"""A host tries the table before the day, also without a network; none of it comes to the café."""

from playwright.sync_api import Page, expect

from cafe.model import CafeTable
from cafe.plan.actions import set_hosts
from tests.browser.tables import Table, Tablet, closing_database, open_table, sit_down
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.kept import page_is_kept
from tests.support.server import Server
from tests.support.waiting import becomes, wait_for
from tests.support.world import new_id


def rehearsed(table: Table) -> bool:
    """Whether the café knows it."""
    with closing_database(table.server) as db, db.database.reading() as tx:
        return tx.get_one(CafeTable, table.id).rehearsed


def name_host(table: Table, name: str) -> None:
    """As the organiser does; the page hears of it at its next look."""
    with closing_database(table.server) as db, db.database.writing() as tx:
        here = tx.get_one(CafeTable, table.id)
        set_hosts(tx, table=here, was=[], hosts=[name], by="person:1", operation=new_id())


def practise(tablet: Tablet, text: str) -> None:
    """The guided minute."""
    done = tablet.page.get_by_role("button", name="I have practised")
    expect(done).to_be_disabled()
    tablet.add(text)
    expect(tablet.slip(text)).to_have_attribute("data-status", "practice")
    expect(tablet.slip(text)).to_contain_text("Practice, kept on the tablet")
    expect(done).to_be_disabled()
    tablet.tap(text, "Strike out")
    expect(tablet.page.locator(".practice li[data-done]")).to_have_count(2)
    axe(tablet.page)
    done.click()
    expect(tablet.page.locator(".slip")).to_have_count(0)
    expect(tablet.page.get_by_text("This table has practised.", exact=True)).to_be_visible()


def over(page: Page) -> object:
    """The word that practice is over."""
    return page.get_by_text("Practice is over: the tables are open.")


def test_a_rehearsal(running: Server, new_page: NewPage) -> None:
    table = open_table(running)
    table.move("planning")
    tablet = sit_down(new_page, table, badly=True)
    expect(tablet.page.locator(".stage")).to_have_text("Practice")
    practise(tablet, "prøve")
    tablet.hear()
    expect(tablet.page.locator(".arrived")).not_to_have_attribute("data-waits", "true")
    wait_for(lambda: rehearsed(table), what="the café to know that the table has rehearsed")

    # Once more without a network: the page opens, the minute goes as before.
    page_is_kept(tablet.page)
    tablet.add("øver igjen")
    expect(tablet.slip("øver igjen")).to_be_visible()
    name_host(table, "Kari")
    tablet.hear()  # the café answers after it was typed: it was practice
    expect(tablet.page.get_by_label("Host")).to_have_value("Kari")
    tablet.offline(True)
    tablet.page.reload()
    expect(tablet.slip("øver igjen")).to_have_attribute("data-status", "practice")
    expect(tablet.status).to_contain_text("No connection.")
    tablet.add("sagt i salen")
    expect(tablet.slip("sagt i salen")).to_have_attribute("data-status", "practice")
    assert table.notes() == []

    # The hall begins meanwhile: what was written alone goes to the organiser, the rest is over.
    table.move("open")
    tablet.offline(False)
    expect(tablet.slip("sagt i salen")).to_have_attribute("data-status", "late")
    expect(tablet.slip("sagt i salen")).to_contain_text("Skrevet som")  # in the café's language
    expect(tablet.page.locator(".practice li")).to_have_text(["øver igjen"])
    axe(tablet.page)
    tablet.page.get_by_role("button", name="Remove the note").click()
    expect(tablet.page.locator(".practice")).to_have_count(0)
    assert table.notes() == []
    table.decide("sagt i salen", taken=True)
    becomes(table.notes, ["sagt i salen"])


def test_an_organiser_who_forgot_to_open_the_tables(running: Server, new_page: NewPage) -> None:
    table = open_table(running)
    table.move("planning")
    tablet = sit_down(new_page, table)
    tablet.add("en", "to")
    expect(tablet.slip("to")).to_have_attribute("data-status", "practice")
    table.move("open")
    tablet.hear()
    tablet.page.get_by_role("button", name="Hang the notes up all the same").click()
    tablet.all_received("to", "en")
    becomes(table.notes, ["en", "to"])
