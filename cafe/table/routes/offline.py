"""The worker that opens a page without a network: a table's, or that of its silent start."""

import hashlib
import json
from functools import cache
from pathlib import Path

from flask import Response

from cafe.setup.paths import static_dir
from cafe.table.room import room
from cafe.web.access import Who, allowed
from cafe.web.pages import asset
from cafe.web.state import cafe

# What each page is made of. Fonts and what else it loads it names to the worker itself.
TABLE = ("css/cafe.css", "css/table.css", "js/mend/page.js", "js/table/page.js")
SILENT = ("css/cafe.css", "css/pairs.css", "js/mend/page.js", "js/silent/page.js")


@room.get("/t/<token>/sw.js")
@allowed("table.see")
def worker(who: Who) -> Response:
    """The script that opens this table's page without a network."""
    return _worker(f"/t/{who.key}", TABLE)


@room.get("/silent/<token>/sw.js")
@allowed("tray.write")
def silent_worker(who: Who) -> Response:
    """The same for the page of who writes in silence."""
    return _worker(f"/silent/{who.key}", SILENT)


def _worker(address: str, parts: tuple[str, ...]) -> Response:
    """The one script with what it is told of this page; another one for each build.

    Its scope is the page itself, which lies above the script: the header allows that.
    """
    assets = [asset(name) for name in parts]
    source = _source(cafe().assets["js/table/worker.js"])
    version = hashlib.sha256("".join((*assets, source)).encode()).hexdigest()[:12]
    known = json.dumps({"base": address, "version": version, "assets": assets})
    response = Response(f"self.cafe={known};\n{source}", mimetype="text/javascript")
    response.headers["Service-Worker-Allowed"] = address
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _source(bundle: str) -> str:
    return (Path(static_dir()) / "dist" / bundle).read_text(encoding="utf-8")
