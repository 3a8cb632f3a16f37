"""A whole workshop at one revision, and what has changed since another."""

import gzip
import json
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from cafe.live import news
from cafe.live.audience import Audience, Item, news_for, seen_by
from cafe.model import (
    Asked,
    CafeTable,
    Category,
    Change,
    Dot,
    Entry,
    LateNote,
    Note,
    Opposed,
    Question,
    Source,
    Workshop,
)

T = TypeVar("T")

# A longer gap costs less as a fresh snapshot than as its changes.
LONGEST_GAP = 400


_REVISION = select(Workshop.revision).where(Workshop.id == bindparam("here"))


def revision_of(db: Session | Connection, workshop_id: str) -> int | None:
    """The number of the workshop's last change; None when there is no such workshop."""
    return db.execute(_REVISION, {"here": workshop_id}).scalar()


def snapshot(db: Session, workshop: Workshop, audience: Audience) -> Item:
    """Everything `audience` may see, in the form of cafe/README.md under Wire."""
    here = workshop.id
    in_question = Question.workshop_id == here
    tables = select(CafeTable).where(CafeTable.workshop_id == here).order_by(CafeTable.number)
    questions = select(Question).where(in_question).order_by(Question.number)
    notes = select(Note).where(Note.workshop_id == here).order_by(Note.id)
    body: Item = {
        "revision": workshop.revision,
        "workshop": news.of_workshop(workshop),
    }
    body["questions"] = _told(audience, "question", db.scalars(questions), news.of_question)
    with_posters = tables.options(selectinload(CafeTable.posters))
    body["tables"] = _told(audience, "table", db.scalars(with_posters), news.of_table)
    body["notes"] = _told(audience, "note", db.scalars(notes), news.of_note)
    late = select(LateNote).where(LateNote.workshop_id == here).order_by(LateNote.id)
    body["late"] = (
        [] if audience.door == "v" else _told(audience, "late", db.scalars(late), news.of_late)
    )
    asked = select(Asked).where(Asked.workshop_id == here).order_by(Asked.id)
    asked = asked.options(joinedload(Asked.note))
    body["asked"] = _told(audience, "asked", db.scalars(asked), news.of_asked)
    dots = select(Note.uid, func.count()).join(Dot, Dot.note_id == Note.id)
    dots = dots.where(Note.workshop_id == here).group_by(Note.uid).order_by(Note.uid)
    body["dots"] = [news.of_dots(uid, count) for uid, count in db.execute(dots)]
    body["categories"], body["entries"], body["opposed"] = [], [], []
    if audience.door == "w":
        categories = select(Category).join(Question).where(in_question).order_by(Category.position)
        entries = select(Entry).join(Category).join(Question).where(in_question)
        entries = entries.options(selectinload(Entry.sources).joinedload(Source.note))
        body["categories"] = [news.of_category(c) for c in db.scalars(categories)]
        body["entries"] = [news.of_entry(e) for e in db.scalars(entries.order_by(Entry.position))]
        body["opposed"] = [news.of_pair(*pair) for pair in opposed_pairs(db, here)]
    return body


def opposed_pairs(db: Session, workshop_id: str) -> list[tuple[Note, Note]]:
    """The pairs of notes that are linked as opposing, in one query."""
    first, second = aliased(Note), aliased(Note)
    pairs = select(first, second).select_from(Opposed).join(first, first.id == Opposed.first_id)
    pairs = pairs.join(second, second.id == Opposed.second_id)
    rows = db.execute(pairs.where(first.workshop_id == workshop_id).order_by(first.uid, second.uid))
    return [(one, other) for one, other in rows]


def _told(
    audience: Audience, what: str, things: Iterable[T], of: Callable[[T], Item]
) -> list[Item]:
    items = (seen_by(audience, what, of(thing)) for thing in things)
    return [item for item in items if item is not None]


def changes_since(db: Session, workshop: Workshop, audience: Audience, since: int) -> Item:
    """What `audience` may hear of after revision `since`, or {"too_old": True}."""
    if not workshop.revision - LONGEST_GAP <= since <= workshop.revision:
        return {"too_old": True, "revision": workshop.revision}
    query = select(Change).where(Change.workshop_id == workshop.id, Change.revision > since)
    changes = [news.of_change(c) for c in db.scalars(query.order_by(Change.revision))]
    return {
        "since": since,
        "revision": changes[-1]["revision"] if changes else since,
        "changes": news_for(audience, changes),
        "now_ms": int(time.time() * 1000),
    }


class Encoded:
    """Snapshots as gzipped JSON, encoded once per revision and audience, however many join."""

    def __init__(self, keep: int = 64) -> None:
        """Keep the `keep` last used."""
        self._kept: OrderedDict[tuple[Any, ...], bytes] = OrderedDict()
        self._keep = keep

    def kept(self, workshop_id: str, revision: int | None, audience: Audience) -> bytes | None:
        """What was encoded for somebody before, if it is still at hand."""
        key = (workshop_id, revision, audience)
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def encode(self, db: Session, workshop: Workshop, audience: Audience) -> bytes:
        """The gzipped snapshot of `workshop` at its revision now."""
        body = json.dumps(snapshot(db, workshop, audience), ensure_ascii=False)
        packed = gzip.compress(body.encode(), compresslevel=5)
        self._kept[workshop.id, workshop.revision, audience] = packed
        while len(self._kept) > self._keep:
            self._kept.popitem(last=False)
        return packed
