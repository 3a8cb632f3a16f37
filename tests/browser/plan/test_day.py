"""The day, led from one page: what the organiser presses there, every screen in the hall shows."""

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect
from sqlalchemy import select

from cafe.model import Person
from tests.browser.sorting import database, log_in
from tests.browser.tables import BAD_WEATHER, Tablet
from tests.browser.walls import Wall, look
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Organiser, Server
from tests.support.world import a_workshop

PHONE: ViewportSize = {"width": 390, "height": 844}
NARROW: ViewportSize = {"width": 320, "height": 700}
# A device whose own clock is a day ahead.
A_DAY_AHEAD = """{ const Real = Date, day = 86_400_000;
  globalThis.Date = class extends Real {
    constructor(...given) { given.length ? super(...given) : super(Real.now() + day); }
    static now() { return Real.now() + day; } }; }"""


# What a page asks of its device, which no device here has: heard, and the lock taken back.
DEVICE = """{ globalThis.asked = [];
  navigator.vibrate = () => asked.push("buzz") > 0;
  const request = async (what) => { asked.push(what);
    return globalThis.lock = Object.assign(new EventTarget(), { release: async () => {} }); };
  Object.defineProperty(navigator, "wakeLock", { value: { request } }); }"""

LAY_A_THIRD = """async () => {
  const here = location.pathname.replace("/day", "");
  const ask = async (at) => await (await fetch(at)).json();
  const [{ token }, { questions }] = [await ask("/csrf"), await ask(`${here}/snapshot`)];
  const body = JSON.stringify({ act: crypto.randomUUID(), was: 2, count: 3 });
  const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
  const to = `${here}/plan/questions/${questions[0].uid}/tables`;
  const answer = await fetch(to, { method: "PUT", headers, body });
  if (!answer.ok) throw new Error(await answer.text()); }"""


class Hall(NamedTuple):
    """An open café with two tables at one question, and somebody who leads it."""

    wall: Wall
    who: Organiser

    @property
    def server(self) -> Server:
        return self.wall.server

    def board(self, page: Page) -> Page:
        """The day's page, logged in, at the next step."""
        log_in(page, self.server, self.who)
        page.goto(f"{self.server.url}/w/{self.wall.workshop}/day?lang=en")
        expect(page.locator("#now-title")).to_be_visible()
        return page

    def tablet(self, page: Page, number: int) -> Tablet:
        """A tablet at table `number`."""
        return Tablet(page, f"{self.server.url}/t/{self.wall.token(number)}?lang=en")


@pytest.fixture(scope="module")
def leader(running: Server) -> Organiser:
    """The one who leads."""
    return running.user()


@pytest.fixture
def hall(running: Server, leader: Organiser) -> Hall:
    """A fresh gathering."""
    base = database(running)
    with base.reading() as db:
        owner = db.scalars(select(Person).where(Person.email == leader.email)).one()
    key = (running.data_dir / "secret.key").read_text().strip()
    asked = ("Hva gjør stedet godt å bo på?",)
    workshop = a_workshop(
        base, counts=[2], questions=asked, stage="open", language="en", owner=owner, key=key
    )
    base.engine.dispose()
    return Hall(Wall(running, workshop.id), leader)


def press(page: Page, name: str) -> None:
    """A button of the next step, as soon as it may be pressed."""
    page.locator(".now").get_by_role("button", name=name).click()


def say_in(page: Page, seconds: float) -> None:
    """Set the clock by hand, in so many seconds."""
    page.locator("#hand-minutes").fill(f"{seconds / 60:.3f}")
    page.get_by_role("button", name="Set the clock").click()


def all_show(clocks: list[Locator], words: str) -> None:
    """Wait until every screen's clock shows `words` (a regular expression)."""
    for clock in clocks:
        expect(clock).to_contain_text(re.compile(words))


