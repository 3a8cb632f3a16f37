"""No network at all: the page opens from what it kept, and is never an old one in disguise."""

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect

from tests.browser.tables import BAD_WEATHER, Table, Tablet, open_table, sit_down
from tests.support.browser import NewPage
from tests.support.kept import build_is_kept, nothing_is_kept, page_is_kept
from tests.support.server import ROOT, Server
from tests.support.waiting import becomes


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Table]:
    """A table of a café that the test may stop and start."""
    server = Server(tmp_path, {}, forked=True)
    server.start()
    yield open_table(server)
    server.stop()


def open_again(tablet: Tablet, address: str) -> Tablet:
    """Close the page and open the link in a new one of the same browser."""
    page = tablet.page.context.new_page()
    tablet.page.close()
    return Tablet(page, address)


def test_opens_types_and_delivers_without_a_server(alone: Table, new_page: NewPage) -> None:
    tablet, address = sit_down(new_page, alone, badly=True), alone.address
    tablet.add("en", "to")
    tablet.all_received("to", "en")
    page_is_kept(tablet.page, "en", "to")
    alone.server.kill()
    again = open_again(tablet, address)
    expect(again.status).to_contain_text("No connection.")
    again.add("tre", "fire")
    again.shown("fire", "tre", "to", "en")  # kept: until then a reload has it in the field again
    again.field.fill("en halv tanke")
    again.page.reload()
    expect(again.field).to_have_value("en halv tanke")
    expect(again.status).to_contain_text("2 notes wait here on the tablet.")
    again.page.get_by_label("Main statement").fill("Sammen")
    again.page.get_by_label("Main statement").press("Enter")
    alone.server.start()
    again.all_received("fire", "tre", "to", "en")
    expect(again.status).to_contain_text("All 4 notes received.")
    becomes(alone.notes, ["en", "to", "tre", "fire"])


def test_a_kept_page_whose_session_is_gone(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table, badly=True)
    tablet.add("før")
    page_is_kept(tablet.page, "før")
    tablet.offline(True)
    tablet.page.reload()
    tablet.add("uten nett")
    tablet.page.context.clear_cookies()  # the kept page's form token fits no session now
    tablet.offline(False)
    tablet.all_received("uten nett", "før")
    becomes(table.notes, ["før", "uten nett"])


class NotNow(BaseHTTPRequestHandler):
    """A proxy whose café is being started anew."""

    def do_GET(self) -> None:
        """Answer as proxies do."""
        self.send_error(502)

    do_POST = do_GET  # noqa: N815 - the library looks for this name

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


class Portal(NotNow):
    """A Wi-Fi that wants a login, and knows no page of the café's."""

    def do_GET(self) -> None:
        """Answer as portals do, in each way in its turn."""
        self.send_response(404)
        problem = "snapshot" in self.path
        self.send_header("Content-Type", "application/problem+json" if problem else "text/html")
        self.end_headers()
        self.wfile.write(b'{"type": "x", "title": "no", "status": 404}' if problem else b"Log in")

    do_POST = do_GET  # noqa: N815 - the library looks for this name


@contextmanager
def proxy_without_cafe(port: int, answers: type[BaseHTTPRequestHandler] = NotNow) -> Iterator[None]:
    """Somebody else at the café's address as long as the block runs."""
    proxy = HTTPServer(("127.0.0.1", port), answers)
    Thread(target=proxy.serve_forever).start()
    yield
    proxy.shutdown()
    proxy.server_close()


def test_a_proxy_that_says_not_now(alone: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, alone, badly=True)
    tablet.add("før")
    page_is_kept(tablet.page, "før")
    alone.server.kill()
    with proxy_without_cafe(alone.server.port):
        tablet.page.reload()
        expect(tablet.slip("før")).to_be_visible()
        tablet.add("venter")
        tablet.shown("venter", "før")
        tablet.page.reload()
        expect(tablet.slip("venter")).to_have_attribute("data-status", "kept")
    alone.server.start()
    tablet.all_received("venter", "før")
    becomes(alone.notes, ["før", "venter"])


