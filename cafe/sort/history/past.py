"""What each thing in sorting was, as the changes remember it: reading only."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from cafe.model import Category, Change, Entry, Note, Source, Workshop
from cafe.model.events import named, workshop_of
from cafe.model.note import SORTED_TOO

Thing = Category | Entry | Note
Key = tuple[str, str]  # what events call a thing: ("entry", its id)
Item = dict[str, Any]


def last_change(
    db: Session, workshop_id: str, name: Key, *, before: int | None = None
) -> Change | None:
    """The newest change of a thing, older than revision `before`."""
    query = select(Change).where(
        Change.workshop_id == workshop_id, Change.what == name[0], Change.key == name[1]
    )
    if before is not None:
        query = query.where(Change.revision < before)
    return db.scalars(query.order_by(Change.revision.desc()).limit(1)).first()


def past_of(db: Session, workshop_id: str, names: Iterable[Key]) -> dict[Key, list[Change]]:
    """All changes of each of these things, oldest first: one query."""
    wanted = set(names)
    keys = {key for _what, key in wanted}
    here = (Change.workshop_id == workshop_id, Change.key.in_(keys))
    found: dict[Key, list[Change]] = defaultdict(list)
    for change in db.scalars(select(Change).where(*here).order_by(Change.revision)):
        if (change.what, change.key) in wanted:
            found[change.what, change.key].append(change)
    return found


def find(db: Session, workshop: Workshop, name: Key) -> Thing | None:
    """The thing that `name` stands for in this workshop, or None when it is gone."""
    return find_all(db, workshop, [name]).get(name)


def find_all(db: Session, workshop: Workshop, names: Iterable[Key]) -> dict[Key, Thing]:
    """Those of the notes, headings and sentences so named that are there: a few queries for all."""
    ids: dict[str, set[str]] = defaultdict(set)
    for what, key in names:
        ids[what].add(key)
    notes = select(Note).where(Note.workshop_id == workshop.id, Note.uid.in_(ids["note"]))
    headings = select(Category).where(Category.id.in_(ids["category"]))
    entries = select(Entry).where(Entry.id.in_(ids["entry"])).options(joinedload(Entry.category))
    entries = entries.options(selectinload(Entry.sources).joinedload(Source.note))
    things: list[Thing] = [*db.scalars(notes, execution_options=SORTED_TOO)] if ids["note"] else []
    things += db.scalars(headings) if ids["category"] else ()
    things += db.scalars(entries) if ids["entry"] else ()
    return {named(thing): thing for thing in things if workshop_of(thing) is workshop}
