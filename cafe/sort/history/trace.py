"""What each thing was before an operation and after it: written while sorting, read by undo."""

import uuid
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.model import Category, Change, Entry, record
from cafe.model.change import HOUSE
from cafe.model.events import body, named, workshop_of
from cafe.sort.history.past import Key, Thing


def keep(tx: Session, *things: Thing) -> None:
    """Call before changing: what came with an archive gets its first change, by the house."""
    if not things:
        return
    tx.flush()
    workshop = workshop_of(things[0])
    names = [named(thing) for thing in things]
    known = _known(tx, workshop.id, names)
    for thing, (what, key) in zip(things, names, strict=True):
        if (what, key) not in known:
            operation = str(uuid.uuid4())
            record(
                tx, workshop, what=what, key=key, item=body(thing), by=HOUSE, operation=operation
            )


def _known(db: Session, workshop_id: str, names: Iterable[Key]) -> set[Key]:
    """Those of `names` that some change is about."""
    keys = {key for _what, key in names}
    here = (Change.workshop_id == workshop_id, Change.key.in_(keys))
    rows = db.execute(select(Change.what, Change.key).where(*here).distinct())
    return {(what, key) for what, key in rows}


def drop(
    tx: Session, *things: Category | Entry, by: str, operation: str, undoes: str | None = None
) -> None:
    """Take things away and publish that they are gone; what they were stays in the changes."""
    if not things:
        return
    keep(tx, *things)
    workshop = workshop_of(things[0])
    names = [named(thing) for thing in things]
    parents = {t.question if isinstance(t, Category) else t.category for t in things}
    for thing in things:
        tx.delete(thing)
    tx.flush()
    for parent in parents:
        tx.expire(parent)
    for what, key in names:
        record(
            tx, workshop, what=what, key=key, item=None, by=by, operation=operation, undoes=undoes
        )
