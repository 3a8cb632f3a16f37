"""What the pages of erasing show: where words stand, by name, and what was erased."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.lines import one_line
from cafe.core.text import place_name, short
from cafe.erasure.queries import CAFE, Place, answers_of
from cafe.erasure.rules import Key, kind_words, reason_words
from cafe.model import (
    CafeTable,
    Category,
    Change,
    Entry,
    Note,
    Origin,
    Poster,
    Question,
    Remark,
    VisitorQuestion,
    Workshop,
    clock_time,
)
from cafe.model.note import EVERY_STATE, notes_in_any_state
from cafe.model.sealing import ERASED
from cafe.sort.queries import names_of

MOST_SHOWN = 200  # places on one page; who finds more looks for more words


@dataclass(frozen=True)
class Stands:
    """A place with what people call it. `ticked`: it is proposed that the words go there too.
    `whole`: the address where the thing itself can be erased, "" for none."""

    name: str
    words: str
    excerpts: tuple[str, ...]
    ticked: bool
    before: bool
    whole: str = ""


@dataclass(frozen=True)
class Erasure:
    """That something was erased: who, when, what kind, why."""

    operation: str
    by: str
    at: datetime
    kind: str
    reason: str
    lines: int


def stands(
    db: Session, workshop: Workshop, places: Iterable[Place], ticked: Iterable[Key] = ()
) -> list[Stands]:
    """The places as a page lists them."""
    found, wanted = list(places)[:MOST_SHOWN], set(ticked)
    names = named(db, workshop, [place.key for place in found])
    return [
        Stands(
            place.name,
            names.get(place.key, _("Something that is no longer there")),
            tuple(short(one_line(text)) for text in place.excerpts),
            place.key in wanted,
            not place.now,
            _whole(workshop, place.key) if place.now else "",
        )
        for place in found
    ]


def _whole(workshop: Workshop, key: Key) -> str:
    what, id = key
    return f"/w/{workshop.id}/erase/{what}?key={id}" if what in ("note", "asked") else ""


def named(db: Session, workshop: Workshop, keys: Iterable[Key]) -> dict[Key, str]:
    """What people call things, by what events call them; those that are gone are not there."""
    ids: dict[str, set[str]] = {}
    for what, key in keys:
        ids.setdefault(what, set()).add(key)
    found: dict[Key, str] = {CAFE: _("What is said of the café itself")}
    notes = notes_in_any_state().where(
        Note.workshop_id == workshop.id, Note.uid.in_(ids.get("note", ()))
    )
    for note in db.scalars(notes):
        found["note", note.uid] = _("Note, %(place)s", place=_place(note.table))
    asked = select(VisitorQuestion).where(
        VisitorQuestion.workshop_id == workshop.id, VisitorQuestion.uid.in_(ids.get("asked", ()))
    )
    for one in db.scalars(asked):
        found["asked", one.uid] = _("Question from the wall, or its answer")
    remarks = Remark.workshop_id == workshop.id, Remark.uid.in_(ids.get("remark", ()))
    for remark in db.scalars(select(Remark).where(*remarks).order_by(Remark.uid)):
        found["remark", remark.uid] = _("Remark of a reader")
    for id in ids.get("answer", ()):
        found["answer", id] = _("Answers in the evaluation")
    for question, _text in answers_of(db, workshop, ids.get("answered", ())):
        for key in ids["answered"]:  # one at a time is asked for
            found["answered", key] = _("Answer to “%(question)s”", question=one_line(question))
    for kind, words in _NUMBERED.items():
        what = _CALLED[kind]
        numbers = [int(id) for id in ids.get(what, ()) if id.isdecimal() and len(id) < 10]
        here = kind.workshop_id == workshop.id, kind.id.in_(numbers)
        for row in db.scalars(select(kind).where(*here)):
            found[what, str(row.id)] = words(row)
    headings = select(Category).where(Category.id.in_(ids.get("category", ())))
    for category in db.scalars(headings):
        found["category", category.id] = _("Heading")
    entries = select(Entry).where(Entry.id.in_(ids.get("entry", ())))
    for entry in db.scalars(entries, execution_options=EVERY_STATE):
        under = short(one_line(entry.category.heading))
        found["entry", entry.id] = _("Sentence under “%(heading)s”", heading=under)
    return found


_NUMBERED: dict[type[Any], Callable[[Any], str]] = {
    CafeTable: lambda row: place_name(row.question.form, row.number),
    Origin: lambda row: _("Source “%(name)s”", name=short(row.name)),
    Question: lambda row: _("Question %(number)s", number=row.number),
}
_CALLED = {CafeTable: "table", Origin: "origin", Question: "question"}


def _place(table: Any) -> str:
    if isinstance(table, Origin):
        return one_line(table.name)
    return place_name(table.question.form, table.number)


def erased_in(db: Session, workshop: Workshop) -> list[Erasure]:
    """Everything that was erased in the café, the newest first."""
    here = Change.workshop_id == workshop.id, Change.what == ERASED
    changes = list(db.scalars(select(Change).where(*here).order_by(Change.revision.desc())))
    names = names_of(db, {change.by for change in changes})
    return [_erasure(change, names) for change in changes]


def _erasure(change: Change, names: Mapping[str, str]) -> Erasure:
    item = change.item or {}
    return Erasure(
        change.operation,
        names.get(change.by, _("somebody")),
        clock_time(change.at),
        kind_words(str(item.get("kind", ""))),
        reason_words(str(item.get("reason", ""))),
        len(item.get("lines", ())),
    )


def photos_of(db: Session, workshop: Workshop) -> list[tuple[Poster, str]]:
    """Every photograph with its table's name."""
    query = select(Poster).join(CafeTable).where(CafeTable.workshop_id == workshop.id)
    rows = db.scalars(query.order_by(CafeTable.number, Poster.id))
    return [(one, _place(one.table)) for one in rows]


def hosts_of(db: Session, workshop: Workshop) -> dict[str, int]:
    """Every host's name, with a table that has it."""
    tables = select(CafeTable).where(CafeTable.workshop_id == workshop.id)
    found: dict[str, int] = {}
    for table in db.scalars(tables.order_by(CafeTable.number)):
        for host in table.hosts:
            found.setdefault(host, table.id)
    return found


def counted(db: Session, workshop: Workshop) -> int:
    """How many notes have been erased."""
    here = Note.workshop_id == workshop.id, Note.erased
    query = select(func.count()).select_from(Note).where(*here)
    return db.scalar(query.execution_options(**EVERY_STATE)) or 0
