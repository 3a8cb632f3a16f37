"""The rotation plan: made on one page, printed from two."""

from collections.abc import Callable
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.model.commands import done_before
from cafe.plan import queries
from cafe.plan.actions import seating
from cafe.plan.room import room
from cafe.plan.rotation import plan as rotation
from cafe.plan.rotation.plan import Rounds
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import NOTHING, Refused, run_once, submit, typed_number, typed_operation
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
        "by_round": [rotation.groups(row) for row in kept.seats] if kept else [],
        "spots": seating.spots_of(db, workshop),
        "at": {table.number: table for question in questions for table in question.tables},
        "most": rotation.MOST_PEOPLE,
        "usual_rounds": (workshop.rounds or {}).get("count", USUAL_ROUNDS),
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
def make_seating(who: Who) -> AnyResponse:
    """Work out a plan and keep it."""

    def work() -> None:
        operation = typed_operation()
        with reading() as db:
            if done_before(db, who.workshop_id, operation):
                return
        # Seconds of work for a full hall: nobody else's writing waits for it.
        seats = _worked_out(who)
        with writing(who.workshop_id) as tx:
            workshop = the_workshop(tx, who)
            if not done_before(tx, workshop.id, operation):
                seating.keep_seating(
                    tx, workshop=workshop, seats=seats, by=who.label, operation=operation
                )

    then = f"/w/{who.workshop_id}/seating#plan"
    return submit(work, then, lambda refused: _seating_page(who, refused))


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
def add_to_seating(who: Who) -> AnyResponse:
    """Somebody came late: one more number, and nobody else moves."""

    def work(tx: Session, operation: str) -> None:
        seating.add_person(tx, workshop=the_workshop(tx, who), by=who.label, operation=operation)

    return _acted(who, work, "#newest")


@room.post("/w/<workshop_id>/seating/away")
@allowed("plan.edit")
def remove_seating(who: Who) -> AnyResponse:
    """Do without a plan."""

    def work(tx: Session, operation: str) -> None:
        seating.remove_seating(
            tx, workshop=the_workshop(tx, who), by=who.label, operation=operation
        )

    return _acted(who, work, "")


def _acted(who: Who, work: Callable[[Session, str], object], anchor: str) -> AnyResponse:
    then = f"/w/{who.workshop_id}/seating{anchor}"
    return run_once(who, work, then, lambda refused: _seating_page(who, refused))
