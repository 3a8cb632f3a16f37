"""A person's own jobs: a café brought in or taken away, followed and stopped."""

from uuid import UUID

from flask import Response

from cafe.core.i18n import _
from cafe.jobs import status
from cafe.jobs.room import room
from cafe.web.access import Who, allowed
from cafe.web.bodies import answer
from cafe.web.jobs import JobPage, answer_status, followed, item, scope_of
from cafe.web.state import cafe
from cafe.web.trouble.failures import wants_json


@room.get("/jobs/<uuid:id>")
@allowed("workshops.see")
def look(who: Who, id: UUID) -> Response:
    """How far it has come, and where it led: a page for people, JSON for scripts."""
    scope, settings = scope_of(who), cafe().settings
    now = status.status_of(settings, scope, str(id))
    about = status.about(settings, scope, str(id))
    then = str(about["then"])
    if wants_json():
        return answer_status(str(id), now, then=then)
    page = JobPage(about["name"], f"/jobs/{id}", then, "/workshops", _("Back to your cafés"))
    return followed(str(id), now, page)


@room.delete("/jobs/<uuid:id>")
@allowed("workshops.see")
def cancel(who: Who, id: UUID) -> Response:
    """Stop it. What is done stays done."""
    return answer(item(str(id), status.cancel(cafe().settings, scope_of(who), str(id))))
