"""Every live page that lies open in the hall: its screen stays awake, and it says so when people
change tables. The pages are those of the code's own routes."""

import re
from collections.abc import Iterator
from typing import Any

from flask import Flask
from playwright.sync_api import Page, expect

from cafe.model import Workshop
from cafe.people.links import open_links
from cafe.plan.actions import agree_rounds, begin_round, change_tables
from tests.browser.plan.test_day import DEVICE
from tests.browser.table.test_pairs import Talk, organised, talk
from tests.browser.walls import Wall
from tests.support.browser import NewPage
from tests.support.waiting import wait_for
from tests.support.world import new_id

__all__ = ["organised", "talk"]

ANSWERED = "/evaluation"  # it asks nobody who talks, and is left when it is answered


def addresses(app: Flask, wall: Wall) -> Iterator[str]:
    """All that is read with a link of the hall's and has no more than a number in it."""
    tokens = {"t": wall.token(2), "v": wall.token(), "silent": wall.token(2, tray=True)}
    for rule in app.url_map.iter_rules():
        door = str(rule).split("/")[1]
        if (
            door in tokens
            and "GET" in (rule.methods or ())
            and rule.arguments <= {"token", "number"}
        ):
            address = str(rule).replace("<token>", tokens[door])
            yield re.sub(r"<int(\(.*\))?:number>", "2", address)


def is_live(page: Page, address: str) -> bool:
    """Whether it is a page that a script keeps right."""
    answer = page.request.get(address)
    kind = answer.headers.get("content-type", "")
    live = answer.ok and kind.startswith("text/html") and 'id="app"' in answer.text()
    return live and not address.endswith(ANSWERED)


def stays_awake(page: Page) -> None:
    wait_for(lambda: "screen" in page.evaluate("asked"), what=f"{page.url} to stay awake")


def test_pages_in_the_hall_stay_awake_and_say_where_to_go(
    cafe_app: Flask, talk: Talk, new_page: NewPage
) -> None:
    wall, first = Wall(talk.server, talk.workshop.id), new_page()
    first.context.add_init_script(DEVICE)
    with talk.behind() as tx:
        here: Any = {"workshop": tx.get_one(Workshop, talk.workshop.id), "by": "t"}
        here["workshop"].silent = 5
        open_links(tx, here["workshop"], talk.key)
        agreed: Any = {"count": 2, "minutes": 20, "change": 3}
        agree_rounds(tx, agreed=agreed, operation=new_id(), **here)
        begin_round(tx, number=1, operation=new_id(), **here)
    pages = {}
    for address in addresses(cafe_app, wall):
        if is_live(first, f"{talk.server.url}{address}"):
            pages[address] = first.context.new_page()
            pages[address].goto(f"{talk.server.url}{address}?lang=en")
            stays_awake(pages[address])
    beside = {re.sub(r"^/(t|v|silent)/\w+", "", one) for one in pages}
    assert any(one.startswith("/silent/") for one in pages)
    assert beside >= {"", "/paper", "/pairs/2", "/table/2", "/projector"}, "who is not live sleeps"
    with talk.behind() as tx:
        here = {"workshop": tx.get_one(Workshop, talk.workshop.id), "by": "t"}
        change_tables(tx, after=1, operation=new_id(), **here)
    for address, page in pages.items():
        page.evaluate("dispatchEvent(new Event('online'))")
        sign = ".scene.change" if address.endswith("/projector") else ".change-sign"
        expect(page.locator(sign)).to_contain_text("Change tables")
