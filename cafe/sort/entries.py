"""What an organiser does with single sentences: placed, moved, reworded, taken out again."""

import uuid

from sqlalchemy.orm import Session

from cafe.errors import Conflict
from cafe.live import news
from cafe.model import Category, Entry, Note, Source
from cafe.sort import rules
from cafe.sort.guards import check, check_free
from cafe.sort.places import entry_place
from cafe.sort.trace import drop, keep, tell
from cafe.texts import _
from cafe.words import LONG, clean


def place_note(
    tx: Session,
    *,
    note: Note,
    category: Category,
    before: Entry | None = None,
    id: str | None = None,
    again: bool = False,
    by: str,
    act: str,
) -> Entry:
    """A note becomes a sentence under a heading, above `before` or last.

    `again` lets a note that has a place have one more. Raises Conflict when it is set aside,
    struck out, or placed already.
    """
    check(note, category)
    check_free(tx, note, again=again)
    position = entry_place(tx, category, before)
    sources = [Source(note=note, position=0)]
    text = rules.as_sentence(note.text)
    return new_entry(tx, category, text, position=position, sources=sources, id=id, by=by, act=act)


def add_own_entry(
    tx: Session,
    *,
    category: Category,
    text: str,
    before: Entry | None = None,
    id: str | None = None,
    by: str,
    act: str,
) -> Entry:
    """The organiser's own sentence, with no note behind it; the accounts say so."""
    check(category)
    position = entry_place(tx, category, before)
    text = sentence(text)
    return new_entry(tx, category, text, position=position, sources=[], id=id, by=by, act=act)


def move_entry(
    tx: Session,
    *,
    entry: Entry,
    category: Category,
    before: Entry | None = None,
    by: str,
    act: str,
) -> Entry:
    """A sentence goes to another heading or place, above `before` or last."""
    check(entry, category)
    if before is entry:
        return entry
    keep(tx, entry)
    entry.position = entry_place(tx, category, before, moved=entry)
    entry.category = category
    tell(tx, entry, by=by, act=act)
    return entry


def reword_entry(tx: Session, *, entry: Entry, was: str, text: str, by: str, act: str) -> Entry:
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
            now=news.of_entry(entry),
        )
    keep(tx, entry)
    entry.text = text
    tell(tx, entry, by=by, act=act)
    return entry


def unplace(tx: Session, *, entry: Entry, by: str, act: str) -> None:
    """Take a sentence out of the document; its notes wait for a place again."""
    check(entry)
    drop(tx, entry, by=by, act=act)


def new_entry(
    tx: Session,
    category: Category,
    text: str,
    *,
    position: float,
    sources: list[Source],
    id: str | None,
    by: str,
    act: str,
) -> Entry:
    """An entry as it is told; `id` None: one is made. Raises Conflict when the id is used."""
    id = id or str(uuid.uuid4())
    if tx.get(Entry, id) is not None:
        raise Conflict(_("There is already a sentence with this id."), where="id")
    with tx.no_autoflush:
        entry = Entry(id=id, category=category, text=text, position=position, sources=sources)
    tx.add(entry)
    tell(tx, entry, by=by, act=act)
    return entry


def sentence(text: str) -> str:
    """`text` when it can stand as one printed sentence. Raises Invalid."""
    return clean(text, limit=LONG, name=_("The sentence"), lines=False)
