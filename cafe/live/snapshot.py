"""A whole workshop at one revision, and what has changed since another."""

import gzip
import hashlib
import json
import time
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from weakref import WeakSet

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from cafe import nouns
from cafe.live.audience import AT_THE_WALL, PRESSED, Audience, events_for, seen_by
from cafe.model import (
    CafeTable,
    Category,
    Change,
    Entry,
    Note,
    Opposed,
    Origin,
    Question,
    Source,
    VisitorQuestion,
    Workshop,
    events,
)
from cafe.model.canonical import moment
from cafe.model.note import SORTED_TOO, late_notes
from cafe.nouns import Item

T = TypeVar("T")
State = tuple[int, str]  # the number of the last change, and its mark
# Rows, not objects: a screen that comes in waits for all of them.
NOTE = tuple(getattr(Note, field.attribute) for field in nouns.NOTE.published)
ENTRY = tuple(getattr(Entry, field.attribute) for field in nouns.ENTRY.published)

# A longer gap costs less as a fresh snapshot than as its changes.
LONGEST_GAP = 400


_STATE = (
    select(Workshop.revision, Change.at, Change.operation)
    .outerjoin(Change, (Change.workshop_id == Workshop.id) & (Change.revision == Workshop.revision))
    .where(Workshop.id == bindparam("here"))
)
_CHANGE = select(Change.at, Change.operation).where(
    Change.workshop_id == bindparam("here"), Change.revision == bindparam("at")
)


def state_of(db: Session | Connection, workshop_id: str) -> State | None:
    """The number of the workshop's last change with its `mark_of`; None: no such workshop."""
    row = db.execute(_STATE, {"here": workshop_id}).first()
    return None if row is None else (row[0], mark_of(*row[1:]))


def state_now(db: Session, workshop: Workshop) -> State:
    """As `state_of`, of a workshop that was read."""
    return workshop.revision, mark_at(db, workshop.id, workshop.revision)


def mark_at(db: Session, workshop_id: str, revision: int) -> str:
    """The `mark_of` the change of this number, "" when there is none."""
    row = db.execute(_CHANGE, {"here": workshop_id, "at": revision}).first()
    return mark_of(*row) if row else ""


def mark_of(at: datetime | None, operation: str | None) -> str:
    """What tells a change from another that has its number: a café that a backup has brought back
    goes on by numbers that were given before. "" of none.
    """
    if at is None:
        return ""
    return hashlib.sha256(f"{moment(at)} {operation}".encode()).hexdigest()[:12]


_TOLD = (
    select(Change.revision)
    .where(Change.workshop_id == bindparam("here"), Change.revision < bindparam("before"))
    .where(Change.what != PRESSED)
    .order_by(Change.revision.desc())
    .limit(1)
)


def told_before(db: Session | Connection, workshop_id: str, revision: int) -> int:
    """The last number before `revision` that every audience was told of; 0: there is none.

    Asked of the database, not remembered: another process may have told what lies between.
    """
    return db.execute(_TOLD, {"here": workshop_id, "before": revision}).scalar() or 0


def snapshot(db: Session, workshop: Workshop, audience: Audience) -> Item:
    """Everything `audience` may see, in the form of cafe/README.md under Wire."""
    here, audience = workshop.id, now(workshop, audience)
    in_question = Question.workshop_id == here
    tables = select(CafeTable).where(CafeTable.workshop_id == here).order_by(CafeTable.number)
    questions = select(Question).where(in_question).order_by(Question.number)
    notes = select(*NOTE).where(Note.workshop_id == here).order_by(Note.id)
    body: Item = {
        "revision": workshop.revision,
        "mark": mark_at(db, here, workshop.revision),
        "workshop": seen_by(audience, "workshop", events.body(workshop)),
    }
    body["questions"] = _seen(audience, "question", db.scalars(questions), nouns.QUESTION.body)
    with_posters = tables.options(selectinload(CafeTable.posters))
    body["tables"] = _seen(audience, "table", db.scalars(with_posters), nouns.TABLE.body)
    if audience.kind == "w":
        notes = notes.execution_options(**SORTED_TOO)
    body["notes"] = _seen(audience, "note", db.execute(notes), nouns.NOTE.body)
    late = late_notes().where(Note.workshop_id == here).order_by(Note.id)
    body["late"] = []
    if audience.kind not in AT_THE_WALL:
        body["late"] = _seen(audience, "late", db.scalars(late), nouns.LATE.body)
    asked = (
        select(VisitorQuestion)
        .where(VisitorQuestion.workshop_id == here)
        .order_by(VisitorQuestion.id)
    )
    asked = asked.options(joinedload(VisitorQuestion.note))
    body["asked"] = _seen(audience, "asked", db.scalars(asked), nouns.ASKED.body)
    dots = events.all_dots(db, here)
    body["dots"] = _seen(audience, "dots", dots, lambda one: events.of_dots(*one))
    body["wordings"] = _seen(
        audience, "wording", events.question_changes(db, here), lambda one: one.item or {}
    )
    body["cuts"] = _seen(audience, "cut", events.cuts(db, here), lambda one: one.item or {})
    body["screen"] = seen_by(audience, "screen", events.of_screen(workshop))
    body["origins"], body["categories"], body["entries"], body["opposed"] = [], [], [], []
    if audience.kind == "w":
        origins = select(Origin).where(Origin.workshop_id == here).order_by(Origin.number)
        body["origins"] = [events.body(origin) for origin in db.scalars(origins)]
        categories = select(Category).join(Question).where(in_question)
        in_rows = categories.order_by(Category.position, Category.id)
        body["categories"] = [events.body(c) for c in db.scalars(in_rows)]
        body["entries"] = list(_entries(db, here))
        body["opposed"] = [events.of_pair(*pair) for pair in opposed_pairs(db, here)]
    return body


