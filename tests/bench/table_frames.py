"""The table's page with 200 notes on a CPU slowed four times: what a frame and a letter cost.

The main thread's work (script, style, layout, paint lists) is the page's own, whatever draws it.
Raster is what a graphics card does on a tablet and software does here; it is told apart.

    .venv/bin/python -m tests.bench.table_frames
"""

import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Any
from uuid import uuid4

from playwright.sync_api import Browser, Page, ViewportSize, expect, sync_playwright

from cafe.model import CafeTable
from cafe.setup.packages import node
from cafe.table.actions.notes import add_note
from tests.bench.parts.figures import machine, percentile, show
from tests.browser.tables import Table, closing_database, open_table
from tests.support.programs.chromium import FLAGS, find_chromium
from tests.support.server import Server

NOTES = 200
SLOWED = 4
TURNS = 3
SCREENS: tuple[ViewportSize, ...] = (
    {"width": 1024, "height": 768},
    {"width": 800, "height": 1280},
)
HEAD: tuple[str, ...] = (
    "",
    "",
    "frames",
    "script + forced",
    "style, layout",
    "paint lists",
    "raster",
)
HEAD += ("main thread p50 / p95", "between frames p50 / p95")
CATEGORIES = ["devtools.timeline", "blink.user_timing", "disabled-by-default-devtools.timeline"]
# What Chromium calls the work of a page's main thread; nested ones are not counted twice.
SCRIPT = {"FunctionCall", "FireAnimationFrame", "EvaluateScript", "EventDispatch", "TimerFire"}
LAYOUT = {"UpdateLayoutTree", "Layout", "PrePaint", "HitTest", "IntersectionObserverController"}
PAINT = {"Paint", "Layerize", "Commit", "UpdateLayer", "UpdateLayerTree"}
RASTER = {"RasterTask", "ImageDecodeTask", "GPUTask"}
TEXTS = ("trygge kryss", "Vi må få ned farten forbi skolen om morgenen, sa de som går dit.")
COUNT_FRAMES = """() => { const frame = () => {
    performance.mark("frame"); requestAnimationFrame(frame) };
  requestAnimationFrame(frame) }"""
EVERY_FRAME = """() => new Promise((done) => {
  let left = 120, down = 1;
  const step = () => {
    if (!left--) return done();
    if (left === 60) down = -1;
    scrollBy(0, 60 * down);
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step) })"""


def fill(table: Table) -> None:
    """Hang the notes on the poster."""
    with closing_database(table.server) as db, db.database.writing() as tx:
        here = tx.get_one(CafeTable, table.id)
        for number in range(NOTES):
            kind = ("keyword", "statement")[number % 2]
            text, uid, operation = f"{TEXTS[number % 2]} ({number})", str(uuid4()), str(uuid4())
            add_note(tx, table=here, uid=uid, kind=kind, text=text, by="t", operation=operation)


@contextmanager
def traced(browser: Browser, page: Page, path: Path) -> Iterator[list[dict[str, Any]]]:
    """The trace of what happens in the block; filled when it is over."""
    events: list[dict[str, Any]] = []
    browser.start_tracing(page=page, path=str(path), categories=CATEGORIES)
    yield events
    browser.stop_tracing()
    events += json.loads(path.read_text())["traceEvents"]


def main_thread(events: list[dict[str, Any]]) -> tuple[int, int]:
    """The page's process and thread: where most of its frames are fired."""
    fired = [(e["pid"], e["tid"]) for e in events if e["name"] in ("FireAnimationFrame", "Layout")]
    return max(set(fired), key=fired.count)


def spent(event: dict[str, Any]) -> float:
    """Milliseconds of the thread's own time: other processes' work is not the page's."""
    return float(event.get("tdur", event.get("dur", 0))) / 1000


