"""Paper is welcome: photographs of the poster, and a page to type off what stands on it."""

from pathlib import Path
from typing import IO, Any, Literal

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.cells.form import short_of
from cafe.core.files import photo_folder, remove, size_of
from cafe.model import events
from cafe.model.events import Thing
from cafe.nouns import Item
from cafe.table import photos, rules
from cafe.table.actions import paper as actions
from cafe.table.queries import photo_at, written_at
from cafe.table.room import room
from cafe.table.routes.notes import OperationId
from cafe.web.access import Who, allowed, the_table, the_workshop
from cafe.web.bodies import Spot, StatementText, Typed, Uid, answer, read_body, takes
from cafe.web.commands import command
from cafe.web.files import photograph
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, off_hub, reading, writing


class Described(Typed):
    """What a photograph shows; `was` is what the person saw."""

    was: StatementText
    text: StatementText
    operation: OperationId


class SaidOfCell(Typed):
    """What is said of a cell that no note is typed from; None: nothing any more."""

    said: Literal["empty", "illegible", "same"] | None
    photo: Uid | None = None  # in which it was seen
    operation: OperationId


class Marked(Typed):
    """Where on the picture a note stands; `was` is where the person saw it."""

    was: Spot
    spot: Spot
    operation: OperationId


class Act(Typed):
    """The address says what is done."""

    operation: OperationId


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
    """Hang up a photograph of the paper poster: form fields `photo`, `alt` and `act`; with `whole`
    as it is, also when it shows a sheet with cells.
    """
    operation = rules.check_uid(request.form.get("act", ""), where="act")
    with reading() as db:
        table = short_of(the_table(db, who).uid or "")
    looked_for = None if request.form.get("whole") else table
    kept = photos.keep(_folder(who), _sent(), off_hub, table=looked_for)
    hung = False
    try:
        item, hung = _hang(who, kept, operation)
    finally:
        if not hung:  # refused, or sent before: nobody will ask for this file
            remove(_folder(who) / kept.file)
    return answer(item)


def _hang(who: Who, kept: photos.Kept, operation: str) -> tuple[Item, bool]:
    alt, size = request.form.get("alt", ""), size_of(_folder(who) / kept.file)
    photo: dict[str, Any] = {"file": kept.file, "sheet": kept.sheet, "alt": alt, "size": size}
    with writing(who.workshop_id) as tx:
        table = the_table(tx, who)
        poster = actions.add_photo(tx, table=table, by=who.label, operation=operation, **photo)
        item = {**events.body(table), "revision": the_workshop(tx, who).revision}
        return item, poster is not None


@room.get("/t/<token>/photos/<int:poster_id>")
@allowed("table.see")
def photo(who: Who, poster_id: int) -> AnyResponse:
    """A photograph of this table's paper poster."""
    with reading() as db:
        file = photo_at(db, the_table(db, who), poster_id).file
    return photograph(_folder(who), file)


@room.put("/t/<token>/photos/<int:poster_id>/alt")
@allowed("table.see")
@command(Described)
def describe(tx: Session, who: Who, body: Described, poster_id: int) -> Thing:
    """Say what a photograph shows."""
    table = the_table(tx, who)
    photo = photo_at(tx, table, poster_id)
    return actions.describe_photo(tx, table=table, photo=photo, by=who.label, **body.model_dump())


@room.put("/t/<token>/photos/<int:poster_id>/down")
@allowed("table.write")
@takes(Act)
def take_down(who: Who, poster_id: int) -> Response:
    """Take a photograph off the table, and its file once that is so."""
    body = read_body(Act)
    with writing(who.workshop_id) as tx:
        table = the_table(tx, who)
        files = [one.file for one in table.posters if one.id == poster_id]
        actions.take_down_photo(
            tx, table=table, photo_id=poster_id, by=who.label, operation=body.operation
        )
        item = {**events.body(table), "revision": the_workshop(tx, who).revision}
        left = {one.file for one in table.posters}
    for file in files:
        if file not in left:
            remove(_folder(who) / file)
    return answer(item)


@room.put("/t/<token>/photos/<int:poster_id>/another")
@allowed("table.write")
@command(Act)
def another(tx: Session, who: Who, body: Act, poster_id: int) -> Thing:
    """The sheet is another one than those with its number."""
    table = the_table(tx, who)
    photo = photo_at(tx, table, poster_id)
    return actions.number_anew(tx, table=table, photo=photo, by=who.label, operation=body.operation)


@room.put("/t/<token>/cells/<int:paper>/<int:cell>")
@allowed("table.write")
@command(SaidOfCell)
def say_of_cell(tx: Session, who: Who, body: SaidOfCell, paper: int, cell: int) -> Thing:
    """What is said of a cell without a note, or that is taken back."""
    seen = f"{paper}/{cell}" + (f"@{body.photo}" if body.photo else "")
    told: dict[str, Any] = {"cell": seen, "said": body.said, "operation": body.operation}
    return actions.say_of_cell(tx, table=the_table(tx, who), by=who.label, **told)


@room.put("/t/<token>/notes/<uid>/spot")
@allowed("table.write")
@command(Marked)
def mark_note(tx: Session, who: Who, body: Marked, uid: str) -> Thing:
    """A note's mark on the picture is moved or taken off."""
    note = written_at(tx, the_table(tx, who), uid)
    return actions.mark_note(tx, note=note, by=who.label, **body.model_dump())


def _sent() -> IO[bytes]:
    sent = request.files.get("photo")
    if sent is None:
        raise photos.refusal()
    return sent.stream


def _folder(who: Who) -> Path:
    return photo_folder(cafe().settings.data_dir, who.workshop_id)
