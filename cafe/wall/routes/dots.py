"""Dots on the wall: a device puts them and takes them back. Nobody's name, and no order by them."""

from typing import Any
from uuid import uuid4

from flask import Response
from sqlalchemy.orm import Session

from cafe.model import events
from cafe.wall import actions, rules
from cafe.wall.queries import dots_of_device, note_on_wall
from cafe.wall.room import room
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import answer
from cafe.web.device_cookies import device
from cafe.web.limits.fair import fair_turn
from cafe.web.state import cafe, writing


@room.put("/v/<token>/dots/<uid>")
@allowed("wall.dot")
def put_dot(who: Who, uid: str) -> Response:
    """Put this device's dot on a note."""
    with fair_turn("dot", who.workshop_id), writing(who.workshop_id) as tx:
        note = note_on_wall(tx, who.workshop_id, uid)
        operation = str(uuid4())  # putting twice is putting once: no id of the phone's is needed
        count = actions.put_dot(
            tx, note=note, device=own_digest(who), by=who.label, operation=operation
        )
        item = _item(tx, who, uid, count)
    return answer(item)


@room.delete("/v/<token>/dots/<uid>")
@allowed("wall.dot")
def take_dot(who: Who, uid: str) -> Response:
    """Take this device's dot back from a note."""
    with fair_turn("dot", who.workshop_id), writing(who.workshop_id) as tx:
        note, operation = note_on_wall(tx, who.workshop_id, uid), str(uuid4())
        count = actions.take_dot(
            tx, note=note, device=own_digest(who), by=who.label, operation=operation
        )
        item = _item(tx, who, uid, count)
    return answer(item)


def own_digest(who: Who) -> str:
    """What this device's dots in this café are kept under."""
    return rules.dots_of(cafe().settings.secret_key, who.workshop_id, device())


def _item(tx: Session, who: Who, uid: str, count: int) -> dict[str, Any]:
    workshop = the_workshop(tx, who)
    mine = dots_of_device(tx, workshop, own_digest(who))
    told = {"id": uid} if workshop.dots_hidden else events.of_dots(uid, count)
    return {**told, **mine, "revision": workshop.revision}
