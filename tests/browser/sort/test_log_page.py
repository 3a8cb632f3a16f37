"""The log in the browser: narrowed, taken back, and heard as well as seen."""

from playwright.sync_api import expect

from tests.browser.sort.test_sort_many import on_the_board
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import StartServer


def test_the_log_is_narrowed_and_ones_own_is_taken_back(
    server: StartServer, new_page: NewPage
) -> None:
    page = new_page(viewport={"width": 390, "height": 844})
    on_the_board(server(), page, "Tid", "Rom")
    page.locator('[data-item="note"]').first.press("x")
    page.get_by_label("Why?").fill("Utenfor temaet")
    page.keyboard.press("Enter")
    expect(page.locator("#ask")).to_be_hidden()
    expect(page.locator("#aside")).to_contain_text("Utenfor temaet")
    page.goto(page.url.split("/sort/")[0] + "/history")
    page.get_by_label("Kind").select_option("notes")
    page.get_by_label("With the words").fill("UTENFOR")
    page.keyboard.press("Enter")
    lines = page.locator(".log > li")
    expect(lines).to_have_count(1)
    expect(lines).to_contain_text("has set aside")
    assert "utenfor" not in page.url.casefold()
    axe(page)
    lines.get_by_role("button", name="Undo").press("Enter")
    expect(lines.first).to_contain_text("undid or redid: took back")
    page.get_by_label("With the words").fill("finnes ikke")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("Nothing fits.")).to_be_visible()
    page.get_by_role("link", name="Show all").click()
    expect(lines.nth(1)).to_be_visible()
