"""The wall: posters and the big screen. Asking: asking.py; dots: dots.py."""

from flask import Response
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.files import photo_folder
from cafe.core.i18n import _
from cafe.live.audience import BIG_SCREEN, WALL
from cafe.people.links import find_link
from cafe.wall.queries import photo_on_wall, table_numbered
from cafe.wall.room import room
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.addresses import handed_out
from cafe.web.files import packed, photograph
from cafe.web.live_routes import add_live_routes
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, reading

add_live_routes(room, "/v/<token>", "wall.see", lambda _who: WALL)
add_live_routes(room, "/v/<token>/projector", "wall.see", lambda _who: BIG_SCREEN)


@room.get("/v/<token>")
@allowed("wall.see")
def show(who: Who) -> Response:
    """All posters, by question or by table."""
    return _draw(who, "wall/page.html")


@room.get("/v/<token>/table/<int:number>")
@allowed("wall.see")
def one(who: Who, number: int) -> Response:
    """One poster in full."""
    return _draw(who, "wall/page.html", number)


@room.get("/v/<token>/projector")
@allowed("wall.see")
def projector(who: Who) -> Response:
    """The big screen: what the day is at, and what the remote says."""
    settings = cafe().settings
    with reading() as db:
        workshop = the_workshop(db, who)
        speak_for_request(workshop.language)
        link = find_link(db, who.key, settings.secret_key)

        def ways(further: str) -> dict[str, str]:
            if link is None:  # renewed since the request came in
                return {"qr": "", "base": "", "code": ""}
            return handed_out(settings, workshop, link, _("The wall"), further=further)

        return packed(page("wall/projector.html", who=who, workshop=workshop, ways=ways))


@room.get("/v/<token>/photos/<int:poster_id>")
@allowed("wall.see")
def photo(who: Who, poster_id: int) -> AnyResponse:
    """A photograph of a paper poster."""
    with reading() as db:
        file = photo_on_wall(db, the_workshop(db, who), poster_id).file
    return photograph(photo_folder(cafe().settings.data_dir, who.workshop_id), file)


def _draw(who: Who, template: str, number: int | None = None) -> Response:
    with reading() as db:
        workshop = the_workshop(db, who)
        speak_for_request(workshop.language)
        table = None if number is None else table_numbered(db, workshop, number)
        return packed(page(template, who=who, workshop=workshop, table=table))
