"""What the organiser reads of what phones wrote. A phone is a digest: a number, never a name."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session, selectinload

from cafe.model import (
    Apart,
    CafeTable,
    Change,
    Dot,
    Note,
    Opposed,
    Source,
    VisitorQuestion,
    Workshop,
)
from cafe.model.note import late_notes
from cafe.plan.board import MOST_SHOWN
from cafe.states import waiting_at


@dataclass(frozen=True)
class Wrote:
    """A note that a phone wrote, as it is now; `sorted`: it has its place and cannot be struck."""

    note: Note
    at: datetime
    sorted: bool


@dataclass(frozen=True)
class Phone:
    """One phone: the how manyeth that wrote, its digest, and its notes that hang on the wall."""

    number: int
    key: str
    notes: list[Wrote]

    @property
    def open(self) -> list[Wrote]:
        """Those that can be struck out."""
        return [one for one in self.notes if not one.sorted]


@dataclass(frozen=True)
class Dotted:
    """One device's dots: where they are, and when the last was put."""

    number: int
    key: str
    notes: list[str]
    at: datetime | None


def late_of(db: Session, workshop: Workshop, uids: Collection[str]) -> list[Note]:
    """The kept notes with these ids, in the order they came."""
    query = late_notes().where(Note.workshop_id == workshop.id, Note.uid.in_(uids))
    table = selectinload(Note.table.of_type(CafeTable)).selectinload(CafeTable.question)
    return list(db.scalars(query.options(table).order_by(Note.id)))


def waiting_upto(
    db: Session, workshop: Workshop, late: int, asked: int, seen: int
) -> tuple[list[Note], list[VisitorQuestion]]:
    """All that waited at revision `seen`, up to the last that was shown of each kind.

    What has been decided since is among it.
    """
    since = select(Change.key).where(
        Change.workshop_id == workshop.id,
        Change.what.in_(("late", "asked")),
        Change.revision > seen,
    )
    notes = late_notes().where(Note.workshop_id == workshop.id, Note.id <= late)
    notes = notes.where(or_(Note.state.in_(waiting_at(workshop.stage)), Note.uid.in_(since)))
    questions = select(VisitorQuestion).where(
        VisitorQuestion.workshop_id == workshop.id, VisitorQuestion.id <= asked
    )
    questions = questions.where(
        or_(VisitorQuestion.decided == "waiting", VisitorQuestion.uid.in_(since))
    )
    return (
        list(db.scalars(notes.order_by(Note.id))),
        list(db.scalars(questions.order_by(VisitorQuestion.id))),
    )


def notes_of(db: Session, workshop: Workshop, uids: Collection[str]) -> list[Note]:
    """The notes with these ids, in the order they came."""
    query = select(Note).where(Note.workshop_id == workshop.id, Note.uid.in_(uids))
    return list(db.scalars(query.order_by(Note.id)))


def asked_of(db: Session, workshop: Workshop, uids: Collection[str]) -> list[VisitorQuestion]:
    """The questions with these ids, in the order they came."""
    query = select(VisitorQuestion).where(
        VisitorQuestion.workshop_id == workshop.id, VisitorQuestion.uid.in_(uids)
    )
    return list(db.scalars(query.order_by(VisitorQuestion.id)))


def out_of_reach(db: Session, notes: Iterable[Note]) -> set[int]:
    """The ids of notes that have been sorted: they stand in the document, or apart for a reason."""
    ids = {note.id for note in notes}
    placed = set(db.scalars(select(Source.note_id).where(Source.note_id.in_(ids))))
    return placed | {n.id for n in notes if n.aside_reason is not None or n.used_in_main}


def stands_alone(db: Session, notes: Collection[Note]) -> list[Note]:
    """Those that nothing hangs on yet: no sentence, question, dot, pair or other note."""
    ids, uids = {note.id for note in notes}, {note.uid for note in notes}
    used = out_of_reach(db, notes)
    pairs = (Apart.first_id, Apart.second_id, Opposed.first_id, Opposed.second_id)
    for column in (VisitorQuestion.note_id, Dot.note_id, *pairs):
        used |= set(db.scalars(select(column).where(column.in_(ids))))
    into = set(db.scalars(select(Note.joined_into).where(Note.joined_into.in_(uids))))
    return [note for note in notes if note.id not in used and note.uid not in into]


