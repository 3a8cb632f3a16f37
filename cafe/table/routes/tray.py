"""Silent start: the phones at a table fill its tray, and its host empties it."""

import time
from typing import Literal

from flask import Response
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import place_name
from cafe.errors import NotFound
from cafe.model import Link, events
from cafe.model.events import Thing
from cafe.nouns import Item
from cafe.people.queries import links_of
from cafe.table.actions import tray
from cafe.table.queries import written_at
from cafe.table.room import room
from cafe.table.routes.notes import OperationId
from cafe.web.access import Who, allowed, the_table, the_workshop
from cafe.web.addresses import handed_out
from cafe.web.bodies import Body, StatementText, Typed, Uid, answer
from cafe.web.commands import command
from cafe.web.limits.rates import rate_limit
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, reading

# Of the café and the question as much as the page shows, and nothing that anybody has written.
_CAFE = (
    *("id", "language", "stage", "timer_ends_ms", "paused_ms", "phones", "silent"),
    *("rounds", "round", "changing"),
)
_ASKED = ("id", "number", "text", "parts", "form")


class TrayNote(Body):
    """A note from a phone's outbox."""

    id: Uid
    text: StatementText
    operation: OperationId


class Decided(Typed):
    """What the host does with a note of the tray."""

    do: Literal["lay", "aside", "back"]
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
    """Put a note into the table's tray. The phone hears that it was received, and nothing more."""
    rate_limit("tray", who.label)
    words = {"uid": body.id, "text": body.text, "operation": body.operation}
    note = tray.write(tx, table=the_table(tx, who), by=who.label, **words)
    return {"id": note.uid, "erased": note.erased}


@room.put("/t/<token>/notes/<uid>/tray")
@allowed("table.write")
@command(Decided)
def decide_tray(tx: Session, who: Who, body: Decided, uid: str) -> Thing:
    """Lay a note of the tray on the poster, set it aside, or take it back into the tray."""
    note = written_at(tx, the_table(tx, who), uid)
    return tray.decide(tx, note=note, do=body.do, by=who.label, operation=body.operation)


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
