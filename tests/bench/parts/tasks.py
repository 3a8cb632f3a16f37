"""What the page's main thread does, in its own CPU time: the same however busy the machine is."""

import json
from collections import Counter
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, Page

CATEGORIES = ["toplevel", "devtools.timeline"]
TASK = "ThreadControllerImpl::RunTask"


def tasks(browser: Browser, page: Page, work: Callable[[], object]) -> list[float]:
    """CPU seconds of each task of the page's main thread during `work`, the longest first."""
    browser.start_tracing(page=page, categories=CATEGORIES)
    work()
    events: list[dict[str, Any]] = json.loads(browser.stop_tracing())["traceEvents"]
    scripts = Counter((e["pid"], e["tid"]) for e in events if e["name"] == "FunctionCall")
    [(main, _calls)] = scripts.most_common(1)
    mine = [e for e in events if (e["pid"], e["tid"]) == main and e["name"] == TASK]
    return sorted((event.get("tdur", 0) / 1e6 for event in mine), reverse=True)
