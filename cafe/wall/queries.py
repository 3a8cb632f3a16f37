"""What the wall's pages read beside the live connection."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, selectinload

from cafe.core.i18n import _
from cafe.errors import NotFound
from cafe.model import CafeTable, Dot, Note, Poster, Question, VisitorQuestion, Workshop
from cafe.wall import rules

MOST_LATEST = 12  # as many as a thumb scrolls past


def table_numbered(db: Session, workshop: Workshop, number: int) -> CafeTable:
    """The table with this number. Raises NotFound."""
    query = select(CafeTable).where(
        CafeTable.workshop_id == workshop.id, CafeTable.number == number
    )
    table = db.scalars(query).first()
    if table is None:
        raise NotFound(_("There is no table %(number)s in this café.", number=number))
    return table


def photo_on_wall(db: Session, workshop: Workshop, poster_id: int) -> Poster:
    """The photograph with this id, of any table of this workshop. Raises NotFound."""
    query = select(Poster).join(CafeTable).where(CafeTable.workshop_id == workshop.id)
    poster = db.scalars(query.where(Poster.id == poster_id)).first()
    if poster is None:
        raise NotFound(_("There is no such photograph on this wall."))
    return poster


def note_on_wall(db: Session, workshop_id: str, uid: str) -> Note:
    """The note with this id at any table of this workshop, struck out or not. Raises NotFound."""
    query = select(Note).where(Note.workshop_id == workshop_id, Note.uid == uid)
    note = db.scalars(query).first()
    if note is None:
        raise NotFound(_("There is no such note on this wall."))
    return note


def latest_notes(db: Session, workshop: Workshop, table: CafeTable | None) -> list[Note]:
    """The newest notes that hang, of all tables or of one, whose are all of them; newest first."""
    hangs = (Note.workshop_id == workshop.id, ~Note.struck, ~Note.erased)
    query = select(Note).where(*hangs).order_by(Note.id.desc())
    here = query.where(Note.table_id == table.id) if table else query.limit(MOST_LATEST)
    with_table = selectinload(Note.table.of_type(CafeTable)).selectinload(CafeTable.question)
    return list(db.scalars(here.options(with_table)))


def count_dots(db: Session, note: Note) -> int:
    """How many dots the note has."""
    here = select(func.count()).where(Dot.note_id == note.id, Dot.lifted.is_(None))
    return db.scalar(here) or 0


def dot_counts(db: Session, note_ids: Collection[int]) -> list[tuple[str, int]]:
    """How many dots each of these notes has, by the note's uid."""
    counted = select(Note.uid, func.count(Dot.device)).select_from(Note)
    counted = counted.outerjoin(Dot, (Dot.note_id == Note.id) & Dot.lifted.is_(None))
    rows = db.execute(counted.where(Note.id.in_(note_ids)).group_by(Note.uid).order_by(Note.uid))
    return [(uid, count) for uid, count in rows]


def placed_by(
    db: Session, workshop: Workshop, device: str, question_id: int | None = None
) -> list[Note]:
    """The notes a device has a dot on, at one question or at all of them.

    A note that was struck out holds nobody's dot back: it is not counted.
    """
    query = select(Note).join(Dot, Dot.note_id == Note.id).join(CafeTable)
    query = query.where(Note.workshop_id == workshop.id, Dot.device == device, ~Note.struck)
    query = query.where(Dot.lifted.is_(None))
    if question_id is not None:
        query = query.where(CafeTable.question_id == question_id)
    return list(db.scalars(query.order_by(Note.id)))


def idle_dots(db: Session, note: Note, device: str) -> list[Dot]:
    """The dots of a device at `note`'s question that hold nothing back now, the oldest first; none
    on `note` itself: taken off, or on a note that was struck out."""
    query = select(Dot).join(Note, Note.id == Dot.note_id).join(CafeTable)
    here = CafeTable.question_id == note.table.question_id, Dot.device == device
    idle = or_(Note.struck, Dot.lifted.is_not(None))
    return list(db.scalars(query.where(*here, idle, Note.id != note.id).order_by(Dot.at, Note.id)))


def dots_of_device(db: Session, workshop: Workshop, device: str) -> dict[str, Any]:
    """Where a device's dots are, and how many it has left: {"dots": [uid], "left": {question: n}}.

    A question's id is a text here, as keys of JSON are.
    """
    if not workshop.dots:
        return {"dots": [], "left": {}}
    notes = placed_by(db, workshop, device)
    at = [note.table.question_id for note in notes]
    questions = db.scalars(select(Question.id).where(Question.workshop_id == workshop.id))
    left = {str(id): rules.left(workshop.dots, at.count(id)) for id in questions}
    return {"dots": [note.uid for note in notes], "left": left}


def fares(db: Session, workshop: Workshop, uids: list[str]) -> list[dict[str, Any]]:
    """How the questions with these ids fare, for who asked them: what they say, the answer if any.

    `held`: it waits for the organiser, or was left out and why. Whether a question is hidden is the
    organiser's business and is not told.
    """
    query = select(VisitorQuestion).where(
        VisitorQuestion.workshop_id == workshop.id, VisitorQuestion.uid.in_(uids)
    )
    return [
        {
            "id": asked.uid,
            "text": asked.text,  # without what was erased for good
            "answered": asked.answered,
            "answer": asked.answer,
            "held": asked.decided,
            "reason": asked.reason,
            **({"erased": True} if asked.erased else {}),
        }
        for asked in db.scalars(query.order_by(VisitorQuestion.id))
    ]
