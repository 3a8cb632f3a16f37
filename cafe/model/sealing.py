"""A café's history sealed from now on, and lines of it erased."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import Select, null, select, update
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from cafe.model import events
from cafe.model.canonical import FIRST, Item, told_of
from cafe.model.change import HOUSE, Change, record
from cafe.model.entry import Apart, Category, Entry, Opposed, Source
from cafe.model.events import Thing, body, late_body, named
from cafe.model.note import EVERY_STATE, Note
from cafe.model.vernissage import CLOSED, VisitorQuestion, pieces_of
from cafe.model.version import Reading
from cafe.model.workshop import CafeTable, Origin, Question, Workshop
from cafe.states import WITHDRAWN

ERASED = "erased"  # as it stands in the changes
AT_ONCE = 500  # lines in one statement


def seal(tx: Session, workshop: Workshop) -> None:
    """Begin the chain, unless it has begun: whatever is there gets a line now.

    So what is changed later outside of the history differs from the last line about it.
    """
    if workshop.seal is not None:
        return
    tx.flush()
    workshop.seal = FIRST
    operation = str(uuid4())
    for what, key, item in _everything(tx, workshop):
        record(tx, workshop, what=what, key=key, item=item, by=HOUSE, operation=operation)


def _everything(tx: Session, workshop: Workshop) -> Iterator[tuple[str, object, Item]]:
    """The café and all in it, each as the changes name it."""
    yield "workshop", workshop.id, body(workshop)
    if workshop.intro is not None:
        yield "intro", workshop.id, {"text": "\n\n".join(workshop.intro)}
    for piece in pieces_of(tx, workshop):
        if piece["status"] == CLOSED:
            yield "evaluation", piece["audience"], told_of(piece)
    for reading in tx.scalars(select(Reading).where(Reading.workshop_id == workshop.id)):
        yield "reading", reading.uid, reading.item
    for thing in _things(tx, workshop):
        yield (*named(thing), body(thing))
        if isinstance(thing, Question) and thing.summary is not None:
            yield "summary", thing.id, {"text": thing.summary}
        if isinstance(thing, Note) and thing.taken and thing.sorted:
            yield "late", thing.uid, late_body(thing)  # the words in which it came
    for uid, count in events.all_dots(tx, workshop.id):
        yield "dots", uid, events.of_dots(uid, count)
    for what, kind in (("apart", Apart), ("opposed", Opposed)):
        for note, other in _pairs(tx, workshop, kind):
            item = events.of_pair(note, other)
            yield what, item["id"], item


def _things(tx: Session, workshop: Workshop) -> list[Thing]:
    """All at once: a row that is at hand is not asked for again."""
    here = workshop.id
    with_posters = selectinload(CafeTable.posters)
    with_notes = selectinload(Entry.sources).joinedload(Source.note)
    headings = select(Category).join(Question).where(Question.workshop_id == here)
    entries = select(Entry).join(Category).join(Question).where(Question.workshop_id == here)
    asked = select(VisitorQuestion).where(VisitorQuestion.workshop_id == here)
    queries: list[Select[Any]] = [
        select(Question).where(Question.workshop_id == here).order_by(Question.number),
        select(CafeTable).where(CafeTable.workshop_id == here).order_by(CafeTable.number),
        select(Origin).where(Origin.workshop_id == here).order_by(Origin.number),
        select(Note).where(Note.workshop_id == here).order_by(Note.id),
        asked.order_by(VisitorQuestion.id).options(joinedload(VisitorQuestion.note)),
        headings.order_by(Category.position, Category.id),
        entries.order_by(Entry.position, Entry.id).options(with_notes),
    ]
    queries[1] = queries[1].options(with_posters)
    found = [one for query in queries for one in tx.scalars(query, execution_options=EVERY_STATE)]
    return [one for one in found if not isinstance(one, Note) or one.state != WITHDRAWN]


def _pairs(
    tx: Session, workshop: Workshop, kind: type[Apart] | type[Opposed]
) -> list[tuple[Note, Note]]:
    first, second = aliased(Note), aliased(Note)
    pairs = select(first, second).select_from(kind).join(first, first.id == kind.first_id)
    pairs = pairs.join(second, second.id == kind.second_id).order_by(first.uid, second.uid)
    rows = tx.execute(pairs.where(first.workshop_id == workshop.id), execution_options=EVERY_STATE)
    return [(note, other) for note, other in rows]


def erase_lines(
    tx: Session,
    workshop: Workshop,
    revisions: Iterable[int],
    *,
    kind: str,
    reason: str,
    by: str,
    operation: str,
    versions: Mapping[str, str] | None = None,
) -> int:
    """Drop the words of these changes for good, and their salts; a line says that it was done.

    The leaves stay, so the chain goes on holding. `kind`: of what was erased ("note", …), `reason`
    one of a short list; neither may have words of it. `versions`: the digest that each kept version
    has without them, by where it lies in the zip. `workshop` is held (`locked`). Gives how many
    lines lost their words now.
    """
    here = [Change.workshop_id == workshop.id, Change.erased.is_(False), Change.item.is_not(None)]
    here.append(Change.what != ERASED)
    wanted, gone = sorted(set(revisions)), list[int]()
    for at in range(0, len(wanted), AT_ONCE):
        these = (*here, Change.revision.in_(wanted[at : at + AT_ONCE]))
        gone += tx.scalars(select(Change.revision).where(*these))
        tx.execute(update(Change).where(*these).values(item=null(), salt=None, erased=True))
    item = {"kind": kind, "reason": reason, "lines": sorted(gone), "versions": {**(versions or {})}}
    record(tx, workshop, what=ERASED, key=operation, item=item, by=by, operation=operation)
    return len(gone)
