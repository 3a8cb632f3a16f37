"""The organiser brings a café in, reads its document, words it, and takes it away."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.archive.archives import an_archive
from tests.browser.sorting import log_in
from tests.support.axe import axe
from tests.support.browser import TWO_FRAMES, Held, NewPage
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
    field = page.get_by_label("The archive")
    expect(field).to_be_visible()
    axe(page)
    field.set_input_files(archive)
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


SHIFTS = """new PerformanceObserver((list) => {
  const moved = ({ node, previousRect, currentRect }) =>
    [(node?.outerHTML ?? "").slice(0, 80), previousRect.y, currentRect.y];
  for (const one of list.getEntries())
    window.shifted = [...(window.shifted ?? []), [one.value, ...one.sources.map(moved)]];
}).observe({ type: "layout-shift", buffered: true })"""


def test_the_paper_comes_first_and_does_not_move(document: Page) -> None:
    page, paper = document, document.get_by_role("article")
    page.context.add_init_script(SHIFTS)
    for width, height in ((390, 844), (1024, 768), (1440, 900), (3840, 2160)):
        page.set_viewport_size({"width": width, "height": height})
        page.reload()
        expect(page.locator("[data-piece]").first).to_be_visible()
        expect(paper).to_be_in_viewport()
        assert paper.evaluate("paper => paper.getBoundingClientRect().y") < height / 2
        for poster in page.locator(".paper img").all():
            before = poster.bounding_box()
            poster.scroll_into_view_if_needed()
            expect(poster).to_have_js_property("complete", True)
            after = poster.bounding_box()
            assert before
            assert after
            assert after["height"] == before["height"] > 0
        assert page.evaluate("window.shifted ?? []") == [], width
        assert fits(page), width


def test_what_is_typed_in_the_paper_stays_whatever_is_done_beside_it(
    document: Page, tmp_path: Path
) -> None:
    page, paper, here = document, document.get_by_role("article"), document.url
    page.set_viewport_size({"width": 1440, "height": 900})
    second = paper.locator(".paper-intro").last
    words = str(second.text_content())
    second.evaluate("element => element.scrollIntoView({ block: 'center' })")
    box = second.bounding_box()
    assert box
    second.click(position={"x": 40, "y": box["height"] - 10})
    field = page.get_by_label("The introduction.")
    opened = field.bounding_box()
    assert opened
    pressed = box["y"] + box["height"] - 10
    assert opened["y"] < pressed < opened["y"] + opened["height"], "where it was pressed"
    caret, value = field.evaluate("field => [field.selectionStart, field.value]")
    assert value.rindex(words) < caret < len(value), "the caret is where the press was"
    page.keyboard.type("Ours! ")
    typed = field.input_value()
    assert "Ours! " in typed

    page.get_by_label("The accounts").press("Space")
    told = page.locator("#say")
    expect(told).to_contain_text("Kept.")
    expect(page.get_by_label("The accounts")).to_be_focused()
    wrong = tmp_path / "paper.docx"
    wrong.write_text("no Word")
    page.get_by_label("Word file (.docx or .dotx)").set_input_files(wrong)
    refused = page.get_by_role("alert").filter(has_text="This is not a Word file")
    told.evaluate("region => { region.textContent = '' }")
    held = Held(page, "**/report/letterhead")
    with page.expect_request("**/report/letterhead"):
        page.get_by_role("button", name="Use this paper").click()
    # Whoever has a finger on something when the answer comes is told all the same.
    page.get_by_role("button", name="Keep as a draft").hover()
    page.mouse.down()
    with page.expect_response("**/report/letterhead") as answered:
        held.let_go()
    answered.value.finished()
    page.evaluate(TWO_FRAMES)
    expect(refused).to_have_count(0)
    page.mouse.move(0, 0)
    page.mouse.up()
    expect(refused).to_be_in_viewport(ratio=1)
    expect(told).not_to_contain_text("Kept.")
    axe(page)
    assert page.url == here
    assert field.input_value() == typed
    page.get_by_role("button", name="Save").first.click()
    expect(paper.get_by_text("Ours! ")).to_be_visible()
    # The choice made beside it is in the paper as well, and another one is seen at once.
    expect(paper.get_by_role("columnheader", name="not yet placed")).to_be_visible()
    page.get_by_label("A page of contents").press("Space")
    expect(paper.get_by_role("heading", name="Contents")).to_be_visible()
    other = page.context.new_page()
    other.goto(here)
    other.get_by_label("A page of contents").press("Space")
    expect(other.get_by_role("heading", name="Contents")).to_have_count(0)
    expect(paper.get_by_role("heading", name="Contents")).to_have_count(0)
    expect(page.get_by_label("A page of contents")).not_to_be_checked()


def test_each_line_of_what_is_missing_leads_to_its_place(document: Page) -> None:
    page, here = document, document.url
    missing = page.locator("#gaps-list")
    missing.get_by_role("link", name="is neither in the document").press("Enter")
    expect(page.get_by_role("heading", name="Not yet placed")).to_be_focused()
    page.goto(here)
    expect(missing.get_by_role("link").first).to_be_visible()
    lines = [str(one.get_attribute("href")) for one in missing.get_by_role("link").all()]
    assert len(lines) > 2
    for line in lines:
        page.goto(here.partition("/w/")[0] + line)
        expect(page.locator("main :focus"), line).to_have_count(1)
    # A character of the introduction that no font has would lead here.
    page.goto(here)
    page.goto(f"{here}#introduction")
    expect(page.locator(".paper-intro").first).to_be_focused()


def test_everybody_can_use_the_page(document: Page) -> None:
    page = document
    for shape in (PHONE, TABLET, WIDE):
        page.set_viewport_size(shape)  # type: ignore[arg-type]
        assert fits(page), shape
    expect(page.locator(".paper img").first).to_be_attached()
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
