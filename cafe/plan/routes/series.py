"""A café is put into a series, and a series is renamed; its page is drawn after the report."""

from flask import request
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.plan import actions
from cafe.plan.queries_series import the_series
from cafe.plan.room import room
from cafe.plan.routes.workshops import plan_page
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import Doer, check_seen, form_command, shows


@room.post("/w/<workshop_id>/series")
@allowed("plan.edit")
@form_command(plan_page, "/w/{workshop_id}/plan#whole")
def choose_series(tx: Session, who: Who, _doer: Doer) -> None:
    """Into another series of this person's, into a new one, or out of it."""
    workshop, chosen = the_workshop(tx, who), request.form.get("series", "")
    if workshop.template:
        raise Invalid(_("A template is in no series."), where="series")
    now, name = workshop.series, request.form.get("name", "")
    if chosen == "new" and now and name == now.name and not shows(now.uid):
        return  # it was made by the same press, which came twice
    with check_seen(
        lambda: workshop.series.uid if workshop.series else "",
        said=lambda: workshop.series.name if workshop.series else "",
    ):
        series = None
        if chosen == "new":
            series = actions.new_series(tx, name=name, organisation_id=workshop.organisation_id)
        elif chosen:
            series = the_series(tx, who.person_id or 0, chosen)
        actions.put_in_series(tx, workshop=workshop, series=series)
