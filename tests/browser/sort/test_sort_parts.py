"""Headings that a question's parts suggest, by keys and by touch; opposite notes in print."""

from playwright.sync_api import expect

from cafe.model import Workshop
from tests.browser.sorting import (
    database,
    focus_by_tab,
    lay_out,
    log_in,
    note,
    open_board,
    sorted_under_two,
)
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import StartServer

PARTS = ("Hva skal til for at flere kommer?", "Hvordan", "Hvem gjør hva?")


def with_parts(cafe: object, workshop: str) -> None:
    base = database(cafe)  # type: ignore[arg-type]
    with base.writing() as tx:
        question = tx.get_one(Workshop, workshop).questions[0]
        question.parts = [
            {"letter": letter, "text": text} for letter, text in zip("ABC", PARTS, strict=True)
        ]
    base.engine.dispose()


def test_a_heading_is_taken_or_refused_by_one_key_and_stays_so(
    server: StartServer, new_page: NewPage
) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, ("mer tid", "ro"), who)
    with_parts(cafe, workshop)
    page = new_page()
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    offered = page.locator("#proposed li bdi")
    expect(offered).to_have_text(PARTS)
    axe(page)
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    focus_by_tab(page, "[data-item=note]")
    keys = page.keyboard
    keys.press("n")
    expect(offered).to_have_text(PARTS[1:])
    keys.press("p")
    expect(offered).to_have_text(PARTS[2:])
    expect(page.locator("section.heading h3")).to_contain_text(["Hvordan"])
    expect(page.locator("[data-item=note]:focus")).to_have_count(1)
    keys.press("u")
    expect(offered).to_have_text(PARTS[1:])
    expect(page.locator("section.heading")).to_have_count(0)
    page.get_by_role("button", name="Add as a heading: Hvordan").click()
    expect(page.locator("section.heading h3")).to_contain_text(["Hvordan"])
    expect(page.locator("#proposed button:focus")).to_have_count(1)
    page.locator("#proposed").get_by_role("button", name="Do not add").click()
    expect(page.locator("#proposed")).to_have_count(0)
    expect(page.locator("#new-heading")).to_be_focused()
    with page.expect_response("**/likely"):
        page.reload()
    expect(page.locator("section.heading h3")).to_contain_text(["Hvordan"])
    expect(page.locator("#proposed")).to_have_count(0)


def test_opposite_notes_stand_beside_each_other_on_the_paper(
    server: StartServer, new_page: NewPage
) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, ("mer tid", "mindre tid"), who)
    page = new_page()
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    note(page, "mer tid").focus()
    page.keyboard.press("v")
    page.locator("#ask").get_by_role("button", name="mindre tid").click()
    expect(page.locator(".versus").first).to_be_visible()
    sorted_under_two(cafe, workshop)
    page.goto(f"{cafe.url}/w/{workshop}/report")
    page.get_by_text("What the document has").wait_for()
    page.locator("#part-options summary").first.click()
    page.get_by_label("Opposite notes beside each other").check()
    cells = page.locator(".paper .even td")
    expect(cells).to_have_text(["Mer tid.", "Mindre tid."])
    axe(page)
    for text in ("Mer tid.", "Mindre tid."):
        assert page.locator(".paper li, .paper p").filter(has_text=text).count() >= 1
