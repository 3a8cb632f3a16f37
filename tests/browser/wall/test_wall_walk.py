"""Walking along the wall: on a phone, by search, to what is new, by ear, and with other colours."""

from typing import Any

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.walls import Wall, build_wall, look
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server
from tests.support.world import new_id

TEXTS = {
    1: ["tid", "ro", "Brød og kjøkkenprat før møtet."],
    2: ["kaffe", *[f"Lapp nummer {number} på et langt ark" for number in range(20)]],
    3: ["lys", "Noen må ta ansvar for at døra er åpen. Døra!"],
}
PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 320, "height": 568}
LAPTOP: ViewportSize = {"width": 1440, "height": 900}
SIZES = pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])


@pytest.fixture
def wall(running: Server) -> Wall:
    return build_wall(running, TEXTS)


def swipe(page: Page) -> None:
    """A finger that draws the poster to the left."""
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: int) -> None:
        at = [{"x": x, "y": 420} for x in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": at})

    touch("touchStart", 340)
    for x in range(330, 30, -20):
        touch("touchMove", x)
    touch("touchEnd")


def test_a_phone_shows_one_poster_at_a_time(wall: Wall, new_page: NewPage) -> None:
    page = look(new_page(viewport=PHONE, has_touch=True, is_mobile=True), wall.address())
    here = page.get_by_role("navigation", name="From poster to poster")
    expect(here).to_contain_text("1 of 3")
    expect(page.locator("#table-2")).not_to_be_in_viewport()
    swipe(page)
    expect(here).to_contain_text("2 of 3")
    expect(page.locator("#table-2 .cafe-name")).to_be_in_viewport()
    expect(page).to_have_url(f"{wall.address()}#table-2")
    here.get_by_role("button", name="Next").click()
    expect(here).to_contain_text("Question 2")
    expect(here).to_contain_text("3 of 3")
    expect(here.get_by_role("button", name="Next")).to_be_disabled()
    expect(page).to_have_url(f"{wall.address()}#table-3")
    page.get_by_role("link", name="Kafé 3").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kafé 3")
    page.go_back()
    expect(page.locator("#table-3 .cafe-name")).to_be_in_viewport()
    expect(here).to_contain_text("3 of 3")


def test_a_link_to_a_poster_opens_there(wall: Wall, new_page: NewPage) -> None:
    page = look(new_page(viewport=NARROW), f"{wall.address()}#table-3")
    expect(page.locator("#table-3 .cafe-name")).to_be_in_viewport()
    expect(page.locator(".walker")).to_contain_text("3 of 3")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    odd = look(new_page(viewport=NARROW), f"{wall.address()}#%25('")
    expect(odd.locator(".walker")).to_contain_text("1 of 3")


@SIZES
def test_the_arrows_go_from_poster_to_poster(
    wall: Wall, new_page: NewPage, viewport: ViewportSize
) -> None:
    page = look(new_page(viewport=viewport), wall.address())
    page.keyboard.press("ArrowRight")
    expect(page.locator("#table-2")).to_be_focused()
    expect(page).to_have_url(f"{wall.address()}#table-2")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#table-3")).to_be_focused()
    expect(page.locator("#table-3 .cafe-name")).to_be_in_viewport()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#table-2")).to_be_focused()


def test_a_slip_that_is_read_stays_where_it_is(wall: Wall, new_page: NewPage) -> None:
    page = look(new_page(viewport=PHONE), f"{wall.address()}#table-2")
    slip = page.locator("#table-2 .slip").nth(12)
    slip.evaluate("slip => slip.scrollIntoView({block: 'center', behavior: 'instant'})")
    expect(slip).to_be_in_viewport()
    before = slip.bounding_box()
    wall.say(1, *[f"Enda en på det første arket, nummer {number}" for number in range(4)])
    wall.say(2, "og en på det samme")
    expect(page.locator("#table-2 .slip")).to_have_count(22)
    expect(page.locator("#table-1 .slip")).to_have_count(7)
    assert slip.bounding_box() == before


@SIZES
def test_search_marks_every_match_and_escape_ends_it(
    wall: Wall, new_page: NewPage, viewport: ViewportSize
) -> None:
    page = look(new_page(viewport=viewport), wall.address())
    page.keyboard.press("/")
    field = page.get_by_role("searchbox", name="Search the notes")
    field.press_sequentially("DOra")
    marks = page.locator("mark")
    expect(marks).to_have_text(["døra", "Døra"])
    told = page.get_by_role("search").get_by_role("status")
    expect(told).to_have_text("Match 1 of 2")
    expect(marks.first).to_be_in_viewport()
    if viewport == PHONE:
        assert page.evaluate("scrollY") == 0  # the poster rolls, the page stays
    expect(page.locator("#table-3")).to_contain_text("Question 2:")
    field.press("Enter")
    expect(told).to_have_text("Match 2 of 2")
    expect(page.locator("mark[data-now]")).to_have_text("Døra")
    page.get_by_role("button", name="Next match").click()
    expect(told).to_have_text("Match 1 of 2")
    wall.say(1, "Lukk døra")
    expect(told).to_have_text("Match 1 of 3")
    axe(page)
    field.fill("finnes ikke")
    expect(told).to_have_text("No matches")
    page.keyboard.press("Escape")
    expect(marks).to_have_count(0)
    expect(page.get_by_role("button", name="Search")).to_be_focused()


@SIZES
def test_what_is_new_since_one_looked_last(
    wall: Wall, new_page: NewPage, viewport: ViewportSize
) -> None:
    page = look(new_page(viewport=viewport), wall.address())
    expect(page.locator(".slip").first).to_be_visible()
    expect(page.locator(".to-new, [data-new]")).to_have_count(0)
    page.goto("about:blank")
    wall.say(2, "kom i pausen")
    wall.say(3, "og denne")
    look(page, wall.address())
    button = page.locator(".to-new")
    slip = page.locator("#table-2 .slip[data-new]")
    expect(page.locator("[data-new]")).to_have_count(2)
    axe(page)
    button.click()
    expect(slip).to_be_in_viewport()
    expect(slip).to_contain_text("kom i pausen")
    expect(button.filter(has_text="2 new")).to_have_count(0)  # seen for a moment
    expect(slip).to_have_count(1)  # and still marked while it is in sight
    page.reload()
    expect(page.locator(".slip").first).to_be_visible()
    expect(page.locator("#table-2 [data-new]")).to_have_count(0)


def test_what_is_new_is_put_away_by_a_tap(wall: Wall, new_page: NewPage) -> None:
    page = look(new_page(viewport=PHONE), wall.address())
    wall.say(1, "mens jeg står her")
    expect(page.locator("#table-1 [data-new]")).to_have_count(1)
    wall.say(3, "og borte ved tre")
    button = page.get_by_role("button", name="All seen")
    expect(page.locator("#table-3 [data-new]")).to_have_count(1)
    button.click()
    expect(page.locator("[data-new]")).to_have_count(0)
    expect(button).to_have_count(0)


# All comes within what is told together, however slow the machine is: GATHER_MS of telling.js.
TELL = """const wait = setTimeout; window.setTimeout = (then, ms, ...more) =>
  ms === 6000 ? (globalThis.tell = then, -1) : wait(then, ms, ...more)"""


def test_what_comes_is_told_together_until_it_is_paused(wall: Wall, new_page: NewPage) -> None:
    page = new_page(viewport=LAPTOP)
    page.add_init_script(TELL)
    look(page, wall.address())
    page.evaluate(
        """() => { const told = window.told = [];
        const heard = document.getElementById("say");
        new MutationObserver(() => told.push(heard.textContent))
          .observe(heard, {childList: true, characterData: true, subtree: true}); }"""
    )
    with wall.tablet(1) as first, wall.tablet(3) as third:
        for host, text in ((first, "en"), (first, "to"), (third, "tre")):
            host.write(new_id(), text)
    expect(page.locator(".slip.fresh")).to_have_count(3)
    page.evaluate("tell()")
    expect(page.locator("#say")).to_have_text("2 new notes at Kafé 1. New at Kafé 3: tre")
    assert page.evaluate("told.length") == 1
    page.get_by_role("button", name="Pause announcements").click()
    page.reload()
    paused = page.get_by_role("button", name="Pause announcements")
    expect(paused).to_have_attribute("aria-pressed", "true")


def test_while_paused_nothing_is_told(wall: Wall, new_page: NewPage) -> None:
    page = new_page(viewport=LAPTOP)
    page.clock.install()
    look(page, wall.address())
    told, slips = page.locator("#say"), page.locator("#table-1 .slip.fresh")
    pause = page.get_by_role("button", name="Pause announcements")
    pause.click()
    wall.say(1, "stille")
    expect(slips).to_have_count(1)
    page.clock.run_for(7_000)
    expect(told).to_have_text("")
    pause.click()
    wall.say(1, "høyt")
    expect(slips).to_have_count(2)
    page.clock.run_for(7_000)
    expect(told).to_have_text("New at Kafé 1: høyt")


WISHES: tuple[dict[str, Any], ...] = (
    {"forced_colors": "active"},
    {"contrast": "more"},
    {"reduced_motion": "reduce"},
)


@SIZES
def test_other_colours_and_no_motion(wall: Wall, new_page: NewPage, viewport: ViewportSize) -> None:
    page = look(new_page(viewport=viewport), wall.address())
    screen = look(new_page(viewport=viewport), wall.address("/projector"))
    for count, wish in enumerate(WISHES, 1):
        page.emulate_media(**wish)
        edge = page.locator(".slip.statement").first
        expect(edge).to_have_css("border-top-width", "2px" if "contrast" in wish else "1px")
        wall.say(1, f"ny {count}")
        fresh = page.locator(".slip.fresh")
        expect(fresh).to_have_count(count)
        if "reduced_motion" in wish:
            expect(fresh.last).to_have_css("animation-name", "none")
            page.keyboard.press("ArrowRight")
            assert page.locator("#table-2 .cafe-name").bounding_box() is not None
        axe(page)
        screen.emulate_media(**wish)
        axe(screen)
        for one in (page, screen):
            one.emulate_media(forced_colors="none", contrast="no-preference")


def test_how_many_are_looking_and_never_who(wall: Wall, new_page: NewPage) -> None:
    page = look(new_page(viewport=LAPTOP), wall.address())
    expect(page.locator("#looking")).to_have_text("1 is looking")
    screen = look(new_page(viewport=LAPTOP), wall.address("/projector"))
    expect(screen.locator("#looking")).to_have_text("2 are looking")
    expect(page.locator("#looking")).to_have_text("2 are looking")
