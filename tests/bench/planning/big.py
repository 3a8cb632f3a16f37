"""A plan of sixty questions and two hundred tables: how quick it is.

`.venv/bin/python -m tests.bench.planning.big` prints the time until it is drawn, what a letter
costs the page, how high it is, and the server's time for the page, its picture and one command.
"""

import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, expect

from cafe.config import load_settings
from cafe.model import CafeTable, Person
from cafe.plan import actions
from tests.bench.parts.figures import machine, ms
from tests.browser.sorting import database, log_in
from tests.support.browser import chromium
from tests.support.server import Server
from tests.support.world import a_workshop, new_id, tables_of

QUESTIONS, TABLES, LETTERS, TIMES = 60, 200, 25, 4
# From the key to the frame after it, script, style and layout included.
WATCH = """() => { window.took = []; addEventListener("keydown", () => {
  const at = performance.now();
  requestAnimationFrame(() => setTimeout(() => window.took.push(performance.now() - at)));
}, true); }"""
ASKED = """async ([url, options]) => { const at = performance.now();
  const answer = await fetch(url, options); await answer.text();
  return [performance.now() - at, answer.status]; }"""


def lay_out(server: Server) -> str:
    """The café, with hosts at each table; its id."""
    base, key = database(server), load_settings({"CAFE_DATA_DIR": str(server.data_dir)}).secret_key
    with base.reading() as db:
        owner = db.query(Person).first()
    texts = [f"Hva er viktig nå, og hvem gjør hva videre, del {n}?" for n in range(QUESTIONS)]
    share, more = divmod(TABLES, QUESTIONS)
    counts = [share + (n < more) for n in range(QUESTIONS)]
    cafe = a_workshop(base, questions=texts, counts=counts, owner=owner, key=key)
    ids = [table.id for table in tables_of(base, cafe)]
    with base.writing() as tx:
        for number, id in enumerate(ids):
            hosts, operation = [f"Kari {number}", f"Ola {number}"], new_id()
            table = tx.get_one(CafeTable, id)
            actions.set_hosts(
                tx, table=table, was=[], hosts=hosts, by="person:1", operation=operation
            )
    base.engine.dispose()
    return cafe.id


def asked(page: Page, url: str, **options: object) -> float:
    """Seconds until it is answered, asked by the page."""
    took, status = page.evaluate(ASKED, [url, options])
    assert status == 200, (url, status)
    return float(took) / 1000


def main() -> None:
    """Lay it out, look and type."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        server = Server(Path(name), {})
        server.start()
        try:
            who = server.user()
            at = f"{server.url}/w/{lay_out(server)}"
            page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
            log_in(page, server, who)
            drawn = []
            for _time in range(TIMES):
                begun = time.monotonic()
                page.goto(f"{at}/plan?lang=en", wait_until="commit")
                page.locator(".planned").nth(QUESTIONS - 1).wait_for(state="attached")
                drawn.append(time.monotonic() - begun)
            height = page.evaluate("document.documentElement.scrollHeight")
            expect(page.locator(".planned")).to_have_count(QUESTIONS)
            page.evaluate(WATCH)
            page.locator(".planned .line textarea").nth(30).click()
            page.keyboard.type("x" * LETTERS, delay=120)
            page.wait_for_timeout(500)
            letters = [float(one) / 1000 for one in page.evaluate("window.took")]
            plan = [asked(page, f"{at}/plan") for _time in range(TIMES)]
            picture = [asked(page, f"{at}/snapshot") for _time in range(TIMES)]
            sys.stdout.write(
                f"{machine()}\ndrawn {ms(drawn)}; a letter {ms(letters)}; height {height} px; "
                f"page {ms(plan)}; picture {ms(picture)}\n"
            )
        finally:
            server.stop()


if __name__ == "__main__":
    main()
