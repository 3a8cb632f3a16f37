"""Frames at The sorting board: 500 notes of one question, on a processor slowed four times.

`.venv/bin/python -m tests.bench.sorting_frames [notes] [slowed]` prints, for what hands do, the
gaps between frames and what the main thread spent on each: the gaps also hold what else the machine
was doing.
"""

import os
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import CDPSession, Page, expect, sync_playwright

from cafe.model import Database, Workshop
from cafe.setup.packages import node
from cafe.sort import actions
from tests.bench.parts.figures import machine, percentile, show
from tests.browser.sorting import database, lay_out, log_in, open_board
from tests.sort.world import operation
from tests.support.browser import TABLET
from tests.support.programs.chromium import FLAGS, find_chromium
from tests.support.server import Organiser, Server

HEADINGS = 8
PLACED = 5  # one note in so many
ROUNDS = 20
LETTER_MS = 150  # some eighty words a minute
KINDS = ("Task", "Script", "RecalcStyle", "Layout")
WORDS = ("mer tid", "samtale", "forankring i ledelsen", "erfaringer", "gode rom", "kaffe", "kurs",
         "samarbeid på tvers", "fagfolk", "pårørende", "nær folk", "dører", "språk")  # fmt: skip
# Each frame's length is kept from `gaps()` on.
FRAMES = """() => {
  window.gaps = [];
  let last = performance.now();
  const frame = (now) => {
    window.gaps.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}"""
SCROLL = """(id) => new Promise((done) => {
  const side = document.getElementById(id);
  let left = 120;
  const frame = () => {
    side.scrollTop += 37;
    --left ? requestAnimationFrame(frame) : done();
  };
  side.scrollTop = 0;
  requestAnimationFrame(frame);
})"""
# Playwright's own looking again and again would be counted with the page's work.
GONE = """(left) => new Promise((done) => { const look = () => {
  const now = document.querySelectorAll("[data-item=note]").length;
  now === left ? done() : requestAnimationFrame(look); }; look(); })"""
# What was typed has been followed: no note is hidden.
SHOWN = """(all) => new Promise((done) => { const look = () => {
  const now = document.querySelectorAll("[data-item=note]:not([hidden])").length;
  now === all ? done() : requestAnimationFrame(look); }; look(); })"""


class Work(NamedTuple):
    """What was measured of one thing that hands do, in milliseconds."""

    gaps: list[float]
    spent: dict[str, float]
    times: int


def build(server: Server, who: Organiser, notes: int) -> str:
    """A café with `notes` notes at its first question, some of them placed."""
    dice = random.Random(5)
    texts = tuple(" ".join(dice.sample(WORDS, dice.randint(1, 6))) for _note in range(notes))
    workshop_id = lay_out(server, texts, who)
    base = database(server)
    _sort_some(base, workshop_id)
    base.engine.dispose()
    return workshop_id


def _sort_some(base: Database, workshop_id: str) -> None:
    with base.writing() as tx:
        question = tx.get_one(Workshop, workshop_id).questions[0]
        under = [
            actions.add_category(
                tx, question=question, heading=f"Overskrift {number}", **operation()
            )
            for number in range(1, HEADINGS + 1)
        ]
        waiting = [note for table in question.tables for note in table.notes]
        for number, note in enumerate(waiting[::PLACED]):
            actions.place_note(tx, note=note, category=under[number % HEADINGS], **operation())


def spent_ms(line: CDPSession) -> dict[str, float]:
    """How long the page's main thread has worked so far (at its own, slowed pace), by kind."""
    metrics = {one["name"]: one["value"] for one in line.send("Performance.getMetrics")["metrics"]}
    return {kind: float(metrics[f"{kind}Duration"]) * 1000 for kind in KINDS}


def measured(page: Page, line: CDPSession, work: Callable[[], object], times: int) -> Work:
    """Do `work` and say what it cost."""
    page.evaluate("window.gaps.length = 0")
    before = spent_ms(line)
    work()
    after = spent_ms(line)
    gaps = page.evaluate("window.gaps.slice(1)")
    return Work(gaps, {kind: after[kind] - before[kind] for kind in KINDS}, times)


