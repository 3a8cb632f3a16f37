"""What people write is any word: on each page of the code's own routes it runs its own way, and
breaks where a small phone would have to be scrolled sideways."""

import json
import re
from collections.abc import Iterator

from flask import Flask
from playwright.sync_api import Page
from sqlalchemy import select

from cafe.config import load_settings
from cafe.model import Invitation, Link, Person, Series, Workshop
from cafe.people.links import invitation_token, open_series, renew_link, series_token, version_token
from cafe.plan.actions.invitations import invite
from cafe.wall.actions.screen import show
from tests.browser.sorting import database, lay_out, log_in, sorted_under_two
from tests.browser.walls import Wall
from tests.followup.published import publish
from tests.support.browser import NewPage
from tests.support.server import Organiser, Server
from tests.support.waiting import wait_for
from tests.support.world import new_id

# From the right, and longer than a phone is wide.
WORD = "שלום Menneskerettighetsorganisasjonssammenslutningsforberedelsene"
SMALL = {"width": 320, "height": 640}
# A list that is fetched, a file, and what is drawn for a wall: each is no page for a phone.
BESIDE = re.compile(r"\.|/(snapshot|changes|projector|news|kit/)")
# What is written from the right stands in an element that finds its own direction, or is isolated
# among other words; what is read aloud alone has no place to be turned around in.
BARE = """() => {
  const rtl = /[\u0590-\u05ff]/;
  const own = (element) => element.closest("bdi, [dir=auto], textarea, input, option, .sr-only");
  const found = [];
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const { data, parentElement } = words.currentNode;
    if (!rtl.test(data) || /[\u2066-\u2068]/.test(data) || own(parentElement)) continue;
    if (!parentElement.closest("script, noscript, template"))
      found.push(`${parentElement.outerHTML.slice(0, 80)} | ${data.trim().slice(0, 40)}`);
  }
  for (const field of document.querySelectorAll("textarea, input"))
    if (rtl.test(field.value) && field.type !== "hidden" && field.dir !== "auto")
      found.push(field.outerHTML.slice(0, 80));
  return found;
}"""
# All that is folded is opened; what sticks out, if the page has to be scrolled for it.
WIDE = """() => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  if (document.documentElement.scrollWidth <= innerWidth) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
    .map((one) => one.outerHTML.slice(0, 90)).slice(0, 4);
}"""

# One by a question, and one by a heading.
EXTRACTS = """() => [...document.querySelectorAll(".extracts")]
  .map((list) => new URL(list.querySelector("a").href).pathname)"""


def full_of_it(server: Server, who: Organiser) -> str:
    """A café in which all that people name and write has the word in it."""
    cafe = lay_out(server, (f"Mer {WORD}", f"Mindre {WORD}"), who)
    sorted_under_two(server, cafe)
    base = database(server)
    with base.writing() as tx:
        here = tx.get_one(Workshop, cafe)
        here.title = here.name = here.place = here.goal = here.purpose = WORD
        for question in here.questions:
            question.text = f"{WORD}?"
            for heading in question.categories:
                heading.heading = WORD
            for table in question.tables:
                table.cafe_name, table.main_statement, table.hosts = WORD, WORD, [WORD]
        tx.scalars(select(Person).where(Person.email == who.email)).one().name = WORD
        key = load_settings({"CAFE_DATA_DIR": str(server.data_dir)}).secret_key
        for link in tx.scalars(select(Link).where(Link.workshop_id == cafe)):
            renew_link(tx, link=link, secret_key=key)
    base.engine.dispose()
    return cafe


def addresses(app: Flask, wall: Wall) -> Iterator[str]:
    """All that is read by whoever is logged in, or has a link of the hall's."""
    tokens = {"t": wall.token(1), "v": wall.token()}
    for rule in app.url_map.iter_rules():
        door = str(rule).split("/")[1]
        if "GET" not in (rule.methods or ()) or door in ("api", "silent", "static", "login"):
            continue
        if rule.arguments <= {"workshop_id", "token", "number"} and not BESIDE.search(str(rule)):
            address = str(rule).replace("<workshop_id>", wall.workshop)
            address = address.replace("<token>", tokens.get(door, ""))
            yield re.sub(r"<int(\(.*\))?:number>", "1", address)


def published(server: Server, workshop_id: str) -> list[str]:
    """The pages of what came of it: the document on the web, its extracts, a series, an answer."""
    settings = load_settings({"CAFE_DATA_DIR": str(server.data_dir)})
    base, key = database(server), settings.secret_key
    with base.writing() as tx:
        here = tx.get_one(Workshop, workshop_id)
        version = publish(tx, workshop_id, server.data_dir, key)
        invite(tx, workshop=here, secret_key=key)
        host = tx.scalars(select(Invitation)).all()[-1]
        here.series, here.listed = Series(uid=new_id(), name=WORD), True
        open_series(tx, series=here.series, secret_key=key)
        show(tx, workshop=here, show="code", by="t", operation=new_id())
        document, kept = version_token(key, version.nonce or ""), f"versions/{version.id}"
        series = series_token(key, here.series.nonce or "")
        asked = invitation_token(key, host.nonce)
    base.engine.dispose()
    report = f"/w/{workshop_id}/report"
    lists = [f"{one}/extracts" for one in (report, f"{report}/{kept}", f"/d/{document}")]
    beside = [f"/d/{document}", f"/d/{document}/follow", f"/s/{series}", f"/h/{asked}"]
    return [*lists, *beside]


def is_page(page: Page, address: str) -> bool:
    answer = page.request.get(address)
    return answer.ok and answer.headers.get("content-type", "").startswith("text/html")


def is_drawn(page: Page) -> bool:
    """A script's page has its words a moment after it is there."""
    return bool(page.evaluate("() => document.querySelector('#app')?.children.length !== 0"))


def test_any_word_runs_its_own_way_and_fits_everywhere(
    running: Server, cafe_app: Flask, new_page: NewPage
) -> None:
    who = running.user()
    cafe = full_of_it(running, who)
    page = new_page(viewport=SMALL, locale="nb-NO")
    log_in(page, running, who)
    bare: dict[str, list[str]] = {}
    wide: dict[str, list[str]] = {}
    seen = 0
    wall = Wall(running, cafe)
    known = [*published(running, cafe), f"/v/{wall.token()}/projector"]
    missing = [one for one in known if not is_page(page, running.url + one)]
    assert not missing
    pages = [*addresses(cafe_app, wall), *known]
    for address in pages:
        if not is_page(page, running.url + address):
            continue
        page.goto(running.url + address)
        wait_for(lambda: is_drawn(page), what=f"{address} to be drawn")
        seen += WORD in page.content()
        pages += page.evaluate(EXTRACTS)
        if found := page.evaluate(BARE):
            bare[address] = found
        if found := page.evaluate(WIDE):
            wide[address] = found
    assert (bare, wide) == ({}, {}), json.dumps([bare, wide], indent=1, ensure_ascii=False)
    assert seen > 30
