"""What a host does with notes that hang: move, join and split them; and who hosts now."""

from typing import Annotated, Literal

from pydantic import Field
from sqlalchemy.orm import Session

from cafe.model.events import Thing
from cafe.plan.rules import MOST_HOSTS
from cafe.table.actions import hosting, joins, places, tray
from cafe.table.queries import note_at, written_at
from cafe.table.room import room
from cafe.table.routes.notes import OperationId
from cafe.web.access import Who, allowed, the_table
from cafe.web.bodies import LineText, NoteText, Typed, Uid
from cafe.web.commands import command

Names = Annotated[list[LineText], Field(max_length=2 * MOST_HOSTS)]


class Place(Typed):
    """Before which note; none: last."""

    before: Uid | None
    operation: OperationId


class Join(Typed):
    """The text that was confirmed; `saw` and `other_saw` are what the host saw."""

    saw: NoteText
    other_saw: NoteText
    text: NoteText
    kind: Literal["keyword", "statement"]
    operation: OperationId


class SplitNote(Typed):
    """What stays, and what becomes a note of its own."""

    saw: NoteText
    text: NoteText
    kind: Literal["keyword", "statement"]  # of what stays
    rest: NoteText
    operation: OperationId


class Rehearsed(Typed):
    """The host has tried the page."""

    operation: OperationId


class Hosts(Typed):
    """Who hosts; `was` is what the host saw."""

    was: Names
    names: Names
    operation: OperationId


@room.put("/t/<token>/notes/<uid>/place")
@allowed("table.write")
@command(Place)
def move(tx: Session, who: Who, body: Place, uid: str) -> Thing:
    """Hang a note at another place of the poster."""
    note = note_at(tx, the_table(tx, who), uid)
    places.move_note(tx, note=note, by=who.label, **body.model_dump())
    return note


@room.put("/t/<token>/notes/<uid>/join/<other>")
@allowed("table.write")
@command(Join)
def join(tx: Session, who: Who, body: Join, uid: str, other: str) -> Thing:
    """Join another note into this one."""
    table = the_table(tx, who)
    into, gone = note_at(tx, table, uid), written_at(tx, table, other)
    if gone.tray:  # it hangs for as long as it takes to join it
        tray.decide(tx, note=gone, do="lay", by=who.label, operation=body.operation)
    into, gone = note_at(tx, table, uid), note_at(tx, table, other)
    joins.join_notes(tx, into=into, other=gone, by=who.label, **body.model_dump())
    return into


@room.put("/t/<token>/notes/<uid>/part/<new>")
@allowed("table.write")
@command(SplitNote)
def part(tx: Session, who: Who, body: SplitNote, uid: str, new: str) -> Thing:
    """Part a note in two; the second half gets the id in the address."""
    note = note_at(tx, the_table(tx, who), uid)
    joins.split_note(tx, note=note, uid=new, by=who.label, **body.model_dump())
    return note


@room.put("/t/<token>/hosts")
@allowed("table.write")
@command(Hosts)
def name_hosts(tx: Session, who: Who, body: Hosts) -> Thing:
    """Who hosts at this table now."""
    table = the_table(tx, who)
    hosting.name_hosts(tx, table=table, by=who.label, **body.model_dump())
    return table


@room.put("/t/<token>/rehearsed")
@allowed("table.write")
@command(Rehearsed)
def rehearse(tx: Session, who: Who, body: Rehearsed) -> Thing:
    """A host has tried the table's page; what was written meanwhile stayed on the tablet."""
    return hosting.rehearse(tx, table=the_table(tx, who), by=who.label, operation=body.operation)
