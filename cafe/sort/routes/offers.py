"""What the sorting board offers: doubles and headings. And the café's abbreviations."""

from collections.abc import Callable
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import language
from cafe.live.snapshot import state_now
from cafe.sort import offers
from cafe.sort.abbreviations import abbreviations_of, as_lines
from cafe.sort.actions.abbreviations import set_abbreviations
from cafe.sort.offers import Board
from cafe.sort.queries import the_question
from cafe.sort.room import room
from cafe.sort.routes.board import overview_page
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import answer, mark, marked
from cafe.web.forms import Doer, check_seen, form_command
from cafe.web.state import off_hub, reading


@room.get("/w/<workshop_id>/sort/<int:number>/offers")
@allowed("sort.see")
def doubles(who: Who, number: int) -> AnyResponse:
    """Likely doubles still to be judged: {revision, pairs}."""
    return _offered(who, number, lambda board: {"pairs": offers.doubles(board)})


@room.get("/w/<workshop_id>/sort/<int:number>/likely")
@allowed("sort.see")
def likely(who: Who, number: int) -> AnyResponse:
    """The likeliest heading of waiting notes, and what the question's parts propose.

    {revision, headings: {note: [heading, share]}, parts: [{letter, heading}]}
    """

    def found(board: Board) -> dict[str, Any]:
        return {"headings": offers.likely(board), "parts": offers.of_parts(board)}

    return _offered(who, number, found)


@room.get("/w/<workshop_id>/sort/<int:number>/like/<note>")
@allowed("sort.see")
def like(who: Who, number: int, note: str) -> AnyResponse:
    """The notes most like one: {revision, pairs}."""
    return _offered(who, number, lambda board: {"pairs": offers.like(board, note)})


def _offered(who: Who, number: int, work: Callable[[Board], dict[str, Any]]) -> AnyResponse:
    """Compare in a thread of its own, and only when something has changed since the last answer."""
    with reading() as db:
        workshop = the_workshop(db, who)
        revision = workshop.revision
        tag = mark(workshop.id, state_now(db, workshop), language())
        if request.if_none_match.contains(tag):
            return Response(status=304)
        board = offers.board_of(db, workshop, the_question(db, workshop, number))
    return marked(answer({"revision": revision, **off_hub(work, board)}), tag)


@room.post("/w/<workshop_id>/sort/abbreviations")
@allowed("sort.edit")
@form_command(overview_page, "/w/{workshop_id}/sort#abbreviations")
def abbreviations(tx: Session, who: Who, doer: Doer) -> None:
    """Keep the café's abbreviations."""
    workshop, text = the_workshop(tx, who), request.form.get("abbreviations", "")
    with check_seen(lambda: as_lines(abbreviations_of(workshop))):
        set_abbreviations(tx, workshop=workshop, text=text, **doer)
