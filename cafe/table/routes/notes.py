"""A table's page, and what a host writes."""

from typing import Annotated, Any, Literal
from uuid import uuid4

from flask import Response, current_app
from pydantic import AfterValidator
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from cafe.errors import Unavailable
from cafe.live.audience import Audience
from cafe.model import CafeTable
from cafe.model.events import Thing
from cafe.nouns import Item
from cafe.people.links import token_of
from cafe.people.queries import links_of
from cafe.table import rules
from cafe.table.actions import hosting, notes, poster
from cafe.table.queries import written_at
from cafe.table.room import room
from cafe.table.wordings import as_told, earlier_wordings
from cafe.web.access import Who, allowed, the_table, the_workshop
from cafe.web.bodies import Letter, NoteText, Spot, StatementText, Typed, Uid, answer
from cafe.web.commands import command
from cafe.web.files import packed
from cafe.web.limits.numbers import Whole
from cafe.web.live_routes import add_live_routes
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, reading, writing


def _operation(text: str) -> str:
    return rules.check_uid(text, where="act")


OperationId = Annotated[Uid, AfterValidator(_operation)]


class NewNote(Typed):
    """A note from the outbox."""

    id: Uid
    kind: Literal["keyword", "statement"] | None = None  # none: by its length
    text: NoteText
    part: Letter | None = None
    part_said: StatementText | None = None  # what it read there; none: an older page
    paper: bool = False  # typed off a paper poster
    spot: Spot = ""  # where it stands there
    round: Whole | None = None  # when it was said; none: now
    typed: Whole | None = None  # when, in seconds by the café's clock, as the tablet reckons it
    practice: bool = False  # typed without a network, when the tables were not open yet
    operation: OperationId


class Edit(Typed):
    """A note's new words; `was` is the text the host saw."""

    was: NoteText
    text: NoteText
    kind: Literal["keyword", "statement"]
    part: Letter | None = None
    part_said: StatementText | None = None  # what it read there; none: an older page
    operation: OperationId


class Struck(Typed):
    """Strike out or bring back; `was` is the text the host saw, when the page tells."""

    struck: bool
    was: NoteText | None = None
    operation: OperationId


class Words(Typed):
    """The café name or the main statement; `was` is what the host saw."""

    was: StatementText | None
    text: StatementText | None
    operation: OperationId


class ByParts(Typed):
    """The parts as fields, or not."""

    by_parts: bool
    operation: OperationId


def _audience(who: Who) -> Audience:
    with reading() as db:
        return Audience("t", who.table_id, the_table(db, who).question_id)


add_live_routes(room, "/t/<token>", "table.see", _audience)


@room.get("/t/<token>")
@allowed("table.see")
def show(who: Who) -> Response:
    """The host's page; everything on it comes by the live connection."""
    note_opening(who)
    with reading() as db:
        workshop, table = the_workshop(db, who), the_table(db, who)
        speak_for_request(workshop.language)
        wall = _wall_of(db, table)
        return packed(page("table/page.html", who=who, workshop=workshop, table=table, wall=wall))


def _wall_of(db: Session, table: CafeTable) -> str:
    """The wall's token, for whoever writes down a plenary: they read what others wrote there."""
    if table.question.form != "plenary":
        return ""
    [nonce] = [one.nonce for one in links_of(db, table.workshop_id) if one.table_id is None]
    return token_of(cafe().settings.secret_key, nonce)


@room.get("/t/<token>/earlier")
@allowed("table.see")
def earlier(who: Who) -> Response:
    """What the table's own notes and main statement read before: {"note/<id>": [{at, text}], …}."""
    with reading() as db:
        table = the_table(db, who)
        keys = {"note": [note.uid for note in table.notes], "table": [table.id]}
        found = answer(
            {
                f"{what}/{key}": as_told(some)
                for what, mine in keys.items()
                for key, some in earlier_wordings(db, table.workshop_id, what, mine).items()
            }
        )
    found.headers["Cache-Control"] = "private, no-store"
    return found


@room.post("/t/<token>/notes")
@allowed("table.write")
@command(NewNote)
def add(tx: Session, who: Who, body: NewNote) -> Thing:
    """Put a note on the poster; one that comes too late is kept for the organiser (202)."""
    table, kind = the_table(tx, who), body.kind or rules.guess_kind(body.text)
    words: dict[str, Any] = {"uid": body.id, "kind": kind, "text": body.text}
    words |= {"part": body.part, "part_said": body.part_said}
    words |= {"paper": body.paper, "spot": body.spot}
    words |= {"round": body.round, "practice": body.practice, "typed": body.typed}
    return notes.write_note(tx, table=table, by=who.label, operation=body.operation, **words)


@room.put("/t/<token>/notes/<uid>")
@allowed("table.write")
@command(Edit)
def edit(tx: Session, who: Who, body: Edit, uid: str) -> Thing:
    """Mend a note."""
    note = written_at(tx, the_table(tx, who), uid)
    return notes.edit_note(tx, note=note, by=who.label, **body.model_dump())


@room.put("/t/<token>/notes/<uid>/struck")
@allowed("table.write")
@command(Struck)
def strike(tx: Session, who: Who, body: Struck, uid: str) -> Thing:
    """Strike a note out, or bring it back."""
    note = written_at(tx, the_table(tx, who), uid)
    return notes.strike_note(tx, note=note, by=who.label, **body.model_dump())


@room.put("/t/<token>/cafe-name")
@allowed("table.write")
@command(Words)
def name(tx: Session, who: Who, body: Words) -> Thing:
    """Name the café at this table."""
    table = the_table(tx, who)
    poster.name_cafe(
        tx, table=table, was=body.was, name=body.text, by=who.label, operation=body.operation
    )
    return table


@room.put("/t/<token>/main-statement")
@allowed("table.write")
@command(Words)
def sum_up(tx: Session, who: Who, body: Words) -> Thing:
    """Write the table's main statement."""
    table = the_table(tx, who)
    poster.sum_up(tx, table=table, by=who.label, **body.model_dump())
    return table


@room.put("/t/<token>/split")
@allowed("table.write")
@command(ByParts)
def split(tx: Session, who: Who, body: ByParts) -> Thing:
    """Show the question's parts as fields, or not."""
    table = the_table(tx, who)
    poster.hang_by_parts(tx, table=table, by=who.label, **body.model_dump())
    return table


def note_opening(who: Who) -> None:
    """Let the organiser see that the page was opened. Never fails the page."""
    try:
        with reading() as db:
            if the_table(db, who).opened_at is not None:
                return
        with writing(who.workshop_id, patience=0.5) as tx:
            hosting.open_page(tx, table=the_table(tx, who), by=who.label, operation=str(uuid4()))
    except (SQLAlchemyError, Unavailable):
        current_app.logger.exception("could not note that a table's page was opened")


def with_revision(tx: Session, who: Who, item: Item) -> Item:
    """What a tablet is answered: the thing, and the café's revision that has it."""
    return {**item, "revision": the_workshop(tx, who).revision}
