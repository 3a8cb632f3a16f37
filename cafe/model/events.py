"""The one place that publishes: the events that screens get, one for each thing changed.

Formats: cafe/README.md.
"""

import time
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from cafe import nouns
from cafe.core.text import short
from cafe.model.change import Change, record
from cafe.model.entry import Category, Entry
from cafe.model.note import Note
from cafe.model.vernissage import Dot, VisitorQuestion
from cafe.model.workshop import CafeTable, Origin, Place, Question, Workshop
from cafe.nouns import Item, Noun

Thing = Workshop | Question | Place | Note | VisitorQuestion | Category | Entry
_NOUNS: dict[type[Any], Noun] = {
    Workshop: nouns.WORKSHOP,
    Question: nouns.QUESTION,
    CafeTable: nouns.TABLE,
    Origin: nouns.ORIGIN,
    Note: nouns.NOTE,
    VisitorQuestion: nouns.ASKED,
    Category: nouns.CATEGORY,
    Entry: nouns.ENTRY,
}


def noun_of(thing: Thing) -> Noun:
    """The list of fields that `thing` has: a note that is not to be sorted yet is told as late."""
    if isinstance(thing, Note) and not thing.sorted:
        return nouns.LATE
    return _NOUNS[type(thing)]


def body(thing: Thing) -> Item:
    """All that is published of a thing; who sees which field is decided in live/audience.py."""
    item = noun_of(thing).body(thing)
    return item | _behind(thing) if isinstance(thing, Entry) else item


def late_body(note: Note) -> Item:
    """A late note, also one that hangs by now: in the words in which it was taken in."""
    return nouns.LATE.body(note)


def sentence(row: Entry | Row[Any], sources: Iterable[tuple[str, bool]]) -> Item:
    """An entry with what stands behind it given: each note's uid, and whether it is absorbed."""
    behind = [{"note": uid, "absorbed": absorbed} for uid, absorbed in sources]
    return {**nouns.ENTRY.body(row), "sources": behind}


def _behind(entry: Entry) -> Item:
    return {"sources": [{"note": s.note.uid, "absorbed": s.absorbed} for s in entry.sources]}


def named(thing: Thing) -> tuple[str, str]:
    """What events call a thing: ("entry", its id)."""
    noun = noun_of(thing)
    return noun.what, str(getattr(thing, noun.key))


def workshop_of(thing: Thing) -> Workshop:
    """The workshop that a thing belongs to."""
    match thing:
        case Workshop():
            return thing
        case Question():
            return thing.workshop
        case Place() | Category():
            return thing.question.workshop
        case Entry():
            return thing.category.question.workshop
        case VisitorQuestion():
            return thing.note.table.question.workshop
        case _:
            return thing.table.question.workshop


def publish(
    tx: Session, *things: Thing, by: str, operation: str, undoes: str | None = None
) -> None:
    """Call after changing: each thing as it is now goes to every screen that may see it.

    It is announced when the transaction commits, and nobody hears of it after a rollback. `by` is
    the actor's label ("person:1", "table:7"), `operation` the id of what was done; `undoes`: of
    what it takes back.
    """
    tx.flush()
    for thing in things:
        what, key = named(thing)
        item, workshop = body(thing), workshop_of(thing)
        record(
            tx, workshop, what=what, key=key, item=item, by=by, operation=operation, undoes=undoes
        )


def of_dots(uid: str, count: int) -> Item:
    """How many dots the note with this uid has."""
    return {"id": uid, "count": count}


def all_dots(db: Session, workshop_id: str) -> list[tuple[str, int]]:
    """How many dots each note has that has some, by the note's uid."""
    counted = select(Note.uid, func.count()).join(Dot, Dot.note_id == Note.id)
    here = counted.where(Note.workshop_id == workshop_id, Dot.lifted.is_(None))
    return [(uid, count) for uid, count in db.execute(here.group_by(Note.uid).order_by(Note.uid))]


