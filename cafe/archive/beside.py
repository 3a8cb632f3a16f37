"""Notes as rows, and what hangs beside them: questions asked, dots, what came late. Out and in."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from cafe import nouns
from cafe.archive import pieces, schema
from cafe.archive.readers import remarks_of
from cafe.archive.schema import Late, Table
from cafe.core import ordering
from cafe.model import (
    Apart,
    CafeTable,
    Dot,
    Note,
    Opposed,
    Organiser,
    Place,
    Series,
    VisitorQuestion,
    Workshop,
)
from cafe.model.note import SORTED_TOO, WORDS, late_notes
from cafe.nouns import Item
from cafe.states import GATHERED, POSTER, kept_as

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
    for question_id, remark in remarks_of(db, workshop):
        pairs[question_id].setdefault("remarks", []).append(remark)
    return Beside(tables, notes, pairs)


def _hang_pairs(
    db: Session, workshop: Workshop, kind: type[Apart] | type[Opposed], key: str, found: Pairs
) -> None:
    """Add to `found`, by question: the pairs of notes of which somebody has said this."""
    first, second = aliased(Note), aliased(Note)
    pairs = select(Place.question_id, first.uid, second.uid).select_from(kind)
    pairs = pairs.join(first, first.id == kind.first_id).join(second, second.id == kind.second_id)
    pairs = pairs.join(Place, Place.id == first.table_id).where(first.workshop_id == workshop.id)
    rows = db.execute(pairs, execution_options=SORTED_TOO).all()
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


def written(row: CafeTable, table: Table, reasons: dict[str, str]) -> Iterator[Note]:
    """Every note of the table as a row, so that those on the poster and the late ones keep order.

    Rows are numbered as they are made; where that is not the poster's order, places say it, and
    leave whatever is written later the last one.
    """
    taken = {came.id for came in table.late if came.decided == "taken"}
    hanging = {piece.id: note_row(row, piece, reasons.get(piece.id)) for piece in table.notes}
    if taken:
        for note, place in zip(hanging.values(), ordering.places(0, 1, len(hanging)), strict=True):
            note.position = place
    yield from (note for uid, note in hanging.items() if uid not in taken)
    for came in table.late:
        yield _taken(hanging[came.id], came) if came.id in taken else _late(row, came)


def _taken(note: Note, came: Late) -> Note:
    how = {"held": came.held} | ({"tray": True} if came.tray else {})
    note.taken = how | {name: getattr(came, name) for name in WORDS}
    note.reason = came.reason
    return note


def _late(row: CafeTable, came: Late) -> Note:
    here = {"workshop_id": row.workshop_id, "table_id": row.id}
    values = nouns.LATE.values(came)
    how = {name: values.pop(name) for name in ("decided", "held", "tray")}  # The state says it.
    return Note(**here, **values, state=kept_as(**how))


def note_row(place: Place, piece: schema.Note, reason: str | None) -> Note:
    """The row of a note; `reason`: why it is set aside, None when it is not."""
    here = {"workshop_id": place.workshop_id, "table_id": place.id, "aside_reason": reason}
    values = nouns.NOTE.values(piece)
    state = GATHERED if values.pop("gathered") else POSTER
    return Note(**here, **values, state=state)


def series_for(
    tx: Session, piece: pieces.Series | None, person_id: int | None, organisation_id: int
) -> Series | None:
    """The series of this id, which goes on being called as it is here; else a new one.

    A series of others is not joined by a file that has its id: a new one has its name.
    """
    if piece is None:
        return None
    known = tx.scalars(select(Series).where(Series.uid == piece.uid)).first()
    if known is None:
        return Series(uid=piece.uid, name=piece.name, organisation_id=organisation_id)
    theirs = select(Organiser.person_id).join(Workshop).where(Workshop.series_id == known.id)
    organisers = set(tx.scalars(theirs))
    foreign = person_id is not None and organisers and person_id not in organisers
    if foreign or known.organisation_id != organisation_id:
        return Series(name=piece.name, organisation_id=organisation_id)
    return known
