"""Where in a list a thing goes. When there is no room between two neighbours, room is made."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from cafe.core import ordering
from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.model import Category, Entry, Question
from cafe.model.change import HOUSE
from cafe.model.events import named, publish
from cafe.sort.history.trace import keep


def entry_place(tx: Session, category: Category, before: Entry | None) -> float:
    """A position in `category` above `before`, or last."""
    return entry_places(tx, category, before, 1)[0]


def entry_places(
    tx: Session, category: Category, before: Entry | None, count: int, moved: Sequence[Entry] = ()
) -> list[float]:
    """`count` positions in `category`, above `before` or last. `moved` are no neighbours.

    Raises Conflict when `before` stands under another heading now.
    """
    if before is not None and before.category_id != category.id:
        changed = _("The place has changed since you looked. Try once more.")
        raise Conflict(changed, about=named(before))
    tx.flush()
    here = (Entry.category_id == category.id, Entry.id.not_in([entry.id for entry in moved]))
    last = select(func.max(Entry.position)).where(*here)
    if before is None:
        return ordering.places(tx.scalar(last), None, count)
    # Rows of older cafés may have two on one number; then the id says which comes first.
    above = tuple_(Entry.position, Entry.id) < (before.position, before.id)
    left = tx.scalar(last.where(above))
    if ordering.too_tight(left, before.position, count):
        row = select(Entry).where(*here).order_by(Entry.position, Entry.id)
        _spread(tx, list(tx.scalars(row)))
        left = tx.scalar(last.where(Entry.position < before.position))
    return ordering.places(left, before.position, count)


def category_place(
    tx: Session, question: Question, before: Category | None, moved: Category | None = None
) -> float:
    """A position among the headings of `question`, above `before`, or last."""
    tx.flush()
    query = select(Category).where(Category.question_id == question.id)
    row = tx.scalars(query.order_by(Category.position, Category.id))
    return _place(tx, [c for c in row if c is not moved], before)


def _place(tx: Session, row: list[Category], before: Category | None) -> float:
    at = next((i for i, thing in enumerate(row) if thing is before), len(row))
    left, right = (row[at - 1] if at else None), (row[at] if at < len(row) else None)
    ends = (left.position if left else None, right.position if right else None)
    if ordering.too_tight(*ends):
        _spread(tx, row)
        ends = (float(at), float(at + 1))
    return ordering.between(*ends)


def _spread(tx: Session, row: Sequence[Entry | Category]) -> None:
    # An operation of its own by nobody, so that it stands in nobody's way when something is undone.
    keep(tx, *row)
    for number, thing in enumerate(row, start=1):
        thing.position = float(number)
    publish(tx, *row, by=HOUSE, operation=str(uuid.uuid4()))
