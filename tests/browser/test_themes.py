"""Another theme is another set of tokens: dark, or of high contrast, with no rule of its own."""

import re
from colorsys import hls_to_rgb, rgb_to_hls
from pathlib import Path

import pytest
from playwright.sync_api import Page
from sqlalchemy import select

from cafe.model import Link
from cafe.people.links import renew_link, token_of
from tests.browser.sorting import database, lay_out, log_in, sorted_under_two
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Organiser, Server
from tests.support.waiting import becomes

ROOT = Path(__file__).resolve().parents[2]
SHEETS = [ROOT / "static/css/parts" / name for name in ("tokens.css", "document.css")]
TOKEN = re.compile(r"^\s*(--[\w-]+): ([^;]*(?:#|rgb\()[^;]*);", re.MULTILINE)
PLACES = (
    "/workshops",
    "/w/{id}/plan",
    "/w/{id}/day",
    "/w/{id}/phones",
    "/w/{id}/questions",
    "/w/{id}/evaluation",
    "/w/{id}/kit",
    "/w/{id}/seating",
    "/w/{id}/invitations",
    "/w/{id}/sort/1",
    "/w/{id}/report",
    "/w/{id}/readers",
    "/w/{id}/followup",
    "/w/{id}/history",
    "/w/{id}/keeping",
    "/w/{id}/audit",
    "/w/{id}/privacy",
    "/organisation/privacy",
    "/accessibility",
    "/guides",
    "/guides/law",
    "{table}",
    "{wall}",
    "{wall}/projector",
)
# What is drawn: a frame that is not there, or letters that are not, has no colour.
DRAWN = """() => {
  const found = new Map();
  const add = (element, what, value) => {
    for (const colour of value.match(/(?:rgba?|color|oklch|oklab)\\([^)]*\\)/g) ?? [])
      if (!found.has(colour)) found.set(colour, `${what} of ${element.outerHTML.slice(0, 90)}`);
  };
  for (const element of document.body.querySelectorAll("*")) {
    if (!element.checkVisibility() || element.closest(".qr")) continue;
    const style = getComputedStyle(element);
    if ([...element.childNodes].some((one) => one.nodeType === 3 && one.data.trim()))
      add(element, "text", style.color);
    add(element, "background", style.backgroundColor + style.backgroundImage);
    add(element, "shadow", style.boxShadow);
    for (const side of ["Top", "Right", "Bottom", "Left"])
      if (parseFloat(style[`border${side}Width`]))
        add(element, "border", style[`border${side}Color`]);
    if (element instanceof SVGGeometryElement) add(element, "drawing", style.fill + style.stroke);
  }
  return [...found];
}"""
# How light the page behind everything is, of 255.
PAPER = "() => Number(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])"
MIXED = re.compile(r"color\(srgb ([\d.]+) ([\d.]+) ([\d.]+)(?: / [\d.]+)?\)")
NONE = re.compile(r"rgba\(.*, 0\)")
COLOUR = re.compile(r"#[0-9a-f]{3,6}\b|rgb\((\d+) (\d+) (\d+)")


def tokens() -> list[tuple[str, str]]:
    """Each colour that has a name, with what it is by day."""
    found = [pair for sheet in SHEETS for pair in TOKEN.findall(sheet.read_text(encoding="utf-8"))]
    return list(dict(reversed(found)).items())


def plain(colour: str) -> str:
    """A colour as `rgb(…)`, without how much of what lies behind shines through."""
    if not (mixed := MIXED.fullmatch(colour)):
        return colour
    return f"rgb({', '.join(str(round(255 * float(part))) for part in mixed.groups())})"


def theme(colour: dict[str, str]) -> str:
    """A style sheet that sets tokens and nothing else."""
    rules = "".join(f"{name}: {value} !important;" for name, value in colour.items())
    return f":root, ::backdrop, .wall, .projector, .paper {{ {rules} }}"