def test_rounds_and_the_clock_are_the_same_on_every_screen(hall: Hall, new_page: NewPage) -> None:
    board = hall.board(new_page())
    one, other = (hall.tablet(new_page(), number) for number in (1, 2))
    wall, screen = new_page(viewport=PHONE), new_page()
    wall.add_init_script(A_DAY_AHEAD)
    wall.add_init_script(DEVICE)
    other.field.fill("halvt skre")
    look(wall, hall.wall.address())  # who does not know the day yet is told of no change in it
    look(screen, hall.wall.address("/projector"))
    hosts = [tablet.page.get_by_role("timer") for tablet in (one, other)]
    clocks = [*hosts, wall.locator("#clock"), screen.locator("#clock")]

    for name, number in (
        ("How many rounds", "2"),
        ("Minutes in each", "4"),
        ("Minutes to change", "1"),
    ):
        board.get_by_label(name, exact=True).fill(number)
    board.get_by_role("button", name="Divide the talk into rounds").click()
    press(board, "Start round 1")
    all_show(clocks, r"Round 1 of 2\s*(4:00|3:\d\d)")
    press(board, "One minute more")
    all_show([*clocks, board.locator("#clock")], r"5:00|4:(?!00)\d\d")

    say_in(board, 127)
    all_show(clocks, r"2:0\d$|Time to round off")  # seven seconds may pass before one looks
    all_show(clocks, "Time to round off")
    expect(one.page.locator("#say")).to_contain_text("Two minutes left. Time to round off.")
    for clock in clocks:
        expect(clock).to_have_class(re.compile("clock-soon"))
    say_in(board, 6)
    all_show(clocks, r"The time is up\.")
    expect(one.page.locator("#say")).to_contain_text("The time is up.")

    press(board, "Change tables")
    all_show(clocks, "Change tables")
    the_sign_takes_no_letter(other, one, wall)
    axe(board)
    press(board, "Start round 2")
    all_show(clocks, "Round 2 of 2")
    expect(one.page.locator(".change-sign")).to_be_hidden()
    expect(board.get_by_role("button", name="Ask the tables")).to_be_visible()


def the_sign_takes_no_letter(writes: Tablet, rests: Tablet, phone: Page) -> None:
    """It fills every screen, and leaves the field, the focus and what was typed alone."""
    signs = [page.locator(".change-sign") for page in (writes.page, rests.page, phone)]
    for sign in signs:
        expect(sign).to_contain_text("Change tables")
        expect(sign).to_be_visible()
    axe(rests.page)
    expect(writes.field).to_be_focused()
    writes.page.keyboard.type("vet")
    expect(signs[0]).to_be_hidden()
    expect(writes.field).to_have_value("halvt skrevet")
    rests.page.keyboard.press("Escape")
    expect(signs[1]).to_be_hidden()
    expect(signs[2]).to_contain_text("Find a table where you have not been.")
    signs[2].click()
    expect(signs[2]).to_be_hidden()
    assert phone.evaluate("asked").count("buzz") == 2, "the first round, and the change"
    assert phone.evaluate("asked").count("screen") == 1
    phone.evaluate("lock.dispatchEvent(new Event('release'))")
    phone.wait_for_function("asked.filter((one) => one === 'screen').length === 2")
    fold = phone.locator("details.device")
    fold.locator("summary").click()
    fold.get_by_label("Vibrate when people change tables").uncheck()
    assert "false" in phone.evaluate("localStorage.getItem('device:off')")


def test_main_statements_are_called_for_and_tables_close_anyway(
    hall: Hall, new_page: NewPage
) -> None:
    board = hall.board(new_page(expect=("409",)))
    one, other = hall.tablet(new_page(), 1), hall.tablet(new_page(expect=BAD_WEATHER), 2)
    one.add("mer lys")
    other.add("benker")
    expect(board.locator(".board")).to_contain_text(re.compile(r"page opened\s*1 note"))
    expect(board.locator(".board-sum")).to_contain_text(
        re.compile(r"2 of 2 pages opened ·\s+2 notes")
    )

    press(board, "Ask the tables for their main statements")
    expect(board.locator(".named li")).to_have_text(["Table 1", "Table 2"])
    statement = one.page.get_by_label("Main statement", exact=True)
    statement.fill("Lys og liv.")
    statement.blur()
    expect(board.locator(".named li")).to_have_text(["Table 2"])

    press(board, "Close the tables")
    expect(board.get_by_role("alert")).to_be_visible()
    press(board, "Stop asking")
    expect(board.get_by_role("alert")).to_have_count(0)
    press(board, "Ask the tables for their main statements")
    press(board, "Close the tables")
    expect(board.get_by_role("alert")).to_contain_text(
        "1 table has no main statement yet: Table 2."
    )
    axe(board)
    expect(other.field).to_be_visible()
    other.offline(True)
    other.add("kom for sent")
    press(board, "Close anyway")
    expect(board.locator("#now-title")).to_have_text("Vernissage")
    expect(board.get_by_role("alert")).to_have_count(0)
    take_in_what_came_late(hall, new_page, board, other)


