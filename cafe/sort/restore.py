"""One thing gets the state that the changes remember. Whether it may is decided in revert.py."""

from sqlalchemy.orm import Session

from cafe.model import Category, Entry, Note, Question, Source, Workshop, record
from cafe.sort.said import SAID, restore_said
from cafe.sort.trace import Item, Key, Thing, drop, find, tell


def restore(
    tx: Session,
    workshop: Workshop,
    name: Key,
    item: Item | None,
    *,
    by: str,
    act: str,
    undoes: str,
) -> None:
    """Make the thing `name` as `item` says; None: gone. Of a note only where it went is ours."""
    if name[0] in SAID:
        kept = item is not None
        restore_said(tx, workshop, name, kept=kept, by=by, act=act, undoes=undoes)
        return
    thing = find(tx, workshop, name)
    if isinstance(thing, Note):
        was = item or {}
        thing.aside_reason, thing.in_main = was.get("aside"), was.get("in_main", False)
        tell(tx, thing, by=by, act=act, undoes=undoes)
    elif item is not None:
        back = _category if name[0] == "category" else _entry
        tell(tx, back(tx, workshop, item, thing), by=by, act=act, undoes=undoes)
    elif thing is not None:
        drop(tx, thing, by=by, act=act, undoes=undoes)
    else:  # made and gone within the act: the undoing is remembered all the same
        what, key = name
        record(tx, workshop, what=what, key=key, item=None, by=by, act=act, undoes=undoes)


def _category(tx: Session, _workshop: Workshop, item: Item, thing: Thing | None) -> Category:
    category = thing if isinstance(thing, Category) else Category(id=item["id"])
    category.heading, category.listed = item["heading"], item["listed"]
    category.position = item["position"]
    if thing is None:
        category.question = tx.get_one(Question, item["question"])
        tx.add(category)
    return category


def _entry(tx: Session, workshop: Workshop, item: Item, thing: Thing | None) -> Entry:
    entry = thing if isinstance(thing, Entry) else Entry(id=item["id"])
    with tx.no_autoflush:
        entry.category = tx.get_one(Category, item["category"])
        entry.text, entry.position = item["text"], item["position"]
        tx.add(entry)
        entry.sources = []
    tx.flush()
    for position, source in enumerate(item["sources"]):
        note = find(tx, workshop, ("note", source["note"]))
        if isinstance(note, Note):
            row = Source(note=note, absorbed=source["absorbed"], position=position)
            entry.sources.append(row)
    return entry