def now(workshop: Workshop, audience: Audience) -> Audience:
    """`audience` with what the café shows it at this moment."""
    return replace(audience, dots=not workshop.dots_hidden)


def _entries(db: Session, workshop_id: str) -> Iterator[Item]:
    """Every printed sentence, in two queries."""
    behind: dict[str, list[tuple[str, bool]]] = defaultdict(list)
    sources = select(Source.entry_id, Note.uid, Source.absorbed).join(Note)
    here = sources.where(Note.workshop_id == workshop_id)
    here = here.order_by(Source.position, Source.note_id).execution_options(**SORTED_TOO)
    for entry, uid, absorbed in db.execute(here):
        behind[entry].append((uid, absorbed))
    entries = select(*ENTRY).join(Category).join(Question)
    entries = entries.where(Question.workshop_id == workshop_id)
    for row in db.execute(entries.order_by(Entry.position, Entry.id)):
        yield events.sentence(row, behind[row.id])


def opposed_pairs(db: Session, workshop_id: str) -> list[tuple[Note, Note]]:
    """The pairs of notes that are linked as opposing, in one query."""
    first, second = aliased(Note), aliased(Note)
    pairs = select(first, second).select_from(Opposed).join(first, first.id == Opposed.first_id)
    pairs = pairs.join(second, second.id == Opposed.second_id)
    pairs = pairs.where(first.workshop_id == workshop_id).order_by(first.uid, second.uid)
    rows = db.execute(pairs.execution_options(**SORTED_TOO))
    return [(one, other) for one, other in rows]


def _seen(
    audience: Audience, what: str, things: Iterable[T], of: Callable[[T], Item]
) -> list[Item]:
    items = (seen_by(audience, what, of(thing)) for thing in things)
    return [item for item in items if item is not None]


def changes_since(
    db: Session, workshop: Workshop, audience: Audience, since: int, mark: str = ""
) -> Item:
    """What `audience` may hear of after revision `since`, or {"too_old": True}.

    `mark`: of the change `since`, as whoever asks knows it; when it is another the café has been
    brought back from a backup meanwhile, and what they know is of no use.
    """
    known = mark_at(db, workshop.id, since)
    near = workshop.revision - LONGEST_GAP <= since <= workshop.revision
    if not near or (mark and mark != known):
        return {"too_old": True, "revision": workshop.revision}
    query = select(Change).where(Change.workshop_id == workshop.id, Change.revision > since)
    rows = db.scalars(query.order_by(Change.revision)).all()
    changes = [events.of_change(c) for c in rows]
    return {
        "since": since,
        "revision": rows[-1].revision if rows else since,
        "mark": mark_of(rows[-1].at, rows[-1].operation) if rows else known,
        "changes": events_for(now(workshop, audience), changes),
        "now_ms": int(time.time() * 1000),
    }


_EVERY: "WeakSet[Encoded]" = WeakSet()


def forget() -> None:
    """Words that were erased, and those of deleted cafés, lie in memory no longer."""
    for encoded in _EVERY:
        encoded.forget()


class Encoded:
    """Snapshots as gzipped JSON, encoded once per revision and audience, however many join."""

    def __init__(self, keep: int = 64) -> None:
        """Keep the `keep` last used."""
        self._kept: OrderedDict[tuple[Any, ...], bytes] = OrderedDict()
        self._keep = keep
        _EVERY.add(self)

    def forget(self) -> None:
        """Whoever joins next has it encoded anew."""
        self._kept.clear()

    def kept(self, workshop_id: str, state: State, audience: Audience) -> bytes | None:
        """What was encoded for somebody before, if it is still at hand."""
        key = (workshop_id, state, audience)
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def encode(self, db: Session, workshop: Workshop, audience: Audience) -> bytes:
        """The gzipped snapshot of `workshop` at its state now."""
        state = state_now(db, workshop)
        body = json.dumps(snapshot(db, workshop, audience), ensure_ascii=False)
        packed = gzip.compress(body.encode(), compresslevel=5)
        old = [key for key in self._kept if key[0] == workshop.id and key[1] != state]
        for key in old:  # nobody asks for it any more, and it may have words that were erased
            del self._kept[key]
        self._kept[workshop.id, state, audience] = packed
        while len(self._kept) > self._keep:
            self._kept.popitem(last=False)
        return packed
