"""Finding one's table, and being asked to be a host: as the organiser and people at the door do."""

import io
import re

import pikepdf
import pytest
from playwright.sync_api import Page, ViewportSize, expect

from cafe.model import Workshop
from cafe.plan.actions.rounds import agree_rounds, begin_round, change_tables
from cafe.plan.actions.seating import keep_seating
from cafe.plan.rules_rounds import Agreed
from tests.browser.plan.halls import hall_in, log_in
from tests.browser.walls import Wall
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server
from tests.support.world import new_id

PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 320, "height": 568}


@pytest.fixture
def hall(running: Server) -> Wall:
    """A hall of this file's server."""
    return hall_in(running)


def make_plan(page: Page, people: int) -> None:
    page.get_by_label("How many people").fill(str(people))
    page.get_by_label("Rounds").fill("3")
    page.get_by_role("button", name="Make the plan").click()
    expect(page.locator("#plan")).to_contain_text(f"{people} people")


def without_fault(page: Page) -> None:
    """axe finds nothing and nothing sticks out, on this screen and on the narrowest."""
    axe(page)
    before = page.viewport_size
    page.set_viewport_size(NARROW)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    assert before
    page.set_viewport_size(before)


def pages_of(page: Page) -> int:
    with pikepdf.open(io.BytesIO(page.pdf(prefer_css_page_size=True))) as printed:
        return len(printed.pages)


def test_a_plan_from_the_desk_to_the_phone(hall: Wall, new_page: NewPage) -> None:
    board = log_in(new_page(), hall, "seating")
    without_fault(board)
    make_plan(board, 22)
    expect(board.locator("#plan")).to_contain_text("Nobody comes back to a table.")
    way = board.locator("#person-17 > span").last.inner_text()
    board.get_by_role("button", name="One more person").click()
    expect(board.locator("#newest")).to_contain_text("The last number is 23")
    assert board.locator("#person-17 > span").last.inner_text() == way
    without_fault(board)
    phone = new_page(viewport=PHONE)
    phone.goto(hall.address())
    phone.get_by_role("link", name="My tables").click()
    without_fault(phone)
    phone.get_by_label("Number").fill("17")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", level=1)).to_have_text("Number 17")
    shown = [text.split()[-1] for text in phone.locator(".my-table").all_inner_texts()]
    assert [step for step in way.split() if step.isdecimal()] == shown
    without_fault(phone)


def test_the_phone_remembers_and_follows_the_rounds(hall: Wall, new_page: NewPage) -> None:
    make_plan(log_in(new_page(), hall, "seating"), 20)
    phone = new_page(viewport=PHONE)
    phone.goto(hall.address("/seat?number=5"))
    expect(phone.locator("[aria-current=step]")).to_have_count(0)
    with hall.behind() as tx:
        mine = tx.get_one(Workshop, hall.workshop)
        agreed: Agreed = {"count": 3, "minutes": 12, "change": 2}
        agree_rounds(tx, workshop=mine, agreed=agreed, by="t", operation=new_id())
        begin_round(tx, workshop=mine, number=1, by="t", operation=new_id())
    now = phone.locator("[aria-current=step]")
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(now).to_have_attribute("data-round", "1")
    with hall.behind() as tx:
        mine = tx.get_one(Workshop, hall.workshop)
        change_tables(tx, workshop=mine, after=1, by="t", operation=new_id())
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(now).to_have_attribute("data-round", "2")
    expect(phone.locator("#say")).to_contain_text("Round 2")
    axe(phone)
    second = phone.locator("[data-round='2'] .my-table").text_content() or "no table"
    sign = phone.locator(".change-sign")
    expect(sign).to_contain_text(second)
    sign.get_by_role("button").click()
    expect(sign).to_be_hidden()
    phone.goto(hall.address("/seat"))
    expect(phone.get_by_role("heading", level=1)).to_have_text("Number 5")
    phone.get_by_role("link", name="Another number").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("What is your number?")
    phone.goto(hall.address("/seat"))
    expect(phone.get_by_label("Number")).to_be_visible()


def test_another_plan_comes_to_the_phone_that_shows_the_first(
    hall: Wall, new_page: NewPage
) -> None:
    make_plan(log_in(new_page(), hall, "seating"), 20)
    phone = new_page(viewport=PHONE)
    phone.add_init_script("Math.random = () => 0")  # three hundred phones ask one after the other
    phone.goto(hall.address("/seat?number=5"))
    shown = phone.locator(".my-table")
    first, *later = shown.all_inner_texts()
    with hall.behind() as tx:
        mine = tx.get_one(Workshop, hall.workshop)
        seats = (mine.seating or {})["rounds"]
        keep_seating(tx, workshop=mine, seats=seats[::-1], by="t", operation=new_id())
    phone.evaluate("dispatchEvent(new Event('online'))")
    expect(shown).to_have_text([*later[::-1], first])
    axe(phone)


def test_what_is_printed(hall: Wall, new_page: NewPage) -> None:
    board = log_in(new_page(), hall, "seating")
    make_plan(board, 25)
    board.get_by_role("link", name="Cards for people").click()
    expect(board.get_by_role("button", name="Print")).to_be_visible()
    without_fault(board)
    assert pages_of(board) == 3  # ten cards on a sheet
    board.emulate_media(media="print")
    expect(board.get_by_role("button", name="Print")).to_be_hidden()
    board.emulate_media(media="null")
    board.goto(f"{hall.server.url}/w/{hall.workshop}/seating/rounds")
    without_fault(board)
    assert pages_of(board) == 3  # a sheet for each round
    board.emulate_media(media="print")
    columns = "one => getComputedStyle(one).gridTemplateColumns.split(' ').length"
    assert board.locator(".spots").first.evaluate(columns) == 2  # read from where people stand


@pytest.mark.parametrize("clipboard", [True, False])
def test_a_host_is_asked_and_answers(hall: Wall, new_page: NewPage, clipboard: bool) -> None:
    board = log_in(new_page(), hall, "invitations")
    without_fault(board)
    board.get_by_role("button", name="Make 2 invitations").click()
    if clipboard:
        board.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:  # as on plain http in a hall
        board.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    board.get_by_role("link", name=re.compile("Open the letter.*Solveig")).click()
    board.get_by_role("button", name="Copy the text").click()
    expect(board.get_by_text("Copied.").first).to_be_visible()
    letter = board.locator(".letter-text").first.inner_text()
    if clipboard:
        assert board.evaluate("navigator.clipboard.readText()") == letter
    without_fault(board)
    assert pages_of(board) == 1  # the list
    path = letter[letter.index("/h/") :].split()[0]
    host = new_page(viewport=PHONE)
    host.goto(f"{hall.server.url}{path}?lang=en")
    without_fault(host)
    host.get_by_role("button", name="Yes, I will").click()
    expect(host.get_by_role("status").first).to_contain_text("you are our host at table 1")
    board.reload()
    expect(board.locator(".hosts-table tbody tr").first).to_contain_text("Yes, is coming")
    host.get_by_role("button", name="I can't after all").click()
    expect(host.locator(".told-no")).to_contain_text("We shall ask somebody else.")
    axe(host)
    board.reload()
    expect(board.locator(".hosts-table tbody tr").first).to_contain_text(
        "Cannot. Ask somebody else."
    )
    without_fault(board)
