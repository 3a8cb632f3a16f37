"""Undoing what was brought in from elsewhere: the notes are withdrawn, and a redo brings them back.

A withdrawn note keeps its row and its words, and nobody sees it (`states.py`).
"""

import uuid
from collections.abc import Iterable, Mapping
from typing import Protocol

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cafe.core.text import short
from cafe.model import (
    Apart,
    CafeTable,
    Category,
    Change,
    Note,
    Opposed,
    Origin,
    Place,
    Question,
    Workshop,
    record,
)
from cafe.model.events import named, publish
from cafe.model.note import SORTED_TOO, notes_in_any_state
from cafe.sort.guards import places_of, touched
from cafe.sort.history.past import Item, Key, Thing
from cafe.sort.history.restore import Undoing
from cafe.sort.history.stacks import GATHERED
from cafe.sort.origins.queries import next_number
from cafe.states import GATHERED as IN
from cafe.states import WITHDRAWN

# What else such an operation changes: how many it was, and the main statement of a table.
BESIDE = (GATHERED, "table")


class Effect(Protocol):
    """One thing that an operation changed (`revert.py`)."""

    @property
    def name(self) -> Key:
        """What events call it."""

    @property
    def found(self) -> Item | None:
        """As the operation found it."""

    @property
    def left(self) -> Item | None:
        """As the operation left it."""


def lay_again(
    tx: Session, workshop: Workshop, effects: Iterable[Effect], *, by: str, operation: str
) -> None:
    """Of the notes that an undo took out, and that shall come back: those whose origin was taken
    away meanwhile are withdrawn notes of it again, as the history tells of both.
    """
    gone = {
        one.name[1]: one.found
        for one in effects
        if one.name[0] == "note" and one.found is not None and one.left is None
    }
    here = Note.workshop_id == workshop.id, Note.uid.in_(gone)
    rows = notes_in_any_state().with_only_columns(Note.uid).where(*here)
    known = set(tx.scalars(rows)) if gone else set()
    for uid, item in sorted(gone.items(), key=lambda one: one[1]["order"]):
        at = item["table"]
        if uid in known or not _origin_again(tx, workshop, at, by=by, operation=operation):
            continue
        parts = {part["letter"] for part in tx.get_one(Origin, at).question.parts}
        if item["part"] is None or item["part"] in parts:
            words = {name: item[name] for name in ("kind", "part", "text", "elaborations")}
            note = Note(uid=uid, workshop_id=workshop.id, table_id=at, **words, state=WITHDRAWN)
            note.position = item["order"]
            tx.add(note)
    tx.flush()


def _origin_again(tx: Session, workshop: Workshop, key: int, *, by: str, operation: str) -> bool:
    """Whether the origin of this id is there, by now; it is not made beside one of its name."""
    if tx.get(Origin, key) is not None:
        return True
    told = select(Change.item).where(Change.workshop_id == workshop.id, Change.what == "origin")
    told = told.where(Change.key == str(key), Change.item.is_not(None))
    was = tx.scalars(told.order_by(Change.revision.desc()).limit(1)).first()
    question = tx.get(Question, was["question"]) if was else None
    if was is None or question is None:
        return False
    places = select(Place.id).where(Place.workshop_id == workshop.id)
    same = places.where(Place.question_id == question.id, Place.name == was["name"]).limit(1)
    if tx.scalars(same).first() is not None:
        return False
    said = {one: was[one] for one in ("uid", "name", "origin_kind", "day", "took_part", "number")}
    if tx.scalars(places.where(Place.number == was["number"])).first() is not None:
        said["number"] = next_number(tx, workshop.id)
    origin = Origin(id=key, question=question, workshop_id=workshop.id, **said)
    tx.add(origin)
    # An operation of its own: as when it was made, it is no part of what is undone.
    own = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{operation}/{key}"))
    publish(tx, origin, by=by, operation=own)
    return True


def withdrawn(tx: Session, workshop: Workshop, effects: Iterable[Effect]) -> dict[Key, Note]:
    """Of the notes that an undo took out, and that shall come back, those that are still out."""
    uids = [one.name[1] for one in effects if one.name[0] == "note" and one.left is None]
    here = (Note.workshop_id == workshop.id, Note.uid.in_(uids), Note.state == WITHDRAWN)
    found = tx.scalars(notes_in_any_state().where(*here)) if uids else ()
    return {("note", note.uid): note for note in found}


def comes_or_goes(effect: Effect, thing: Thing | None) -> bool:
    """Whether the operation brought the note in, or took it out again."""
    return isinstance(thing, Note) and not (thing.hangs or (effect.found and effect.left))


