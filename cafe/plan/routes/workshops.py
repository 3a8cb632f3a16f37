"""The way into a café, and the plan of one."""

from flask import Response, redirect
from werkzeug.wrappers import Response as AnyResponse

from cafe.plan import queries
from cafe.plan.queries_series import series_of
from cafe.plan.room import room
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import NOTHING, Refused
from cafe.web.pages import page
from cafe.web.state import reading


@room.get("/w/<workshop_id>")
@allowed("kept.see")
def whole(who: Who) -> AnyResponse:
    """To the plan before the day, to the day after."""
    with reading() as db:
        stage = the_workshop(db, who).stage
    place = {"planning": "plan", "sorting": "sort", "finished": "report"}.get(stage, "day")
    return redirect(f"/w/{who.workshop_id}/{place}")


@room.get("/w/<workshop_id>/plan")
@allowed("plan.see")
def plan(who: Who) -> Response:
    """The plan: words, questions, tables, organisers."""
    return plan_page(who)


def plan_page(who: Who, refused: Refused = NOTHING) -> Response:
    """Draw the plan, with what was wrong in one of its forms."""
    with reading() as db:
        workshop = the_workshop(db, who)
        return page(
            "plan/plan.html",
            workshop=workshop,
            who=who,
            organisers=queries.organisers_of(db, workshop),
            all_series=[
                one
                for one in series_of(db, who.person_id or 0)
                if one.organisation_id == workshop.organisation_id
            ],
            refused=refused,
        )
