"""Again and again: from the list to the next café of a series, by a template, through the bin."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect
from sqlalchemy import select

from cafe.document.changed import Line
from cafe.model import Entry, Workshop
from cafe.report.actions.versions import keep_version
from cafe.report.versions import store
from tests.browser.report.test_report import fits
from tests.browser.sorting import lay_out, log_in, moved, sorted_under_two
from tests.browser.tables import closing_database
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server
from tests.support.waiting import becomes
from tests.support.world import new_id

NARROW = {"width": 320, "height": 640}
SAID = ("Naboer som hilser", "Benker i sola")


def with_a_final_version(server: Server, workshop_id: str) -> None:
    """The café is sorted, and its document is kept as final."""
    sorted_under_two(server, workshop_id)
    with closing_database(server) as opened, opened.database.writing() as tx:
        workshop = tx.get_one(Workshop, workshop_id)
        workshop.name, workshop.network = "Et godt sted", "Nettverket"
        entries = tx.scalars(select(Entry)).all()
        lines = [Line("text", "question-1", "Tid", one.text, one.id) for one in entries]
        kept = store.Kept(revision=workshop.revision, complete=True, lines=lines)
        keep_version(
            tx, workshop=workshop, final=True, folder="final", kept=kept, by="person:1",
            operation=new_id(),
        )  # fmt: skip


def looks_well(page: Page) -> None:
    """axe finds nothing, and nobody scrolls sideways on a small phone."""
    axe(page)
    wide = page.viewport_size
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    assert fits(page), page.url
    page.set_viewport_size(wide)  # type: ignore[arg-type]


def test_from_the_list_to_the_next_of_a_series(running: Server, new_page: NewPage) -> None:
    who = running.user(name="Berit Bakke-Nordmann i Læringsnettverket for barn og unge")
    first = lay_out(running, SAID, who)
    with_a_final_version(running, first)
    page = new_page()
    log_in(page, running, who)
    page.goto(f"{running.url}/?lang=en")
    page.wait_for_url("**/workshops")
    expect(page.locator(".top .person")).to_have_text(who.name)
    card = page.locator(f"#cafe-{first}")
    expect(card.get_by_role("link", name="Sort the notes")).to_be_visible()
    looks_well(page)

    # Found while it is typed.
    page.get_by_role("searchbox").press_sequentially("ingen av dem")
    expect(page.get_by_text("No café has “ingen av dem”.")).to_be_visible()
    page.get_by_role("searchbox").fill("nettverket")
    expect(card).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?q=nettverket$"))

    # The next one, with what was said last time.
    card.locator("summary").click()
    looks_well(page)
    card.get_by_role("button", name="Copy this café").click()
    page.wait_for_url("**/plan")
    copy = page.url.split("/")[-2]
    assert copy != first
    said = page.locator(".said-before").first
    said.locator("summary").click()
    looks_well(page)
    said.get_by_role("link", name=SAID[0]).click()
    page.wait_for_url(f"**/w/{first}/sort/1*")
    moved(running, copy, "sorting")
    page.goto(f"{running.url}/w/{copy}/sort/1")
    page.wait_for_selector("#new-heading")
    used = page.locator("#used-headings option")
    becomes(lambda: used.evaluate_all("all => all.map((o) => o.value)"), ["Tid", "Rom"])

    # The series, and a template of it.
    page.goto(f"{running.url}/workshops")
    page.locator(f"#cafe-{copy}").get_by_role("link", name="Series: Nettverket").click()
    expect(page.locator(".timeline > li")).to_have_count(2)
    # Its page for everybody, with the café that is put there.
    page.get_by_role("button", name="Make the page").press("Enter")
    page.locator(f"#cafe-{first}").get_by_role("button", name="Put it on the page").press("Enter")
    expect(page.locator(f"#cafe-{first}").get_by_text("Stands on the page.")).to_be_visible()
    looks_well(page)
    public = urlsplit(page.locator(".web-of-series .address").get_attribute("href") or "").path
    page.locator(f"#cafe-{first}").get_by_role("link", name="Short text for a newsletter").click()
    expect(page.locator("#newsletter")).to_contain_text("PRØVEKAFÉ")
    expect(page.get_by_role("button", name="Copy the text")).to_be_visible()
    looks_well(page)
    anybody = new_page()
    anybody.goto(f"{running.url}{public}?lang=en")
    expect(anybody.locator(".timeline > li")).to_have_count(1)
    looks_well(anybody)
    page.goto(f"{running.url}/workshops")
    card.locator("summary").click()
    card.get_by_role("button", name="Keep as a template").click()
    page.wait_for_url("**/workshops?show=templates")
    looks_well(page)
    page.get_by_role("button", name="World Café in three rounds").click()
    page.wait_for_url("**/plan")
    expect(page.locator(".planned")).to_have_count(3)


def test_through_the_bin(running: Server, new_page: NewPage) -> None:
    who = running.user(name="Berit Bakke-Nordmann i Læringsnettverket for barn og unge")
    cafe = lay_out(running, SAID, who)
    page = new_page(expect=[r"status of 422"])
    log_in(page, running, who)
    page.goto(f"{running.url}/workshops?lang=en")
    card = page.locator(f"#cafe-{cafe}")
    card.locator("summary").click()
    card.get_by_role("button", name="Put into the bin").click()
    page.wait_for_url("**/workshops?show=bin*")
    looks_well(page)
    # A refusal is met where it stands, by the focus, and the page can be reloaded.
    card.locator("summary").click()
    card.get_by_role("textbox").fill("Noe annet")
    card.get_by_role("button", name="Delete for good").click()
    field = card.get_by_role("textbox")
    expect(field).to_be_focused()
    expect(field).to_have_value("Noe annet")
    expect(field).to_have_attribute("aria-describedby", "problem")
    expect(card.locator("#problem")).to_be_in_viewport()
    expect(page).to_have_url(re.compile(r"/workshops\?show=bin$"))
    axe(page)
    page.reload()
    card.get_by_role("button", name="Take it back").click()
    page.wait_for_url("**/workshops#*")
    expect(card).to_be_visible()
