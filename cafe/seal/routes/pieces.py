"""The seal as the room sees it: on the wall, the big screen and each table's page."""

from flask import Response

from cafe.seal.room import room
from cafe.seal.rules import words
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import answer
from cafe.web.pages import page, speak_for_request
from cafe.web.seals import seals_said
from cafe.web.state import reading


@room.get("/v/<token>/seal")
@allowed("wall.see")
def on_the_wall(who: Who) -> Response:
    """The seal of when the tables closed last, to be put in its place on the wall."""
    return _piece(who)


@room.get("/seal/words")
def the_list() -> Response:
    """The 2,048 words, for whoever says a seal on their own device."""
    response = answer({"words": list(words())})
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


@room.get("/t/<token>/seal")
@allowed("table.see")
def at_the_table(who: Who) -> Response:
    """The same, for a table's page."""
    return _piece(who)


def _piece(who: Who) -> Response:
    with reading() as db:
        workshop = the_workshop(db, who)
        speak_for_request(workshop.language)
        closed = workshop.stage not in ("planning", "open")
    seals = seals_said(who.workshop_id) if closed else []
    return page("seal/piece.html", seal=seals[-1] if seals else None)
