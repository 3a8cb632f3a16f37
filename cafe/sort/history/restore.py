"""Things get the state that the changes remember. Whether they may is decided in revert.py."""

from collections.abc import Mapping
from typing import TypedDict

from sqlalchemy.orm import Session

from cafe.model import Category, Entry, Note, Question, Source, Workshop, record
from cafe.model.events import publish
from cafe.sort.history.past import Item, Key, Thing
from cafe.sort.history.trace import drop


class Undoing(TypedDict):
    """Who undoes which operation, and the undoing's own id."""

    by: str
    operation: str
    undoes: str


def restore_notes(tx: Session, found: Mapping[Note, Item | None], undoing: Undoing) -> None:
    """Only where a note went is ours: set aside, used in the main statement, or neither."""
    for note, item in found.items():
        was = item or {}
        note.aside_reason, note.in_main = was.get("aside"), was.get("in_main", False)
    publish(tx, *found, **undoing)


def restore_categories(
    tx: Session, items: Mapping[str, Item], there: Mapping[Key, Thing], undoing: Undoing
) -> None:
    """Headings, by their ids, as `items` say; `there` are those things that are there now."""
    publish(
        tx,
        *(_category(tx, item, there.get(("category", id))) for id, item in items.items()),
        **undoing,
    )


def restore_entries(
    tx: Session, items: Mapping[str, Item], there: Mapping[Key, Thing], undoing: Undoing
) -> None:
    """Sentences, by their ids, as `items` say, with the notes behind them."""
    entries = [_entry(tx, item, there.get(("entry", id))) for id, item in items.items()]
    tx.flush()  # the notes behind them are let go of before they come back in their order
    for entry, item in zip(entries, items.values(), strict=True):
        if entry.sources:
            continue
        for position, source in enumerate(item["sources"]):
            note = there.get(("note", source["note"]))
            if isinstance(note, Note):
                row = Source(note=note, absorbed=source["absorbed"], position=position)
                entry.sources.append(row)
    publish(tx, *entries, **undoing)


def take_away(
    tx: Session, workshop: Workshop, names: list[Key], there: Mapping[Key, Thing], undoing: Undoing
) -> None:
    """Headings or sentences go; what the operation made and took away is only published again."""
    things = [there[name] for name in names if name in there]
    drop(tx, *(thing for thing in things if not isinstance(thing, Note)), **undoing)
    for what, key in names:
        if (what, key) not in there:
            record(tx, workshop, what=what, key=key, item=None, **undoing)


def _category(tx: Session, item: Item, thing: Thing | None) -> Category:
    category = thing if isinstance(thing, Category) else Category(id=item["id"])
    category.heading, category.listed = item["heading"], item["listed"]
    category.position = item["position"]
    if thing is None:
        category.question = tx.get_one(Question, item["question"])
        tx.add(category)
    return category


def _entry(tx: Session, item: Item, thing: Thing | None) -> Entry:
    entry = thing if isinstance(thing, Entry) else Entry(id=item["id"])
    with tx.no_autoflush:
        entry.category = tx.get_one(Category, item["category"])
        entry.text, entry.position = item["text"], item["position"]
        tx.add(entry)
        if [(s.note.uid, s.absorbed) for s in entry.sources] != _behind(item):
            entry.sources = []
    return entry


def _behind(item: Item) -> list[tuple[str, bool]]:
    return [(source["note"], source["absorbed"]) for source in item["sources"]]
