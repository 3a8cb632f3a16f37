"""A wall of sixty posters: hung a few at a time, whole in the end, each slip to be asked about."""

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.walls import Wall, build_wall, look
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server

PHONE: ViewportSize = {"width": 390, "height": 844}
LAPTOP: ViewportSize = {"width": 1440, "height": 900}
POSTERS = 60
EACH = ["tid", "ro", "Vi må snakke sammen før vi bestemmer noe."]
SIZES = pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])


@pytest.fixture(scope="module")
def wall(running: Server) -> Wall:
    return build_wall(running, dict.fromkeys(range(1, POSTERS + 1), EACH), counts=(30, 30))


@SIZES
def test_every_poster_hangs_and_the_one_asked_for_is_shown(
    wall: Wall, new_page: NewPage, viewport: ViewportSize
) -> None:
    page = look(new_page(viewport=viewport), f"{wall.address()}#table-47")
    expect(page.locator(".poster .cafe-name")).to_have_count(POSTERS)
    expect(page.locator(".poster[aria-busy]")).to_have_count(0)
    expect(page.locator(".slip .ask-mark")).to_have_count(POSTERS * len(EACH))
    expect(page.locator("#table-47 .cafe-name")).to_be_in_viewport()
    if viewport == PHONE:
        ids = page.locator(".strip .poster").evaluate_all("all => all.map(poster => poster.id)")
        place = ids.index("table-47") + 1
        expect(page.locator(".walker")).to_contain_text(f"{place} of {POSTERS}")
    axe(page)


def test_a_note_marks_its_own_poster_in_either_order(wall: Wall, new_page: NewPage) -> None:
    page = look(new_page(viewport=LAPTOP), wall.address())
    expect(page.locator(".poster .cafe-name")).to_have_count(POSTERS)
    page.get_by_role("button", name="By table").click()
    marks = page.locator(".slip .ask-mark")
    expect(marks).to_have_count(POSTERS * len(EACH))
    wall.say(33, "kom nå")
    fresh = page.locator("#table-33 .slip[data-new]")
    expect(fresh).to_contain_text("kom nå")
    expect(fresh.locator(".ask-mark")).to_have_count(1)
    expect(page.locator(".to-new")).to_contain_text("1 new")
    page.get_by_role("button", name="By question").click()
    expect(fresh.locator(".ask-mark")).to_have_count(1)
    expect(page.locator("[data-new]")).to_have_count(1)
    page.get_by_role("button", name="All seen").click()
    expect(page.locator("[data-new]")).to_have_count(0)
