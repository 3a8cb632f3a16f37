"""Bringing a café in from a file, and taking it out as one."""

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.after.archive import as_json
from cafe.after.commands import bring_in
from cafe.after.package import opened
from cafe.after.queries import archive_of
from cafe.errors import Invalid
from cafe.table.photos import smaller
from cafe.texts import _
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import NOTHING, Refused, submit
from cafe.web.pages import page
from cafe.web.state import cafe, off_hub, reading

room = Blueprint("after", __name__)


@room.get("/workshops/import")
@allowed("workshops.create")
def choose(_who: Who) -> Response:
    """The page where a file is chosen."""
    return _page()


def _page(refused: Refused = NOTHING) -> Response:
    return page("after/import.html", refused=refused)


@room.post("/workshops/import")
@allowed("workshops.create")
def bring(who: Who) -> AnyResponse:
    """Make a café from the file that was sent, and go to it."""
    made: list[str] = []

    def work() -> None:
        sent = request.files.get("file")
        if sent is None or not sent.filename:
            raise Invalid(_("Choose a file first."), where="file")
        brought = opened(sent.read(), lambda picture: off_hub(smaller, picture))
        made.append(bring_in(cafe().db, cafe().settings, brought, person_id=who.person_id))

    answer = submit(work, "/workshops", _page)
    if made:
        answer.headers["Location"] = f"/w/{made[0]}"
    return answer


@room.get("/w/<workshop_id>/archive.json")
@allowed("archive.export")
def archive(who: Who) -> Response:
    """The whole café as one JSON file."""
    with reading() as db:
        contents = archive_of(db, the_workshop(db, who))
    response = Response(off_hub(as_json, contents), mimetype="application/json")
    name = f"dialogkafe-{who.workshop_id}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
