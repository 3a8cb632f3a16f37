"""The log of a café: what was done, newest first, a page at a time, by person, kind, day and words.

A page costs the same however long the log is: it goes on below a revision (no offset), reads at
most `MOST_READ` lines when it looks for words, and finds what each thing was before by an index.
"""

import re
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import Session

from cafe.core.calm import calmly
from cafe.core.i18n import _
from cafe.core.text import folded, place_name
from cafe.model import (
    CafeTable,
    Category,
    Change,
    Entry,
    Note,
    Origin,
    Question,
    VisitorQuestion,
    Workshop,
    clock_time,
)
from cafe.model.change import HOUSE
from cafe.model.note import EVERY_STATE, SORTED_TOO
from cafe.sort.history.past import Key
from cafe.sort.history.told import Names, Told, told
from cafe.sort.history.who import PHONES, who_else
from cafe.sort.queries import names_of

PER_PAGE = 100  # lines; an operation that goes on over the edge is told on both pages
MOST_READ = 5000
AT_ONCE = 500
LETTERS = ("letter", "letters")  # to hosts: what is written, and that they were sent
TOLD = ("reading", "remark", "followup", "webhook")  # what is said of a document, and to whom
KINDS: dict[str, tuple[str, ...]] = {
    "plan": ("workshop", "question", "wording", "table", "checklist", "ticked", *LETTERS),
    "notes": ("note", "late", "asked", "dots", "phones", "hung"),
    "sorting": ("category", "entry", "apart", "opposed", "part", "origin", "gathered"),
    "document": ("intro", "summary", "options", "evaluation", *TOLD),
    "erased": ("erased",),
}
UNTOLD = ("screen", "counts", "cut")  # presses are nobody's work; the rest another line tells
_ID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Wanted:
    """What is asked for: whose, of which kind, on which day, with which words; "" is all.

    `below`: only what came before this revision.
    """

    who: str = ""
    kind: str = ""
    day: date | None = None
    words: str = ""
    below: int | None = None


@dataclass(frozen=True)
class Operation:
    """What was done at once, in words: the thing done last first, as it is what it was about."""

    operation: str
    label: str
    by: str
    at: datetime
    undoes: bool
    lines: tuple[Told, ...]
    revision: int


@dataclass(frozen=True)
class Page:
    """A page of the log; `older` is below which revision the next one lies, None: there is none.

    `read_through`: words were looked for so far back and no further.
    """

    operations: tuple[Operation, ...]
    older: int | None
    read_through: bool = False


class _Line(NamedTuple):
    change: Change
    before: Mapping[str, Any] | None


def page_of(db: Session, workshop: Workshop, wanted: Wanted) -> Page:
    """One page of the log, in a few queries."""
    found: list[_Line] = []
    read, below = 0, wanted.below
    words = folded(wanted.words)
    while read < (MOST_READ if words else 1):
        some = _lines(db, workshop, wanted, below, AT_ONCE if words else PER_PAGE + 1)
        read += len(some)
        found += [line for line in calmly(some) if not words or _says(line, words)]
        below = some[-1].change.revision if some else None
        if len(found) > PER_PAGE or not some or (words and len(some) < AT_ONCE):
            below = None
            break
    more = len(found) > PER_PAGE
    shown = found[:PER_PAGE]
    older = shown[-1].change.revision if more else (below if words else None)
    return Page(_operations(db, workshop, shown), older, read_through=bool(words and below))


def _lines(
    db: Session, workshop: Workshop, wanted: Wanted, below: int | None, limit: int
) -> list[_Line]:
    """The newest lines, each with what its thing was before it: a few queries, and no more is read
    than the changes of what they are about."""
    query = select(Change).where(*_asked_for(workshop, wanted, below))
    changes = db.scalars(query.order_by(Change.revision.desc()).limit(limit)).all()
    last = _befores(db, workshop, changes)
    here = Change.workshop_id == workshop.id
    items = select(Change.revision, Change.item).where(here, Change.revision.in_(last.values()))
    found = {revision: item for revision, item in db.execute(items)}  # noqa: C416 - rows, not pairs
    return [_Line(change, found.get(last.get(change.revision, 0))) for change in changes]


def _befores(db: Session, workshop: Workshop, changes: Sequence[Change]) -> dict[int, int]:
    """For each change by its number, that of the change before it of the same thing."""
    keys: dict[str, set[str]] = defaultdict(set)
    for change in changes:
        keys[change.what].add(change.key)
    here = Change.workshop_id == workshop.id
    mine = [here & (Change.what == what) & Change.key.in_(some) for what, some in keys.items()]
    query = select(Change.what, Change.key, Change.revision).where(or_(false(), *mine))
    past: dict[Key, list[int]] = defaultdict(list)
    for what, key, revision in db.execute(query):
        insort(past[what, key], revision)
    found = {}
    for change in changes:
        revisions = past[change.what, change.key]
        if at := bisect_left(revisions, change.revision):
            found[change.revision] = revisions[at - 1]
    return found


def _asked_for(
    workshop: Workshop, wanted: Wanted, below: int | None
) -> Iterator[ColumnElement[bool]]:
    yield Change.workshop_id == workshop.id
    yield Change.what.not_in(UNTOLD)
    if below is not None:
        yield Change.revision < below
    if wanted.kind:
        yield Change.what.in_(KINDS[wanted.kind])
    if wanted.who == "phones":
        yield func.substr(Change.by, 1, 5).in_([f"{one}:"[:5] for one in PHONES])
    elif wanted.who:
        yield Change.by == wanted.who
    if wanted.day is not None:
        begins, ends = (
            datetime.combine(wanted.day, at).astimezone(UTC) for at in (time.min, time.max)
        )
        yield Change.at.between(begins, ends)


