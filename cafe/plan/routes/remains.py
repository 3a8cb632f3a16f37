"""What remains before the day: the checklist that stands beside every page of the plan."""

from typing import Literal

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.nouns import Item
from cafe.plan.actions import remains
from cafe.plan.remains.queries import before_the_day, told
from cafe.plan.room import room
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import Body, Id, LineText, answer
from cafe.web.commands import command
from cafe.web.state import reading

AT = "/w/<workshop_id>/remains"
State = Literal["open", "done", "none"]


class Ticked(Body):
    """A line is done, not for this café, or neither; `was` is what its author saw."""

    was: State
    state: State
    operation: Id


class NewLine(Body):
    """An own line, for one of the two lists."""

    id: Id
    list: Literal["day", "document"]
    text: LineText
    operation: Id


class Words(Body):
    """An own line's words; none takes it away."""

    was: LineText
    text: LineText
    operation: Id


@room.get(f"{AT}/day")
@allowed("plan.see")
def remains_before_the_day(who: Who) -> Response:
    """Every line as it stands now."""
    with reading() as db:
        workshop, seen = the_workshop(db, who), request.args.get("seen")
        return answer(told(db, workshop, "day", before_the_day, seen=seen))


@room.put(f"{AT}/lines/<name>")
@allowed("plan.edit")
@command(Ticked)
def tick_line(tx: Session, who: Who, body: Ticked, name: str) -> Item:
    """Say something of a line."""
    workshop = the_workshop(tx, who)
    remains.tick_line(tx, workshop=workshop, key=name, by=who.label, **body.model_dump())
    return {"key": name}


@room.post(f"{AT}/lines")
@allowed("plan.edit")
@command(NewLine)
def add_line(tx: Session, who: Who, body: NewLine) -> Item:
    """Write an own line."""
    ways = {"which": body.list, "text": body.text, "by": who.label, "operation": body.operation}
    remains.add_line(tx, workshop=the_workshop(tx, who), key=body.id, **ways)
    return {"key": body.id}


@room.put(f"{AT}/lines/<name>/text")
@allowed("plan.edit")
@command(Words)
def reword_line(tx: Session, who: Who, body: Words, name: str) -> Item:
    """Word an own line otherwise, or take it away."""
    workshop = the_workshop(tx, who)
    remains.reword_line(tx, workshop=workshop, key=name, by=who.label, **body.model_dump())
    return {"key": name}
