"""A café shown in one sitting."""

from flask import Response

from cafe.demo.room import room
from cafe.demo.walk import stops
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.pages import page
from cafe.web.state import cafe, reading


@room.get("/w/<workshop_id>/walk")
@allowed("kept.see")
def walk(who: Who) -> Response:
    """Where to stop, in order, with a sentence on what to look at."""
    key, person = cafe().settings.secret_key, who.person_id or 0
    with reading() as db:
        workshop = the_workshop(db, who)
        found = stops(db, workshop, secret_key=key, role=who.role, person_id=person)
        return page("demo/walk.html", workshop=workshop, stops=found)