def phones(db: Session, workshop: Workshop) -> list[Phone]:
    """Every phone that has notes on the wall, the one that wrote last first."""
    written = _first_written(db, workshop)
    notes = [note for note in notes_of(db, workshop, list(written)) if not note.struck]
    fixed = out_of_reach(db, notes)
    numbers = {key: n for n, key in enumerate(dict.fromkeys(k for k, _at in written.values()), 1)}
    found: dict[str, Phone] = {}
    for note in sorted(notes, key=lambda note: written[note.uid][1]):
        key, at = written[note.uid]
        phone = found.setdefault(key, Phone(numbers[key], key, []))
        phone.notes.append(Wrote(note, at, note.id in fixed))
    return sorted(found.values(), key=lambda phone: phone.notes[-1].at, reverse=True)


def first_of(found: list[Phone], most: int = MOST_SHOWN) -> tuple[list[Phone], int]:
    """As many of the phones as have `most` notes, and how many notes the others have."""
    room, shown = most, 0
    while shown < len(found) and room > 0:
        room -= len(found[shown].notes)
        shown += 1
    return found[:shown], sum(len(phone.notes) for phone in found[shown:])


def _first_written(db: Session, workshop: Workshop) -> dict[str, tuple[str, datetime]]:
    """Which phone wrote a note, and when, by the note's id, in the order they were written."""
    here = (Change.workshop_id == workshop.id, Change.what.in_(("note", "late")))
    first = select(func.min(Change.revision)).where(*here).group_by(Change.key)
    rows = select(Change.key, Change.by, Change.at).where(
        Change.workshop_id == workshop.id,
        Change.revision.in_(first),
        Change.by.like("pair:%"),
    )
    return {uid: (by, at) for uid, by, at in db.execute(rows.order_by(Change.revision))}


def written_since(found: list[Phone], minutes: int, *, only_new: bool) -> list[Note]:
    """What phones wrote in the last minutes; `only_new`: those that had written nothing before."""
    since = datetime.now(UTC) - timedelta(minutes=minutes)
    return [
        one.note
        for phone in found
        if not (only_new and _utc(phone.notes[0].at) < since)
        for one in phone.notes
        if _utc(one.at) >= since
    ]


def dotted(db: Session, workshop: Workshop) -> list[Dotted]:
    """Every device with dots that count, the one that put one last first."""
    rows = _dots(workshop).order_by(Dot.at, Dot.note_id, Dot.device)
    found: dict[str, Dotted] = {}
    for device, at, text in db.execute(rows.with_only_columns(Dot.device, Dot.at, Note.text)):
        before = found.pop(device, None)
        number = before.number if before else len(found) + 1
        found[device] = Dotted(number, device, [*(before.notes if before else []), text], at)
    return list(reversed(found.values()))


def dots_of(db: Session, workshop: Workshop, devices: Collection[str]) -> list[Dot]:
    """The dots of these devices."""
    return list(db.scalars(_dots(workshop).where(Dot.device.in_(devices))))


def dots_since(db: Session, workshop: Workshop, minutes: int, *, only_new: bool) -> list[Dot]:
    """The dots of the last minutes; `only_new`: of devices that had put none before."""
    since = datetime.now(UTC) - timedelta(minutes=minutes)
    dots = list(db.scalars(_dots(workshop)))
    early = {dot.device for dot in dots if dot.at is None or _utc(dot.at) < since}
    late = [dot for dot in dots if dot.at is not None and _utc(dot.at) >= since]
    return [dot for dot in late if not (only_new and dot.device in early)]


def _dots(workshop: Workshop) -> Select[Dot]:
    joined = select(Dot).join(Note, Note.id == Dot.note_id)
    return joined.where(Note.workshop_id == workshop.id, Dot.lifted.is_(None), ~Note.struck)


def open_questions(db: Session, workshop: Workshop) -> list[VisitorQuestion]:
    """The questions that are neither held nor hidden, the newest first."""
    query = select(VisitorQuestion).where(
        VisitorQuestion.workshop_id == workshop.id, VisitorQuestion.hidden.is_(False)
    )
    query = query.where(or_(VisitorQuestion.decided.is_(None), VisitorQuestion.decided == "taken"))
    query = query.options(selectinload(VisitorQuestion.note)).order_by(VisitorQuestion.id.desc())
    return list(db.scalars(query.limit(MOST_SHOWN)))


def _utc(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)
