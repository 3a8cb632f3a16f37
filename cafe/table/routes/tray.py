"""Silent start: the phones at a table fill its tray, and its host empties it."""

import time
from typing import Annotated, Literal

from flask import Response
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.receipts import holds_receipt, receipt_of
from cafe.core.text import place_name
from cafe.errors import NotAllowed, NotFound
from cafe.model import Link, Note, events
from cafe.model.events import Thing
from cafe.nouns import Item
from cafe.people.queries import links_of
from cafe.table.actions import tray
from cafe.table.queries import begun, written_at
from cafe.table.room import room
from cafe.table.routes.notes import OperationId
from cafe.web.access import Who, allowed, the_table, the_workshop
from cafe.web.addresses import handed_out
from cafe.web.bodies import Body, NoteText, StatementText, Typed, Uid, answer
from cafe.web.commands import command
from cafe.web.limits.rates import rate_limit
from cafe.web.limits.sizes import Chars
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, reading

# Of the café and the question as much as the page shows, and nothing that anybody has written.
_CAFE = (
    *("id", "language", "stage", "timer_ends_ms", "paused_ms", "phones", "silent"),
    *("rounds", "round", "changing"),
)
_ASKED = ("id", "number", "text", "parts", "form")
Receipt = Annotated[str, Chars(40, plain=True)]


class TrayNote(Body):
    """A note from a phone's outbox."""

    id: Uid
    text: StatementText
    operation: OperationId


class Mended(Body):
    """New words for a note in the tray. `was` is what the phone showed: an outbox folds by it."""

    receipt: Receipt
    was: StatementText
    text: StatementText
    operation: OperationId


class Recalled(Body):
    """Whether its writer takes the note back, `struck` as for the notes of pairs, or puts it there
    again."""

    receipt: Receipt
    was: StatementText | None = None
    struck: bool
    operation: OperationId


class Decided(Typed):
    """What the host does with a note of the tray; `saw` is the text the host saw, when the page
    tells."""

    do: Literal["lay", "aside", "back"]
    saw: NoteText | None = None
    operation: OperationId


@room.get("/silent/<token>")
@allowed("tray.write")
def show_silent(who: Who) -> Response:
    """The phone's page: the question, a field, and what this phone has written."""
    with reading() as db:
        workshop, table = the_workshop(db, who), the_table(db, who)
        speak_for_request(workshop.language)
        return page("table/silent.html", who=who, workshop=workshop, table=table)


@room.get("/silent/<token>/snapshot")
@allowed("tray.write")
def silent_now(who: Who) -> Response:
    """What the phone's page shows of the café: no note, and nothing of what is done with its own.

    `late`: notes of this table's tray whose words were erased for good, by id alone, so that the
    phone that wrote one drops its copy.
    """
    with reading() as db:
        workshop, table = the_workshop(db, who), the_table(db, who)
        about, asked = events.body(workshop), events.body(table.question)
        return answer(
            {
                "revision": workshop.revision,
                "workshop": {name: about[name] for name in _CAFE},
                "questions": [{name: asked[name] for name in _ASKED}],
                "late": [{"id": uid, "erased": True} for uid in tray.erased_at(db, table)],
                "now_ms": int(time.time() * 1000),
            }
        )


@room.post("/silent/<token>/notes")
@allowed("tray.write")
@command(TrayNote, fair="pair")
def write_silently(tx: Session, who: Who, body: TrayNote) -> Item:
    """Put a note into the table's tray. The phone gets a receipt, and hears nothing more of it."""
    rate_limit("tray", who.label)
    words = {"uid": body.id, "text": body.text, "operation": body.operation}
    note = tray.write(tx, table=the_table(tx, who), by=who.label, **words)
    # The host's page is told the id and the words: only who wrote it knows the operation.
    mine = begun(tx, who.workshop_id, note.uid)[1] == body.operation
    return {**_received(note), **({"receipt": _receipt(who, note.uid)} if mine else {})}


@room.put("/silent/<token>/notes/<uid>")
@allowed("tray.write")
@command(Mended, fair="pair")
def mend_silently(tx: Session, who: Who, body: Mended, uid: str) -> Item:
    """Other words for a note of this phone's that the host has not dealt with."""
    note = _own(tx, who, uid, body.receipt)
    words = {"text": body.text, "operation": body.operation}
    return _received(tray.reword(tx, note=note, by=who.label, **words))


@room.put("/silent/<token>/notes/<uid>/struck")
@allowed("tray.write")
@command(Recalled, fair="pair")
def recall_silently(tx: Session, who: Who, body: Recalled, uid: str) -> Item:
    """Take a note of this phone's out of the tray, or put it there again."""
    note = _own(tx, who, uid, body.receipt)
    done = tray.recall(tx, note=note, recalled=body.struck, by=who.label, operation=body.operation)
    return _received(done)


def _own(tx: Session, who: Who, uid: str, receipt: str) -> Note:
    """The note that this phone shows the `receipt` of. Raises NotAllowed."""
    rate_limit("tray", who.label)
    if not holds_receipt(cafe().settings.secret_key, "tray", who.workshop_id, uid, receipt):
        raise NotAllowed(_("Only the phone that wrote this note can change it."))
    return written_at(tx, the_table(tx, who), uid)


def _receipt(who: Who, uid: str) -> str:
    return receipt_of(cafe().settings.secret_key, "tray", who.workshop_id, uid)


def _received(note: Note) -> Item:
    return {"id": note.uid, "erased": note.erased}


@room.put("/t/<token>/notes/<uid>/tray")
@allowed("table.write")
@command(Decided)
def decide_tray(tx: Session, who: Who, body: Decided, uid: str) -> Thing:
    """Lay a note of the tray on the poster, set it aside, or take it back into the tray."""
    note = written_at(tx, the_table(tx, who), uid)
    return tray.decide(tx, note=note, by=who.label, **body.model_dump())


@room.get("/t/<token>/phones")
@allowed("table.see")
def show_way_in(who: Who) -> Response:
    """The way in for the phones at this table, large: QR code, address and short code."""
    with reading() as db:
        workshop, table = the_workshop(db, who), the_table(db, who)
        speak_for_request(workshop.language)
        name = place_name(table.question.form, table.number)
        way = handed_out(
            cafe().settings, workshop, _link(db, who), _("Write in silence: %(table)s", table=name)
        )
        return page("table/way_in.html", who=who, workshop=workshop, table=table, way=way)


def _link(db: Session, who: Who) -> Link:
    for link in links_of(db, who.workshop_id, trays=True):
        if link.table_id == who.table_id:
            return link
    raise NotFound(_("This café has no silent start. The organiser turns it on in the plan."))
