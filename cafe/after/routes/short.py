"""A short text for a newsletter, made of the document's main statements alone."""

from flask import Response

from cafe.after.queries_page import newest_of
from cafe.after.room import room
from cafe.after.routes.page import address_of, short_text
from cafe.core.i18n import _, long_date, speaking
from cafe.errors import NotFound
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.addresses import base_address
from cafe.web.pages import page
from cafe.web.state import cafe, reading


@room.get("/w/<workshop_id>/short")
@allowed("kept.see")
def short(who: Who) -> Response:
    """The text, to be copied. Raises NotFound while there is no final version."""
    with reading() as db:
        workshop = the_workshop(db, who)
        newest = newest_of(db, workshop)
        if newest is None:
            raise NotFound(_("There is no final version yet, and the text is made of its words."))
        with speaking(workshop.language):
            when = [long_date(workshop.date, workshop.language), workshop.place]
            address = address_of(newest)
            at = [_("The whole document: %(address)s", address=_whole(address))] if address else []
        said = short_text(newest)
        text = "\n\n".join(
            filter(None, (f"{workshop.title}\n{', '.join(filter(None, when))}", said, *at))
        )
        return page("after/short.html", workshop=workshop, text=text, said=bool(said))


def _whole(path: str) -> str:
    return base_address(cafe().settings) + path
