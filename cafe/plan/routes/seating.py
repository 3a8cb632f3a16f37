"""The rotation plan: made on one page, printed from two."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.core.i18n import _, ngettext
from cafe.errors import Invalid
from cafe.model import Workshop
from cafe.model.commands import done_before
from cafe.plan import queries
from cafe.plan.actions import seating
from cafe.plan.room import room
from cafe.plan.rotation import plan as rotation
from cafe.plan.rotation.plan import Rounds
from cafe.plan.rules_seating import plan_seen
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import (
    NOTHING,
    Doer,
    Refused,
    check_seen,
    form,
    form_command,
    typed_number,
    typed_operation,
)
from cafe.web.pages import page
from cafe.web.state import off_hub, reading, writing

USUAL_ROUNDS = 3


def _sight(who: Who, db: Session) -> dict[str, Any]:
    """What the plan's pages show."""
    workshop = the_workshop(db, who)
    kept = seating.seating_of(db, workshop)
    questions = queries.questions_of(db, workshop)
    return {
        "workshop": workshop,
        "kept": kept,
        "seen": plan_seen(workshop.seating),
        "now": workshop.round + workshop.changing,  # as on everybody's phone
        "by_round": [rotation.groups(row) for row in kept.seats] if kept else [],
        "spots": seating.spots_of(db, workshop),
        "at": {table.number: table for question in questions for table in question.tables},
        "most": rotation.MOST_PEOPLE,
        "most_rounds": rotation.MOST_ROUNDS,
        "usual_rounds": min(
            (workshop.rounds or {}).get("count", USUAL_ROUNDS), rotation.MOST_ROUNDS
        ),
    }


def _seating_page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        ticked = set(request.form.getlist("table")) if refused.message else None
        return page("plan/seating.html", refused=refused, ticked=ticked, **_sight(who, db))


@room.get("/w/<workshop_id>/seating")
@allowed("plan.see")
def seating_page(who: Who) -> Response:
    """Who sits where in each round."""
    return _seating_page(who)


@room.get("/w/<workshop_id>/seating/<any(cards, rounds):sheet>")
@allowed("plan.see")
def seating_sheet(who: Who, sheet: str) -> Response:
    """To print: a card for each person, or a sheet for each round."""
    with reading() as db:
        return page("plan/seating_print.html", sheet=sheet, **_sight(who, db))


@room.post("/w/<workshop_id>/seating")
@allowed("plan.edit")
@form(_seating_page, "/w/{workshop_id}/seating#plan")
def make_seating(who: Who) -> None:
    """Work out a plan and keep it."""
    doer = Doer(by=who.label, operation=typed_operation())
    with reading() as db:
        if done_before(db, who.workshop_id, doer["operation"]):
            return
    # Seconds of work for a full hall: nobody else's writing waits for it.
    seats = _worked_out(who)
    with writing(who.workshop_id) as tx:
        workshop = the_workshop(tx, who)
        with _seen(workshop):
            seating.keep_seating(tx, workshop=workshop, seats=seats, **doer)


def _seen(workshop: Workshop) -> AbstractContextManager[None]:
    """Cards may be printed of a plan that this page has not shown."""
    return check_seen(lambda: plan_seen(workshop.seating), said=lambda: _in_words(workshop.seating))


def _in_words(kept: Mapping[str, Any] | None) -> str:
    if not kept:
        return _("There is no plan of who sits where yet.")
    people = ngettext("%(count)s person", "%(count)s people", kept["people"])
    rounds = ngettext("%(count)s round", "%(count)s rounds", len(kept["rounds"]))
    return f"{people}, {rounds}"


def _worked_out(who: Who) -> Rounds:
    people, rounds = typed_number("people"), typed_number("rounds")
    wanted = {number for number in request.form.getlist("table") if number.isdecimal()}
    with reading() as db:
        laid = seating.spots_of(db, the_workshop(db, who))
    spots = [spot for spot in laid if str(spot.table) in wanted]
    if not spots:
        raise Invalid(_("Choose at least one table."), where="table")
    return off_hub(rotation.plan, people, spots, rounds)


@room.post("/w/<workshop_id>/seating/people")
@allowed("plan.edit")
@form_command(_seating_page, "/w/{workshop_id}/seating#newest")
def add_to_seating(tx: Session, who: Who, doer: Doer) -> None:
    """Somebody came late: one more number, and nobody else moves."""
    seating.add_person(tx, workshop=the_workshop(tx, who), **doer)


@room.post("/w/<workshop_id>/seating/away")
@allowed("plan.edit")
@form_command(_seating_page, "/w/{workshop_id}/seating")
def remove_seating(tx: Session, who: Who, doer: Doer) -> None:
    """Do without a plan."""
    workshop = the_workshop(tx, who)
    with _seen(workshop):
        seating.remove_seating(tx, workshop=workshop, **doer)
