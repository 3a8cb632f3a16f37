"""What a host does with notes that hang: move, join and split them; and who hosts now."""

from typing import Annotated, Literal

from flask import Response
from pydantic import Field

from cafe.model import events
from cafe.table.actions import hosting, joins, places
from cafe.table.queries import note_at
from cafe.table.room import room
from cafe.table.routes.notes import OperationId, with_revision
from cafe.web.access import Who, allowed, the_table
from cafe.web.bodies import Body, LineText, NoteText, Uid, answer, read_body, takes
from cafe.web.state import writing

Names = Annotated[list[LineText], Field(max_length=2 * hosting.MOST_HOSTS)]


class Place(Body):
    """Before which note; none: last."""

    before: Uid | None
    operation: OperationId


class Join(Body):
    """The text that was confirmed; `saw` and `other_saw` are what the host saw."""

    saw: NoteText
    other_saw: NoteText
    text: NoteText
    kind: Literal["keyword", "statement"]
    operation: OperationId


class SplitNote(Body):
    """What stays, and what becomes a note of its own."""

    saw: NoteText
    text: NoteText
    kind: Literal["keyword", "statement"]  # of what stays
    rest: NoteText
    operation: OperationId


class Hosts(Body):
    """Who hosts; `was` is what the host saw."""

    was: Names
    names: Names
    operation: OperationId


@room.put("/t/<token>/notes/<uid>/place")
@allowed("table.write")
@takes(Place)
def move(who: Who, uid: str) -> Response:
    """Hang a note at another place of the poster."""
    body = read_body(Place)
    with writing(who.workshop_id) as tx:
        note = note_at(tx, the_table(tx, who), uid)
        places.move_note(tx, note=note, by=who.label, **body.model_dump())
        item = with_revision(tx, who, events.body(note))
    return answer(item)


@room.put("/t/<token>/notes/<uid>/join/<other>")
@allowed("table.write")
@takes(Join)
def join(who: Who, uid: str, other: str) -> Response:
    """Join another note into this one."""
    body = read_body(Join)
    with writing(who.workshop_id) as tx:
        table = the_table(tx, who)
        into, gone = note_at(tx, table, uid), note_at(tx, table, other)
        joins.join_notes(tx, into=into, other=gone, by=who.label, **body.model_dump())
        item = with_revision(tx, who, events.body(into))
    return answer(item)


@room.put("/t/<token>/notes/<uid>/part/<new>")
@allowed("table.write")
@takes(SplitNote)
def part(who: Who, uid: str, new: str) -> Response:
    """Part a note in two; the second half gets the id in the address."""
    body = read_body(SplitNote)
    with writing(who.workshop_id) as tx:
        note = note_at(tx, the_table(tx, who), uid)
        joins.split_note(tx, note=note, uid=new, by=who.label, **body.model_dump())
        item = with_revision(tx, who, events.body(note))
    return answer(item)


@room.put("/t/<token>/hosts")
@allowed("table.write")
@takes(Hosts)
def name_hosts(who: Who) -> Response:
    """Who hosts at this table now."""
    body = read_body(Hosts)
    with writing(who.workshop_id) as tx:
        table = the_table(tx, who)
        hosting.name_hosts(tx, table=table, by=who.label, **body.model_dump())
        item = with_revision(tx, who, events.body(table))
    return answer(item)
