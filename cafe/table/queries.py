"""What a host's page reads."""

from datetime import UTC

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import NotFound
from cafe.model import CafeTable, Change, Note, Poster, Workshop
from cafe.model.note import notes_in_any_state
from cafe.table.rules import WRITING

_WITH_UID = notes_in_any_state()
_WITH_UID = _WITH_UID.where(Note.workshop_id == bindparam("at"), Note.uid == bindparam("uid"))


def with_uid(db: Session, workshop_id: str, uid: str) -> Note | None:
    """The note with this id at any table of the workshop, whether it hangs or not."""
    return db.scalars(_WITH_UID, {"at": workshop_id, "uid": uid}).first()


def note_at(db: Session, table: CafeTable, uid: str) -> Note:
    """The note with this id on this table's poster. Raises NotFound, also for another table's."""
    note = written_at(db, table, uid)
    if not note.hangs:
        raise no_note()
    return note


def written_at(db: Session, table: CafeTable, uid: str) -> Note:
    """The note with this id that was written at this table, whether it hangs or not.

    Raises NotFound, also for one that the organiser brought in from elsewhere.
    """
    note = with_uid(db, table.workshop_id, uid)
    if note is None or note.table_id != table.id or not note.written_here:
        raise no_note()
    return note


def closed_at(db: Session, workshop_id: str) -> float | None:
    """When the tables last closed, in seconds since 1970; None when nothing tells of it."""
    told = (Change.workshop_id == workshop_id, Change.what == "workshop")
    stage = Change.item["stage"].as_string()
    opened = select(func.max(Change.revision)).where(*told, stage.in_(WRITING))
    query = select(Change.at).where(*told, Change.revision > opened.scalar_subquery())
    at = db.scalars(query.order_by(Change.revision).limit(1)).first()
    return at.replace(tzinfo=at.tzinfo or UTC).timestamp() if at else None


def no_note() -> NotFound:
    """What is raised for a note that is not at the table it was asked for at."""
    return NotFound(_("There is no such note here."))


def photo_at(db: Session, table: CafeTable, poster_id: int) -> Poster:
    """The photograph with this id at this table. Raises NotFound."""
    poster = db.get(Poster, poster_id)
    if poster is None or poster.table_id != table.id:
        raise NotFound(_("There is no such photograph here."))
    return poster


def photo_in(db: Session, workshop: Workshop, poster_id: int) -> Poster:
    """The photograph with this id at any table of the workshop. Raises NotFound."""
    here = select(Poster).join(CafeTable).where(CafeTable.workshop_id == workshop.id)
    poster = db.scalars(here.where(Poster.id == poster_id)).first()
    if poster is None:
        raise NotFound(_("There is no such photograph here."))
    return poster


def first_typed(db: Session, workshop_id: str, uid: str) -> dict[str, object]:
    """The note with this id as it first came in, {} if it was not typed here (imported)."""
    query = select(Change.item).where(
        Change.workshop_id == workshop_id, Change.what.in_(("note", "late")), Change.key == uid
    )
    return db.scalars(query.order_by(Change.revision).limit(1)).first() or {}


def begun(db: Session, workshop_id: str, uid: str) -> tuple[str, str]:
    """Who wrote the note first, and by which operation; "" for one that was brought in."""
    first = select(Change.by, Change.operation).where(
        Change.workshop_id == workshop_id, Change.what.in_(("note", "late")), Change.key == uid
    )
    found = db.execute(first.order_by(Change.revision).limit(1)).first()
    return (found[0], found[1]) if found else ("", "")
