"""What an organiser tells tables on the day."""

from flask import request
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.plan.hall import actions
from cafe.plan.room import room
from cafe.plan.routes.day import day_page
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import Doer, form_command

ALL = "all"


@room.post("/w/<workshop_id>/messages")
@allowed("stage.move")
@form_command(day_page, "/w/{workshop_id}/day#messages")
def tell_tables(tx: Session, who: Who, doer: Doer) -> None:
    """A short message to a table, or to all."""
    to, text = request.form.get("to", ""), request.form.get("text", "")
    if to != ALL and not (to.isdecimal() and len(to) < 6):
        raise Invalid(_("Choose a table, or all."), where="to")
    actions.tell(
        tx,
        workshop=the_workshop(tx, who),
        number=None if to == ALL else int(to),
        text=text,
        uid=doer["operation"],
    )


@room.post("/w/<workshop_id>/messages/<uid>/back")
@allowed("stage.move")
@form_command(day_page, "/w/{workshop_id}/day#messages")
def take_message_back(tx: Session, who: Who, _doer: Doer, uid: str) -> None:
    """Gone from wherever nobody has read it yet."""
    actions.take_back(tx, workshop=the_workshop(tx, who), uid=uid)