def test_a_portal_that_knows_no_such_page_makes_nobody_forget(
    alone: Table, new_page: NewPage
) -> None:
    tablet = sit_down(new_page, alone, badly=True)
    tablet.add("før")
    page_is_kept(tablet.page, "før")
    alone.server.kill()
    with proxy_without_cafe(alone.server.port, Portal):
        tablet.add("venter")
        tablet.page.goto(alone.address)
        expect(tablet.page.locator("body")).to_have_text("Log in")
    tablet.page.goto(alone.address)  # nobody is there at all
    expect(tablet.slip("før")).to_be_visible()
    expect(tablet.slip("venter")).to_have_attribute("data-status", "kept")
    alone.server.start()
    tablet.all_received("venter", "før")


def test_a_renewed_link_opens_nothing_any_more(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table, badly=True)
    tablet.add("hemmelig")
    page_is_kept(tablet.page, "hemmelig")
    table.renew_link()
    tablet.page.reload()
    expect(tablet.page.locator("main")).to_contain_text("no longer valid")
    nothing_is_kept(tablet.page)
    assert "hemmelig" not in tablet.page.content()


def test_a_link_renewed_under_an_open_page(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table, badly=True)
    tablet.add("hemmelig")
    page_is_kept(tablet.page, "hemmelig")
    table.renew_link()
    tablet.add("for sent")
    expect(tablet.page.get_by_role("alert")).to_contain_text("no longer valid")
    nothing_is_kept(tablet.page)


def installed(folder: Path) -> Server:
    """A café from a folder of its own, as an installed package: what is in it may be upgraded."""
    app, data = folder / "app", folder / "data"
    for part in ("cafe", "static", "templates"):
        shutil.copytree(ROOT / part, app / part, ignore=shutil.ignore_patterns("*.map", "*.ttf"))
    start = f"import sys; sys.path.insert(0, {str(app)!r}); from cafe.__main__ import main; main()"
    data.mkdir()
    return Server(data, {}, program=(sys.executable, "-c", start))


def upgrade(server: Server) -> str:
    """Another build of the page's script; its new name."""
    dist = server.data_dir.parent / "app" / "static" / "dist"
    manifest = json.loads((dist / "manifest.json").read_text())
    old = dist / manifest["js/table/page.js"]
    manifest["js/table/page.js"] = fresh = "js/table/page-UPGRADED.js"
    (dist / fresh).write_text(old.read_text() + "\ndocument.documentElement.dataset.build = 'new'")
    old.unlink()
    (dist / "manifest.json").write_text(json.dumps(manifest))
    return fresh


def test_after_an_upgrade_the_new_page_opens(tmp_path: Path, new_page: NewPage) -> None:
    server = installed(tmp_path)
    server.start()
    try:
        table = open_table(server)
        tablet, address = sit_down(new_page, table, badly=True), table.address
        tablet.add("før")
        page_is_kept(tablet.page, "før")
        tablet.page.reload()
        expect(tablet.slip("før")).to_be_visible()
        server.stop()
        fresh = upgrade(server)
        server.start()
        tablet.page.reload()  # at once, not at the second load
        expect(tablet.page.locator("html")).to_have_attribute("data-build", "new")
        build_is_kept(tablet.page, fresh)
        server.kill()
        again = open_again(tablet, address)  # and without a network it is the new one too
        expect(again.page.locator("html")).to_have_attribute("data-build", "new")
        expect(again.slip("før")).to_be_visible()
    finally:
        server.stop()


def test_without_https_the_page_goes_on_as_before(table: Table, new_page: NewPage) -> None:
    page = new_page(expect=BAD_WEATHER)
    page.add_init_script("Object.defineProperty(window, 'isSecureContext', {value: false})")
    tablet = Tablet(page, table.address)
    tablet.add("en")
    tablet.all_received("en")
    tablet.offline(True)
    tablet.add("to")
    tablet.offline(False)
    tablet.all_received("to", "en")
    assert page.evaluate("caches.keys()") == []
    nothing_is_kept(page)
