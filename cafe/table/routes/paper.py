"""Paper is welcome: photographs of the poster, and a page to type off what stands on it."""

from pathlib import Path
from typing import IO

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.files import photo_folder, remove, size_of
from cafe.model import events
from cafe.nouns import Item
from cafe.table import actions, photos, rules
from cafe.table.queries import photo_at
from cafe.table.room import room
from cafe.web.access import Who, allowed, the_table, the_workshop
from cafe.web.bodies import answer
from cafe.web.files import photograph
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, off_hub, reading, writing


@room.get("/t/<token>/paper")
@allowed("table.see")
def paper(who: Who) -> Response:
    """The photographs on one side, the field and what has been typed off on the other."""
    with reading() as db:
        workshop, table = the_workshop(db, who), the_table(db, who)
        speak_for_request(workshop.language)
        return page("table/paper.html", who=who, workshop=workshop, table=table)


@room.post("/t/<token>/photos")
@allowed("table.write")
def add_photo(who: Who) -> Response:
    """Hang up a photograph of the paper poster: form fields `photo`, `alt` and `act`."""
    operation = rules.check_uid(request.form.get("act", ""), where="act")
    file = photos.keep(_folder(who), _sent(), off_hub)
    hung = False
    try:
        item, hung = _hang(who, file, operation)
    finally:
        if not hung:  # refused, or sent before: nobody will ask for this file
            remove(_folder(who) / file)
    return answer(item)


def _hang(who: Who, file: str, operation: str) -> tuple[Item, bool]:
    alt, size = request.form.get("alt", ""), size_of(_folder(who) / file)
    with writing(who.workshop_id) as tx:
        table = the_table(tx, who)
        poster = actions.add_photo(
            tx, table=table, file=file, alt=alt, size=size, by=who.label, operation=operation
        )
        item = {**events.body(table), "revision": the_workshop(tx, who).revision}
        return item, poster is not None


@room.get("/t/<token>/photos/<int:poster_id>")
@allowed("table.see")
def photo(who: Who, poster_id: int) -> AnyResponse:
    """A photograph of this table's paper poster."""
    with reading() as db:
        file = photo_at(db, the_table(db, who), poster_id).file
    return photograph(_folder(who), file)


def _sent() -> IO[bytes]:
    sent = request.files.get("photo")
    if sent is None:
        raise photos.refusal()
    return sent.stream


def _folder(who: Who) -> Path:
    return photo_folder(cafe().settings.data_dir, who.workshop_id)
