"""What the table's page weighs on a hall's Wi-Fi, as it is transferred, and that it comes once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.kept import page_is_kept
from tests.browser.tables import Table, Tablet
from tests.support.browser import NewPage

MOST_BYTES = 150_000
FONTS = (".woff2", ".woff")


class Scale:
    """What came over the network to a page: address → bytes, headers included."""

    def __init__(self, page: Page) -> None:
        """Listen from now on."""
        self.bytes: dict[str, int] = {}
        self._asked: dict[str, str] = {}
        self._free: set[str] = set()
        self._line = page.context.new_cdp_session(page)
        self._line.on("Network.requestWillBeSent", self._sent)
        self._line.on("Network.requestServedFromCache", self._from_cache)
        self._line.on("Network.responseReceived", self._answered)
        self._line.on("Network.loadingFinished", self._finished)
        self._line.send("Network.enable")

    def _sent(self, event: dict[str, Any]) -> None:
        self._asked[event["requestId"]] = event["request"]["url"]

    def _from_cache(self, event: dict[str, Any]) -> None:
        self._free.add(event["requestId"])

    def _answered(self, event: dict[str, Any]) -> None:
        answer = event["response"]
        if answer.get("fromDiskCache") or answer.get("fromServiceWorker"):
            self._free.add(event["requestId"])

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self._free and event["requestId"] in self._asked:
            url = self._asked[event["requestId"]].split("?")[0]
            self.bytes[url] = self.bytes.get(url, 0) + int(event["encodedDataLength"])

    def own(self) -> dict[str, int]:
        """The page's own: HTML, styles, scripts; not fonts, not what is on the poster."""
        ours = {url: size for url, size in self.bytes.items() if not url.endswith(FONTS)}
        live = ("/snapshot", "/changes", "/socket.io/", "/notes")
        return {url: size for url, size in ours.items() if not any(part in url for part in live)}

    def fonts(self) -> int:
        """The fonts' bytes."""
        return sum(size for url, size in self.bytes.items() if url.endswith(FONTS))

    def asked(self, end: str) -> bool:
        """Whether an address with this end was asked for, of the network or not."""
        return any(url.endswith(end) for url in self._asked.values())

    def assets(self) -> list[str]:
        """What of /static/ came over the network."""
        return [url for url in self.bytes if "/static/" in url]


@contextmanager
def weighed(tablet: Tablet) -> Iterator[Scale]:
    """A second page of the same browser, opened within the block; the first is closed after it."""
    page = tablet.page.context.new_page()
    scale = Scale(page)
    tablet.page.close()
    tablet.page = page
    yield scale
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("worker", ["allow", "block"])
def test_light_at_first_and_nothing_after(table: Table, new_page: NewPage, worker: str) -> None:
    page = new_page(service_workers=worker)
    scale = Scale(page)
    tablet = Tablet(page, table.address)
    tablet.add("en")
    tablet.all_received("en")
    if worker == "allow":
        page_is_kept(page, "en")
    page.wait_for_load_state("networkidle")
    own = scale.own()
    if worker == "allow":  # it fetches itself and the page once more, where the scale does not see
        own["worker"] = len(page.request.get(f"{page.url.split('?')[0]}/sw.js").body())
        own["page for the worker"] = own[page.url.split("?")[0]]
    print(f"own {sum(own.values())} bytes, fonts {scale.fonts()} bytes: {own}")
    assert scale.asked(".js")
    assert scale.asked(".css")
    assert sum(own.values()) < MOST_BYTES, own
    with weighed(tablet) as again:
        tablet.page.goto(table.address)
        tablet.all_received("en")
    assert again.asked(".js"), "the scale is broken: it saw nothing"
    assert again.assets() == []
