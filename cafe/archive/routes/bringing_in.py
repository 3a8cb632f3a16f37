"""Bringing a café in from a file."""

from flask import Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from cafe.archive.room import room
from cafe.errors import Invalid
from cafe.jobs import status
from cafe.web.access import Who, allowed
from cafe.web.forms import NOTHING, Refused, form, typed_operation
from cafe.web.jobs import scope_of, to_follow, waited
from cafe.web.pages import page
from cafe.web.state import cafe
from cafe.web.uploads import begin_with


@room.get("/workshops/import")
@allowed("workshops.create")
def choose(who: Who) -> Response:
    """The page where a file is chosen."""
    return _page(who)


def _page(_who: Who, refused: Refused = NOTHING) -> Response:
    return page("archive/import.html", refused=refused)


@room.post("/workshops/import")
@allowed("workshops.create")
@form(_page, at="/workshops/import")
def bring(who: Who) -> AnyResponse:
    """Make a café from the file that was sent, one for each press, and go to it or where it is
    followed."""
    id = typed_operation()
    begin_with(who, id, "file", "import", after=("--person", str(who.person_id)))
    if waited(scope_of(who), id, Invalid).under_way:
        return to_follow(id)
    return redirect(status.about(cafe().settings, scope_of(who), id)["then"], 303)
