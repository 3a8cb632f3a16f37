"""Two notes that somebody has looked at and found not to be the same: never offered again."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.errors import Invalid
from cafe.model import Apart, Change, Note, Workshop, record
from cafe.sort.guards import check, short
from cafe.texts import _

WHAT = "apart"


def not_same(tx: Session, *, note: Note, double: Note, by: str, act: str) -> None:
    """`note` and `double` are not the same. Undone as any act; told to the desk alone."""
    workshop = check(note, double)
    if note is double:
        raise Invalid(_("A note cannot be compared with itself."))
    if _kept(tx, note, double) is None:
        _tell(tx, workshop, note, double, kept=True, by=by, act=act)


def restore_apart(
    tx: Session, workshop: Workshop, key: str, *, kept: bool, by: str, act: str, undoes: str
) -> None:
    """Make the pair told under `key` kept apart, or not, as undo asks."""
    told = select(Change).where(
        Change.workshop_id == workshop.id,
        Change.what == WHAT,
        Change.key == key,
        Change.item.is_not(None),
    )
    change = tx.scalars(told.limit(1)).one()
    uids = (change.item or {})["notes"]
    query = select(Note).where(Note.workshop_id == workshop.id, Note.uid.in_(uids))
    note, double = tx.scalars(query.order_by(Note.id))
    _tell(tx, workshop, note, double, kept=kept, by=by, act=act, undoes=undoes)


def _tell(
    tx: Session,
    workshop: Workshop,
    note: Note,
    double: Note,
    *,
    kept: bool,
    by: str,
    act: str,
    undoes: str | None = None,
) -> None:
    there = _kept(tx, note, double)
    if kept and there is None:
        first, second = sorted((note.id, double.id))
        tx.add(Apart(first_id=first, second_id=second))
    elif not kept and there is not None:
        tx.delete(there)
    tx.flush()
    uids = sorted((note.uid, double.uid))
    key = str(uuid.uuid5(uuid.NAMESPACE_OID, " ".join(uids)))
    words = f"{short(note.text)} – {short(double.text)}"
    item = {"id": key, "notes": uids, "text": words} if kept else None
    record(tx, workshop, what=WHAT, key=key, item=item, by=by, act=act, undoes=undoes)


def _kept(tx: Session, note: Note, double: Note) -> Apart | None:
    return tx.get(Apart, tuple(sorted((note.id, double.id))))
