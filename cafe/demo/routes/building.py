"""The demo café, one click away."""

from flask import redirect, request
from werkzeug.wrappers import Response

from cafe.core.i18n import _
from cafe.demo.build import build_demo
from cafe.demo.room import room
from cafe.errors import Invalid
from cafe.model import Person
from cafe.plan.rules import STAGES
from cafe.web.access import Who, allowed
from cafe.web.state import cafe, reading


@room.post("/workshops/demo")
@allowed("workshops.create")
def demo(who: Who) -> Response:
    """Build a demo café to a stage and open it."""
    stage = request.form.get("stage", "open")
    if stage not in STAGES:
        raise Invalid(_("“%(stage)s” is not a stage.", stage=stage[:40]), where="stage")
    with reading() as db:
        owner = db.get(Person, who.person_id)
    workshop_id = build_demo(cafe().db, settings=cafe().settings, stage=stage, owner=owner)
    return redirect(f"/w/{workshop_id}", 303)
