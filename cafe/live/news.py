"""What is told about a thing: plain dictionaries, made here only. Formats: cafe/README.md."""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row

from cafe.core.text import short
from cafe.model import Asked, CafeTable, Category, Change, Entry, LateNote, Note, Question, Workshop

Item = dict[str, Any]
EVENT = "news"


def of_workshop(workshop: Workshop) -> Item:
    """What every screen knows of the workshop."""
    return {
        "id": workshop.id,
        "title": workshop.title,
        "language": workshop.language,
        "date": workshop.date.isoformat(),
        "stage": workshop.stage,
        "timer_ends_ms": workshop.timer_ends_ms,
        "rounds": workshop.rounds,
        "round": workshop.round,
        "changing": workshop.changing,
        "asks_main": workshop.asks_main,
        "dots": workshop.dots,
        "phones": workshop.phones,
        "published": any(version.shown for version in workshop.versions),
    }


def of_question(question: Question) -> Item:
    """A question with its parts."""
    return {
        "id": question.id,
        "number": question.number,
        "form": question.form,
        "text": question.text,
        "parts": question.parts,
    }


def of_table(table: CafeTable) -> Item:
    """A table and what hangs on its poster beside the notes."""
    return {
        "id": table.id,
        "number": table.number,
        "question": table.question_id,
        "cafe_name": table.cafe_name,
        "split": table.split,
        "hosts": table.hosts,
        "main_statement": table.main_statement,
        "opened": table.opened_at is not None,
        "posters": [{"id": poster.id, "alt": poster.alt} for poster in table.posters],
    }


def of_note(note: Note | Row[Any]) -> Item:
    """A note as it is now; a row with the same names (snapshot.py) is as good."""
    return {
        "id": note.uid,
        "table": note.table_id,
        "kind": note.kind,
        "part": note.part,
        "text": note.text,
        "struck": note.struck,
        "aside": note.aside_reason,
        "in_main": note.in_main,
        "elaborations": note.elaborations,
        "order": note.order,
        "round": note.round,
        "paper": note.paper,
        "joined_into": note.joined_into,
    }


def of_late(late: LateNote) -> Item:
    """A note that is kept for the organiser, and what was decided about it."""
    return {
        "id": late.uid,
        "table": late.table_id,
        "kind": late.kind,
        "part": late.part,
        "text": late.text,
        "paper": late.paper,
        "decided": late.decided,
        "held": late.held,
        "reason": late.reason,
    }


def of_asked(asked: Asked) -> Item:
    """A question asked about a note."""
    return {
        "id": asked.uid,
        "note": asked.note.uid,
        "table": asked.note.table_id,
        "text": asked.text,
        "answered": asked.answered,
        "answer": asked.answer,
        "shown": asked.shown,
        "hidden": asked.hidden,
        "decided": asked.decided,
        "reason": asked.reason,
    }


def of_dots(uid: str, count: int) -> Item:
    """How many dots the note with this uid has."""
    return {"id": uid, "count": count}


def of_phones(act: str, do: str, done: int, rest: int, met: Sequence[str] = ()) -> Item:
    """An act on many things that phones wrote; it can be taken back as one while this is told.

    `rest`: so many it left as they are, because those called `met` had changed them.
    """
    return {"id": act, "do": do, "done": done, "rest": rest, "met": list(met)}


def of_category(category: Category) -> Item:
    """A heading and its place."""
    return {
        "id": category.id,
        "question": category.question_id,
        "heading": category.heading,
        "listed": category.listed,
        "position": category.position,
    }


def of_entry(entry: Entry) -> Item:
    """A printed sentence, its place and the notes behind it, in order."""
    return of_sentence(entry, ((s.note.uid, s.absorbed) for s in entry.sources))


def of_sentence(entry: Entry | Row[Any], sources: Iterable[tuple[str, bool]]) -> Item:
    """The same with what stands behind it given: each note's uid, and whether it is absorbed."""
    return {
        "id": entry.id,
        "category": entry.category_id,
        "text": entry.text,
        "position": entry.position,
        "sources": [{"note": uid, "absorbed": absorbed} for uid, absorbed in sources],
    }


def of_pair(note: Note, other: Note) -> Item:
    """Two notes of which something is said together, in whichever order they are named."""
    uids = sorted((note.uid, other.uid))
    words = [short(each.text) for each in sorted((note, other), key=lambda each: each.id)]
    key = str(uuid.uuid5(uuid.NAMESPACE_OID, " ".join(uids)))
    return {"id": key, "notes": uids, "text": " – ".join(words)}


def of_change(change: Change) -> Item:
    """A change as it travels."""
    return {
        "revision": change.revision,
        "what": change.what,
        "key": change.key,
        "item": change.item,
    }
