"""Reading what readers of a draft remarked, for the document."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from cafe.document.material import Readers, Remark
from cafe.model import Reading, Version, Workshop
from cafe.model import Remark as Row


class Remarked(NamedTuple):
    """How many read and wrote, and the remarks that have an outcome, by their question."""

    readers: Readers
    by_question: Mapping[int, list[Remark]]


def needs_outcome() -> ColumnElement[bool]:
    """A remark that says more than a nod (`Remark.needs_outcome`)."""
    return or_(Row.text != "", Row.kind != "said")


def remarked_in(db: Session, workshop: Workshop) -> Remarked:
    """Two queries; of a round that is open nothing is told but that it is."""
    here = select(Reading).where(Reading.workshop_id == workshop.id).order_by(Reading.id)
    rounds = list(db.scalars(here))
    over = [one for one in rounds if one.closed]
    found: dict[int, list[Remark]] = defaultdict(list)
    if rounds:
        decided = select(Row).where(Row.workshop_id == workshop.id, Row.outcome != "")
        for row in db.scalars(decided.order_by(Row.words, Row.text, Row.uid)):
            found[row.question_id].append(_remark(row))
    readers = Readers(
        readers=sum(one.readers for one in over),
        remarks=sum(one.remarks for one in over),
        open=tuple(one.number for one in rounds if not one.closed),
    )
    return Remarked(readers, found)


def _remark(row: Row) -> Remark:
    return Remark(
        id=row.uid,
        about=row.about,
        thing=row.thing,
        words=row.words,
        kind=row.kind,
        text=row.text,
        outcome=row.outcome,
        reason=row.reason,
    )


def waiting_on(db: Session, workshop: Workshop) -> Mapping[str, int]:
    """By entry and category: how many remarks on it wait for an outcome."""
    here = Row.workshop_id == workshop.id, Row.outcome == "", Row.thing != "", needs_outcome()
    query = select(Row.thing, func.count()).where(*here).group_by(Row.thing)
    return {row[0]: row[1] for row in db.execute(query)}


def is_read(db: Session, version: Version) -> bool:
    """Whether readers are asked to remark on a draft now."""
    here = Reading.version_id == version.id, Reading.closed.is_(False)
    return db.scalars(select(Reading.id).where(*here)).first() is not None
