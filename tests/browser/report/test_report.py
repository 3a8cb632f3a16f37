"""The organiser brings a café in, reads its document, words it, and takes it away."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.archive.archives import an_archive
from tests.browser.sorting import log_in
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import StartServer

PHONE, TABLET, WIDE = (
    {"width": 320, "height": 640},
    {"width": 1024, "height": 768},
    {"width": 1680, "height": 1050},
)


def fits(page: Page) -> bool:
    """True when nobody has to scroll sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.fixture
def document(server: StartServer, new_page: NewPage, tmp_path: Path) -> Page:
    """The document's page of a café just brought in through the browser."""
    archive = tmp_path / "café.json"
    archive.write_text(json.dumps(an_archive()), encoding="utf-8")
    # A refused form is answered 409 or 422, and Chromium says so in its console.
    page, here = new_page(viewport=WIDE, expect=("status of (?:409|422)",)), server()
    log_in(page, here, here.user())
    page.goto(f"{here.url}/workshops")
    page.get_by_role("link", name="Bring one in from a file").click()
    axe(page)
    page.get_by_label("The archive").set_input_files(archive)
    page.get_by_role("button", name="Bring it in").click()
    page.wait_for_url("**/w/*/report")
    return page


def test_the_document_is_read_worded_and_taken_away(document: Page) -> None:
    page = document
    paper = page.get_by_role("article")
    expect(paper.get_by_role("heading", name="1. What helps?")).to_be_visible()
    expect(paper.get_by_role("listitem")).to_contain_text("More light and a chair by the door.")
    paper.locator(".paper-intro").first.click()
    page.get_by_label("The introduction.").fill("Ours, first.\n\nOurs, second.")
    page.get_by_role("button", name="Save").click()
    expect(paper.get_by_text("Ours, second.", exact=True)).to_be_visible()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Markdown").click()
    text = Path(coming.value.path()).read_text(encoding="utf-8")
    assert "Ours, first.\n\nOurs, second.\n\nAda  \n" in text
    assert coming.value.suggested_filename.endswith(".md")


def test_options_and_the_organisations_paper_are_chosen_on_the_page(
    document: Page, tmp_path: Path
) -> None:
    page, paper = document, document.get_by_role("article")
    page.get_by_label("A page of contents").press("Space")
    page.get_by_label("The accounts").press("Space")
    page.get_by_role("button", name="Keep the choices").press("Enter")
    expect(paper.get_by_role("heading", name="Contents")).to_be_visible()
    paper.get_by_role("link", name="The accounts").click()
    expect(page).to_have_url(re.compile("#accounts$"))
    expect(paper.get_by_role("columnheader", name="not yet placed")).to_be_in_viewport()
    wrong = tmp_path / "paper.docx"
    wrong.write_text("no Word")
    page.get_by_label("Word file (.docx)").set_input_files(wrong)
    page.get_by_role("button", name="Use this paper").click()
    expect(page.get_by_role("alert")).to_contain_text("This is not a Word file that can be used.")
    axe(page)


def test_what_another_chose_meanwhile_is_told_where_the_eye_is(document: Page) -> None:
    page, other = document, document.context.new_page()
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    other.goto(page.url)
    for seen, choice in ((other, "The accounts"), (page, "A page of contents")):
        seen.get_by_label(choice).press("Space")
        seen.get_by_role("button", name="Keep the choices").press("Enter")
    told = page.get_by_role("alert").filter(has_text="has chosen otherwise meanwhile")
    expect(told).to_be_in_viewport(ratio=1)
    expect(page.get_by_label("A page of contents")).to_be_checked()
    axe(page)


def test_everybody_can_use_the_page(document: Page) -> None:
    page = document
    for shape in (PHONE, TABLET, WIDE):
        page.set_viewport_size(shape)  # type: ignore[arg-type]
        assert fits(page), shape
    for poster in page.locator(".paper img").all():
        poster.scroll_into_view_if_needed()
        expect(poster).to_have_js_property("naturalWidth", 1400)
    for summary in page.locator(".report-side summary").all():
        summary.click()
    axe(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_web_page_stands_alone(
    document: Page, new_page: NewPage, tmp_path: Path, scheme: str
) -> None:
    with document.expect_download() as coming:
        document.get_by_role("link", name="Web page").click()
    file = tmp_path / "document.html"
    coming.value.save_as(file)
    page = new_page(viewport=PHONE, color_scheme=scheme, offline=True)
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text("DIALOGUE CAFÉ – SUMMARY")
    expect(page.get_by_role("img").first).to_have_js_property("naturalWidth", 1867)
    assert fits(page)
    axe(page)
