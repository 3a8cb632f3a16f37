"""Offers taken: pairs that say the same, and notes under their suggested headings, many in one
operation.

All or nothing, so that one undo takes back exactly what one press did.
"""

from collections.abc import Mapping, Sequence
from typing import TypedDict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import short
from cafe.errors import Conflict, Invalid
from cafe.model import Category, Change, Entry, Note
from cafe.model.commands import once
from cafe.model.events import named
from cafe.sort.actions.entries import Placing, place_notes
from cafe.sort.actions.joins import absorb_notes
from cafe.sort.guards import check, places_of


class Same(TypedDict):
    """Two notes that say the same: `note` stands in print, `double` behind it.

    `category` is where the sentence goes when neither has a place yet, `id` its id.
    """

    note: Note
    double: Note
    category: Category | None
    id: str


@once(None)
def take_same(tx: Session, *, pairs: Sequence[Same], by: str, operation: str) -> None:
    """Each `double` stands behind the sentence of its `note`, which gets one if it has none.

    Raises what placing and absorbing raise: Conflict when a note is struck, set aside or joined
    with others; Invalid when a heading is needed and none is named, and for a note with itself.
    """
    for pair in pairs:
        check(pair["note"], pair["double"])
        if pair["note"] is pair["double"]:
            raise Invalid(_("A note cannot be compared with itself."))
    left = list(pairs)
    while left:
        places = places_of(tx, [note for pair in left for note in _both(pair)])
        now, left = _apart(left, places)
        _take(tx, now, places, by=by, operation=operation)


def _both(pair: Same) -> tuple[Note, Note]:
    return pair["note"], pair["double"]


def _apart(pairs: list[Same], places: Mapping[int, list[Entry]]) -> tuple[list[Same], list[Same]]:
    """Pairs that can be taken at once, and those that must wait for them: several may go behind
    one note, and nothing that goes is in another pair.
    """
    stays: set[int | str] = set()
    others: set[int | str] = set()  # what goes, and all that those that wait are about
    now: list[Same] = []
    later: list[Same] = []
    for pair in pairs:
        stand, goes = _about(pair["note"], places), _about(pair["double"], places)
        if stand & others or goes & (stays | others):
            later.append(pair)
            others |= stand | goes
        else:
            now.append(pair)
            stays |= stand
            others |= goes
    return now, later


def _about(note: Note, places: Mapping[int, list[Entry]]) -> set[int | str]:
    return {note.id, *(entry.id for entry in places[note.id])}


def _take(
    tx: Session, pairs: list[Same], places: dict[int, list[Entry]], *, by: str, operation: str
) -> None:
    """Each note without a sentence gets one, where its double stood or last; then the doubles."""
    first: dict[int, Same] = {}
    for pair in pairs:
        first.setdefault(pair["note"].id, pair)
    new = [pair for pair in first.values() if not places[pair["note"].id]]
    free = [pair for pair in new if not places[pair["double"].id]]
    made = place_notes(
        tx, notes=[_placing(pair, pair["category"]) for pair in free], by=by, operation=operation
    )
    places |= {pair["note"].id: [entry] for pair, entry in zip(free, made, strict=True)}
    for pair in new:
        if pair not in free:
            there = places[pair["double"].id][0]
            one = _placing(pair, there.category)
            places[pair["note"].id] = place_notes(
                tx, notes=[one], before=there, by=by, operation=operation
            )
    doubles = [(pair["double"], places[pair["note"].id][0]) for pair in pairs]
    doubles = [(double, entry) for double, entry in doubles if entry not in places[double.id]]
    absorb_notes(tx, doubles=doubles, by=by, operation=operation)


def _placing(pair: Same, category: Category | None) -> Placing:
    note = pair["note"]
    if category is None:
        raise Invalid(
            _("“%(note)s” has no place yet. Choose a heading for it first.", note=short(note.text)),
            where="category",
        )
    return {"note": note, "category": category, "id": pair["id"]}


def _placed(tx: Session, workshop_id: str, operation: str) -> int:
    """How many sentences the operation made."""
    here = (
        Change.workshop_id == workshop_id,
        Change.operation == operation,
        Change.what == "entry",
    )
    return tx.scalar(select(func.count()).where(*here)) or 0


@once(_placed)
def place_all(tx: Session, *, notes: Sequence[Placing], by: str, operation: str) -> int:
    """Each note goes last under its heading; return how many.

    Those that somebody else has placed, set aside or struck meanwhile are left where they are.
    Raises Conflict when none is left.
    """
    places = places_of(tx, [one["note"] for one in notes])
    free = [one for one in notes if not (_kept_out(one["note"]) or places[one["note"].id])]
    if not free:
        first = notes[0]["note"]
        stands = places[first.id]
        about = named(stands[0] if stands else first)
        raise Conflict(_("Somebody has placed these notes meanwhile."), about=about)
    place_notes(tx, notes=free, by=by, operation=operation)
    return len(free)


def _kept_out(note: Note) -> bool:
    return note.struck or note.used_in_main or note.aside_reason is not None
