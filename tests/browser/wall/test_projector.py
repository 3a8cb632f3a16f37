"""The big screen through a whole café, with its remote on a phone."""

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from cafe.model import Person
from tests.browser.sorting import database
from tests.browser.vernissage import vernissage
from tests.browser.wall.big_screen import LONG, PHONE, SCREEN, Hall, big_screen
from tests.browser.walls import Wall, look
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server
from tests.support.world import a_workshop


@pytest.fixture
def hall(running: Server, new_page: NewPage) -> Hall:
    """A planned café with two tables."""
    who, base = running.user(), database(running)
    with base.reading() as db:
        owner = db.scalars(select(Person).where(Person.email == who.email)).one()
    key = (running.data_dir / "secret.key").read_text().strip()
    made = a_workshop(base, counts=[2], questions=("Hva?",), owner=owner, key=key)
    base.engine.dispose()
    return big_screen(new_page, Wall(running, made.id), who, "422")  # one hall is too large


def test_the_screen_follows_the_day_and_obeys_the_remote(hall: Hall) -> None:
    hall.shows("joining", "Scan the code", "1 is in")
    axe(hall.screen)
    follows_the_tables(hall)
    obeys(hall)
    is_read_from_afar(hall)
    hall.post("stage", stage="vernissage", anyway="1")
    hall.shows("vernissage", "Table", far=20, high=4)
    hall.post("stage", stage="sorting")
    hall.shows("thanks", "Thank you for today!", far=20, high=4)


def follows_the_tables(hall: Hall) -> None:
    """Open, a first note, one of 900 characters, the change of tables, the main statements."""
    hall.post("stage", stage="open")
    hall.shows("joining")
    hall.wall.say(1, "Lys i skogen")
    hall.shows("talking", "Table 1", "Table 2")
    with hall.wall.tablet(2) as host:
        hall.wall.say(2, LONG)
        expect(hall.screen.locator(".risen")).to_contain_text("kjenner deg igjen")
        hall.shows("talking", LONG)
        axe(hall.screen)
        hall.post("rounds", do="agree", count="2", minutes="20", change="3")
        hall.post("step", do="round", round="1")
        expect(hall.screen.locator("#clock")).to_contain_text("Round 1 of 2")
        hall.post("step", do="change", round="1")
        hall.shows("change", "Change tables", "Round 2 of 2")
        expect(hall.screen.locator(".risen")).to_have_count(0)
        hall.post("step", do="round", round="2")
        hall.post("step", do="ask")
        hall.shows("mains", "0 of 2", "Not written yet: tables 1, 2")
        host.send("PUT", "/main-statement", {"was": None, "text": "Vi går sammen."})
    hall.shows("mains", "1 of 2", "Not written yet: table 1", "Vi går sammen.")


def obeys(hall: Hall) -> None:
    """What the remote shows stays until then, also when the screen is opened anew."""
    phone, screen = hall.phone, hall.screen
    hall.press("Hold")
    expect(phone.get_by_role("status").first).to_have_text("The big screen is held where it is.")
    hall.post("step", do="unask")
    screen.reload()
    hall.shows("mains", "Vi går sammen.")
    hall.press("Automatic")
    hall.shows("talking")
    hall.press("Black")
    expect(screen.locator("body")).to_have_attribute("data-view", "black")
    expect(screen.locator(".hall")).to_be_hidden()
    screen.reload()
    expect(screen.locator("body")).to_have_attribute("data-view", "black")
    hall.press("How to come in")
    hall.shows("code", "Scan the code")
    hall.press("Table 2")
    hall.shows("table", "Table 2", LONG)
    phone.locator(".remote-notes li", has_text="kjenner deg").get_by_role("button").click()
    hall.shows("note", LONG)
    holds_still(hall)
    axe(phone)
    phone.set_viewport_size({"width": 320, "height": 568})
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    phone.set_viewport_size(PHONE)


PLACES = "all => all.map(one => [one.dataset.note, one.getBoundingClientRect().top])"


def holds_still(hall: Hall) -> None:
    """What comes moves no note under a thumb; it stands last until it is asked to the top."""
    rows = hall.phone.locator(".remote-notes li")
    expect(rows).to_have_count(2)
    expect(hall.phone.locator(".remote-notes [aria-pressed=true]")).to_have_count(1)
    before = rows.evaluate_all(PLACES)
    hall.wall.say(1, "Benker")
    came = hall.phone.get_by_role("button", name="2 new notes stand last: put them on top")
    expect(came).to_be_visible()
    assert rows.evaluate_all(PLACES)[:2] == before
    expect(hall.phone.locator(".remote-notes [aria-pressed=true]")).to_have_count(1)
    came.click()
    expect(rows.first).to_contain_text("Benker")
    expect(came).to_have_count(0)


def is_read_from_afar(hall: Hall) -> None:
    """The organiser says how far the last seat is: letters follow, and notes turn pages."""
    phone, told = hall.phone, hall.screen.locator("#page-number")
    phone.get_by_label("Metres to the last seat").fill("20")
    phone.get_by_label("Height of the picture").fill("1,2")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("alert")).to_contain_text("is read from 14.4 m away at most")
    phone.get_by_label("Height of the picture").fill("2")
    sized = hall.screen.locator("html").get_attribute("style") or ""
    phone.get_by_role("button", name="Save").click()
    expect(hall.screen.locator("html")).not_to_have_attribute("style", sized)
    hall.shows("note", LONG, far=20, high=2)
    expect(told).to_contain_text("Page 1 of")
    hall.press("Next page")
    expect(told).to_contain_text("Page 2 of")
    hall.press("Page back")
    expect(told).to_contain_text("Page 1 of")
    hall.press("For a dark hall", "Automatic")
    expect(hall.screen.locator("html")).to_have_attribute("data-dark-hall", "")
    hall.shows("talking", far=20, high=2)
    axe(hall.screen)
    phone.get_by_label("Height of the picture").fill("4")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_label("Height of the picture")).to_have_value("4")


def test_whoever_stands_at_the_screen_turns_it(running: Server, new_page: NewPage) -> None:
    wall = vernissage(running)
    page = look(new_page(viewport=SCREEN), wall.address("/projector"))
    name = page.locator(".scene .cafe-name")
    page.keyboard.press("Space")  # else a busy machine has gone on to the next page
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    expect(page.locator("#seal .seal")).to_be_attached()  # when it comes it is shown first
    for _stop in range(9):
        if page.locator("body").get_attribute("data-view") == "seal":
            break
        page.keyboard.press("PageDown")
    page.keyboard.press("PageDown")
    expect(name).to_have_text("Kafé 1")
    page.keyboard.press("PageDown")
    expect(name).to_have_text("Kafé 2")
    page.get_by_role("button", name="Previous").click()
    expect(name).to_have_text("Kafé 1")
    page.get_by_label("Show").select_option("Question 2")
    page.get_by_role("button", name="Next").click()
    page.keyboard.press("ArrowLeft")
    calm = look(new_page(reduced_motion="reduce"), wall.address("/projector"))
    expect(calm.get_by_role("button", name="Play")).to_be_visible()
    calm.get_by_role("button", name="Play").click()
    expect(calm.locator(".scene")).to_have_css("animation-name", "none")


def test_the_tour_goes_on_by_itself(running: Server, new_page: NewPage) -> None:
    page = new_page()
    page.clock.install()
    look(page, vernissage(running).address("/projector"))
    seal = page.locator("#seal .seal")
    expect(seal).to_be_visible()
    page.clock.run_for(46_000)
    expect(page.locator("body")).to_have_attribute("data-view", "vernissage")
