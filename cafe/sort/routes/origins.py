"""An origin on the overview: made, described, its notes typed, its question, away with it."""

from flask import request
from sqlalchemy.orm import Session

from cafe.sort.origins.keeping import (
    add_notes,
    describe_origin,
    make_origin,
    move_origin,
    remove_origin,
    rename_origin,
)
from cafe.sort.origins.queries import the_origin
from cafe.sort.origins.rules import About, about
from cafe.sort.queries import the_question
from cafe.sort.room import room
from cafe.sort.routes.board import overview_page
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import Doer, form_command, typed_number

THERE = "/w/{workshop_id}/sort#origin-{origin_id}"


@room.post("/w/<workshop_id>/sort/<int:number>/origins")
@allowed("sort.edit")
@form_command(overview_page, "/w/{workshop_id}/sort#question-{number}")
def new_origin(tx: Session, who: Who, doer: Doer, number: int) -> None:
    """A source beside the question's tables."""
    question = the_question(tx, the_workshop(tx, who), number, request.form.get("meant", ""))
    make_origin(tx, question=question, name=request.form.get("name", ""), said=_said(), **doer)


def _said() -> About:
    return about(*(request.form.get(name, "") for name in ("kind", "day", "took_part")))


@room.post("/w/<workshop_id>/sort/origins/<int:origin_id>/notes")
@allowed("sort.edit")
@form_command(overview_page, THERE)
def origin_notes(tx: Session, who: Who, doer: Doer, origin_id: int) -> None:
    """Notes of it, typed or pasted: one on each line."""
    origin = the_origin(tx, the_workshop(tx, who), origin_id)
    add_notes(tx, origin=origin, text=request.form.get("notes", ""), **doer)


@room.post("/w/<workshop_id>/sort/origins/<int:origin_id>/name")
@allowed("sort.edit")
@form_command(overview_page, THERE)
def origin_name(tx: Session, who: Who, doer: Doer, origin_id: int) -> None:
    """What it is called, what it is, of which day, and how many took part."""
    origin = the_origin(tx, the_workshop(tx, who), origin_id)
    was, name = request.form.get("was", ""), request.form.get("name", "")
    said, seen = _said(), request.form.get("seen", "")
    rename_origin(tx, origin=origin, was=was, name=name, **doer)
    describe_origin(tx, origin=origin, was=seen, said=said, **doer)


@room.post("/w/<workshop_id>/sort/origins/<int:origin_id>/question")
@allowed("sort.edit")
@form_command(overview_page, THERE)
def origin_question(tx: Session, who: Who, doer: Doer, origin_id: int) -> None:
    """It belongs to another question."""
    workshop = the_workshop(tx, who)
    origin = the_origin(tx, workshop, origin_id)
    # A uid, so that it is the question whose words were chosen; a page from before has numbers.
    chosen = request.form.get("question", "")
    by_uid = "-" in chosen
    question = the_question(
        tx, workshop, 0 if by_uid else typed_number("question"), chosen if by_uid else ""
    )
    move_origin(tx, origin=origin, question=question, **doer)


@room.post("/w/<workshop_id>/sort/origins/<int:origin_id>/gone")
@allowed("sort.edit")
@form_command(overview_page, "/w/{workshop_id}/sort")
def origin_gone(tx: Session, who: Who, doer: Doer, origin_id: int) -> None:
    """No notes are from it, and it goes."""
    origin = the_origin(tx, the_workshop(tx, who), origin_id)
    remove_origin(tx, origin=origin, **doer)