def check(
    tx: Session, effects: Iterable[Effect], there: Mapping[Key, Thing], out: Mapping[Key, Note]
) -> None:
    """Raise Conflict when others have built upon what was brought in.

    A sentence that is not the operation's has one of the notes, something is said of one and
    another, or a main statement was changed or is said to be used.
    """
    ours = {one.name[1] for one in effects if one.name[0] == "entry"}
    going = _going(effects, there, out)
    places = places_of(tx, going) if going else {}
    for note in going:
        for holder in places[note.id]:
            if holder.id not in ours:
                raise touched(short(note.text), named(holder))
    _check_unsaid(tx, {note.id: note for note in going})
    _check_question(effects, there)
    for effect in effects:
        if effect.name[0] == "table":
            _check_statement(tx, effect)


def _check_question(effects: Iterable[Effect], there: Mapping[Key, Thing]) -> None:
    """No sentence comes back with notes whose origin was moved to another question meanwhile."""
    made = {one.name[1]: one.found for one in effects if one.name[0] == "category" and one.found}
    for effect in effects:
        if effect.name[0] != "entry" or effect.found is None:
            continue
        key = effect.found["category"]
        heading = there.get(("category", key))
        at = made[key]["question"] if key in made else None
        at = heading.question_id if isinstance(heading, Category) else at
        for source in effect.found["sources"]:
            note = there.get(("note", source["note"]))
            # Where the heading is gone, that is what stands in between (`revert.py`).
            if at and isinstance(note, Note) and note.table.question_id != at:
                raise touched(short(note.text), named(note))


def _going(
    effects: Iterable[Effect], there: Mapping[Key, Thing], out: Mapping[Key, Note]
) -> list[Note]:
    things = [
        there.get(one.name)
        for one in effects
        if one.name not in out and comes_or_goes(one, there.get(one.name))
    ]
    return [thing for thing in things if isinstance(thing, Note)]


def _check_unsaid(tx: Session, notes: Mapping[int, Note]) -> None:
    kinds: tuple[type[Apart] | type[Opposed], ...] = (Apart, Opposed) if notes else ()
    for kind in kinds:
        ids = kind.first_id, kind.second_id
        said = select(*ids).where(or_(*(one.in_(notes) for one in ids))).limit(1)
        for first, second in tx.execute(said):
            note = notes[first if first in notes else second]
            raise touched(short(note.text), named(note))


def _check_statement(tx: Session, effect: Effect) -> None:
    table = tx.get(CafeTable, int(effect.name[1]))
    left = statement(effect.left)
    used = select(Note).where(Note.table_id == int(effect.name[1]), Note.in_main).limit(1)
    in_use = tx.scalars(used, execution_options=SORTED_TOO).first() is not None
    if table is None or table.main_statement != left or in_use:
        raise touched(short(left or statement(effect.found) or ""), effect.name)


def statement(item: Item | None) -> str | None:
    """A table's main statement, as a change of it tells."""
    return (item or {}).get("main_statement")


def bring_back(
    tx: Session, effects: Iterable[Effect], out: Mapping[Key, Note], undoing: Undoing
) -> None:
    """Those that were withdrawn are in again, as they were then."""
    for effect in effects:
        if effect.name in out and effect.found is not None:
            note = out[effect.name]
            note.state = IN
            note.aside_reason, note.in_main = effect.found["aside"], effect.found["in_main"]
    publish(tx, *out.values(), **undoing)


def withdraw(
    tx: Session,
    workshop: Workshop,
    effects: Iterable[Effect],
    there: Mapping[Key, Thing],
    *,
    out: Mapping[Key, Note],
    undoing: Undoing,
) -> None:
    """Those that were brought in are out again, and every screen hears that they are gone."""
    for note in _going(effects, there, out):
        note.state = WITHDRAWN
        record(tx, workshop, what="note", key=note.uid, item=None, **undoing)


def restore_beside(
    tx: Session, workshop: Workshop, effects: Iterable[Effect], undoing: Undoing
) -> None:
    """A main statement as it was, and how many were brought in, which says that they were."""
    # The history's line is about what was done last.
    for effect in sorted(effects, key=lambda one: one.name[0] == GATHERED):
        what, key = effect.name
        if what == "table":
            table = tx.get_one(CafeTable, int(key))
            table.main_statement = statement(effect.found)
            publish(tx, table, **undoing)
        elif what == GATHERED:
            record(tx, workshop, what=GATHERED, key=key, item=effect.found, **undoing)
