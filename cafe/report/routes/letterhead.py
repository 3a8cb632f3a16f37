"""The organisation's own Word file: sent, tried by a process of its own, kept, or taken away."""

import uuid

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _
from cafe.errors import Invalid, NotFound
from cafe.report import letterhead
from cafe.report.room import room
from cafe.report.routes.page import the_page
from cafe.web.access import Who, allowed
from cafe.web.forms import form
from cafe.web.jobs import scope_of, to_follow, waited
from cafe.web.state import cafe
from cafe.web.uploads import begin_with


@room.post("/w/<workshop_id>/report/letterhead")
@allowed("report.edit")
@form(the_page, "/w/{workshop_id}/report")
def send_letterhead(who: Who) -> AnyResponse | None:
    """Print the Word document on this paper from now on, or on plain paper again."""
    if request.form.get("do") == "forget":
        letterhead.forget(cafe().settings.data_dir, who.workshop_id)
        return None
    id = str(uuid.uuid4())
    begin_with(who, id, "template", "letterhead", who.workshop_id)
    return to_follow(id) if waited(scope_of(who), id, Invalid).under_way else None


@room.get("/w/<workshop_id>/report/letterhead.png")
@allowed("report.see")
def first_page(who: Who) -> Response:
    """Page one of a trial document on the paper in use."""
    picture = letterhead.first_page(cafe().settings.data_dir, who.workshop_id)
    if picture is None:
        raise NotFound(_("No paper of your own is in use."))
    response = Response(picture, mimetype="image/png")
    response.headers["Cache-Control"] = "private, no-cache"
    return response
