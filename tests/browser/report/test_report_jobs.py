"""Files made in the background, as somebody at the document's page sees it."""

from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from cafe.core.files import jobs_folder
from tests.browser.sorting import lay_out, log_in
from tests.report.test_report_jobs import turn_taken
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.programs.jobs import kill
from tests.support.server import Server, StartServer


class Here(NamedTuple):
    """The document's page, and where its files are made."""

    page: Page
    folder: Path


@pytest.fixture
def here(server: StartServer, new_page: NewPage) -> Here:
    cafe: Server = server()
    who = cafe.user()
    workshop = lay_out(cafe, ("mer tid", "ro"), who)
    page = new_page(viewport={"width": 1366, "height": 900})
    log_in(page, cafe, who)
    page.goto(f"{cafe.url}/w/{workshop}/report")
    folder = jobs_folder(cafe.data_dir, workshop)
    folder.mkdir(parents=True)
    return Here(page, folder)


def test_a_file_comes_by_itself_when_it_is_made(here: Here) -> None:
    page = here.page
    row = page.locator("#jobs")
    with page.expect_download() as coming:
        with turn_taken(here.folder):
            page.get_by_role("link", name="Word").press("Enter")
            expect(row).to_contain_text("Another file is made first")
            expect(row.get_by_role("progressbar", name="Word")).to_be_visible()
            axe(page)
            page.reload()  # it is found again
            expect(row).to_contain_text("Another file is made first")
        expect(row).to_contain_text("Ready.")
    assert Path(coming.value.path()).read_bytes().startswith(b"PK")
    assert coming.value.suggested_filename.endswith(".docx")
    with page.expect_download() as again:
        row.get_by_role("link", name="Take it again").click()
    assert again.value.path().read_bytes() == coming.value.path().read_bytes()
    axe(page)
    page.reload()
    expect(row).to_contain_text("Ready.")
    row.get_by_role("button", name="Close").click()
    expect(row).to_be_empty()


def test_it_is_cancelled_and_nothing_comes(here: Here) -> None:
    page, row = here.page, here.page.locator("#jobs")
    with turn_taken(here.folder):
        page.get_by_role("link", name="PDF").click()
        expect(row).to_contain_text("Another file is made first")
        row.get_by_role("button", name="Cancel").press("Enter")
        expect(page.locator("#say")).to_contain_text("PDF: Cancelled.")
        expect(row).to_be_empty()
    assert not list(here.folder.rglob("file.pdf"))


def test_what_goes_wrong_is_told_and_tried_again(here: Here) -> None:
    page, row = here.page, here.page.locator("#jobs")
    with turn_taken(here.folder):
        page.get_by_role("link", name="Markdown").click()
        expect(row).to_contain_text("Another file is made first")
        [making] = here.folder.iterdir()
        kill(making)
        expect(row).to_contain_text("its process ended too early. Try again.")
        axe(page)
    with page.expect_download() as coming:
        row.get_by_role("button", name="Try again").click()
    assert coming.value.suggested_filename.endswith(".md")


def test_a_version_is_kept_while_one_reads_on(here: Here) -> None:
    page, row = here.page, here.page.locator("#keeping")
    page.locator("[data-kind=intro]").first.click()
    field = page.get_by_label("The introduction.")
    field.fill("Halvveis skre")
    with turn_taken(here.folder):
        page.get_by_role("button", name="Keep as a draft").click()
        expect(row).to_contain_text("The draft: Another file is made first")
    expect(page.get_by_role("heading", name="Draft 1")).to_be_visible()
    expect(row).to_be_empty()
    expect(field).to_have_value("Halvveis skre")