def turn(value: str) -> str:
    """A token's value, light for dark, in black and white and nothing between."""

    def turned(found: re.Match[str]) -> str:
        parts = found.groups()
        if parts[0] is None:
            digits = found[0][1:]
            whole = digits if len(digits) == 6 else "".join(one * 2 for one in digits)
            parts = tuple(str(int(whole[at : at + 2], 16)) for at in (0, 2, 4))
        hue, light, full = rgb_to_hls(*(int(part) / 255 for part in parts))
        other = float(light < 0.5)
        red, green, blue = (round(255 * one) for one in hls_to_rgb(hue, other, full))
        done = f"rgb({red} {green} {blue}"
        return done if found[0].startswith("rgb") else f"{done})"

    return COLOUR.sub(turned, value)


def put_on(page: Page, colour: dict[str, str]) -> None:
    """The theme lies over the page; the page's own policy would rightly refuse a style element."""
    page.evaluate(
        """(css) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(css);
          document.adoptedStyleSheets = [sheet];
        }""",
        theme(colour),
    )


def links(server: Server, workshop: str) -> tuple[str, str]:
    """Addresses of a table and of the wall that open in `server`."""
    key = (server.data_dir / "secret.key").read_text().strip()
    base = database(server)
    with base.writing() as tx:
        opened = {}
        for link in tx.scalars(select(Link).where(Link.workshop_id == workshop)).all():
            renew_link(tx, link=link, secret_key=key)
            opened[link.table_id is None] = token_of(key, link.nonce)
    base.engine.dispose()
    return f"/t/{opened[False]}", f"/v/{opened[True]}"


@pytest.fixture(scope="module")
def leader(running: Server) -> Organiser:
    """The one whose pages are looked at."""
    return running.user()


@pytest.fixture
def pages(running: Server, leader: Organiser, new_page: NewPage) -> tuple[Page, list[str]]:
    """A browser that is logged in, and the addresses of pages that hold something."""
    texts = ("Kaffe på torget", "Flere benker?", "Lys i parken", "Ro")
    workshop = lay_out(running, texts, leader)
    sorted_under_two(running, workshop)
    table, wall = links(running, workshop)
    page = new_page()
    log_in(page, running, leader)
    page.goto(f"{running.url}/w/{workshop}/day?lang=en")
    return page, [running.url + one.format(id=workshop, table=table, wall=wall) for one in PLACES]


def marked() -> dict[str, str]:
    """Each token with a colour that nothing else has."""
    marks = {name: f"rgb({7 + at}, 3, {250 - at})" for at, (name, _) in enumerate(tokens())}
    for name, value in tokens():
        if "0 " in value:  # a shadow: its lengths stay
            mark = marks[name]
            marks[name] = re.sub(r"rgb\([^)]*\)", mark, value)
    return marks


def test_a_theme_is_tokens_alone_and_every_page_can_be_read_in_another(
    pages: tuple[Page, list[str]],
) -> None:
    """No colour comes from elsewhere. In the dark that a device asks for, and turned over by tokens
    to black and white, each page can be read; axe measures what comes."""
    page, places = pages
    marks = marked()
    known = {colour for value in marks.values() for colour in re.findall(r"rgb\([^)]*\)", value)}
    contrast = {name: turn(value) for name, value in tokens()}
    strange: dict[str, str] = {}
    for place in places:
        page.goto(place)
        page.wait_for_load_state("networkidle")
        put_on(page, marks)
        for colour, what in page.evaluate(DRAWN):
            if not NONE.fullmatch(colour) and plain(colour) not in known:
                strange.setdefault(colour, f"{place}: {what}")
        put_on(page, {})
        page.emulate_media(color_scheme="dark")
        becomes(lambda: page.evaluate(PAPER) < 50, place.endswith("/projector") is False)
        axe(page)
        page.emulate_media(color_scheme="light")
        put_on(page, contrast)
        becomes(lambda: page.evaluate(PAPER), 0)
        axe(page, colours=True)
    assert strange == {}
