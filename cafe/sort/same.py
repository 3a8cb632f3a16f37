"""Offers taken: pairs that say the same, and notes under their suggested headings, many in one act.

All or nothing, so that one undo takes back exactly what one press did.
"""

from collections.abc import Sequence
from typing import TypedDict

from sqlalchemy.orm import Session

from cafe.errors import Conflict, Invalid
from cafe.model import Category, Entry, Note
from cafe.sort.entries import Placing, place_note, place_notes
from cafe.sort.guards import check, holders, standing
from cafe.sort.joins import absorb_note
from cafe.texts import _
from cafe.words import short


class Same(TypedDict):
    """Two notes that say the same: `note` stands in print, `double` behind it.

    `category` is where the sentence goes when neither has a place yet, `id` its id.
    """

    note: Note
    double: Note
    category: Category | None
    id: str


def take_same(tx: Session, *, pairs: Sequence[Same], by: str, act: str) -> None:
    """Each `double` stands behind the sentence of its `note`, which gets one if it has none.

    Raises what placing and absorbing raise: Conflict when a note is struck, set aside or joined
    with others; Invalid when a heading is needed and none is named.
    """
    for pair in pairs:
        check(pair["note"], pair["double"])
        entry = _standing(tx, pair, by=by, act=act)
        if entry not in holders(tx, pair["double"]):
            absorb_note(tx, note=pair["double"], entry=entry, by=by, act=act)


def _standing(tx: Session, pair: Same, *, by: str, act: str) -> Entry:
    """The sentence that stays. A note without one comes where its double stood."""
    note, double = pair["note"], pair["double"]
    if standing := holders(tx, note):
        return standing[0]
    there = holders(tx, double)
    category = there[0].category if there else pair["category"]
    if category is None:
        raise Invalid(
            _("“%(note)s” has no place yet. Choose a heading for it first.", note=short(note.text)),
            where="category",
        )
    before = there[0] if there else None
    return place_note(
        tx, note=note, category=category, before=before, id=pair["id"], by=by, act=act
    )


def place_all(tx: Session, *, notes: Sequence[Placing], by: str, act: str) -> int:
    """Each note goes last under its heading; return how many.

    Those that somebody else has placed, set aside or struck meanwhile are left where they are.
    Raises Conflict when none is left.
    """
    places = standing(tx, [one["note"] for one in notes])
    free = [one for one in notes if not (_kept_out(one["note"]) or places[one["note"].id])]
    if not free:
        raise Conflict(_("Somebody has placed these notes meanwhile."))
    place_notes(tx, notes=free, by=by, act=act)
    return len(free)


def _kept_out(note: Note) -> bool:
    return note.struck or note.used_in_main or note.aside_reason is not None
