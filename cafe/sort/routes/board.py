"""The sorting board: the overview, one question, and every command."""

from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.live.audience import ORGANISER
from cafe.model.commands import done_before
from cafe.nouns import Item
from cafe.plan.queries_series import earlier_headings
from cafe.sort import queries
from cafe.sort.abbreviations import abbreviations_of, as_lines
from cafe.sort.history.stacks import stacks
from cafe.sort.origins.queries import about_of
from cafe.sort.origins.rules import NOTHING_SAID, kind_names, labelled
from cafe.sort.room import room
from cafe.sort.routes import commands as operations
from cafe.sort.routes.bodies import Command
from cafe.web import commands
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import answer
from cafe.web.forms import NOTHING, Refused
from cafe.web.live_routes import add_live_routes
from cafe.web.pages import page
from cafe.web.state import reading

add_live_routes(room, "/w/<workshop_id>", "board.see", lambda _who: ORGANISER)


@room.get("/w/<workshop_id>/sort")
@allowed("sort.see")
def overview(who: Who) -> Response:
    """Every question with its accounts."""
    return overview_page(who)


def overview_page(who: Who, refused: Refused = NOTHING) -> Response:
    """The overview, with what was wrong in its form of abbreviations."""
    with reading() as db:
        workshop = the_workshop(db, who)
        lines = queries.overview(db, workshop.questions)
        whole = queries.added_up(line.accounts for line in lines)
        short = as_lines(abbreviations_of(workshop))
        words: dict[str, Any] = {"workshop": workshop, "lines": lines, "whole": whole}
        words |= {"short": short, "kinds": kind_names(), "about": about_of, "labelled": labelled}
        words["nothing_said"] = NOTHING_SAID
        words["waiting"] = queries.waiting_of(db, workshop)
        return page("sort/overview.html", 200, refused=refused, **words)


@room.get("/w/<workshop_id>/sort/<int:number>")
@allowed("sort.see")
def question(who: Who, number: int) -> Response:
    """One question: its notes and headings, drawn by the script from the live connection."""
    with reading() as db:
        workshop = the_workshop(db, who)
        question = queries.the_question(db, workshop, number)
        mine = stacks(db, workshop.id, who.label)
        words = {"workshop": workshop, "question": question, "mine": mine}
        words["headings_before"] = earlier_headings(db, workshop, who.person_id or 0)
        return page("sort/question.html", 200, who=who, **words)


@room.get("/w/<workshop_id>/sort/joined")
@allowed("sort.see")
def joined(who: Who) -> Response:
    """A proposal for one sentence from `?into=` (an entry) and `?other=` (an entry or note)."""
    with reading() as db:
        workshop = the_workshop(db, who)
        named = (request.args.get("into", ""), request.args.get("other", ""))
        text = queries.proposed_join(*operations.the_pair(db, workshop, *named))
        return answer({"text": text, "revision": workshop.revision})


@room.post("/w/<workshop_id>/sort/acts")
@allowed("sort.edit")
@commands.command(Command)
def command(tx: Session, who: Who, body: Command) -> Item:
    """Do one thing; done before under the same operation id, it is only answered again."""
    workshop, root = the_workshop(tx, who), body.root
    if not done_before(tx, workshop.id, root.operation):
        operations.perform(tx, workshop, root, by=who.label)
    return operations.outcome(tx, workshop, root, by=who.label)
