"""Codes and links at the organiser's, the front door and the screens that are open meanwhile."""

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.plan.test_day import Hall, hall, leader  # noqa: F401  # fixtures
from tests.support.axe import axe
from tests.support.browser import NewPage

SHAPES: dict[str, ViewportSize] = {
    "phone": {"width": 390, "height": 844},
    "tablet": {"width": 820, "height": 1180},
    "laptop": {"width": 1440, "height": 900},
    "screen": {"width": 3840, "height": 2160},
}


def looks_right(page: Page) -> None:
    page.wait_for_load_state()
    for shape, size in SHAPES.items():
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), shape
    axe(page)


def test_a_renewed_link_is_told_to_who_has_the_wall_open(hall: Hall, new_page: NewPage) -> None:  # noqa: F811
    board = hall.board(new_page())
    wall = new_page(expect=("410",))
    wall.goto(hall.wall.address())
    expect(wall.get_by_role("heading", level=2).first).to_be_visible()
    card = board.locator(".handout")
    card.get_by_role("button", name="Renew the link").click()
    expect(wall.get_by_role("alert")).to_contain_text(
        "no longer valid"
    )  # well before a look is due
    wall.reload()
    expect(wall.get_by_role("alert")).to_contain_text("renewed or taken out of use")
    looks_right(wall)
    wall.get_by_role("link", name="To the front page").click()
    expect(wall.get_by_label("Code")).to_be_visible()


def test_codes_are_renewed_switched_off_and_refused_in_words(hall: Hall, new_page: NewPage) -> None:  # noqa: F811
    board = hall.board(new_page())
    code = board.locator(".handout .code strong")
    first = code.inner_text()
    looks_right(board)
    board.locator(".handout").get_by_role("button", name="Renew the code only").press("Enter")
    expect(code).not_to_have_text(first)
    phone = new_page(viewport=SHAPES["phone"], expect=("404", "410"))
    phone.goto(f"{hall.server.url}/?lang=en")
    phone.get_by_label("Code").fill(first)
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("alert")).to_contain_text(f"No table or wall has the code “{first}”")
    looks_right(phone)
    board.set_viewport_size(SHAPES["laptop"])
    second = code.inner_text()
    board.get_by_role("button", name="Switch the short codes off").click()
    expect(code).to_have_count(0)
    looks_right(board)
    phone.get_by_label("Code").fill(second)
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("alert")).to_contain_text("opens nothing any more")
    expect(phone.get_by_label("Code")).to_have_value(second)
    looks_right(phone)
    board.get_by_role("button", name="Switch the short codes on").click()
    expect(code).to_have_text(second)
    phone.get_by_label("Code").fill(second.lower())
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/v/*")


def test_too_many_wrong_codes_say_when_to_come_again(hall: Hall, new_page: NewPage) -> None:  # noqa: F811
    phone = new_page(viewport=SHAPES["phone"], expect=("404", "429"))
    phone.goto(f"{hall.server.url}/?lang=en")
    for _try in range(21):
        phone.get_by_label("Code").fill("AAA AAA")
        with phone.expect_navigation():
            phone.keyboard.press("Enter")
    expect(phone.get_by_role("alert")).to_contain_text("Too many tries")
    looks_right(phone)
