"""What a page weighs on a hall's Wi-Fi, as it is transferred."""

from typing import Any

from playwright.sync_api import Page

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