def of_counts(workshop: Workshop, counts: Iterable[tuple[str, int]]) -> Item:
    """All dots at once, of the notes that have some: what screens are told when they are shown."""
    return {"id": workshop.id, "counts": [of_dots(uid, count) for uid, count in counts]}


def of_phones(operation: str, do: str, done: int, rest: int, met: Sequence[str] = ()) -> Item:
    """An operation on many things that phones wrote; it can be taken back as one while the event
    has an item.

    `rest`: so many it left as they are, because those called `met` had changed them.
    """
    return {"id": operation, "do": do, "done": done, "rest": rest, "met": list(met)}


def of_gathered(operation: str, count: int, names: Sequence[str], to: str) -> Item:
    """An operation that brought in so many notes from elsewhere: from origins or to tables (`to`:
    "origin", "table") of these names."""
    return {"id": operation, "count": count, "names": list(names), "to": to}


def of_pair(note: Note, other: Note) -> Item:
    """Two notes of which something is said together, in whichever order they are named."""
    uids = sorted((note.uid, other.uid))
    words = [short(each.text) for each in sorted((note, other), key=lambda each: each.id)]
    key = str(uuid.uuid5(uuid.NAMESPACE_OID, " ".join(uids)))
    return {"id": key, "notes": uids, "text": " – ".join(words)}


def of_part(question: Question, letter: str, *, taken: bool) -> Item:
    """That a heading was made of the words of a part, or shall not be; its id is the same in every
    installation."""
    key = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{question.uid}/{letter}"))
    return {"id": key, "question": question.id, "letter": letter, "taken": taken}


def words_of(question: Question) -> Item:
    """What a question asks: its text and parts."""
    item = nouns.QUESTION.body(question)
    return {"text": item["text"], "parts": item["parts"]}


def of_wording(operation: str, question: Question, was: Item, why: str, *, corrected: bool) -> Item:
    """An operation that gave a question other words than `was` while the tables had it.

    `corrected`: the answers were in by then.
    """
    return {
        "id": operation,
        "question": question.id,
        "was": was["text"],
        "was_parts": was["parts"],
        **words_of(question),
        "why": why,
        "corrected": corrected,
        "at_ms": int(time.time() * 1000),
    }


def question_changes(db: Session, workshop_id: str) -> list[Change]:
    """Each change of a question's words while the tables had it, oldest first (`of_wording`).

    One whose words are erased is not among them. One query, by an index.
    """
    query = select(Change).where(Change.workshop_id == workshop_id, Change.what == "wording")
    return [one for one in db.scalars(query.order_by(Change.revision)) if one.item]


SCREEN: Item = {"show": "auto", "table": None, "note": None, "turn": 0}
SCREEN |= {"far": 10, "high": 1.8, "dark": False}


def of_screen(workshop: Workshop) -> Item:
    """What the big screen shows, and for whom (`wall/rules_screen.py: Screen`)."""
    return {"id": workshop.id, **SCREEN, **(workshop.screen or {})}


def of_cut(operation: str, things: Iterable[tuple[str, str]]) -> Item:
    """An operation that erased words for good in these things, by what events call them: whoever
    has typed over them and not sent it yet drops the words."""
    return {"id": operation, "things": [{"what": what, "key": key} for what, key in things]}


def cuts(db: Session, workshop_id: str) -> list[Change]:
    """Each erasing as screens are told of it, oldest first (`of_cut`). One query, by an index."""
    query = select(Change).where(Change.workshop_id == workshop_id, Change.what == "cut")
    return list(db.scalars(query.order_by(Change.revision)))


def cut_keys(db: Session, workshop_id: str, *whats: str) -> set[str]:
    """The keys of those things of these kinds of which words were erased for good, some or all."""
    things = [one for change in cuts(db, workshop_id) for one in (change.item or {})["things"]]
    return {one["key"] for one in things if one["what"] in whats}


def of_change(change: Change) -> Item:
    """A change as it travels."""
    return {
        "revision": change.revision,
        "what": change.what,
        "key": change.key,
        "item": change.item,
    }
