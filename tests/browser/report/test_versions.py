"""The organiser keeps a draft and a final version, sees what changed, and shows it to somebody."""

import json
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.archive.ground import sorted_out
from tests.browser.report.test_report import PHONE, TABLET, WIDE, fits
from tests.browser.sorting import log_in
from tests.browser.walls import Wall, look
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import StartServer


def looks_right(page: Page) -> None:
    for shape in (PHONE, TABLET, WIDE):
        page.set_viewport_size(shape)  # type: ignore[arg-type]
        assert fits(page), (page.url, shape)
    axe(page)


def test_a_document_is_kept_compared_shown_and_taken_off(
    server: StartServer, new_page: NewPage, tmp_path: Path
) -> None:
    archive = tmp_path / "café.json"
    archive.write_text(json.dumps(sorted_out()), encoding="utf-8")
    page, here = new_page(viewport=WIDE), server()
    log_in(page, here, here.user())
    page.goto(f"{here.url}/workshops/import")
    page.get_by_label("The archive").set_input_files(archive)
    page.get_by_role("button", name="Bring it in").click()
    page.wait_for_url("**/w/*/report")

    page.get_by_role("button", name="Keep as a draft").press("Enter")
    expect(page.get_by_role("heading", name="Draft 1")).to_be_visible()
    page.locator("[data-piece='summary:1']").press("Enter")
    page.get_by_label("The summary of question 1").fill("Statement 1. Statement four.")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article")).to_contain_text("Statement four.")
    page.get_by_role("button", name="Keep as final").click()
    expect(page.get_by_role("heading", name="Final version")).to_be_visible()
    looks_right(page)

    page.get_by_role("link", name="See what has changed").click()
    page.get_by_label("From").select_option(index=1)
    page.get_by_label("To").select_option(index=0)
    page.get_by_role("button", name="Show what has changed").click()
    expect(page.get_by_role("heading", name="From “Draft 1” to “Final version”")).to_be_visible()
    # The introduction says whose the summaries are now.
    expect(page.locator("ins").filter(has_text="four")).to_be_visible()
    expect(page.locator("ins").filter(has_text="questions 1 and")).to_be_visible()
    looks_right(page)

    page.get_by_role("link", name="The document").click()
    page.get_by_role("link", name="Show it on the web …").click()
    expect(page.get_by_role("list").filter(has_text="questions")).to_contain_text("sentences")
    looks_right(page)
    page.get_by_role("button", name="Show it on the web").click()
    link = page.locator(".on-the-web a.address")
    # The link names this machine on its network; the test's café listens on itself alone.
    address = f"{here.url}{urlsplit(str(link.get_attribute('href'))).path}"
    looks_right(page)
    reader = new_page(expect=("status of 410",), locale="en-GB")
    reader.goto(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("DIALOGUE CAFÉ – SUMMARY")
    expect(reader.locator("article")).to_have_css("background-color", "rgb(255, 253, 248)")
    with reader.expect_download() as word:
        reader.get_by_role("link", name="Word").click()
    assert word.value.suggested_filename.endswith(".docx")
    looks_right(reader)
    reader.get_by_role("link", name="Take an extract").press("Enter")
    looks_right(reader)
    reader.get_by_role("link", name="Light").press("Enter")
    expect(reader.locator(".paper-notice").first).to_contain_text("heading “Light”")
    looks_right(reader)
    with reader.expect_download() as part:
        reader.get_by_role("link", name="PDF").click()
    assert part.value.suggested_filename.endswith(".pdf")
    reader.goto(address)
    sentence = reader.locator("span[id^='s-']").first
    reader.goto(f"{address}#{sentence.get_attribute('id')}")
    expect(reader.locator(":target")).to_contain_text("More light")

    wall = Wall(here, page.url.split("/w/")[1].split("/")[0])
    phone = look(new_page(viewport=PHONE, locale="en-GB"), wall.address("/table/1"))
    note = phone.locator(".slip", has_text="more light")
    note.get_by_role("button", name="Read more: more light").press("Enter")
    became = phone.get_by_role("dialog").get_by_text("What became of it:").locator("..")
    expect(became).to_contain_text("printed under “Light”, in one sentence with 2 other notes.")
    looks_right(phone)
    became.get_by_role("link", name="Read it in the document").click()
    expect(phone.locator(":target")).to_contain_text("More light")
    phone.go_back()
    expect(note.get_by_role("button")).to_be_visible()

    page.get_by_role("button", name="Take it off the web").click()
    expect(page.get_by_role("link", name="Show it on the web …")).to_be_visible()
    expect(note.get_by_role("button")).to_have_count(0)
    note.click()
    expect(phone.get_by_role("dialog")).to_contain_text("The vernissage is over.")
    expect(phone.get_by_role("dialog")).not_to_contain_text("became")
    reader.reload()
    expect(reader.get_by_role("alert")).to_contain_text("No document is shown at this address")
    axe(reader)