def test_the_hall_is_led_from_one_page(hall: Hall, new_page: NewPage) -> None:
    board = hall.board(new_page(viewport={"width": 1440, "height": 900}, expect=("409",)))
    one, other = (hall.tablet(new_page(), number) for number in (1, 2))
    words = one.page.locator(".organiser-says")
    expect(board.locator(".board")).to_contain_text(re.compile("page opened.*page opened", re.S))

    board.locator(".board summary").first.click()
    board.locator("[data-tell='1']").click()
    expect(board.get_by_label("To", exact=True)).to_have_value("1")
    expect(board.get_by_label("Message", exact=True)).to_be_focused()
    board.keyboard.type("Kaffen er klar")
    board.keyboard.press("Enter")
    expect(words).to_contain_text("Kaffen er klar")
    expect(one.page.locator("#say")).to_contain_text("Kaffen er klar")
    expect(board.locator(".told-tables")).to_contain_text("Not read yet: Table 1")
    expect(board.get_by_label("Message", exact=True)).to_have_value("")
    expect(other.page.locator(".organiser-says")).to_have_count(0)
    one.field.fill("halvt skre")
    axe(one.page)
    words.get_by_role("button").click()
    expect(words).to_have_count(0)
    expect(one.field).to_have_value("halvt skre")

    board.get_by_role("button", name="Planning").click()
    ask = board.get_by_role("dialog")
    expect(ask).to_contain_text("Go back from “Tables open” to “Planning”?")
    axe(board)
    board.keyboard.press("Escape")
    expect(ask).to_be_hidden()
    expect(board.get_by_role("button", name="Planning")).to_be_focused()
    expect(board.locator("#now-title")).to_have_text("Tables open")
    board.get_by_role("button", name="Planning").click()
    ask.get_by_role("button", name="Yes, move").click()
    expect(board.locator("#now-title")).to_have_text("Planning")
    expect(board.locator(".told-tables")).to_have_count(0)


def take_in_what_came_late(hall: Hall, new_page: NewPage, board: Page, tablet: Tablet) -> None:
    """A note from a tablet that was away is left out, and then taken in after all."""
    wall = new_page()
    wall.goto(hall.wall.address())
    tablet.offline(False)
    late = board.locator("#late")
    expect(late).to_contain_text("1 note came after the tables were closed")
    expect(late.locator(".said")).to_have_text("kom for sent")
    axe(board)
    late.get_by_role("button", name="Leave out").click()
    expect(late).to_contain_text("Nothing waits for you")
    expect(late.locator("h2")).to_be_focused()
    late.get_by_text("1 left out").click()
    late.get_by_role("button", name="Take in").click()
    expect(late).to_be_empty()
    expect(wall.locator(".slip", has_text="kom for sent")).to_have_count(1)
    expect(board.locator(".board-sum")).to_contain_text("3 notes")


def test_by_keys_alone_and_on_a_narrow_phone(hall: Hall, new_page: NewPage) -> None:
    board = hall.board(new_page(viewport=NARROW))
    assert board.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    board.get_by_role("button", name="Divide the talk into rounds").press("Enter")
    start = board.get_by_role("button", name="Start round 1")
    expect(start).to_be_enabled()
    start.press("Enter")
    expect(board.locator("#now-title")).to_have_text("Round 1 of 3")
    expect(board.locator("#now-title")).to_be_focused()
    expect(board.get_by_role("button", name="Change tables")).to_be_enabled()
    more = board.get_by_role("button", name="One minute more")
    for minute in (r"13:00|12:(?!00)\d\d", r"14:00|13:(?!00)\d\d"):
        more.press("Enter")
        expect(board.locator("#clock")).to_contain_text(re.compile(minute))
        expect(more).to_be_focused()
    assert board.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]


def test_two_organisers_begin_one_round(hall: Hall, new_page: NewPage) -> None:
    board = hall.board(new_page())
    other = board.context.new_page()
    other.goto(board.url)
    other.get_by_label("Message", exact=True).fill("Kaffe står på bord")
    board.get_by_role("button", name="Divide the talk into rounds").click()
    expect(other.get_by_role("button", name="One long talk instead")).to_be_visible()
    board.evaluate(LAY_A_THIRD)
    expect(other.locator(".board > li")).to_have_count(3)
    expect(other.get_by_label("Message", exact=True)).to_have_value("Kaffe står på bord")
    press(board, "Start round 1")
    expect(other.locator("#now-title")).to_have_text("Round 1 of 3")
    expect(other.locator(".now").get_by_role("button", name="Change tables")).to_be_visible()
