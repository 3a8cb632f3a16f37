"""What a host's page reads."""

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import NotFound
from cafe.model import CafeTable, Change, Note, Poster

_WITH_UID = select(Note)
_WITH_UID = _WITH_UID.where(Note.workshop_id == bindparam("at"), Note.uid == bindparam("uid"))


def with_uid(db: Session, workshop_id: str, uid: str) -> Note | None:
    """The note with this id at any table of the workshop."""
    return db.scalars(_WITH_UID, {"at": workshop_id, "uid": uid}).first()


def note_at(db: Session, table: CafeTable, uid: str) -> Note:
    """The note with this id at this table. Raises NotFound, also for another table's note."""
    query = select(Note).where(Note.table_id == table.id, Note.uid == uid)
    note = db.scalars(query).first()
    if note is None:
        raise NotFound(_("There is no such note at table %(number)s.", number=table.number))
    return note


def photo_at(db: Session, table: CafeTable, poster_id: int) -> Poster:
    """The photograph with this id at this table. Raises NotFound."""
    poster = db.get(Poster, poster_id)
    if poster is None or poster.table_id != table.id:
        raise NotFound(_("There is no such photograph at table %(number)s.", number=table.number))
    return poster


def first_typed(db: Session, workshop_id: str, uid: str) -> dict[str, object]:
    """The note with this id as it first came in, {} if it was not typed here (imported)."""
    query = select(Change.item).where(
        Change.workshop_id == workshop_id, Change.what == "note", Change.key == uid
    )
    return db.scalars(query.order_by(Change.revision).limit(1)).first() or {}
