"""What stands on paper, for the organiser: what photographs show, and each note as it was written
by hand."""

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.files import photo_folder
from cafe.model import CafeTable, Note, Poster
from cafe.table import photos
from cafe.table.actions import paper
from cafe.table.queries import no_note, photo_in, with_uid
from cafe.table.queries_paper import Crop, crop_at, on_paper
from cafe.table.room import room
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.files import photograph
from cafe.web.forms import NOTHING, Doer, Refused, form_command, typed_number
from cafe.web.pages import page
from cafe.web.state import cafe, reading


@room.get("/w/<workshop_id>/paper")
@allowed("plan.see")
def paper_page(who: Who) -> Response:
    """Every photograph, what it shows, and what was typed off its cells."""
    return _page(who)


def _page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        workshop = the_workshop(db, who)
        return page(
            "table/on_paper.html",
            who=who,
            workshop=workshop,
            photos=on_paper(db, workshop, _height),
            refused=refused,
        )


def _height(photo: Poster) -> float:
    return photos.height_of(
        photo_folder(cafe().settings.data_dir, photo.table.workshop_id) / photo.file
    )


@room.app_template_global()
def paper_crop(note: Note) -> Crop | None:
    """What the note was typed off, as long as that hangs."""
    table = note.table
    return crop_at(note.spot, table.posters, _height) if isinstance(table, CafeTable) else None


@room.get("/w/<workshop_id>/notes/<uid>/crop")
@allowed("plan.see")
def crop_of_note(who: Who, uid: str) -> Response:
    """What a note was typed off, as a piece for the sorting board."""
    with reading() as db:
        workshop = the_workshop(db, who)
        note = with_uid(db, workshop.id, uid)
        if note is None:
            raise no_note()
        return page("table/crop_piece.html", who=who, workshop=workshop, note=note)


@room.post("/w/<workshop_id>/paper")
@allowed("questions.edit")
@form_command(_page, "/w/{workshop_id}/paper")
def describe_from_page(tx: Session, who: Who, doer: Doer) -> None:
    """Say what a photograph shows, for wall and document."""
    photo = photo_in(tx, the_workshop(tx, who), typed_number("photo"))
    was, text = request.form.get("was", ""), request.form.get("text", "")
    paper.describe_photo(tx, table=photo.table, photo=photo, was=was, text=text.strip(), **doer)


@room.get("/w/<workshop_id>/photos/<int:poster_id>")
@allowed("plan.see")
def photo_of_cafe(who: Who, poster_id: int) -> AnyResponse:
    """A photograph of any table's paper poster."""
    with reading() as db:
        file = photo_in(db, the_workshop(db, who), poster_id).file
    return photograph(photo_folder(cafe().settings.data_dir, who.workshop_id), file)
