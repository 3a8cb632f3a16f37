"""What came too late, for the organiser to decide; and the worker that opens a table offline."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Literal

from flask import Response

from cafe.live import news
from cafe.setup.paths import static_dir
from cafe.table import late
from cafe.table.routes import Act, room
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import Body, answer, read_body, takes
from cafe.web.pages import asset
from cafe.web.state import cafe, writing

# What the page is made of. Fonts and what else it loads it names to the worker itself.
ASSETS = ("css/cafe.css", "css/table.css", "js/mend/page.js", "js/table/page.js")


class Decision(Body):
    """What the organiser decides about a late note."""

    decided: Literal["taken", "left"]
    act: Act


@room.post("/w/<workshop_id>/late/<uid>")
@allowed("sort.edit")
@takes(Decision)
def decide(who: Who, uid: str) -> Response:
    """Take a late note in, or leave it out; the answer is the late note with its `revision`."""
    body = read_body(Decision)
    with writing(who.workshop_id) as tx:
        found = late.late_at(tx, workshop_id=who.workshop_id, uid=uid)
        do = late.take_in if body.decided == "taken" else late.leave_out
        do(tx, late=found, by=who.label, act=body.act)
        item = {**news.of_late(found), "revision": the_workshop(tx, who).revision}
    return answer(item)


@room.get("/t/<token>/sw.js")
@allowed("table.see")
def worker(who: Who) -> Response:
    """The script that opens this table's page without a network; another one for each build.

    Its scope is the page itself, which lies above the script: the header allows that.
    """
    door = f"/t/{who.key}"
    assets = [asset(name) for name in ASSETS]
    source = _source(cafe().assets["js/table/worker.js"])
    version = hashlib.sha256("".join((*assets, source)).encode()).hexdigest()[:12]
    known = json.dumps({"door": door, "version": version, "assets": assets})
    response = Response(f"self.cafe={known};\n{source}", mimetype="text/javascript")
    response.headers["Service-Worker-Allowed"] = door
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _source(bundle: str) -> str:
    return (Path(static_dir()) / "dist" / bundle).read_text(encoding="utf-8")
