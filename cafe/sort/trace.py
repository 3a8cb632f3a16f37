"""How sorting is remembered: what each thing was before an act and after it. Undo reads this."""

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.live import news
from cafe.model import Category, Change, Entry, Note, Workshop, clock_time, record

Thing = Category | Entry | Note
Key = tuple[str, str]
Item = dict[str, Any]
# Nobody's act: what was there before anybody sorted it, and numbers made roomier.
HOUSE = "house"


def named(thing: Thing) -> Key:
    """What a thing is called in the changes: ("entry", its id)."""
    if isinstance(thing, Note):
        return "note", thing.uid
    return ("category" if isinstance(thing, Category) else "entry"), thing.id


def item_of(thing: Thing) -> Item:
    """The thing as it is told."""
    if isinstance(thing, Note):
        return news.of_note(thing)
    return news.of_category(thing) if isinstance(thing, Category) else news.of_entry(thing)


def workshop_of(thing: Thing) -> Workshop:
    """The workshop a thing belongs to."""
    if isinstance(thing, Note):
        return thing.table.question.workshop
    category = thing if isinstance(thing, Category) else thing.category
    return category.question.workshop


def keep(tx: Session, *things: Thing) -> None:
    """Call before changing: what came without history (an imported archive) gets its first line."""
    tx.flush()
    for thing in things:
        what, key = named(thing)
        workshop = workshop_of(thing)
        if last_change(tx, workshop.id, (what, key)) is None:
            act = str(uuid.uuid4())
            record(tx, workshop, what=what, key=key, item=item_of(thing), by=HOUSE, act=act)


def tell(tx: Session, *things: Thing, by: str, act: str, undoes: str | None = None) -> None:
    """Call after changing: each thing as it is now."""
    tx.flush()
    for thing in things:
        what, key = named(thing)
        item = item_of(thing)
        record(tx, workshop_of(thing), what=what, key=key, item=item, by=by, act=act, undoes=undoes)


def drop(
    tx: Session, *things: Category | Entry, by: str, act: str, undoes: str | None = None
) -> None:
    """Take things away and tell that they are gone; what they were stays in the changes."""
    keep(tx, *things)
    for thing in things:
        what, key = named(thing)
        workshop = workshop_of(thing)
        parent = thing.question if isinstance(thing, Category) else thing.category
        tx.delete(thing)
        tx.flush()
        tx.expire(parent)
        record(tx, workshop, what=what, key=key, item=None, by=by, act=act, undoes=undoes)


def last_change(
    db: Session, workshop_id: str, name: Key, *, before: int | None = None, people: bool = False
) -> Change | None:
    """The newest change of a thing, older than revision `before`; with `people` not the house's."""
    query = select(Change).where(
        Change.workshop_id == workshop_id, Change.what == name[0], Change.key == name[1]
    )
    if before is not None:
        query = query.where(Change.revision < before)
    if people:
        query = query.where(Change.by != HOUSE)
    return db.scalars(query.order_by(Change.revision.desc()).limit(1)).first()


def when(change: Change) -> datetime:
    """When it was done, by the clock where the café runs."""
    return clock_time(change.at)


def find(db: Session, workshop: Workshop, name: Key) -> Thing | None:
    """The thing that `name` stands for in this workshop, or None when it is gone."""
    what, key = name
    if what == "note":
        query = select(Note).where(Note.workshop_id == workshop.id, Note.uid == key)
        return db.scalars(query).one_or_none()
    thing = db.get(Category, key) if what == "category" else db.get(Entry, key)
    return thing if thing is not None and workshop_of(thing) is workshop else None
