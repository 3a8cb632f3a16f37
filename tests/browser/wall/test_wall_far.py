"""The wall as a room: all posters from far, one of them near, and one motion between the two."""

import pytest
from playwright.sync_api import ViewportSize, expect

from tests.browser.walls import AT_REST, Wall, build_wall, look
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server

TEXTS = {1: ["tid"], 2: [f"Lapp nummer {at} på et langt ark" for at in range(21)], 3: ["lys"]}
PHONE: ViewportSize = {"width": 390, "height": 844}
LAPTOP: ViewportSize = {"width": 1440, "height": 900}
SIZES = pytest.mark.parametrize("viewport", [PHONE, LAPTOP], ids=["phone", "laptop"])


@pytest.fixture
def wall(running: Server) -> Wall:
    return build_wall(running, TEXTS)


@SIZES
def test_from_far_the_wall_is_a_room_of_posters(
    wall: Wall, new_page: NewPage, viewport: ViewportSize
) -> None:
    page = look(new_page(viewport=viewport), f"{wall.address()}#table-2")
    button = page.locator(".to-far:visible")
    expect(button).to_have_text("The whole room")
    button.click()
    tiles = page.locator(".far-poster")
    expect(tiles).to_have_count(3)
    expect(page.locator("#far-2")).to_be_focused()
    expect(page.locator(".strip")).to_be_hidden()
    expect(page.locator("#far-2")).to_contain_text("21 notes")
    expect(page.locator("#far-2 .far-slip")).to_have_count(21)
    wall.say(2, "den siste")
    expect(page.locator("#far-2")).to_contain_text("22 notes")
    expect(page.locator("#far-2 .far-slip.fresh")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.evaluate(AT_REST)
    axe(page)
    page.locator("#far-3").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#table-3")).to_be_focused()
    expect(page.locator("#table-3 .cafe-name")).to_be_in_viewport()
    expect(page).to_have_url(f"{wall.address()}#table-3")
    page.go_back()  # a step back from the poster
    expect(page.locator("#far-3")).to_be_visible()
    page.reload()
    expect(tiles).to_have_count(3)  # the address has it
    page.locator("#far-1").click()
    expect(page.locator("#table-1 .cafe-name")).to_be_in_viewport()
    expect(tiles).to_have_count(0)


def test_one_motion_between_far_and_near(wall: Wall, new_page: NewPage) -> None:
    motions = """() => {
      const start = document.startViewTransition.bind(document);
      window.moved = [];
      document.startViewTransition = (change) => {
        const from = document.querySelector("[data-moving]")?.id;
        const under = start(change);
        under.updateCallbackDone.then(() =>
          window.moved.push([from, document.querySelector("[data-moving]")?.id]));
        return under;
      };
    }"""
    page = look(new_page(viewport=LAPTOP), wall.address())
    page.evaluate(motions)
    page.locator(".to-far:visible").click()
    expect(page.locator("#far-1")).to_be_focused()
    page.locator("#far-2").click()
    expect(page.locator("#table-2")).to_be_focused()
    expect(page.locator("[data-moving]")).to_have_count(0)
    assert page.evaluate("window.moved") == [["table-1", "far-1"], ["far-2", "table-2"]]
    page.emulate_media(reduced_motion="reduce")
    page.locator(".to-far:visible").click()
    expect(page.locator("#far-2")).to_be_focused()
    assert len(page.evaluate("window.moved")) == 2  # nothing moves for who asks for rest


def test_from_far_a_search_and_what_is_new_lead_up_to_the_poster(
    wall: Wall, new_page: NewPage
) -> None:
    page = look(new_page(viewport=LAPTOP), f"{wall.address()}&far=1")
    expect(page.locator(".far-poster")).to_have_count(3)
    wall.say(3, "nytt fra bord tre")
    page.get_by_role("button", name="1 new").click()
    expect(page.locator("#table-3 .slip.fresh")).to_be_in_viewport()
    expect(page.locator(".far-poster")).to_have_count(0)
    page.locator(".to-far:visible").click()
    expect(page.locator(".far-poster")).to_have_count(3)
    page.keyboard.press("/")
    page.keyboard.type("nummer 7")
    expect(page.locator("#table-2 mark[data-now]")).to_be_in_viewport()
    page.keyboard.press("Escape")
    page.locator(".to-far:visible").click()
    page.locator(".jump summary").click()
    page.locator(".jump a[href='#table-1']").click()
    expect(page.locator("#table-1 .cafe-name")).to_be_in_viewport()
    expect(page.locator(".far-poster")).to_have_count(0)