def place(page: Page) -> None:
    """One note after another under a heading by its number, each seen to be gone."""
    page.locator("[data-item=note]").first.focus()
    left = page.locator("[data-item=note]").count()
    for number in range(1, ROUNDS + 1):
        page.keyboard.press(str(1 + number % HEADINGS))
        page.evaluate(GONE, left - number)


def walk(page: Page) -> None:
    """Down the list by the arrow."""
    page.locator("[data-item=note]").first.focus()
    for _step in range(ROUNDS):
        page.keyboard.press("ArrowDown")


def choose(page: Page) -> None:
    """A range of notes, and none of them again."""
    page.locator("[data-item=note]").first.focus()
    for _step in range(ROUNDS):
        page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Escape")


def type_words(page: Page) -> None:
    """Into the filter, letter by letter as quick hands do, and out again."""
    page.locator("#filter-text").focus()
    page.keyboard.type("ledelsen", delay=LETTER_MS)
    for _letter in range(8):
        page.keyboard.press("Backspace", delay=LETTER_MS)
    page.evaluate(SHOWN, page.locator("[data-item=note]").count())


def drag(page: Page) -> None:
    """A note over the other side and back where it was."""
    page.locator("#unplaced").evaluate("side => side.scrollTo(0, 0)")
    start = page.locator("[data-item=note] > .words").first.bounding_box()
    side = page.locator("#headings").bounding_box()
    assert start
    assert side
    home = (start["x"] + 20, start["y"] + 8)
    page.mouse.move(*home)
    page.mouse.down()
    for turn in range(4):
        down = side["y"] + 90 + turn % 2 * (side["height"] - 250)
        page.mouse.move(side["x"] + 100, down, steps=30)
    page.mouse.move(*home, steps=30)
    page.mouse.up()


def all_of_it(page: Page, line: CDPSession) -> dict[str, Work]:
    """Everything that is measured, in an order in which nothing disturbs what follows."""
    page.evaluate(FRAMES)
    scroll = "scroll the notes", lambda: page.evaluate(SCROLL, "unplaced"), 120
    works: list[tuple[str, Callable[[], object], int]] = [
        scroll,
        ("scroll the headings", lambda: page.evaluate(SCROLL, "headings"), 120),
        ("walk by arrows", lambda: walk(page), ROUNDS),
        ("choose a range", lambda: choose(page), ROUNDS),
        ("type in the filter", lambda: type_words(page), 16),
        ("drag across", lambda: drag(page), 150),
        ("place by a digit", lambda: place(page), ROUNDS),
    ]
    return {name: measured(page, line, work, times) for name, work, times in works}


def main(notes: int = 500, slowed: int = 4) -> None:
    """Build, open, slow down, measure, print."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder), {})
        server.start()
        found = find_chromium()
        environment: dict[str, str | float | bool] = {**os.environ, **found.environment}
        chromium = playwright.chromium.launch(
            executable_path=found.program, args=FLAGS, env=environment
        )
        try:
            who = server.user()
            workshop = build(server, who, notes)
            page = chromium.new_context(viewport=TABLET).new_page()
            page.set_default_timeout(120_000)
            log_in(page, server, who)
            open_board(page, server, workshop)
            line = page.context.new_cdp_session(page)
            line.send("Performance.enable", {"timeDomain": "threadTicks"})  # not while others run
            line.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
            results = all_of_it(page, line)
        finally:
            chromium.close()
            server.stop()
    rows: list[tuple[str, ...]] = [
        ("", "frame p50", "p95", "longest", "each", "script", "style", "layout")
    ]
    for name, work in results.items():
        gaps = [percentile(work.gaps, share) for share in (0.5, 0.95, 1.0)]
        each = [work.spent[kind] / work.times for kind in KINDS]
        rows.append((name, *(f"{value:.0f} ms" for value in gaps), *(f"{v:.1f} ms" for v in each)))
    show(f"{notes} notes, processor slowed {slowed} times; {machine()}", rows)


if __name__ == "__main__":
    expect.set_options(timeout=60_000)
    main(*(int(value) for value in sys.argv[1:]))
