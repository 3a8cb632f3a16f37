"""What hangs beside notes and tables: questions asked, dots, what came late. Out and in again."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from cafe import nouns
from cafe.archive import schema
from cafe.model import Apart, CafeTable, Dot, Note, Opposed, VisitorQuestion, Workshop
from cafe.model.note import late_notes
from cafe.nouns import Item

Pairs = dict[int, Item]


class Beside(NamedTuple):
    """Optional keys of the archive, by the id of the row they belong to."""

    table: dict[int, Item]
    note: dict[int, Item]
    question: dict[int, Item]


def beside_of(db: Session, workshop: Workshop) -> Beside:
    """Everything of `workshop` that is written only when there is some."""
    tables: dict[int, Item] = defaultdict(dict)
    notes: dict[int, Item] = defaultdict(dict)
    late = late_notes().where(Note.workshop_id == workshop.id).order_by(Note.id)
    for came in db.scalars(late):
        tables[came.table_id].setdefault("late", []).append(nouns.LATE.archived(came))
    query = (
        select(VisitorQuestion)
        .where(VisitorQuestion.workshop_id == workshop.id)
        .order_by(VisitorQuestion.id)
    )
    for asked in db.scalars(query):
        notes[asked.note_id].setdefault("asked", []).append(_asked(asked))
    dots = select(Dot.note_id, func.count()).join(Note, Note.id == Dot.note_id)
    dots = dots.where(Note.workshop_id == workshop.id, Dot.lifted.is_(None)).group_by(Dot.note_id)
    for note_id, count in db.execute(dots):
        notes[note_id]["dots"] = count
    pairs: Pairs = defaultdict(dict)
    _hang_pairs(db, workshop, Apart, "apart", pairs)
    _hang_pairs(db, workshop, Opposed, "opposed", pairs)
    return Beside(tables, notes, pairs)


def _hang_pairs(
    db: Session, workshop: Workshop, kind: type[Apart] | type[Opposed], key: str, found: Pairs
) -> None:
    """Add to `found`, by question: the pairs of notes of which somebody has said this."""
    first, second = aliased(Note), aliased(Note)
    pairs = select(CafeTable.question_id, first.uid, second.uid).select_from(kind)
    pairs = pairs.join(first, first.id == kind.first_id).join(second, second.id == kind.second_id)
    pairs = pairs.join(CafeTable, CafeTable.id == first.table_id)
    rows = db.execute(pairs.where(first.workshop_id == workshop.id)).all()
    # By the notes' own ids: the rows' numbers are others in the next installation.
    for question, pair in sorted((question, sorted(uids)) for question, *uids in rows):
        found[question].setdefault(key, []).append(pair)


def _asked(asked: VisitorQuestion) -> Item:
    item = nouns.ASKED.archived(asked)
    # Whoever answered aloud has written nothing, and that is said.
    return item | ({"answer": asked.answer} if asked.answered != "no" else {})


def rows_beside(
    workshop_id: str, note_id: int, note: schema.Note
) -> Iterator[VisitorQuestion | Dot]:
    """What was asked about a note, and its dots (whose they were is not kept)."""
    for asked in note.asked:
        yield VisitorQuestion(workshop_id=workshop_id, note_id=note_id, **nouns.ASKED.values(asked))
    for number in range(note.dots):
        yield Dot(note_id=note_id, device=f"imported:{number}")
