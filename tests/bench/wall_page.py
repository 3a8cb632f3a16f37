"""The wall's page on a phone: its weight, its first poster, and its frames while notes arrive.

`python -m tests.bench.wall_page [posters …]` (15 60), thirty notes on each. A real Chromium whose
CPU is slowed four times, drawing without a graphics card. Frames are as busy as the machine was;
the last column is the longest task's own CPU time, which a busy machine changes little.
"""

import itertools
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, expect

from tests.bench.parts.cafe import TEXT, Cafe, running
from tests.bench.parts.figures import machine, ms, show
from tests.bench.parts.host import Host
from tests.bench.parts.tasks import tasks
from tests.support.browser import NewPage, chromium, people
from tests.support.scale import Scale

NOTES_ON_EACH = 30
SLOWER = 4
PER_SECOND = 20
SECONDS = 8
SCREENS: dict[str, ViewportSize] = {
    "phone 390 × 844": {"width": 390, "height": 844},
    "laptop 1440 × 900": {"width": 1440, "height": 900},
}
# Before anything of the page runs: when the picture came, and when its first poster was painted.
WATCH = """new MutationObserver((_changes, watch) => {
  if (!document.querySelector(".poster .slip")) return;
  watch.disconnect();
  requestAnimationFrame(() => setTimeout(() => {
    const came = performance.getEntriesByType("resource")
      .filter(({name}) => name.includes("/snapshot")).map(({responseEnd}) => responseEnd);
    window.firstPoster = {response: performance.getEntriesByType("navigation")[0].responseEnd,
      picture: Math.min(...came), painted: performance.now()};
  }));
}).observe(document, {childList: true, subtree: true})"""
FIRST = """new Promise((done) => {
  const look = () => window.firstPoster ? done(firstPoster) : setTimeout(look, 20);
  look();
})"""
FRAMES = """window.frames_ = [];
{ let last = performance.now();
  const next = (now) => { frames_.push(now - last); last = now; requestAnimationFrame(next); };
  requestAnimationFrame(next); }"""


@contextmanager
def slowed(page: Page) -> Iterator[CDPSession]:
    """The page's CPU takes `SLOWER` times as long."""
    line = page.context.new_cdp_session(page)
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield line
    line.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def weigh(cafe: Cafe, new_page: NewPage) -> tuple[str, ...]:
    """A row: what a first visit transfers, HTML, styles and scripts apart from fonts and notes."""
    page = new_page()
    scale = Scale(page)
    page.goto(address(cafe), wait_until="networkidle")
    own = scale.own()
    kinds = {".css": 0, ".js": 0, "": 0}
    for url, size in own.items():
        kinds[next(kind for kind in kinds if url.endswith(kind))] += size
    kilo = {kind: f"{size / 1000:.0f} kB" for kind, size in kinds.items()}
    total = f"{sum(own.values()) / 1000:.0f} kB"
    return total, kilo[""], kilo[".css"], kilo[".js"], f"{scale.fonts() / 1000:.0f} kB"


def address(cafe: Cafe) -> str:
    """Where the wall hangs."""
    return f"{cafe.server.url}/v/{cafe.wall}"


def first_poster(page: Page, cafe: Cafe) -> dict[str, float]:
    """Milliseconds from the page's response, and from the picture's, to the first poster."""
    page.add_init_script(WATCH)
    page.goto(address(cafe))
    found: dict[str, float] = page.evaluate(FIRST)
    return {key: found["painted"] - found[key] for key in ("response", "picture")}


def frames(page: Page, cafe: Cafe, hung: int) -> list[float]:
    """Seconds of each frame while notes arrive."""
    come = PER_SECOND * SECONDS
    expect(page.locator(".poster .slip")).to_have_count(hung)
    page.evaluate(FRAMES)
    typing = threading.Thread(target=write, args=(cafe, come))
    typing.start()
    page.wait_for_timeout(SECONDS * 1000)
    every = [one / 1000 for one in page.evaluate("frames_")]
    typing.join()
    expect(page.locator(".poster .slip")).to_have_count(hung + come)
    return every


def write(cafe: Cafe, count: int) -> None:
    """Notes from all tables in turn, at an even pace."""
    hosts = [Host(cafe.port, token) for token in cafe.tables]
    begun = time.perf_counter()
    for number, host in zip(range(count), itertools.cycle(hosts), strict=False):
        time.sleep(max(0.0, begun + number / PER_SECOND - time.perf_counter()))
        host.write(str(uuid.uuid4()), TEXT)
    for host in hosts:
        host.close()


def measured(posters: int, name: str, browser: Browser) -> tuple[Any, ...]:
    """A row for one screen."""
    hung = posters * NOTES_ON_EACH
    # Pages are closed before their server is: one that is left alone says so in its console.
    with running(notes=hung, counts=spread(posters)) as cafe, people(browser) as new_page:
        page = new_page(viewport=SCREENS[name])
        with slowed(page):
            first = first_poster(page, cafe)
            every = frames(page, cafe, hung)
        page.reload()
        hung += PER_SECOND * SECONDS
        expect(page.locator(".poster .slip")).to_have_count(hung)
        own = tasks(browser, page, lambda: frames(page, cafe, hung))
    over = [one for one in every if one > 0.050]
    return (
        f"{posters} posters, {name}",
        f"{first['response']:.0f} ms",
        f"{first['picture']:.0f} ms",
        ms(every),
        f"{max(every) * 1000:.0f} ms",
        f"{len(over)} of {len(every)}",
        f"{own[0] * SLOWER * 1000:.0f} ms",
    )


def spread(posters: int) -> tuple[int, ...]:
    """So many tables at eight questions."""
    return tuple(posters // 8 + (place < posters % 8) for place in range(8))


def main(sizes: list[int]) -> None:
    """Measure and print."""
    print(machine())
    head: tuple[Any, ...] = (
        "", "page → first poster", "notes → first poster", "frame p50 / p95", "longest",
        "over 50 ms", f"longest task, CPU × {SLOWER}",
    )  # fmt: skip
    with chromium() as browser:
        fifteen = running(notes=15 * NOTES_ON_EACH, counts=spread(15))
        with fifteen as cafe, people(browser) as new_page:
            columns = ("together", "HTML", "CSS", "JS", "fonts beside")
            show("First visit, as transferred (goal 150 kB)", [columns, weigh(cafe, new_page)])
        rows = [measured(size, name, browser) for size in sizes for name in SCREENS]
    show(f"CPU slowed {SLOWER} times, {PER_SECOND} notes/s arriving", [head, *rows])


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [15, 60])
