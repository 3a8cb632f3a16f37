"""The programme: written by two at once, and led from on the day, on every screen."""

import re
import time
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from cafe.model import Person, Workshop
from cafe.plan import actions
from tests.browser.plan.outlines import Planned, begun, kept, write
from tests.browser.sorting import database, log_in
from tests.browser.tables import BAD_WEATHER
from tests.browser.walls import Wall
from tests.support.axe import axe
from tests.support.browser import NewPage, hold_over
from tests.support.pairs import SUB_QUESTIONS, a_talk
from tests.support.server import Organiser, Server
from tests.support.world import new_id


@pytest.fixture(scope="module")
def berit(running: Server) -> Organiser:
    return running.user()


def a_programme(page: Page, server: Server, who: Organiser) -> Planned:
    """A new café's, with nothing in it."""
    cafe = begun(page, server, who)
    page.goto(cafe.address.replace("/plan", "/programme"))
    expect(page.get_by_role("button", name="Add a block")).to_be_visible()
    return cafe


def drag(page: Page, grip: Locator, onto: Locator, falls: Locator) -> None:
    """With the pointer, as slowly as a hand; let go when it `falls` where it shall."""
    onto.evaluate("one => one.scrollIntoView({ block: 'center' })")
    start, end = grip.bounding_box(), onto.bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 25, start["y"] + 30, steps=6)
    expect(page.locator(".in-hand")).to_be_attached()
    page.mouse.move(end["x"] + 60, end["y"] + end["height"] / 2, steps=12)
    hold_over(page, end["x"] + 60, end["y"] + end["height"] - 8, falls)
    page.mouse.up()


def in_database(cafe: Planned) -> list[str]:
    with database(cafe.server).reading() as db:
        return [one["title"] for one in db.get_one(Workshop, cafe.id).programme]


def test_two_write_a_programme_and_lose_nothing(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    one, other = new_page(expect=BAD_WEATHER), new_page(expect=BAD_WEATHER)
    cafe = a_programme(one, running, berit)
    one.get_by_label("From", exact=True).fill("17:00")
    one.get_by_label("To", exact=True).fill("18:00")
    one.get_by_role("button", name="Add a block").click()
    write(one, "Welcome", "Lecture", "Food")
    one.keyboard.press("Tab")
    one.keyboard.type("30")
    one.keyboard.press("Enter")
    expect(one.locator(".block-line")).to_have_count(4)
    one.keyboard.press("Backspace")
    expect(one.locator(".block-line")).to_have_count(3)
    kept(one)
    expect(one.locator(".block-line .time")).to_have_text(["17:00", "17:10", "17:20"])
    expect(one.locator(".ends")).to_have_text(
        "Over at 17:50. That is 10 minutes before the café ends, 18:00."
    )
    axe(one)
    # Another organiser, at the same time.
    log_in(other, running, berit)
    other.goto(one.url)
    other.get_by_label("Minutes: Lecture").fill("45")
    one.get_by_label("Block 3").press("Alt+ArrowUp")
    kept(other)
    expect(one.locator(".block-line .time").nth(2)).to_have_text("17:40")
    one.get_by_label("Fixed time").nth(2).fill("17.30")
    kept(one)
    expect(other.locator(".gap")).to_have_text("The block before lasts 10 minutes into this one.")
    other.context.set_offline(True)
    other.get_by_label("Block 1").fill("Hello")
    one.get_by_label("Block 1").fill("Good evening")
    kept(one)
    other.context.set_offline(False)
    refused = other.locator(".refusal")
    expect(refused).to_contain_text("Good evening")
    axe(other)
    refused.get_by_role("button", name="Use mine").click()
    kept(other)
    expect(one.get_by_label("Block 1")).to_have_value("Hello")
    # A number that is none is told where it stands, and is still there.
    one.get_by_label("Minutes: Food").fill("half an hour")
    expect(one.locator(".refusal")).to_contain_text("whole number")
    expect(one.get_by_label("Minutes: Food")).to_have_value("half an hour")
    one.get_by_label("Minutes: Food").fill("20")
    kept(one)
    # The login ended in another tab; one goes on, and nothing typed is lost.
    tab = one.context.new_page()
    tab.goto(f"{running.url}/workshops?lang=en")
    tab.get_by_role("button", name="Log out").click()
    expect(tab.get_by_role("link", name="Log in").first).to_be_visible()
    one.get_by_label("Block 3").press("End")
    one.keyboard.press("Enter")
    write(one, "Song")
    expect(one.get_by_role("link", name="Log in again")).to_be_visible()
    one.get_by_role("link", name="Log in again").click()
    one.get_by_label("E-mail").fill(berit.email)
    one.get_by_label("Password").fill(berit.password)
    one.keyboard.press("Enter")
    one.wait_for_url("**/programme")
    kept(one)
    assert in_database(cafe) == ["Hello", "Food", "Lecture", "Song"]


def test_a_ready_programme_in_one_press_and_taken_back(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    page = new_page(expect=("status of 422",))
    cafe = a_programme(page, running, berit)
    page.get_by_role("button", name="World café in three rounds").click()
    kept(page)
    assert len(in_database(cafe)) == 5
    expect(page.get_by_text("40 minutes")).to_be_visible()
    page.get_by_label("Minutes in each").fill("20")
    kept(page)
    expect(page.get_by_text("64 minutes")).to_be_visible()
    page.get_by_text("Take a ready programme instead").click()
    page.get_by_role("button", name="Short meeting").click()
    kept(page)
    assert len(in_database(cafe)) == 4
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".block-line")).to_have_count(5)
    kept(page)
    expect(page.get_by_text("64 minutes")).to_be_visible()
    # A block that was said no to is mended where it stands.
    # Its minutes may be written before what it is.
    page.get_by_role("button", name="Add a block").click()
    page.get_by_label("Minutes: Block 6").fill("25")
    expect(page.get_by_role("alert")).to_contain_text("Write what happens")
    page.keyboard.press("Shift+Tab")
    page.keyboard.insert_text("x" * 201)
    expect(page.locator(".refusal")).to_contain_text("201")
    page.get_by_label("Block 6").fill("Coffee")
    kept(page)
    assert in_database(cafe)[5] == "Coffee"
    expect(page.get_by_label("Minutes: Coffee")).to_have_value("25")
    page.get_by_label("Kind: Coffee").select_option("break")
    kept(page)
    for press, shows in (("Undo", "own"), ("Redo", "break"), ("Undo", "own")):
        page.get_by_role("button", name=press).click()
        expect(page.get_by_label("Kind: Coffee")).to_have_value(shows)
    kept(page)
    lines = page.locator(".block-line")
    falls = page.locator(".blocks > .block-line:nth-child(2).drop-here")
    drag(page, lines.locator(".time").first, lines.nth(1), falls)
    expect(page.get_by_label("Block 1")).to_have_value("Three rounds at the tables")
    kept(page)
    assert in_database(cafe)[0].startswith("Three rounds")
    page.get_by_role("button", name=re.compile("^Remove: Evaluation")).click()
    kept(page)
    assert len(in_database(cafe)) == 5


