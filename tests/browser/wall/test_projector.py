"""The big screen through a whole café, with its remote on a phone."""

from typing import NamedTuple

import pytest
from playwright.sync_api import Page, ViewportSize, expect
from sqlalchemy import select

from cafe.model import Person
from tests.browser.sorting import database, log_in
from tests.browser.vernissage import vernissage
from tests.browser.walls import AT_REST, Wall, look
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server
from tests.support.world import a_workshop

SCREEN: ViewportSize = {"width": 1920, "height": 1080}
PHONE: ViewportSize = {"width": 390, "height": 844}
LONG = ("Et sted der noen kjenner deg igjen og spør hvordan det går. " * 20)[:899] + "!"
# Each piece of text that is drawn: how high its capitals are, in pixels, and whether it is what
# people read or what stands beside it. Of what is on another page nothing is drawn.
LETTERS = """() => {
  const pen = document.createElement("canvas").getContext("2d");
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const box = node.parentElement;
    if (!node.data.trim() || box.closest(".sr-only, .skip, script, template, title, svg")) continue;
    if (!box.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const { font, fontWeight, fontSize, fontFamily } = getComputedStyle(box);
    pen.font = font || `${fontWeight} ${fontSize} ${fontFamily}`;
    const beside = !box.closest(".leaves, .scene-head, .lacking") ||
      box.closest(".small, .from-paper, .slip-own, .way");
    const high = pen.measureText("H").actualBoundingBoxAscent;
    found.push({ words: node.data.trim().slice(0, 40), high, read: !beside });
  }
  return found;
}"""
CONTRAST = """async () => (await axe.run(document, {
  runOnly: { type: "rule", values: ["color-contrast-enhanced"] } })).violations.flatMap(
    ({ nodes }) => nodes.map(({ html, failureSummary }) => html + failureSummary))"""
# Whatever a page cannot hold has to be on another one: no line goes out of its box, above or below.
CUT = """() => [...document.querySelectorAll(".leaves")].flatMap((box) => {
  const [frame, found] = [box.getBoundingClientRect(), []];
  const walk = document.createTreeWalker(box, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(node);
    const spare = parseFloat(getComputedStyle(node.parentElement).fontSize) / 4; // no ink there
    for (const { top, bottom, height } of range.getClientRects())
      if (height > 1 && (top < frame.top - spare || bottom > frame.bottom + spare))
        found.push(`${node.data.slice(0, 40)}: ${top}-${bottom} in ${frame.top}-${frame.bottom}`);
  }
  return found;
})"""
# A press of the organiser elsewhere.
POST = """async ([path, fields]) => {
  const body = new FormData();
  body.set("csrf_token", document.querySelector("meta[name=csrf]").content);
  body.set("act", crypto.randomUUID());
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  return (await fetch(path, { method: "POST", body })).status; }"""


class Hall(NamedTuple):
    """The screen, the organiser's phone, and how far away the last seat is."""

    wall: Wall
    screen: Page
    phone: Page

    def press(self, *names: str) -> None:
        for name in names:
            self.phone.get_by_role("button", name=name, exact=True).click()

    def post(self, path: str, **fields: str) -> None:
        assert self.phone.evaluate(POST, [f"/w/{self.wall.workshop}/{path}", fields]) == 200

    def shows(self, view: str, *texts: str, far: float = 10, high: float = 1.8) -> None:
        """Wait for it; then everything can be read from the last seat, and nothing is cut."""
        expect(self.screen.locator("body")).to_have_attribute("data-view", view)
        for text in texts:
            expect(self.screen.locator("#app")).to_contain_text(text)
        expect(self.screen.locator(".hall-way strong")).to_be_visible()
        expect(self.screen.locator("#stage")).not_to_be_empty()
        self.screen.evaluate(AT_REST)
        for one in self.screen.evaluate(LETTERS):
            metres = one["high"] / SCREEN["height"] * high
            minutes = metres / far * 60 * 57.29578  # of arc; such an angle is its own tangent
            assert minutes >= (22 if one["read"] else 16), f"{view}: {minutes:.1f} {one}"
        assert self.screen.evaluate(CUT) == []

    def contrast(self) -> None:
        axe(self.screen)
        assert self.screen.evaluate(CONTRAST) == []


@pytest.fixture
def hall(running: Server, new_page: NewPage) -> Hall:
    """A planned café with two tables."""
    who, base = running.user(), database(running)
    with base.reading() as db:
        owner = db.scalars(select(Person).where(Person.email == who.email)).one()
    key = (running.data_dir / "secret.key").read_text().strip()
    made = a_workshop(base, counts=[2], questions=("Hva?",), owner=owner, key=key)
    base.engine.dispose()
    wall, screen = Wall(running, made.id), new_page(viewport=SCREEN)
    phone = new_page(viewport=PHONE, expect=("422",))  # one hall is too large
    log_in(phone, running, who)
    phone.goto(f"{running.url}/w/{made.id}/screen?lang=en")
    return Hall(wall, look(screen, wall.address("/projector")), phone)


def test_the_screen_follows_the_day_and_obeys_the_remote(hall: Hall) -> None:
    hall.shows("joining", "Scan the code", "1 is in")
    hall.contrast()
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
        hall.contrast()
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
    axe(phone)
    phone.set_viewport_size({"width": 320, "height": 568})
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    phone.set_viewport_size(PHONE)


def is_read_from_afar(hall: Hall) -> None:
    """The organiser says how far the last seat is: letters follow, and notes turn pages."""
    phone, told = hall.phone, hall.screen.locator("#page-number")
    phone.get_by_label("Metres to the last seat").fill("20")
    phone.get_by_label("Height of the picture").fill("1,2")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_role("alert")).to_contain_text("is read from 14.4 m away at most")
    phone.get_by_label("Height of the picture").fill("2")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_label("Height of the picture")).to_have_value("2")
    hall.shows("note", LONG, far=20, high=2)
    expect(told).to_contain_text("Page 1 of")
    hall.press("Next page")
    expect(told).to_contain_text("Page 2 of")
    hall.press("Page back")
    expect(told).to_contain_text("Page 1 of")
    hall.press("For a dark hall", "Automatic")
    expect(hall.screen.locator("html")).to_have_attribute("data-dark-hall", "")
    hall.shows("talking", far=20, high=2)
    hall.contrast()
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
