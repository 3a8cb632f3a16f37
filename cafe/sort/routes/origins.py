"""An origin on the overview: its name, its question, away with it."""

from flask import request
from sqlalchemy.orm import Session

from cafe.sort.origins.keeping import move_origin, remove_origin, rename_origin
from cafe.sort.origins.queries import the_origin
from cafe.sort.queries import the_question
from cafe.sort.room import room
from cafe.sort.routes.board import overview_page
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import Doer, form_command, typed_number

THERE = "/w/{workshop_id}/sort#origin-{origin_id}"


@room.post("/w/<workshop_id>/sort/origins/<int:origin_id>/name")
@allowed("sort.edit")
@form_command(overview_page, THERE)
def origin_name(tx: Session, who: Who, doer: Doer, origin_id: int) -> None:
    """It is called otherwise."""
    origin = the_origin(tx, the_workshop(tx, who), origin_id)
    was, name = request.form.get("was", ""), request.form.get("name", "")
    rename_origin(tx, origin=origin, was=was, name=name, **doer)


@room.post("/w/<workshop_id>/sort/origins/<int:origin_id>/question")
@allowed("sort.edit")
@form_command(overview_page, THERE)
def origin_question(tx: Session, who: Who, doer: Doer, origin_id: int) -> None:
    """It belongs to another question."""
    workshop = the_workshop(tx, who)
    origin = the_origin(tx, workshop, origin_id)
    question = the_question(tx, workshop, typed_number("question"))
    move_origin(tx, origin=origin, question=question, **doer)


@room.post("/w/<workshop_id>/sort/origins/<int:origin_id>/gone")
@allowed("sort.edit")
@form_command(overview_page, "/w/{workshop_id}/sort")
def origin_gone(tx: Session, who: Who, doer: Doer, origin_id: int) -> None:
    """No notes are from it, and it goes."""
    origin = the_origin(tx, the_workshop(tx, who), origin_id)
    remove_origin(tx, origin=origin, **doer)
