"""Several notes behind one sentence: joined in its words, absorbed as doubles, and apart again."""

from collections.abc import Sequence

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import short
from cafe.errors import Conflict, Invalid
from cafe.model import Entry, Note, Source, events
from cafe.model.commands import made, once
from cafe.model.events import named, publish
from cafe.sort import rules
from cafe.sort.actions.entries import new_entry, no_longer_main, sentence
from cafe.sort.guards import (
    check,
    check_free,
    holders,
    placed_already,
    places_of,
    printed,
    together,
)
from cafe.sort.history.trace import drop, keep
from cafe.sort.pairs import check_both_printed
from cafe.sort.places import entry_place


@once("into")
def join_entries(
    tx: Session, *, into: Entry, other: Entry, text: str, by: str, operation: str
) -> Entry:
    """Two sentences become one, `text`; the notes behind `other` now stand behind `into`.

    Raises Invalid; Conflict when a note would stand unsaid behind its opposite.
    """
    check(into, other)
    if into is other:
        raise Invalid(_("A sentence cannot be joined with itself."))
    text = sentence(text)
    one, two = _behind(into), _behind(other)
    unsaid = {note: one.get(note, True) and two.get(note, True) for note in one | two}
    check_both_printed(tx, unsaid)
    keep(tx, into)
    moved = [(source.note, source.absorbed) for source in other.sources]
    drop(tx, other, by=by, operation=operation)
    for note, absorbed in moved:
        _put_behind(into, note, absorbed=absorbed)
    into.text = text
    publish(tx, into, by=by, operation=operation)
    return into


@once("into")
def join_note(tx: Session, *, into: Entry, note: Note, text: str, by: str, operation: str) -> Entry:
    """A note that has no place yet is written into a sentence, which then reads `text`."""
    check(into, note)
    check_free(note, holders(tx, note))
    text = sentence(text)
    no_longer_main(tx, [note], by=by, operation=operation)
    keep(tx, into)
    _put_behind(into, note, absorbed=False)
    into.text = text
    publish(tx, into, by=by, operation=operation)
    return into


@once("entry")
def absorb_note(tx: Session, *, note: Note, entry: Entry, by: str, operation: str) -> Entry:
    """A note is double of, or alike, a sentence: it stands behind it, its words are not printed.

    A note that has a sentence of its own takes that sentence's doubles with it, and the sentence
    goes. Raises Conflict when it is joined with others or stands in several places.
    """
    absorb_notes(tx, doubles=[(note, entry)], by=by, operation=operation)
    return entry


@once(None)
def absorb_notes(
    tx: Session, *, doubles: Sequence[tuple[Note, Entry]], by: str, operation: str
) -> None:
    """Several notes absorbed, as `absorb_note` does one; no two have a place in common but the
    sentence that they go behind."""
    places = places_of(tx, [note for note, _entry in doubles])
    moved = []
    for note, entry in doubles:
        check(entry, note)
        elsewhere = places[note.id]
        if entry in elsewhere:
            raise placed_already(note, entry)
        if elsewhere:
            _check_alone(note, elsewhere)
        else:
            check_free(note, elsewhere)
        moved.append([source.note for e in elsewhere for source in e.sources] or [note])
    entries = [entry for _note, entry in doubles]
    behind: dict[Entry, dict[int, bool]] = {entry: {} for entry in entries}
    for notes, entry in zip(moved, entries, strict=True):
        behind[entry] |= dict.fromkeys((note.id for note in notes), True)
    check_both_printed(tx, *(more | _behind(entry) for entry, more in behind.items()))
    drop(
        tx,
        *(entry for elsewhere in places.values() for entry in elsewhere),
        by=by,
        operation=operation,
    )
    no_longer_main(tx, [note for note, _entry in doubles], by=by, operation=operation)
    keep(tx, *behind)
    for notes, entry in zip(moved, entries, strict=True):
        for each in notes:
            _put_behind(entry, each, absorbed=True)
    publish(tx, *behind, by=by, operation=operation)


@once(made(Entry, "entry"))
def split_entry(
    tx: Session,
    *,
    entry: Entry,
    note: Note,
    id: str | None = None,
    by: str,
    operation: str,
) -> Entry:
    """Take a note out of a sentence again, as its own sentence right after it.

    A text that nobody has worded follows its notes, any other stays. Raises Conflict when the note
    does not stand there or stands there alone.
    """
    check(entry)
    _check_behind(entry, note)
    words = printed(entry)
    left = [other for other in words if other is not note]
    if not left and words:
        raise Conflict(
            _("This note stands alone in its sentence."),
            now=events.body(entry),
            about=named(entry),
        )
    rest = rules.without_note(entry.text, _texts(words), _texts(left))
    keep(tx, entry)
    take_out(tx, entry, note)
    entry.text = rest
    publish(tx, entry, by=by, operation=operation)
    category = entry.category
    position = entry_place(tx, category, _next(tx, entry))
    sources = [Source(note=note, position=0)]
    text = rules.as_sentence(note.text)
    return new_entry(
        tx, category, text, position=position, sources=sources, id=id, by=by, operation=operation
    )


def _behind(entry: Entry) -> dict[int, bool]:
    return {source.note_id: source.absorbed for source in entry.sources}


def _put_behind(entry: Entry, note: Note, *, absorbed: bool) -> None:
    for source in entry.sources:
        if source.note_id == note.id:
            source.absorbed = source.absorbed and absorbed
            return
    last = max((source.position for source in entry.sources), default=-1)
    entry.sources.append(Source(note=note, absorbed=absorbed, position=last + 1))


def take_out(tx: Session, entry: Entry, note: Note) -> None:
    """The note no longer stands behind the entry."""
    entry.sources = [source for source in entry.sources if source.note_id != note.id]
    tx.flush()  # the row must be gone before its neighbours are numbered
    for position, source in enumerate(entry.sources):
        source.position = position


def _texts(notes: list[Note]) -> list[str]:
    return [note.text for note in notes]


def _next(tx: Session, entry: Entry) -> Entry | None:
    place = tuple_(Entry.position, Entry.id) > (entry.position, entry.id)
    after = select(Entry).where(Entry.category_id == entry.category_id, place)
    return tx.scalars(after.order_by(Entry.position, Entry.id).limit(1)).first()


def _check_behind(entry: Entry, note: Note) -> None:
    if all(source.note_id != note.id for source in entry.sources):
        raise Conflict(
            _(
                "“%(note)s” does not stand behind “%(entry)s”.",
                note=short(note.text),
                entry=short(entry.text),
            ),
            now=events.body(entry),
            about=named(entry),
        )


def _check_alone(note: Note, places: list[Entry]) -> None:
    if len(places) > 1 or printed(places[0]) != [note]:
        raise together(note, places[0])
