"""How sentences came to read as they do: the original beside each, and who gave it which words."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cafe.core.i18n import _
from cafe.core.text import as_drawn
from cafe.model import Category, Change, Entry, Note, Question, Source, Workshop, clock_time
from cafe.model.change import HOUSE
from cafe.model.note import SORTED_TOO
from cafe.sort import rules
from cafe.sort.own_words import difference, own_words
from cafe.sort.queries import names_of
from cafe.table.wordings import as_told, earlier_wordings

Item = dict[str, Any]


def wordings(db: Session, workshop: Workshop, question: Question) -> dict[str, Item]:
    """For each sentence of `question` that is not simply its notes' words, by its id.

    `original` is what its notes alone would print, "" without notes; `difference` [[text, kind]]
    leads from there to the sentence; `logged` and `unlogged` are its own words; `wordings` who gave
    it which text when, oldest first. Three queries, however many sentences.
    """
    query = select(Entry).join(Category).where(Category.question_id == question.id)
    query = query.options(selectinload(Entry.sources).joinedload(Source.note))
    worded = {
        entry.id: entry
        for entry in db.scalars(query)
        if as_drawn(entry.text) != as_drawn(original_of(entry))
    }
    changes = edits_of(db, workshop, worded)
    names = names_of(db, {change.by for row in changes.values() for change in row})
    return {id: _item(entry, changes[id], names) for id, entry in worded.items()}


def earlier_at(db: Session, workshop: Workshop, question: Question) -> dict[str, list[Item]]:
    """What the notes, main statements and headings of a question read before, who wrote it and
    when, by "note/id", "table/id" and "category/id"."""
    places = [place.id for place in question.places]
    mine = select(Note.uid).where(Note.table_id.in_(places))
    keys: dict[str, Iterable[object]] = {
        "note": db.scalars(mine, execution_options=SORTED_TOO).all(),
        "table": places,
        "category": [category.id for category in question.categories],
    }
    found = {
        f"{what}/{key}": some
        for what, wanted in keys.items()
        for key, some in earlier_wordings(db, workshop.id, what, wanted).items()
    }
    names = names_of(db, {one.by for some in found.values() for one in some})
    return {
        key: [
            {**told, "by": names.get(one.by, _("somebody"))}
            for told, one in zip(as_told(some), some, strict=True)
        ]
        for key, some in found.items()
    }


def original_of(entry: Entry) -> str:
    """What the notes printed in a sentence would read by themselves; "" without notes."""
    return rules.original([source.note.text for source in entry.sources if not source.absorbed])


def edits_of(db: Session, workshop: Workshop, ids: Iterable[str]) -> dict[str, list[Change]]:
    """The changes by which people gave sentences their wordings, oldest first, by sentence.

    What the house wrote down for an imported sentence is nobody's edit.
    """
    query = select(Change).where(
        Change.workshop_id == workshop.id, Change.what == "entry", Change.key.in_(list(ids))
    )
    found: dict[str, list[Change]] = defaultdict(list)
    read: dict[str, str] = {}
    for change in db.scalars(query.order_by(Change.revision)):
        text = (change.item or {}).get("text")
        if text is None or read.get(change.key) == text:
            continue
        read[change.key] = text
        if change.by != HOUSE:
            found[change.key].append(change)
    return found


def _item(entry: Entry, edits: list[Change], names: dict[str, str]) -> Item:
    original = original_of(entry)
    said = [text for s in entry.sources for text in (s.note.text, *s.note.elaborations)]
    texts = [str((change.item or {})["text"]) for change in edits]
    own = own_words(entry.text, said, texts)
    return {
        "original": original,
        "difference": difference(original, entry.text),
        "logged": own.logged,
        "unlogged": own.unlogged,
        "wordings": [
            {"by": names.get(c.by, _("somebody")), "at": clock_time(c.at).isoformat(), "text": text}
            for c, text in zip(edits, texts, strict=True)
        ],
    }
