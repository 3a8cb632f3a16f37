"""The big screen of a café, its remote on a phone, and what the last seat can read of it."""

from typing import NamedTuple

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.sorting import log_in
from tests.browser.walls import AT_REST, Wall, look
from tests.support.browser import NewPage
from tests.support.server import Organiser

SCREEN: ViewportSize = {"width": 1920, "height": 1080}
PHONE: ViewportSize = {"width": 390, "height": 844}
LONG = ("Et sted der noen kjenner deg igjen og spør hvordan det går. " * 20)[:899] + "!"
# Each piece of text that is drawn: how high its capitals are, in pixels, how much it stands out
# from what is behind it, and whether it is what people read or what stands beside it.
LETTERS = """() => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], [x, y, z]) =>
    [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a)];
  const behind = (box) => {
    const { backgroundColor, backgroundImage } = getComputedStyle(box);
    if (backgroundImage !== "none") throw new Error(`${box.className}: on ${backgroundImage}`);
    const colour = rgba(backgroundColor);
    if (colour[3] === 1) return colour;
    return over(colour, box.parentElement ? behind(box.parentElement) : [255, 255, 255]);
  };
  const light = (colour) => [0.2126, 0.7152, 0.0722].reduce((sum, share, at) => {
    const c = colour[at] / 255;
    return sum + share * (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  }, 0.05);
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const box = node.parentElement;
    if (!node.data.trim() || box.closest(".sr-only, .skip, script, template, title, svg")) continue;
    if (!box.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const { font, fontWeight, fontSize, fontFamily, color } = getComputedStyle(box);
    pen.font = font || `${fontWeight} ${fontSize} ${fontFamily}`;
    const beside = !box.closest(".leaves, .scene-head, .lacking, .seal-said") ||
      box.closest(".small, .from-paper, .slip-own, .way");
    const high = pen.measureText("H").actualBoundingBoxAscent;
    const ground = behind(box);
    const [one, other] = [light(over(rgba(color), ground)), light(ground)].sort((a, b) => b - a);
    const words = node.data.trim().slice(0, 40);
    found.push({ words, high, read: !beside, contrast: one / other });
  }
  return found;
}"""
# Whatever a page cannot hold has to be on another one: no line goes out of its box, nor half out of
# the picture, and what has no pages is in the picture whole.
CUT = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const box = node.parentElement;
    const unseen = ".sr-only, .skip, script, template, title, svg, .tour";
    if (!node.data.trim() || box.closest(unseen)) continue;
    if (!box.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const leaves = box.closest(".leaves");
    const frame = leaves?.parentElement ?? document.documentElement;
    const { top, bottom, left, right } = frame.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(node);
    const spare = parseFloat(getComputedStyle(box).fontSize) / 4; // no ink there
    for (const line of range.getClientRects()) {
      if (line.height <= 1 || line.width <= 1) continue;
      const elsewhere = leaves && (line.right <= left + 1 || line.left >= right - 1);
      const out = line.top < top - spare || line.bottom > bottom + spare;
      const half = !elsewhere && (line.left < left - 1 || line.right > right + 1);
      const where = `${JSON.stringify(line)} in ${[left, top, right, bottom]}`;
      if (out || half) found.push(`${node.data.trim().slice(0, 40)}: ${where}`);
    }
  }
  return found;
}"""
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
        """As the organiser does elsewhere."""
        assert self.phone.evaluate(POST, [f"/w/{self.wall.workshop}/{path}", fields]) == 200

    def shows(self, view: str, *texts: str, far: float = 10, high: float = 1.8) -> None:
        """Wait for it; then everything can be read from the last seat, and nothing is cut."""
        expect(self.screen.locator("body")).to_have_attribute("data-view", view)
        for text in texts:
            expect(self.screen.locator("#app")).to_contain_text(text)
        expect(self.screen.locator("#stage")).not_to_be_empty()
        self.measured(view, far=far, high=high)

    def measured(self, state: str, *, far: float = 10, high: float = 1.8) -> None:
        """Everything that is drawn now can be read from the last seat, and nothing is cut."""
        self.screen.evaluate(AT_REST)
        found = [f"cut: {one}" for one in self.screen.evaluate(CUT)]
        for one in self.screen.evaluate(LETTERS):
            metres = one["high"] / SCREEN["height"] * high
            minutes = metres / far * 60 * 57.29578  # of arc; such an angle is its own tangent
            if minutes < (22 if one["read"] else 16):
                found.append(f"{minutes:.1f} arc minutes: {one}")
            if one["contrast"] < 7:
                found.append(f"{one['contrast']:.1f} to 1: {one}")
        assert not found, "\n".join([state, *found])


def big_screen(new_page: NewPage, wall: Wall, who: Organiser, *expected: str) -> Hall:
    """The big screen of this café, and the remote in the hand of its organiser; `expected` as
    new_page has it."""
    screen, phone = (
        new_page(viewport=SCREEN, expect=expected),
        new_page(viewport=PHONE, expect=expected),
    )
    log_in(phone, wall.server, who)
    phone.goto(f"{wall.server.url}/w/{wall.workshop}/screen?lang=en")
    return Hall(wall, look(screen, wall.address("/projector")), phone)
