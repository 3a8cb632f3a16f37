"""A café's changes as lines of its archive."""

from functools import cache
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.calm import calmly
from cafe.model import Change, Place, Question, Workshop
from cafe.model.canonical import SEALED, Item, portable
from cafe.model.change import uids_in

_ROW = (
    *(Change.workshop_id, Change.revision, Change.what, Change.key, Change.item, Change.by),
    *(Change.operation, Change.undoes, Change.at, Change.salt, Change.leaf, Change.erased),
)


def history_of(db: Session, workshop: Workshop) -> list[Item]:
    """Every change that travels, oldest first; salt and leaf in hex. What stays at home is left
    out, and what is erased has its leaf alone.
    """
    there = [
        row
        for kind in (Question, Place)
        for row in db.scalars(select(kind).where(kind.workshop_id == workshop.id))
    ]
    find = cache(uids_in(db, workshop.id))  # asks nothing of what is `there`
    query = select(*_ROW).where(Change.workshop_id == workshop.id, Change.what.in_(SEALED))
    rows = db.execute(query.order_by(Change.revision)).all()
    lines = [_line(row, portable(row, find)) for row in calmly(rows)]
    del there
    return lines


def _line(row: Any, line: Item) -> Item:
    if row.leaf is not None:
        line |= {"salt": row.salt and row.salt.hex(), "leaf": row.leaf.hex()}
    if row.erased:
        del line["item"]
        line.pop("salt", None)
        line["erased"] = True
    return line
