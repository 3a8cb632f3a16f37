"""What people have said of two notes: not the same (never offered again), or opposed to each other.

Notes that are opposed are both to be printed: neither may stand unsaid behind the other, and the
board names the pairs of which one is not in print.
"""

import uuid
from collections.abc import Mapping
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import short
from cafe.errors import Conflict, Invalid
from cafe.model import Apart, Change, Note, Opposed, Workshop, events, record
from cafe.model.change import HOUSE
from cafe.model.commands import once
from cafe.model.events import named
from cafe.model.note import SORTED_TOO
from cafe.sort.guards import check, holders
from cafe.sort.history.past import Key, last_change

What = Literal["apart", "opposed"]
PAIRS: dict[str, type[Apart] | type[Opposed]] = {"apart": Apart, "opposed": Opposed}


@once(None)
def not_same(tx: Session, *, note: Note, double: Note, by: str, operation: str) -> None:
    """`note` and `double` are not the same.

    Undone as any operation; published to the organiser alone.
    """
    workshop = _check_two(note, double)
    if not is_kept(tx, "apart", note, double):
        _publish_pair(tx, workshop, "apart", note, double, kept=True, by=by, operation=operation)


@once(None)
def oppose(tx: Session, *, note: Note, other: Note, by: str, operation: str) -> None:
    """`note` and `other` say opposite things; they are linked so that both are printed.

    Raises Conflict when one stands unsaid behind the other.
    """
    workshop = _check_two(note, other)
    check_may_oppose(tx, note, other)
    if not is_kept(tx, "opposed", note, other):
        _publish_pair(tx, workshop, "opposed", note, other, kept=True, by=by, operation=operation)


@once(None)
def not_opposed(tx: Session, *, note: Note, other: Note, by: str, operation: str) -> None:
    """The link between two notes goes."""
    workshop = _check_two(note, other)
    if is_kept(tx, "opposed", note, other):
        _publish_pair(tx, workshop, "opposed", note, other, kept=False, by=by, operation=operation)


def is_kept(tx: Session, what: What, note: Note, other: Note) -> bool:
    """Whether this is said of the two."""
    return tx.get(PAIRS[what], _key(note, other)) is not None


def check_may_oppose(tx: Session, note: Note, other: Note) -> None:
    """Raise Conflict when one of the two stands unsaid behind the other."""
    for entry in holders(tx, note):
        behind = {source.note_id: source.absorbed for source in entry.sources}
        if other.id in behind and (behind[note.id] or behind[other.id]):
            raise _both_printed(note, other, named(entry))


def check_both_printed(tx: Session, *sentences: Mapping[int, bool]) -> None:
    """Raise Conflict when a note stands unsaid behind (id: absorbed) its opposite's sentence."""
    ids = {note for behind in sentences for note in behind}
    query = select(Opposed).where(Opposed.first_id.in_(ids), Opposed.second_id.in_(ids))
    for pair in tx.scalars(query):
        for behind in sentences:
            both = behind.get(pair.first_id), behind.get(pair.second_id)
            if None not in both and any(both):
                pair_ids = (pair.first_id, pair.second_id)
                notes = select(Note).where(Note.id.in_(pair_ids)).order_by(Note.id)
                note, other = tx.scalars(notes, execution_options=SORTED_TOO)
                linked = ("opposed", events.of_pair(note, other)["id"])
                raise _both_printed(note, other, linked)


def _both_printed(note: Note, other: Note, about: Key) -> Conflict:
    return Conflict(
        _(
            "“%(note)s” and “%(other)s” say opposite things: both are printed. "
            "Take the link away first.",
            note=short(note.text),
            other=short(other.text),
        ),
        now=events.body(note),
        about=about,
    )


def restore_pair(
    tx: Session, workshop: Workshop, name: Key, *, kept: bool, by: str, operation: str, undoes: str
) -> None:
    """Keep what is said of the pair published under `name`, or drop it, as undo asks.

    Raises Conflict when one of the two was brought in from elsewhere, and that was undone.
    """
    what: What = "apart" if name[0] == "apart" else "opposed"
    published = select(Change).where(
        Change.workshop_id == workshop.id,
        Change.what == what,
        Change.key == name[1],
        Change.item.is_not(None),
    )
    change = tx.scalars(published.limit(1)).one()
    uids = (change.item or {})["notes"]
    query = select(Note).where(Note.workshop_id == workshop.id, Note.uid.in_(uids))
    found = tx.scalars(query.order_by(Note.id), execution_options=SORTED_TOO).all()
    if len(found) < len(uids):
        gone = _("One of the two notes is no longer in the café, so this cannot be undone.")
        raise Conflict(gone, about=name)
    note, other = found
    _publish_pair(
        tx, workshop, what, note, other, kept=kept, by=by, operation=operation, undoes=undoes
    )


def _check_two(note: Note, other: Note) -> Workshop:
    workshop = check(note, other)
    if note is other:
        raise Invalid(_("A note cannot be compared with itself."))
    return workshop


def _key(note: Note, other: Note) -> tuple[int, int]:
    first, second = sorted((note.id, other.id))
    return first, second


def _publish_pair(
    tx: Session,
    workshop: Workshop,
    what: What,
    note: Note,
    other: Note,
    *,
    kept: bool,
    by: str,
    operation: str,
    undoes: str | None = None,
) -> None:
    key, kind = _key(note, other), PAIRS[what]
    there = tx.get(kind, key)
    item = events.of_pair(note, other)
    if kept and there is None:
        tx.add(kind(first_id=key[0], second_id=key[1]))
    elif not kept and there is not None:
        if last_change(tx, workshop.id, (what, item["id"])) is None:  # it came with an archive
            new = str(uuid.uuid4())
            record(tx, workshop, what=what, key=item["id"], item=item, by=HOUSE, operation=new)
        tx.delete(there)
    tx.flush()
    item_now = item if kept else None
    record(
        tx,
        workshop,
        what=what,
        key=item["id"],
        item=item_now,
        by=by,
        operation=operation,
        undoes=undoes,
    )
