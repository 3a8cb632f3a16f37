"""The organiser's cafés: the list, what is put away, the bin, and deleting for good."""

import uuid
from contextlib import suppress
from datetime import datetime

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.clock import now
from cafe.core.files import forget
from cafe.errors import CafeError, Unavailable
from cafe.jobs import queue
from cafe.jobs.queue import Job
from cafe.model import audited
from cafe.model.erase import take_name
from cafe.plan import actions, rules
from cafe.plan.queries_cafes import cafes_of
from cafe.plan.room import room
from cafe.plan.rules_cafes import BIN_DAYS
from cafe.plan.shipped import SHIPPED
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import NOTHING, Doer, Refused, form, form_command
from cafe.web.jobs import scope_of, to_follow, waited
from cafe.web.pages import page
from cafe.web.state import cafe, off_hub, reading, writing

SHOWN = ("all", "away", "bin", "series", "templates")
FEW = 30  # of those that are over, and of what is found: a page is quick to draw and to read


@room.get("/workshops")
@allowed("workshops.see")
def workshops(who: Who) -> Response:
    """The cafés this person organises; with `show`, what is not in the list."""
    show = request.args.get("show", "")
    return the_list(who, show=show if show in SHOWN else "")


def the_list(who: Who, refused: Refused = NOTHING, show: str = "") -> Response:
    """Draw the list, with what was wrong in one of its forms."""
    asked = request.args.get("q", "")[:200].strip()
    with reading() as db:
        found = cafes_of(db, who.person_id or 0, datetime.now().astimezone().date(), asked)
        return page(
            "plan/workshops.html",
            cafes=found,
            show=show,
            asked=asked,
            refused=refused,
            stages=rules.stage_names(),
            shipped=SHIPPED,
            bin_days=BIN_DAYS,
            few=FEW,
            left=lambda since: max(0, BIN_DAYS - (now() - since) // (24 * 3600)),
        )


def the_bin(who: Who, refused: Refused = NOTHING) -> Response:
    """The list as it is when the bin is looked into."""
    return the_list(who, refused, "bin")


@room.post("/w/<workshop_id>/away")
@allowed("workshop.put")
@form_command(the_list, "/workshops")
def put_away(tx: Session, who: Who, _doer: Doer) -> None:
    """Out of this person's list, or into it again."""
    away = request.form.get("do") != "list"
    workshop, person_id = the_workshop(tx, who), who.person_id or 0
    actions.put_away(tx, workshop=workshop, person_id=person_id, away=away)


@room.post("/w/<workshop_id>/bin")
@allowed("workshop.bin")
@form_command(the_list, "/workshops?show=bin#cafe-{workshop_id}")
def put_in_bin(tx: Session, who: Who, _doer: Doer) -> None:
    """Into the bin: it can be taken back for a month."""
    workshop = the_workshop(tx, who)
    if actions.put_in_bin(tx, workshop=workshop, now=now()):
        audited(tx, workshop.id, "binned", by=who.label)


@room.post("/w/<workshop_id>/back")
@allowed("workshop.bin")
@form_command(the_bin, "/workshops#cafe-{workshop_id}")
def take_back(tx: Session, who: Who, _doer: Doer) -> None:
    """Out of the bin, with all that was in it."""
    workshop = the_workshop(tx, who)
    if actions.take_back(tx, workshop=workshop):
        audited(tx, workshop.id, "back", by=who.label)


@room.post("/w/<workshop_id>/delete")
@allowed("workshop.delete")
@form(the_bin, "/workshops", at="/workshops?show=bin")
def delete(who: Who) -> AnyResponse | None:
    """Delete the café, when its header line is typed again: nobody sees it from then on."""
    with writing(who.workshop_id) as tx:
        workshop = the_workshop(tx, who)
        title, typed = workshop.title, request.form.get("title", "")
        audited(tx, workshop.id, "deleted", by=who.label)  # goes with the café, as the law wants
        gone = actions.delete_workshop(tx, workshop=workshop, title=typed)
    if gone:
        _forget(who.workshop_id)
        _begin_erasing(who, title)  # the database's log holds its words still
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
    with suppress(CafeError, OSError):  # then the hourly round does it (server/rounds.py)
        job = Job(scope_of(who), ("erase",), name=title, who=who.label)
        queue.begin(cafe().settings, id, job)
        return id
    return ""
