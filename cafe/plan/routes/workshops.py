"""The organiser's cafés, and the plan of one."""

import uuid
from contextlib import suppress
from datetime import datetime

from flask import Response, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.files import forget
from cafe.core.i18n import _, language
from cafe.errors import Conflict, TooMany, Unavailable
from cafe.jobs import queue
from cafe.jobs.queue import Job
from cafe.model import Person
from cafe.model.erase import take_name
from cafe.people.queries import the_person, workshops_of
from cafe.plan import actions, queries, rules, rules_facts
from cafe.plan.actions.workshops import Words
from cafe.plan.room import room
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import NOTHING, Doer, Refused, form, form_command, typed_operation
from cafe.web.jobs import scope_of, to_follow, waited
from cafe.web.pages import page
from cafe.web.state import cafe, off_hub, reading, writing


@room.get("/workshops")
@allowed("workshops.see")
def workshops(who: Who) -> Response:
    """The cafés this person organises."""
    return _workshops_page(who)


def _workshops_page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        mine = workshops_of(db, who.person_id or 0)
        return page(
            "plan/workshops.html", workshops=mine, stages=rules.stage_names(), refused=refused
        )


@room.post("/workshops/new")
@allowed("workshops.create")
@form(_workshops_page, at="/workshops")
def create(who: Who) -> AnyResponse:
    """Make a café that has nothing yet, and go to its plan."""
    here, day = language(), datetime.now().astimezone().date()
    doer = Doer(by=who.label, operation=typed_operation())
    words: Words = {
        "title": rules_facts.unnamed(here),
        "document_title": _("DIALOGUE CAFÉ – SUMMARY"),
        "language": here,
        "date": day,
        "commissioner": "",
        "signature": None,
    }
    with writing() as tx:
        owner, key = tx.get(Person, who.person_id), cafe().settings.secret_key
        workshop = actions.create_workshop(tx, **words, owner=owner, secret_key=key, **doer)
        return redirect(f"/w/{workshop.id}/plan", 303)


@room.get("/w/<workshop_id>")
@allowed("plan.see")
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
            refused=refused,
        )


@room.post("/w/<workshop_id>/organisers")
@allowed("plan.edit")
@form_command(plan_page, "/w/{workshop_id}/plan#organisers")
def share(tx: Session, who: Who, _doer: Doer) -> None:
    """Let another organiser in."""
    person = the_person(tx, request.form.get("email", ""))
    actions.add_organiser(tx, workshop=the_workshop(tx, who), person=person)


@room.post("/w/<workshop_id>/delete")
@allowed("workshop.delete")
@form(plan_page, "/workshops", at="/w/{workshop_id}/plan")
def delete(who: Who) -> AnyResponse | None:
    """Delete the café, when its header line is typed again: nobody sees it from then on."""
    with writing(who.workshop_id) as tx:
        workshop = the_workshop(tx, who)
        title, typed = workshop.title, request.form.get("title", "")
        gone = actions.delete_workshop(tx, workshop=workshop, title=typed)
    if gone:
        _forget(who.workshop_id)
    elif (id := _begin_erasing(who, title)) and waited(scope_of(who), id).under_way:
        return to_follow(id)
    return None


def _forget(workshop_id: str | None) -> None:
    """The files, and only then the row that names them: what is cut off goes on at the next start.

    Nobody sees the café any more, so nobody hears of it when the database cannot just now.
    """
    off_hub(forget, cafe().settings.data_dir, workshop_id)
    with suppress(Unavailable), writing() as tx:
        take_name(tx, str(workshop_id))


def _begin_erasing(who: Who, title: str) -> str:
    """The id of the job that takes its rows away; "" when there is no room for it just now."""
    id = str(uuid.uuid4())
    with suppress(Conflict, TooMany):  # then the hourly round does it (serve.py)
        job = Job(scope_of(who), ("erase",), name=title, who=who.label)
        queue.begin(cafe().settings, id, job)
        return id
    return ""