def _says(line: _Line, words: str) -> bool:
    return any(words in folded(text) for text in _texts([line.change.item, line.before]))


def _texts(value: Any) -> Iterator[str]:
    """What of a line may be somebody's words: an id is none, and would be found by its digits."""
    if isinstance(value, str):
        yield from () if _ID.fullmatch(value) else (value,)
    elif isinstance(value, Mapping | list):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(each)


def _operations(db: Session, workshop: Workshop, lines: Sequence[_Line]) -> tuple[Operation, ...]:
    called = names_of(db, {line.change.by for line in lines})
    names = _names(db, workshop, lines)
    done = groupby(lines, key=lambda line: (line.change.operation, line.change.by))
    return tuple(_operation(list(some), called, names) for _key, some in done)


def _operation(lines: list[_Line], called: Mapping[str, str], names: Names) -> Operation:
    last = lines[0].change
    said = (_told(line, names) for line in lines)
    return Operation(
        operation=last.operation,
        label=last.by,
        by=called.get(last.by) or who_else(last.by),
        at=clock_time(last.at),
        undoes=last.undoes is not None,
        lines=tuple(dict.fromkeys(said)),
        revision=last.revision,
    )


def _told(line: _Line, names: Names) -> Told:
    what, key = line.change.what, line.change.key
    item, gone = line.change.item, line.change.erased
    stood = line.before is None and line.change.by == HOUSE
    found = told(what, line.before, item, names, gone=gone, stood=stood)
    place, said = f"{what}/{key}", "note" if what == "late" else what
    return replace(
        found,
        place=place if place in names.there else "",
        erase=f"{said}?key={key}" if f"{said}/{key}" in names.words else "",
    )


def _names(db: Session, workshop: Workshop, lines: Iterable[_Line]) -> Names:
    items = [item for line in lines for item in (line.change.item, line.before) if item]
    headings = {str(item["category"]) for item in items if "category" in item}
    here = Question.workshop_id == workshop.id
    asked = select(Question.id, Question.number).where(here)
    questions = {row.id: row.number for row in db.execute(asked)}
    places = select(CafeTable.id, CafeTable.number, Question.form).join(Question).where(here)
    tables = {id: place_name(form, number) for id, number, form in db.execute(places)}
    origins = select(Origin.id, Origin.name).join(Question).where(here)
    tables |= {row.id: row.name for row in db.execute(origins)}
    return Names(
        questions,
        tables,
        _headings(db, workshop, headings),
        _there(db, workshop, lines),
        _with_words(db, workshop, lines),
    )


def _there(db: Session, workshop: Workshop, lines: Iterable[_Line]) -> frozenset[str]:
    """Those of the notes and sentences that still have a place."""
    keys = {line.change.key for line in lines if line.change.what in ("note", "entry")}
    notes = select(Note.uid).where(Note.workshop_id == workshop.id, Note.uid.in_(keys))
    entries = select(Entry.id).join(Category).join(Question)
    entries = entries.where(Question.workshop_id == workshop.id, Entry.id.in_(keys))
    found = db.scalars(notes, execution_options=SORTED_TOO)
    return frozenset(f"note/{uid}" for uid in found) | {f"entry/{id}" for id in db.scalars(entries)}


def _with_words(db: Session, workshop: Workshop, lines: Iterable[_Line]) -> frozenset[str]:
    """Those of the notes, in whatever state, and visitors' questions that were not erased."""
    keys = {line.change.key for line in lines if line.change.what in ("note", "late", "asked")}
    notes = select(Note.uid).where(Note.workshop_id == workshop.id, Note.uid.in_(keys))
    notes = notes.where(Note.erased.is_(False))
    asked = select(VisitorQuestion.uid).where(
        VisitorQuestion.workshop_id == workshop.id,
        VisitorQuestion.uid.in_(keys),
        VisitorQuestion.erased.is_(False),
    )
    found = db.scalars(notes, execution_options=EVERY_STATE)
    return frozenset(f"note/{uid}" for uid in found) | {f"asked/{uid}" for uid in db.scalars(asked)}


def _headings(db: Session, workshop: Workshop, ids: set[str]) -> dict[str, str]:
    """By their ids; one that is gone is called as it was last."""
    there = select(Category.id, Category.heading).join(Question)
    there = there.where(Question.workshop_id == workshop.id, Category.id.in_(ids))
    found = {row.id: row.heading for row in db.execute(there)}
    if gone := ids - found.keys():
        here = (Change.workshop_id == workshop.id, Change.what == "category", Change.key.in_(gone))
        past = select(Change.key, Change.item).where(*here).order_by(Change.revision)
        for key, item in db.execute(past):
            found |= {key: item["heading"]} if item else {}
    return found


def people_in(db: Session, workshop: Workshop) -> dict[str, str]:
    """Whoever did something, by label: what they are called. All phones are one."""
    labels = select(Change.by).where(Change.workshop_id == workshop.id)
    known: set[str] = set(db.scalars(labels.distinct()))
    phones = {label for label in known if label.partition(":")[0] in PHONES}
    names = names_of(db, known - phones)
    found = {label: names.get(label) or who_else(label) for label in known - phones}
    found |= {"phones": _("Phones")} if phones else {}
    return dict(sorted(found.items(), key=lambda one: one[1].casefold()))


def days_in(db: Session, workshop: Workshop) -> tuple[date, date] | None:
    """The first and the last day on which something was done."""
    ends = select(func.min(Change.at), func.max(Change.at))
    first, last = db.execute(ends.where(Change.workshop_id == workshop.id)).one()
    return None if first is None else (_day(first), _day(last))


def _day(at: datetime) -> date:
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone().date()
