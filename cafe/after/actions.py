"""A workshop made from an archive, all of it or nothing."""

import uuid

from sqlalchemy.orm import Session

from cafe.after.archive import FOLDER, Archive, Asked, Slip, Table
from cafe.after.beside import hang_beside
from cafe.model import (
    Apart,
    CafeTable,
    Category,
    Entry,
    LateNote,
    Note,
    Opposed,
    Organiser,
    Person,
    Poster,
    Question,
    Source,
    Workshop,
)
from cafe.people.links import open_links
from cafe.plan.queries import new_id


def import_archive(
    tx: Session, *, archive: Archive, by_person: Person | None, secret_key: str
) -> Workshop:
    """A new workshop with a new short id, its links, and everything that `archive` holds.

    `by_person` becomes its organiser; a café without one is given to the first account made.
    """
    workshop = Workshop(id=new_id(tx), revision=0, **_of_gathering(archive))
    tx.add(workshop)
    tx.flush()
    if by_person is not None:
        tx.add(Organiser(workshop_id=workshop.id, person_id=by_person.id))
    for asked in archive.questions:
        _question(tx, workshop, asked)
    open_links(tx, workshop, secret_key)
    return workshop


def _of_gathering(archive: Archive) -> dict[str, object]:
    gathering = archive.workshop
    values: dict[str, object] = dict(gathering)
    for name in ("signature", "rounds", "seating"):
        piece = getattr(gathering, name)
        values[name] = piece and piece.model_dump()
    chosen = gathering.report_options
    values["report_options"] = (chosen and chosen.model_dump(exclude_defaults=True)) or None
    return values


def _question(tx: Session, workshop: Workshop, asked: Asked) -> None:
    question = Question(
        workshop_id=workshop.id,
        number=asked.number,
        text=asked.text,
        form=asked.form,
        parts=[part.model_dump() for part in asked.parts],
        summary=asked.summary,
    )
    tx.add(question)
    tx.flush()
    reasons = {left.note: left.reason for left in asked.set_aside}
    notes: dict[str, Note] = {}
    for table in asked.tables:
        for note in _table(tx, question, table, reasons):
            notes[note.uid] = note
    _sorting(tx, question, asked, notes)
    for kind, pairs in ((Apart, asked.apart), (Opposed, asked.opposed)):
        for pair in pairs:
            first, second = sorted(notes[uid].id for uid in pair)
            tx.add(kind(first_id=first, second_id=second))


def _table(tx: Session, question: Question, table: Table, reasons: dict[str, str]) -> list[Note]:
    row = CafeTable(
        workshop_id=question.workshop_id,
        question_id=question.id,
        number=table.number,
        cafe_name=table.cafe_name,
        split=table.split,
        hosts=table.hosts,
        main_statement=table.main_statement,
    )
    tx.add(row)
    tx.flush()
    for photo in table.posters:
        tx.add(Poster(table_id=row.id, file=photo.file.removeprefix(FOLDER), alt=photo.alt))
    notes = [_note(row, slip, reasons.get(slip.id)) for slip in table.notes]
    tx.add_all(notes)
    tx.flush()
    for note, slip in zip(notes, table.notes, strict=True):
        hang_beside(tx, note, slip)
    for late in table.late:
        values = late.model_dump(exclude={"id"})
        here = {"workshop_id": row.workshop_id, "table_id": row.id}
        tx.add(LateNote(uid=late.id, **here, **values))
    tx.flush()
    return notes


def _note(table: CafeTable, slip: Slip, reason: str | None) -> Note:
    return Note(
        uid=slip.id,
        workshop_id=table.workshop_id,
        table_id=table.id,
        kind=slip.kind,
        part=slip.part,
        text=slip.text,
        struck=slip.struck,
        aside_reason=reason,
        elaborations=slip.elaborations,
        round=slip.round,
        paper=slip.paper,
        joined_into=slip.joined_into,
        in_main=slip.in_main,
    )


def _sorting(tx: Session, question: Question, asked: Asked, notes: dict[str, Note]) -> None:
    for place, heading in enumerate(asked.categories, 1):
        category = Category(
            id=str(uuid.uuid4()),
            question_id=question.id,
            heading=heading.heading,
            listed=heading.listed,
            position=float(place),
        )
        tx.add(category)
        for at, printed in enumerate(heading.entries, 1):
            entry = Entry(id=str(uuid.uuid4()), text=printed.text, position=float(at))
            entry.sources = [
                Source(note_id=notes[note].id, absorbed=note in printed.absorbed, position=order)
                for order, note in enumerate(printed.notes)
            ]
            category.entries.append(entry)
    tx.flush()
