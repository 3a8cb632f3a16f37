"""The wall as people in the hall see it."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.walls import AT_REST, Wall, build_wall, look
from tests.support.axe import axe
from tests.support.browser import NewPage, launched, people
from tests.support.server import Server

TEXTS = {
    1: ["tid", "ro", "Vi må snakke sammen før vi bestemmer noe."],
    2: ["kaffe"],
    3: ["lys", "Noen må ta ansvar for at døra er åpen."],
}
WEATHER = ("ERR_", "Failed to load resource", "WebSocket")
PHONE = {"width": 390, "height": 844}
NARROW = {"width": 320, "height": 568}
PAGES = ["", "?by=table", "/table/3", "/projector"]


@pytest.fixture
def wall(running: Server) -> Wall:
    return build_wall(running, TEXTS)


@pytest.mark.parametrize("path", PAGES)
def test_no_page_has_a_fault(wall: Wall, new_page: NewPage, path: str) -> None:
    axe(look(new_page(), wall.address(path)))
    phone = look(new_page(viewport=NARROW), wall.address(path))
    axe(phone)
    assert phone.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_letters_twice_as_large_on_a_phone(wall: Wall, browser: Browser) -> None:
    """As its owner has set them, 32 px: nothing is scrolled sideways for (WCAG 1.4.4)."""
    large = launched(browser.browser_type, "--blink-settings=defaultFontSize=32")
    wall.night_falls()
    table = f"{wall.server.url}/t/{wall.token(1)}"
    with people(large) as new:
        page = new(viewport={"width": 360, "height": 740}, locale="nb-NO")
        open_to_all = f"{wall.server.url}/guides"
        for address in (wall.address(), f"{table}?lang=nb", f"{table}/privacy", open_to_all):
            page.goto(address)
            expect(page.locator("h1, h2").first).to_be_attached()
            page.evaluate(AT_REST)
            assert page.evaluate("document.documentElement.scrollWidth") <= 360, address
    large.close()


def test_outline_is_question_table_note(wall: Wall, new_page: NewPage) -> None:
    page = look(new_page(), wall.address())
    titles = page.get_by_role("heading").all_inner_texts()
    assert [" ".join(title.split()) for title in titles] == [
        "The wall", "Question 1", "Kafé 1", "Kafé 2", "Question 2", "Kafé 3",
    ]  # fmt: skip
    poster = page.get_by_role("article", name="Kafé 1")
    assert poster.get_by_role("listitem").all_inner_texts() == TEXTS[1]
    expect(poster).to_contain_text("Vi hører sammen.")
    expect(poster.locator(".slip.keyword")).to_have_count(2)


def test_notes_arrive_and_nothing_hung_before_moves(wall: Wall, new_page: NewPage) -> None:
    page = look(new_page(), wall.address())
    where = (
        "Array.from(document.querySelectorAll('#table-1 .slip'), s => [s.offsetLeft, s.offsetTop])"
    )
    before = page.evaluate(where)
    wall.say(1, "rom for alle")
    expect(page.locator("#table-1 .slip.fresh")).to_have_text(["rom for alle"])
    assert page.evaluate(where)[: len(before)] == before


def test_what_a_host_does_is_seen_at_once(wall: Wall, new_page: NewPage) -> None:
    page = look(new_page(), wall.address("/table/1"))
    slips = page.locator(".slip")
    [uid] = wall.say(1, "tid til hverandre")
    expect(slips.last).to_have_text("tid til hverandre")
    with wall.tablet(1) as host:
        edit = {"was": "tid til hverandre", "text": "tid nok", "kind": "keyword", "part": None}
        host.send("PUT", f"/notes/{uid}", dict(edit))
        expect(slips.last).to_have_text("tid nok")
        host.send("PUT", f"/notes/{uid}/struck", {"struck": True})
        expect(slips).to_have_text(TEXTS[1])
        host.send("PUT", f"/notes/{uid}/struck", {"struck": False})
        expect(slips).to_have_text([*TEXTS[1], "tid nok"])
        host.send("PUT", "/cafe-name", {"was": "Kafé 1", "text": "Kafé Solsiden"})
        expect(page.get_by_role("heading", level=1)).to_have_text("Kafé Solsiden")
        host.send("PUT", "/main-statement", {"was": "Vi hører sammen.", "text": "Alle med."})
        expect(page.locator(".main-statement")).to_contain_text("Alle med.")


def test_what_is_read_stays_under_the_eyes(wall: Wall, new_page: NewPage) -> None:
    page = look(new_page(viewport=PHONE), wall.address())
    page.locator("#table-3").evaluate("poster => poster.scrollIntoView()")
    top = "document.querySelector('#table-3').getBoundingClientRect().top"
    before = page.evaluate(top)
    wall.say(1, *[f"Dette er lapp nummer {number} på den første plakaten" for number in range(5)])
    expect(page.locator("#table-1 .slip")).to_have_count(8)
    assert abs(page.evaluate(top) - before) < 2


def test_a_phone_that_slept_is_right_again(wall: Wall, new_page: NewPage) -> None:
    page = look(new_page(viewport=PHONE, expect=WEATHER), wall.address())
    page.context.set_offline(True)
    expect(page.locator("#connection.lost")).to_contain_text("The connection is lost.")
    wall.say(2, "mens du sov")
    wall.night_falls()
    page.context.set_offline(False)
    expect(page.locator("#connection")).to_have_text("")
    expect(page.locator("#table-2 .slip")).to_have_text(["kaffe", "mens du sov"])
    expect(page.locator("#table-1 .slip")).to_have_text(["omskrevet", TEXTS[1][2]])
    expect(page.locator("#stage")).to_have_text("Vernissage")
    expect(page.locator("#clock")).to_contain_text("11:")


def test_a_server_that_was_away_comes_back(wall: Wall, running: Server, new_page: NewPage) -> None:
    page = look(new_page(expect=WEATHER), wall.address("/table/1"))
    running.kill()
    expect(page.locator("#connection.lost")).to_be_visible()
    running.start()
    wall.say(1, "etter strømbruddet")
    expect(page.locator(".slip").last).to_have_text("etter strømbruddet")
    expect(page.locator("#connection.lost")).to_have_count(0)


def test_a_renewed_link_says_so(wall: Wall, new_page: NewPage) -> None:
    page = look(new_page(expect=("410",)), wall.address())
    wall.renew()
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.get_by_role("alert")).to_contain_text("no longer valid")


def test_by_table_and_the_way_there(wall: Wall, new_page: NewPage) -> None:
    page = look(new_page(viewport=PHONE), wall.address())
    page.get_by_text("Go to …").click()
    page.get_by_role("button", name="By table").click()
    expect(page.get_by_role("heading", level=2)).to_have_text(["Kafé 1", "Kafé 2", "Kafé 3"])
    page.get_by_role("link", name="Table 3").click()
    expect(page.locator("#table-3 .cafe-name")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Table 2")).to_be_hidden()
    page.get_by_role("link", name="Kafé 3").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kafé 3")


def test_the_list_of_places_stays_on_the_screen(wall: Wall, new_page: NewPage) -> None:
    page = look(new_page(viewport=PHONE), wall.address())
    page.get_by_text("Go to …").click()
    for width in (320, 600, 820, 1100, 1400):
        page.set_viewport_size({"width": width, "height": 844})
        box = page.get_by_role("navigation", name="Questions and tables").bounding_box()
        assert box is not None
        assert 0 <= box["x"] <= width - box["width"], (width, box)