def test_the_day_is_led_from_the_programme(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    base = database(running)
    key = (running.data_dir / "secret.key").read_text().strip()
    with base.reading() as db:
        owner = db.scalars(select(Person).where(Person.email == berit.email)).one()
    made = a_talk(base, owner=owner, key=key)
    late = time.localtime(time.time() - 30 * 60)
    with base.writing() as tx:
        workshop = tx.get_one(Workshop, made.id)
        pairs = next(one.uid for one in workshop.questions if one.form == "pairs")
        workshop.starts, workshop.date = time.strftime("%H:%M", late), date(*late[:3])
        who: Any = {"workshop": workshop, "by": "person:1"}
        for kind, title, prompt in (
            ("pairs", "First thought", f"{pairs}/A"),
            ("pairs", "Second thought", f"{pairs}/B"),
            ("rounds", "At the tables", ""),
        ):
            written = {
                "kind": kind,
                "title": title,
                "minutes": "20",
                "pinned": "",
                "prompt": prompt,
            }
            actions.add_block(tx, uid=new_id(), written=written, operation=new_id(), **who)
        more = who | {"agreed": {"count": 2, "minutes": 12, "change": 1}}
        actions.agree_rounds(tx, operation=new_id(), **more)
    base.engine.dispose()
    hall = Wall(running, made.id)
    board, wall, phone, tablet, screen = (new_page() for _page in range(5))
    log_in(board, running, berit)
    board.goto(f"{running.url}/w/{made.id}/day?lang=en")
    wall.goto(hall.address())
    screen.goto(hall.address("/projector"))
    phone.goto(hall.address("/pairs/2"))
    tablet.goto(f"{running.url}/t/{hall.token(1)}?lang=en")
    here = board.locator(".programme-now")
    expect(here).to_contain_text(re.compile(r"(29|3\d)\sminutes behind"))
    expect(phone.get_by_role("heading", name="Comes later")).to_have_count(1)

    here.get_by_role("button", name=re.compile("^Begin ?: First")).click()
    expect(here).to_contain_text("Now: First thought")
    expect(phone.get_by_role("heading", name=SUB_QUESTIONS[0])).to_be_visible()
    expect(phone.get_by_role("heading", name="Comes later")).to_have_count(1)
    line = re.compile(r"Now: First thought.*Next: Second thought")
    for page in (wall, screen):
        expect(page.locator("#programme")).to_have_text(line)
    expect(tablet.locator(".programme-line")).to_have_text(line)

    here.get_by_role("button", name=re.compile("^Begin ?: Second")).click()
    expect(phone.get_by_role("heading", name=SUB_QUESTIONS[1])).to_be_visible()
    here.get_by_role("button", name=re.compile("^Begin ?: At the")).click()
    expect(board.locator("#now-title")).to_have_text("Round 1 of 2")
    expect(tablet.get_by_role("timer")).to_contain_text("Round 1 of 2")
    expect(here).to_contain_text(re.compile(r"\d minutes ahead"))
    for page in (board, wall, phone, tablet, screen):
        axe(page)
    board.get_by_text("The whole programme").click()
    board.get_by_role("button", name=re.compile("^It had not begun ?: At the")).click()
    expect(here).to_contain_text("Now: Second thought")
    expect(board.locator("#now-title")).not_to_have_text("Round 1 of 2")
