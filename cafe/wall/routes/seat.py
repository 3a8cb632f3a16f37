"""My tables: somebody's number on a phone, and where they sit in each round."""

from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.errors import CafeError
from cafe.model import Workshop
from cafe.plan.queries import questions_of
from cafe.plan.rules_seating import walk_of
from cafe.wall.room import room
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.pages import page, speak_for_request
from cafe.web.state import reading


@room.get("/v/<token>/seat")
@allowed("wall.see")
def seat(who: Who) -> Response:
    """Ask for the number; with it, the tables round by round. The address remembers it."""
    with reading() as db:
        workshop = the_workshop(db, who)
        speak_for_request(workshop.language)
        try:
            return page("wall/seat.html", who=who, workshop=workshop, **_found(db, workshop))
        except CafeError as error:
            return page(
                "wall/seat.html", error.status, who=who, workshop=workshop, problem=error, walk=[]
            )


def _found(db: Session, workshop: Workshop) -> dict[str, Any]:
    typed = request.args.get("number", "")
    if not typed.strip():
        return {"walk": []}
    number, walk = walk_of(workshop.seating, typed)
    tables = {table.number: table for q in questions_of(db, workshop) for table in q.tables}
    now = workshop.round + 1 if workshop.changing else workshop.round
    rows = [(k, table, tables.get(table)) for k, table in enumerate(walk, 1)]
    return {"walk": rows, "number": number, "now": now}
