"""From any note or sentence to its place on the board, and how sentences came to read so."""

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import language
from cafe.live.snapshot import state_now
from cafe.sort.guards import question_of
from cafe.sort.queries import the_question
from cafe.sort.room import room
from cafe.sort.routes.commands import the_thing
from cafe.sort.wordings import earlier_at, wordings
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import answer, mark, marked
from cafe.web.state import reading


@room.get("/w/<workshop_id>/sort/note/<uid>")
@allowed("sort.see")
def place_of_note(who: Who, uid: str) -> AnyResponse:
    """Where this note stands: behind a sentence, aside, or waiting. Links from other rooms."""
    return _place(who, "note", uid)


@room.get("/w/<workshop_id>/sort/entry/<uid>")
@allowed("sort.see")
def place_of_entry(who: Who, uid: str) -> AnyResponse:
    """Where this sentence stands."""
    return _place(who, "entry", uid)


def _place(who: Who, kind: str, uid: str) -> AnyResponse:
    with reading() as db:
        workshop = the_workshop(db, who)
        number = question_of(the_thing(db, workshop, kind, uid)).number
        return redirect(f"/w/{workshop.id}/sort/{number}#{kind}-{uid}")


@room.get("/w/<workshop_id>/sort/<int:number>/wordings")
@allowed("sort.see")
def how_it_reads(who: Who, number: int) -> Response:
    """Sentences that are not simply their notes' words, and what read otherwise before.

    {revision, entries: {id: wording}, earlier: {"note/<id>": [{at, by, text}], "category/…": …}}
    """
    with reading() as db:
        workshop = the_workshop(db, who)
        tag = mark(workshop.id, state_now(db, workshop), language())
        if request.if_none_match.contains(tag):
            return Response(status=304)
        asked = the_question(db, workshop, number)
        told = {"revision": workshop.revision, "entries": wordings(db, workshop, asked)}
        return marked(answer({**told, "earlier": earlier_at(db, workshop, asked)}), tag)
