"""What a page that hears nothing else is told: that words were erased, and no word of them."""

from flask import Response

from cafe.erasure.room import room
from cafe.model import events
from cafe.web.access import Who, allowed
from cafe.web.bodies import answer
from cafe.web.state import reading


@room.get("/w/<workshop_id>/cuts")
@allowed("kept.see")
def heard(who: Who) -> Response:
    """Every erasing by its operation, the first first."""
    with reading() as db:
        cuts = [change.key for change in events.cuts(db, str(who.workshop_id))]
    return answer({"cuts": [{"id": key} for key in cuts]})
