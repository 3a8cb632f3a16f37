"""What the interface reads of cafés: few questions to the database, however many there are."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, selectinload

from cafe.model import HIDDEN, Note, Organiser, Question, Version, Workshop

Listed = Row[Workshop, str]


def cafes_of(
    db: Session, person_id: int, *, only: str | None, after: str, most: int
) -> Sequence[Listed]:
    """At most `most` of the person's cafés with their role there, by id, those behind `after`.

    `only`: the one café that a token is for. Not those in the bin, and no templates.
    """
    query = select(Workshop, Organiser.role).join(Organiser)
    query = query.where(Organiser.person_id == person_id, Workshop.id > after)
    query = query.where(Workshop.stage.not_in(HIDDEN), Workshop.binned.is_(None))
    query = query.where(Workshop.template.is_(False))
    if only is not None:
        query = query.where(Workshop.id == only)
    return db.execute(query.order_by(Workshop.id).limit(most)).all()


def questions_of(db: Session, workshop: Workshop) -> Sequence[Question]:
    """The café's questions in order, with their tables, and no note."""
    query = select(Question).where(Question.workshop_id == workshop.id)
    return db.scalars(query.order_by(Question.number).options(selectinload(Question.tables))).all()


def note_counts(db: Session, workshop: Workshop) -> dict[int, int]:
    """How many notes hang at each table that has some, by the table's id."""
    query = select(Note.table_id, func.count()).where(Note.workshop_id == workshop.id)
    rows: Sequence[Any] = db.execute(query.group_by(Note.table_id)).all()
    return {table: count for table, count in rows}  # noqa: C416 - a Row is no pair to mypy


def versions_of(
    db: Session, workshop: Workshop, *, before: int | None, most: int
) -> Sequence[Version]:
    """At most `most` kept documents, the newest first: those older than the one `before`."""
    query = select(Version).where(Version.workshop_id == workshop.id)
    if before is not None:
        query = query.where(Version.id < before)
    return db.scalars(query.order_by(Version.id.desc()).limit(most)).all()
