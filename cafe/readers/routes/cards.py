"""Cards to cut and hand out: with the words on one somebody may remark, and nobody knows who."""

from flask import Response, request

from cafe.readers.queries import cards_of
from cafe.readers.room import room
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.addresses import base_address
from cafe.web.pages import page
from cafe.web.state import cafe, reading

EACH, MOST_EACH = 8, 40


@room.get("/w/<workshop_id>/readers/cards")
@allowed("links.see")
def cards(who: Who) -> Response:
    """`?each=` so many for each table, with the table's words: all at a table have the same."""
    typed = request.args.get("each", "")
    each = int(typed) if typed.isdecimal() and len(typed) < 4 else EACH
    settings = cafe().settings
    with reading() as db:
        workshop = the_workshop(db, who)
        tables = cards_of(db, workshop, settings.secret_key)
    return page(
        "readers/cards.html",
        workshop=workshop,
        tables=tables,
        each=max(1, min(each, MOST_EACH)),
        most=MOST_EACH,
        address=f"{base_address(settings)}/read",
    )
