"""What the interface reads of cafés: few questions to the database, however many there are."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session, selectinload

from cafe.model import HIDDEN, Note, Organiser, Person, Question, Version, Workshop
from cafe.model.note import SORTED_TOO
from cafe.people.organisations.queries import ROLE, seen_by

Listed = Row[Workshop, str]


def cafes_of(
    db: Session, person_id: int, *, only: str | None, after: str, most: int
) -> Sequence[Listed]:
    """At most `most` of the cafés that a person sees, with the role there, by id, behind `after`.

    `only`: the one café that a token is for. Not those in the bin, and no templates.
    """
    mine = (Organiser.person_id == Person.id) & (Organiser.workshop_id == Workshop.id)
    query = select(Workshop, ROLE).select_from(Workshop).join(Person, Person.id == person_id)
    query = query.outerjoin(Organiser, mine)
    query = query.where(Workshop.id.in_(seen_by(person_id)), Workshop.id > after)
    query = query.where(Workshop.stage.not_in(HIDDEN), Workshop.binned.is_(None))
    query = query.where(Workshop.template.is_(False))
    if only is not None:
        query = query.where(Workshop.id == only)
    return db.execute(query.order_by(Workshop.id).limit(most)).all()


def questions_of(db: Session, workshop: Workshop) -> Sequence[Question]:
    """The café's questions in order, with their tables and origins, and no note."""
    query = select(Question).where(Question.workshop_id == workshop.id)
    return db.scalars(
        query.order_by(Question.number).options(
            selectinload(Question.tables), selectinload(Question.origins)
        )
    ).all()


def note_counts(db: Session, workshop: Workshop) -> dict[int, int]:
    """How many notes each table and origin has, if any, by its id."""
    query = select(Note.table_id, func.count()).where(Note.workshop_id == workshop.id)
    query = query.group_by(Note.table_id).execution_options(**SORTED_TOO)
    rows: Sequence[Any] = db.execute(query).all()
    return {table: count for table, count in rows}  # noqa: C416 - a Row is no pair to mypy


def versions_of(
    db: Session, workshop: Workshop, *, before: int | None, most: int
) -> Sequence[Version]:
    """At most `most` kept documents, the newest first: those older than the one `before`."""
    query = select(Version).where(Version.workshop_id == workshop.id)
    if before is not None:
        query = query.where(Version.id < before)
    return db.scalars(query.order_by(Version.id.desc()).limit(most)).all()
