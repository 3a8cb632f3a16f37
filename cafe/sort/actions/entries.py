"""What an organiser does with single sentences: placed, moved, reworded, taken out again."""

import uuid
from collections import Counter
from collections.abc import Sequence
from typing import TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

import cafe.sort.keeping  # noqa: F401 - who writes a sentence has its words kept
from cafe.core.i18n import _
from cafe.core.limits import LONG
from cafe.core.text import clean
from cafe.errors import Conflict
from cafe.model import Category, Entry, Note, Source, events
from cafe.model.commands import made, once
from cafe.model.events import named, publish
from cafe.sort import rules
from cafe.sort.guards import check, check_free, places_of
from cafe.sort.history.trace import drop, keep
from cafe.sort.places import entry_place, entry_places


class Placing(TypedDict):
    """A note and the heading it goes under; `id` is its sentence's."""

    note: Note
    category: Category
    id: str


@once(made(Entry, "entry"))
def place_note(
    tx: Session,
    *,
    note: Note,
    category: Category,
    before: Entry | None = None,
    id: str | None = None,
    again: bool = False,
    by: str,
    operation: str,
) -> Entry:
    """A note becomes a sentence under a heading, above `before` or last.

    `again` lets a note that has a place have one more. Raises Conflict when it is set aside,
    struck out, or placed already.
    """
    one: Placing = {"note": note, "category": category, "id": id or str(uuid.uuid4())}
    return place_notes(tx, notes=[one], before=before, again=again, by=by, operation=operation)[0]


def place_notes(
    tx: Session,
    *,
    notes: Sequence[Placing],
    before: Entry | None = None,
    again: bool = False,
    by: str,
    operation: str,
) -> list[Entry]:
    """Several notes placed as `place_note` does one; where they all stand is read once."""
    for one in notes:
        check(one["note"], one["category"])
    places = {} if again else places_of(tx, [one["note"] for one in notes])
    _check_new(tx, [one["id"] for one in notes])
    count = Counter(one["category"] for one in notes)
    rooms = {under: iter(entry_places(tx, under, before, n)) for under, n in count.items()}
    entries = []
    for one in notes:
        note, under = one["note"], one["category"]
        check_free(note, places.get(note.id, ()))
        text = rules.as_sentence(note.text)
        sources = [Source(note=note, position=0)]
        entry = _made(tx, one["id"], under, text, position=next(rooms[under]), sources=sources)
        if not again:
            places[note.id] = [entry]
        entries.append(entry)
    no_longer_main(tx, [one["note"] for one in notes], by=by, operation=operation)
    publish(tx, *entries, by=by, operation=operation)
    return entries


def no_longer_main(tx: Session, notes: Sequence[Note], *, by: str, operation: str) -> None:
    """What was used in a main statement that is gone is not used in one that is written later: not
    when it has got a place, and not when that one is brought in."""
    lapsed = [note for note in dict.fromkeys(notes) if note.in_main]
    keep(tx, *lapsed)
    for note in lapsed:
        note.in_main = False
    publish(tx, *lapsed, by=by, operation=operation)


@once(made(Entry, "entry"))
def add_own_entry(
    tx: Session,
    *,
    category: Category,
    text: str,
    before: Entry | None = None,
    id: str | None = None,
    by: str,
    operation: str,
) -> Entry:
    """The organiser's own sentence, with no note behind it; the accounts say so."""
    check(category)
    position = entry_place(tx, category, before)
    text = sentence(text)
    return new_entry(
        tx, category, text, position=position, sources=[], id=id, by=by, operation=operation
    )


@once("entry")
def move_entry(
    tx: Session,
    *,
    entry: Entry,
    category: Category,
    before: Entry | None = None,
    by: str,
    operation: str,
) -> Entry:
    """A sentence goes to another heading or place, above `before` or last; above itself it stays,
    and nothing is told.
    """
    move_entries(tx, entries=[entry], category=category, before=before, by=by, operation=operation)
    return entry


@once(None)
def move_entries(
    tx: Session,
    *,
    entries: Sequence[Entry],
    category: Category,
    before: Entry | None = None,
    by: str,
    operation: str,
) -> None:
    """Several sentences go to one place, in this order; one they go above stays where it is, and
    of that nothing is told.
    """
    check(category, *entries)
    moved = [entry for entry in dict.fromkeys(entries) if entry is not before]
    if not moved:
        return
    keep(tx, *moved)
    room = entry_places(tx, category, before, len(moved), moved)
    for entry, position in zip(moved, room, strict=True):
        entry.position, entry.category = position, category
    publish(tx, *moved, by=by, operation=operation)


@once("entry")
def reword_entry(
    tx: Session, *, entry: Entry, was: str, text: str, by: str, operation: str
) -> Entry:
    """The sentence now reads `text`; the notes behind it keep theirs.

    Raises Conflict, with the sentence as it is, when it no longer reads `was`.
    """
    check(entry)
    text = sentence(text)
    if entry.text == text:
        return entry
    if entry.text != was:
        raise Conflict(
            _(
                "The sentence was changed while you wrote. It now reads: “%(text)s”",
                text=entry.text,
            ),
            where="was",
            now=events.body(entry),
            about=named(entry),
        )
    keep(tx, entry)
    entry.text = text
    publish(tx, entry, by=by, operation=operation)
    return entry


@once(None)
def unplace(tx: Session, *, entry: Entry, by: str, operation: str) -> None:
    """Take a sentence out of the document; its notes wait for a place again."""
    unplace_all(tx, entries=[entry], by=by, operation=operation)


@once(None)
def unplace_all(tx: Session, *, entries: Sequence[Entry], by: str, operation: str) -> None:
    """Take several sentences out of the document."""
    for entry in entries:
        check(entry)
    drop(tx, *dict.fromkeys(entries), by=by, operation=operation)


def new_entry(
    tx: Session,
    category: Category,
    text: str,
    *,
    position: float,
    sources: list[Source],
    id: str | None,
    by: str,
    operation: str,
) -> Entry:
    """An entry as it is told; `id` None: one is made. Raises Conflict when the id is used."""
    id = id or str(uuid.uuid4())
    _check_new(tx, [id])
    entry = _made(tx, id, category, text, position=position, sources=sources)
    publish(tx, entry, by=by, operation=operation)
    return entry


def _check_new(tx: Session, ids: Sequence[str]) -> None:
    used = tx.scalars(select(Entry.id).where(Entry.id.in_(ids)).limit(1)).first()
    if used is not None or len(set(ids)) < len(ids):
        raise Conflict(_("There is already a sentence with this id."), where="id")


def _made(
    tx: Session, id: str, category: Category, text: str, *, position: float, sources: list[Source]
) -> Entry:
    with tx.no_autoflush:
        entry = Entry(id=id, category=category, text=text, position=position, sources=sources)
    tx.add(entry)
    return entry


def sentence(text: str) -> str:
    """`text` when it can stand as one printed sentence. Raises Invalid."""
    return clean(text, limit=LONG, name=_("The sentence"), lines=False)
