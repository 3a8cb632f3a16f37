"""A file of notes is sent, understood, set by hand, taken in, and taken out again."""

from pathlib import Path

from playwright.sync_api import Page, expect
from sqlalchemy import select

from cafe.model import Person
from tests.browser.report.test_report import PHONE, TABLET, WIDE
from tests.browser.sorting import database, log_in
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server
from tests.support.world import a_workshop

ROWS = "Sak;Hvor\r\nMer lys på veien;1\r\nEn benk på øya;2\r\nNoe helt annet;99\r\n"
SCREEN = {"width": 3840, "height": 2160}
FITS = "() => document.documentElement.scrollWidth <= innerWidth"


def looks_right(page: Page) -> None:
    for shape in (PHONE, TABLET, SCREEN, WIDE):
        page.set_viewport_size(shape)  # type: ignore[arg-type]
        assert page.evaluate(FITS), (page.url, shape)
    axe(page)


def test_a_file_comes_in_as_it_was_seen_and_goes_out_again(
    running: Server, new_page: NewPage, tmp_path: Path
) -> None:
    berit = running.user()
    base = database(running)
    with base.reading() as db:
        owner = db.scalars(select(Person).where(Person.email == berit.email)).one()
    cafe = a_workshop(base, counts=(2, 2), owner=owner, stage="sorting").id
    base.engine.dispose()
    file = tmp_path / "Innspill.csv"
    file.write_bytes(ROWS.encode("cp1252"))

    page = new_page(expect=("status of 422",), viewport=WIDE, locale="en-GB")
    log_in(page, running, berit)
    page.goto(f"{running.url}/w/{cafe}/sort")
    page.get_by_role("link", name="Bring notes in from a table").click()
    expect(page.get_by_role("heading", name="Bring notes in")).to_be_visible()
    looks_right(page)
    page.get_by_role("button", name="See how it is understood").click()
    expect(page.get_by_role("alert")).to_have_text("Choose a file first.")
    page.get_by_label("A file").set_input_files(file)
    page.get_by_role("button", name="See how it is understood").press("Enter")

    expect(page.get_by_role("heading", name="What would come of “Innspill”")).to_be_visible()
    expect(page.locator(".come")).to_contain_text("3 notes in the source “Innspill”")
    expect(page.get_by_role("group", name="Which of these reads right?")).to_contain_text("øya")
    looks_right(page)
    # A column is set by hand; what was not seen yet is shown before it is taken in.
    page.get_by_label("Hvor", exact=True).select_option(label="Table")
    page.get_by_label("At the tables that the file names").check()
    page.get_by_role("button", name="Take them in").click()
    expect(page.locator(".good")).to_contain_text("press once more")
    expect(page.locator(".come")).to_contain_text("1 note: Table 1, question 1")
    expect(page.locator(".left")).to_contain_text("There is no table “99”.")
    looks_right(page)
    page.get_by_role("button", name="Take them in").click()

    expect(page.get_by_role("heading", name="The notes are in")).to_be_visible()
    looks_right(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download these rows").click()
    left = Path(taken.value.path()).read_text(encoding="utf-8-sig")
    assert left.splitlines()[1] == "Noe helt annet;99;4;There is no table “99”."
    page.get_by_role("button", name="Take them out again").click()
    expect(page.get_by_role("heading", name="The notes are out again")).to_be_visible()
    page.goto(f"{running.url}/w/{cafe}/history")
    expect(page.locator(".log")).to_contain_text("brought in 2 notes")
