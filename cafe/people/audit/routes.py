"""The audit log: who did what with the café as an organiser, and when; for its owners."""

from urllib.parse import urlencode

from flask import Response, request

from cafe.errors import Invalid
from cafe.people.audit import queries, rules
from cafe.people.room import room
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import NOTHING, Refused
from cafe.web.pages import page
from cafe.web.state import reading


@room.get("/w/<workshop_id>/audit")
@allowed("audit.see")
def audit_log(who: Who) -> Response:
    """A page of it, by person, kind and day."""
    try:
        wanted, refused = rules.asked(request.args), NOTHING
    except Invalid as error:
        typed = request.args.to_dict()
        wanted, refused = rules.Asked(), Refused("", error.message, error.where, typed)
    with reading() as db:
        workshop = the_workshop(db, who)
        rows, more = queries.page_of(db, workshop, wanted)
        return page(
            "people/colleagues/audit.html",
            422 if refused.message else 200,
            workshop=workshop,
            rows=rows,
            people=queries.everybody_in(db, workshop),
            kinds=rules.kind_names(),
            values=request.args,
            refused=refused,
            older=_older(more),
            filtered=any(wanted[:4]),
        )


def _older(before: int | None) -> str:
    """The address of the next page, with what this one asks for."""
    if before is None:
        return ""
    asked = {name: value for name, value in request.args.items() if name != "before"}
    return "?" + urlencode({**asked, "before": before})
