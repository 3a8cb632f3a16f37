"""A browser that may be killed as a flat battery kills it, and started again on the same disk."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserType, Error, Page

from tests.support.programs.chromium import FLAGS, find_chromium
from tests.support.waiting import free_port, listens, wait_for


class Device:
    """A tablet: one disk, one browser at a time. `names` are hosts that lead to this machine."""

    def __init__(self, kind: BrowserType, disk: Path, *, names: tuple[str, ...] = ()) -> None:
        """Prepare; `page()` starts the browser."""
        self._kind, self._disk, self._names = kind, disk, names
        self._process: subprocess.Popen[bytes] | None = None
        self._browser: Browser | None = None

    def page(self) -> Page:
        """Start the browser and open an empty page in it."""
        found, port = find_chromium(), free_port()
        mapped = ", ".join(f"MAP {name} 127.0.0.1" for name in self._names)
        flags = [
            *FLAGS,
            f"--user-data-dir={self._disk}",
            f"--remote-debugging-port={port}",
            *([f"--host-resolver-rules={mapped}"] if mapped else []),
        ]
        self._process = subprocess.Popen(
            [found.program or self._kind.executable_path, *flags, "about:blank"],
            env={**os.environ, **found.environment},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        wait_for(lambda: listens(port), what="the browser to listen")
        self._browser = self._kind.connect_over_cdp(f"http://127.0.0.1:{port}")
        return self._browser.contexts[0].new_page()

    def die(self) -> None:
        """No goodbye: every process of the browser ends at once."""
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        if self._browser:
            with suppress(Error):
                self._browser.close()
        self._process = self._browser = None


@contextmanager
def device(browser: Browser, disk: Path, *, names: tuple[str, ...] = ()) -> Iterator[Device]:
    """A device whose disk is the folder `disk`; its browser ends with the block."""
    one = Device(browser.browser_type, disk, names=names)
    try:
        yield one
    finally:
        one.die()
