"""How long others wait while one organiser reads 10,000 notes: `python -m tests.bench.beside`

Somebody asks for a line of text all the time; each page is opened beside that, twice. Told is
the longest that anybody waited, beside the 95th percentile while nothing else was asked for.
"""

import http.client
import http.cookiejar
import re
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from cafe.config import load_settings
from cafe.model import Database
from tests.bench.document import NOTES, TABLES, long_cafe
from tests.bench.parts.cafe import running
from tests.bench.parts.figures import machine, percentile, show
from tests.report.samples import brought_in
from tests.support.server import Server

ALONE_SECONDS = 2.0
BETWEEN_SECONDS = 0.002
PAGES = ("plan", "day", "report", "report/changes", "archive.json", "sort/1/offers")


@contextmanager
def asking(port: int) -> Iterator[list[float]]:
    """Somebody who asks all the time; the list grows by the seconds of each answer."""
    took: list[float] = []
    over = threading.Event()

    def ask() -> None:
        line = http.client.HTTPConnection("127.0.0.1", port)
        while not over.wait(BETWEEN_SECONDS):
            begun = time.perf_counter()
            line.request("GET", "/healthz")
            line.getresponse().read()
            took.append(time.perf_counter() - begun)

    thread = threading.Thread(target=ask)
    thread.start()
    try:
        yield took
    finally:
        over.set()
        thread.join()


def logged_in(server: Server) -> urllib.request.OpenerDirector:
    """An organiser's browser."""
    who = server.user()
    jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
    browser = urllib.request.build_opener(jar)
    form = browser.open(f"{server.url}/login").read().decode()
    token = re.search(r'name="csrf_token"[^>]*value="([^"]*)"', form)
    assert token, "no form to log in by"
    typed = {"csrf_token": token[1], "email": who.email, "password": who.password}
    browser.open(f"{server.url}/login", urllib.parse.urlencode(typed).encode())
    return browser


def main() -> None:
    """Measure and print."""
    print(machine())
    with running(notes=0) as cafe:
        settings = load_settings({"CAFE_DATA_DIR": str(cafe.server.data_dir)})
        db = Database(settings.database)
        workshop = brought_in(db, long_cafe())
        db.engine.dispose()
        browser = logged_in(cafe.server)
        with asking(cafe.port) as alone:
            threading.Event().wait(ALONE_SECONDS)
        usual = percentile(alone, 0.95)
        rows = [("", "answered in", "others waited at most", "× alone (p95)")]
        for page in PAGES * 2:
            begun = time.perf_counter()
            with asking(cafe.port) as waited:
                browser.open(f"{cafe.server.url}/w/{workshop}/{page}").read()
            took, longest = time.perf_counter() - begun, max(waited)
            times = f"{longest / usual:.0f} ×"
            rows.append((page, f"{took * 1000:.0f} ms", f"{longest * 1000:.0f} ms", times))
    show(f"{NOTES} notes, {TABLES} tables", rows)


if __name__ == "__main__":
    main()
