"""What an organiser does with headings."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import LINE
from cafe.core.text import clean
from cafe.errors import Conflict
from cafe.model import Category, Entry, Question, events
from cafe.model.commands import made, once
from cafe.model.events import named, publish
from cafe.sort.guards import check
from cafe.sort.history.trace import drop, keep
from cafe.sort.places import category_place


@once(made(Category, "category"))
def add_category(
    tx: Session,
    *,
    question: Question,
    heading: str,
    listed: bool = True,
    id: str | None = None,
    by: str,
    operation: str,
) -> Category:
    """A new heading, last under its question. The same words may be used again elsewhere.

    Raises Invalid; Conflict when the id is used.
    """
    check(question)
    heading = _heading(heading)
    id = id or str(uuid.uuid4())
    if tx.get(Category, id) is not None:
        raise Conflict(_("There is already a heading with this id."), where="id")
    position = category_place(tx, question, None)
    category = Category(id=id, question=question, heading=heading, listed=listed, position=position)
    tx.add(category)
    publish(tx, category, by=by, operation=operation)
    return category


def _heading(text: str) -> str:
    return clean(text, limit=LINE, name=_("The heading"), lines=False)


@once("category")
def rename_category(
    tx: Session, *, category: Category, was: str, heading: str, by: str, operation: str
) -> Category:
    """The heading now reads `heading`. Raises Conflict when it no longer reads `was`."""
    check(category)
    heading = _heading(heading)
    if category.heading == heading:
        return category
    if category.heading != was:
        raise Conflict(
            _(
                "The heading was changed while you wrote. It now reads: “%(text)s”",
                text=category.heading,
            ),
            where="was",
            now=events.body(category),
            about=named(category),
        )
    keep(tx, category)
    category.heading = heading
    publish(tx, category, by=by, operation=operation)
    return category


@once("category")
def list_category(
    tx: Session, *, category: Category, listed: bool, by: str, operation: str
) -> Category:
    """Whether the heading is a bullet, or a plain paragraph after the bullets."""
    check(category)
    if category.listed != listed:
        keep(tx, category)
        category.listed = listed
        publish(tx, category, by=by, operation=operation)
    return category


@once("category")
def move_category(
    tx: Session, *, category: Category, before: Category | None, by: str, operation: str
) -> Category:
    """The heading goes above `before`, or last. Above itself it stays where it is, and nothing is
    told.
    """
    check(category, *([before] if before else []))
    if before is category:
        return category
    keep(tx, category)
    category.position = category_place(tx, category.question, before, moved=category)
    publish(tx, category, by=by, operation=operation)
    return category


@once(None)
def remove_category(tx: Session, *, category: Category, by: str, operation: str) -> None:
    """The heading and its sentences go, in one operation; the notes wait for a place again."""
    check(category)
    entries = select(Entry).where(Entry.category_id == category.id)
    row = tx.scalars(entries.order_by(Entry.position, Entry.id))
    drop(tx, *row, by=by, operation=operation)
    drop(tx, category, by=by, operation=operation)
