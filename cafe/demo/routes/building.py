"""The demo café, one click away."""

from flask import redirect, request
from werkzeug.wrappers import Response

from cafe.core.i18n import _
from cafe.demo.build import check_stage
from cafe.demo.room import room
from cafe.errors import Invalid
from cafe.jobs import queue, status
from cafe.jobs.queue import Job
from cafe.web.access import Who, allowed
from cafe.web.forms import typed_operation
from cafe.web.jobs import scope_of, to_follow, waited
from cafe.web.state import cafe


@room.post("/workshops/demo")
@allowed("workshops.create")
def demo(who: Who) -> Response:
    """Build a demo café to a stage, one for each press, and go to it or to where it is followed."""
    stage = check_stage(request.form.get("stage", "open"))
    id, scope = typed_operation(), scope_of(who)
    command = ("demo", "--stage", stage, "--person", str(who.person_id))
    queue.begin(cafe().settings, id, Job(scope, command, name=_("A demo café"), who=who.label))
    if waited(scope, id, Invalid).under_way:
        return to_follow(id)
    return redirect(status.about(cafe().settings, scope, id)["then"], 303)