def outermost(events: list[dict[str, Any]], names: set[str]) -> list[tuple[float, float]]:
    """Start and cost in ms of the events with these names, without those inside another."""
    mine = (e for e in events if e["name"] in names and e["ph"] == "X")
    kept: list[tuple[float, float]] = []
    end: dict[tuple[int, int], float] = {}
    for event in sorted(mine, key=lambda e: (e["ts"], -e["dur"])):
        thread = (event["pid"], event["tid"])
        if event["ts"] >= end.get(thread, 0):
            kept.append((event["ts"] / 1000, spent(event)))
            end[thread] = event["ts"] + event["dur"]
    return kept


def costs(events: list[dict[str, Any]]) -> dict[str, float]:
    """Milliseconds in all: the page's script (with what it forces at once), style and layout,
    paint lists; raster elsewhere."""
    where = main_thread(events)
    mine = [e for e in events if (e["pid"], e["tid"]) == where]
    kinds = {"script": (mine, SCRIPT), "style and layout": (mine, LAYOUT)}
    kinds |= {"paint lists": (mine, PAINT), "raster": (events, RASTER)}
    return {kind: sum(ms for _, ms in outermost(*what)) for kind, what in kinds.items()}


def starts(events: list[dict[str, Any]]) -> list[float]:
    """When each frame began, in ms."""
    return sorted(e["ts"] / 1000 for e in events if e["name"] == "frame")


def busy(events: list[dict[str, Any]]) -> list[float]:
    """Milliseconds of the page's main thread in each of its frames."""
    where = main_thread(events)
    mine = [e for e in events if (e["pid"], e["tid"]) == where]
    begun = starts(events)
    work = outermost(mine, SCRIPT | LAYOUT | PAINT)
    frames = zip(begun, [*begun[1:], float("inf")], strict=True)
    return [sum(ms for at, ms in work if start <= at < end) for start, end in frames][:-1]


def scroll(page: Page) -> None:
    """Through the poster and back, a step in every frame."""
    page.evaluate(EVERY_FRAME)


def type_a_note(page: Page) -> None:
    """A note, letter by letter, as fast as the page takes them."""
    page.locator("#writer-text").press_sequentially("Det er trygge kryss vi vil ha her")


def measure(browser: Browser, page: Page, folder: Path, what: Callable[[Page], None]) -> list[str]:
    """One row of figures for `what`."""
    with traced(browser, page, folder / "trace.json") as events:
        what(page)
    at, sums = starts(events), costs(events)
    gaps = [after - before for before, after in pairwise(at)]
    each = [f"{ms / max(1, len(at)):.1f}" for ms in sums.values()]
    pairs = [
        f"{percentile(values, 0.5):.1f} / {percentile(values, 0.95):.1f}"
        for values in (busy(events), gaps)
    ]
    return [what.__name__, str(len(at)), *each, *pairs]


def rows_of(browser: Browser, table: Table, size: ViewportSize, folder: Path) -> list[list[str]]:
    """The figures on a screen of this size."""
    page = browser.new_page(viewport=size)
    page.goto(table.address)
    expect(page.locator(".slip[data-status=received]")).to_have_count(NOTES)
    page.evaluate(COUNT_FRAMES)
    line = page.context.new_cdp_session(page)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    rows = []
    for what in (scroll, type_a_note) * TURNS:
        rows.append([f"{size['width']} × {size['height']}", *measure(browser, page, folder, what)])
        page.locator("#writer-text").fill("")
    page.close()
    return rows


def run() -> None:
    """Measure and print."""
    os.environ.setdefault("PLAYWRIGHT_NODEJS_PATH", node())
    found = find_chromium()
    environment: dict[str, str | float | bool] = {**os.environ, **found.environment}
    rows = [HEAD]
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        server = Server(Path(name), {})
        server.start()
        table = open_table(server)
        fill(table)
        browser = playwright.chromium.launch(
            executable_path=found.program, args=FLAGS, env=environment
        )
        for size in SCREENS:
            rows += map(tuple, rows_of(browser, table, size, Path(name)))
        browser.close()
        server.stop()
    show(f"{NOTES} notes, CPU slowed {SLOWED} ×, ms per frame; {machine()}", rows)


if __name__ == "__main__":
    run()
