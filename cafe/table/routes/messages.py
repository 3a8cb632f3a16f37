"""What the organiser has told a table, for its page."""

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.model import HallMessage, clock_time
from cafe.nouns import Item
from cafe.table.actions.messages import tap_away
from cafe.table.room import room
from cafe.table.routes.notes import OperationId
from cafe.web.access import Who, allowed, the_table
from cafe.web.bodies import Body, answer
from cafe.web.commands import command
from cafe.web.state import reading


class Read(Body):
    """That it was read: nothing more is said of it."""

    operation: OperationId


@room.get("/t/<token>/messages")
@allowed("table.see")
def messages(who: Who) -> Response:
    """What nobody has tapped away yet, the oldest first: {messages: [{id, text, at_ms}]}."""
    with reading() as db:
        here = select(HallMessage).where(
            HallMessage.table_id == the_table(db, who).id, HallMessage.text != ""
        )
        found = [
            {"id": one.uid, "text": one.text, "at_ms": int(clock_time(one.at).timestamp() * 1000)}
            for one in db.scalars(here.order_by(HallMessage.id))
        ]
    told = answer({"messages": found})
    told.headers["Cache-Control"] = "private, no-store"
    return told


@room.put("/t/<token>/messages/<uid>/read")
@allowed("table.write")
@command(Read)
def read_message(tx: Session, who: Who, _body: Read, uid: str) -> Item:
    """The host has tapped it away."""
    tap_away(tx, table=the_table(tx, who), uid=uid)
    return {"id": uid}
