"""A borrowed tablet is emptied: not before what was typed has arrived, and then of everything."""

from playwright.sync_api import expect

from tests.browser.tables import Table, sit_down
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.kept import page_is_kept
from tests.support.waiting import becomes

LEFT = """async () => ({
  local: Object.keys(localStorage), session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).map(({ name }) => name),
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"local": [], "session": [], "databases": [], "caches": [], "workers": 0}


def test_a_borrowed_tablet_is_emptied_when_all_has_arrived(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table)
    tablet.add("en")
    tablet.all_received("en")
    page_is_kept(tablet.page, "en")
    tablet.field.fill("en halv tanke")
    beside = tablet.page.context.new_page()
    where = table.address.replace("?", "/privacy?")
    beside.goto(where)
    before = beside.evaluate(LEFT)
    assert all(before[name] for name in ("local", "databases", "caches", "workers"))
    empty = beside.get_by_role("button", name="Empty this tablet")
    empty.click()
    said = beside.locator("#empty-said")
    expect(said).to_contain_text("Not yet: 1 thing that was typed")
    axe(beside)
    assert beside.evaluate(LEFT) == before, "nothing is gone"
    beside.goto(where)
    tablet.field.press("Enter")
    tablet.all_received("en halv tanke", "en")
    tablet.page.close()
    empty.click()
    expect(said).to_have_text("The tablet is empty. Close the tabs of this address.")
    assert beside.evaluate(LEFT) == NOTHING
    becomes(table.notes, ["en", "en halv tanke"])
    for path in ("/accessibility?lang=nb", "/privacy?lang=nn"):
        beside.goto(table.server.url + path)
        axe(beside)
