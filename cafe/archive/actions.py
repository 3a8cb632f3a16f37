"""A workshop made from an archive: in pieces, and nobody sees it before it is whole."""

import uuid
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe import nouns
from cafe.archive import schema
from cafe.archive.answers.bring import bring_followup
from cafe.archive.beside import note_row, rows_beside, series_for, written
from cafe.archive.history.bring import Positions, bring, finish, in_order, positions_of
from cafe.archive.pieces import FOLDER
from cafe.archive.programme import answer_rows, forms_in, stored
from cafe.archive.readers import reading_rows, remark_rows
from cafe.archive.schema import Archive, Printed, Table
from cafe.archive.slices import AtOnce, Count, Write, slices
from cafe.core.clock import today
from cafe.jobs.worker import Progress, quiet
from cafe.model import (
    ARRIVING,
    Apart,
    Base,
    CafeTable,
    Category,
    Entry,
    Note,
    Opposed,
    Organiser,
    Origin,
    Person,
    Poster,
    Question,
    Source,
    Workshop,
)
from cafe.model.canonical import other_id
from cafe.people.links import open_link, open_links
from cafe.people.organisations.quota import room_for_cafe
from cafe.plan.programme.evaluation import stored as stored_forms
from cafe.plan.queries import new_id
from cafe.sort.origins.queries import next_number

NO_SIZES: Mapping[str, int] = {}
LINKS_AT_ONCE = 20  # in one transaction: each has a code of its own to be looked for


def import_archive(
    tx: Session, *, archive: Archive, by_person: Person | None, secret_key: str
) -> Workshop:
    """A new workshop with a new short id, its links, and everything that `archive` holds.

    `by_person` becomes its organiser; a café without one is given to the first account made.
    """
    person_id = by_person.id if by_person is not None else None
    write = AtOnce(tx)
    workshop = arrive(write, archive=archive, person_id=person_id)
    fill(write, workshop=workshop, archive=archive)
    appear(write, workshop=workshop, archive=archive, person_id=person_id, secret_key=secret_key)
    return workshop


def arrive(write: Write, *, archive: Archive, person_id: int | None) -> Workshop:
    """The row of a new workshop that nobody sees yet; `person_id` is to be its organiser.

    Raises Conflict when that person's organisation may have no more.
    """

    def work(tx: Session) -> Workshop:
        values = {**archive.workshop.values(today()), "stage": ARRIVING}
        values["evaluation"] = stored_forms(forms_in(archive.evaluation))
        home = room_for_cafe(tx, tx.get(Person, person_id) if person_id is not None else None)
        belongs = home["organisation_id"]
        values["series"] = series_for(tx, archive.workshop.series, person_id, belongs)
        workshop = Workshop(id=new_id(tx), revision=0, **values, **home)
        tx.add(workshop)
        return workshop

    return write(work)


def fill(
    write: Write,
    *,
    workshop: Workshop,
    archive: Archive,
    sizes: Mapping[str, int] = NO_SIZES,
    progress: Progress = quiet,
) -> None:
    """Everything that `archive` holds, in pieces, for `workshop`.

    `sizes`: of its photographs, by file. `progress` hears how far it is.
    """
    notes = sum(len(table.notes) for one in archive.questions for table in one.tables)
    notes += sum(len(origin.notes) for one in archive.questions for origin in one.origins)
    count = Count(progress, notes)
    write(partial(_add_all, readings := reading_rows(workshop.id, archive.readings)))
    rounds = {one.uid: one.id for one in readings}
    beside = _Beside(count, sizes, positions_of(archive.history), rounds)
    for piece in archive.questions:
        _question(write, workshop.id, piece, beside)
    for some in slices(answer_rows(workshop.id, archive.evaluation)):
        write(partial(_add_all, some))
    bring_followup(write, workshop.id, archive.followup)
    bring(write, workshop.id, archive.history)


def appear(
    write: Write, *, workshop: Workshop, archive: Archive, person_id: int | None, secret_key: str
) -> None:
    """Links for `workshop`, and with the last row written it is there for its organiser."""

    def show(tx: Session) -> None:
        here = tx.get_one(Workshop, workshop.id)
        here.stage = archive.workshop.stage
        uids = {question.number: question.uid for question in here.questions}
        here.programme = stored(archive.workshop.programme, uids)
        finish(here, archive.history, archive.seal)
        if person_id is not None and tx.get(Person, person_id) is not None:
            tx.add(Organiser(workshop_id=here.id, person_id=person_id, role="owner"))

    _links(write, workshop.id, secret_key)
    write(show)


def _links(write: Write, workshop_id: str, secret_key: str) -> None:
    """Nobody knows them yet, so they may come in pieces."""

    def tables(tx: Session) -> list[int | None]:
        query = select(CafeTable.id).where(CafeTable.workshop_id == workshop_id)
        return [None, *tx.scalars(query.order_by(CafeTable.id))]

    def open_some(some: Sequence[int | None], tx: Session) -> None:
        for table_id in some:
            open_link(tx, workshop_id=workshop_id, table_id=table_id, secret_key=secret_key)

    for some in slices(write(tables), LINKS_AT_ONCE):
        write(partial(open_some, some))
    write(lambda tx: open_links(tx, tx.get_one(Workshop, workshop_id), secret_key))  # the trays'


class _Beside(NamedTuple):
    """What is counted of all questions, and known of what is under any."""

    counted: Count
    sizes: Mapping[str, int]
    positions: Positions
    readings: Mapping[str, int]


class _Filling(NamedTuple):
    """A question that is being filled: its row, and the notes' numbers by their ids."""

    write: Write
    row: Question
    notes: dict[str, int]
    reasons: dict[str, str]
    beside: _Beside


def _question(write: Write, workshop_id: str, piece: schema.Question, beside: _Beside) -> None:
    parts = [part.model_dump() for part in piece.parts]
    values = nouns.QUESTION.values(piece) | {"parts": parts, **_uid(piece)}

    def work(tx: Session) -> Question:
        question = Question(workshop_id=workshop_id, **values)
        tx.add(question)
        return question

    reasons = {left.note: left.reason for left in piece.set_aside}
    here = _Filling(write, write(work), {}, reasons, beside)
    for table in piece.tables:
        _table(here, table)
    for origin in piece.origins:
        _origin(here, origin)
    _sorting(here, piece)
    for remarks in slices(remark_rows(here.row, piece.remarks, beside.readings)):
        write(partial(_add_all, remarks))
    for kind, pairs in ((Apart, piece.apart), (Opposed, piece.opposed)):
        for some in slices(pairs):
            both = [kind(**_ids(pair, here.notes)) for pair in some]
            write(partial(_add_all, both))


def _uid(piece: schema.Question | Table) -> dict[str, str]:
    """The id that it has everywhere; without one it gets a new one."""
    return {} if piece.id is None else {"uid": piece.id}


def _ids(pair: list[str], notes: dict[str, int]) -> dict[str, int]:
    first, second = sorted(notes[uid] for uid in pair)
    return {"first_id": first, "second_id": second}


def _table(here: _Filling, table: Table) -> None:
    question = here.row

    def work(tx: Session) -> CafeTable:
        ids = {"workshop_id": question.workshop_id, "question_id": question.id}
        roles = [one.model_dump() for one in table.roles]
        told = {"roles": roles, "cells": [one.model_dump() for one in table.cells], **_uid(table)}
        row = CafeTable(**ids, **nouns.TABLE.values(table) | told)
        tx.add(row)
        tx.flush()
        for photo in table.posters:
            file = photo.file.removeprefix(FOLDER)
            about = {"alt": photo.alt, "sheet": photo.sheet, "parts": photo.parts}
            about |= {} if photo.id is None else {"uid": photo.id}
            size = here.beside.sizes.get(file)
            tx.add(Poster(table_id=row.id, file=file, size=size, **about))
        return row

    row = here.write(work)
    _notes(here, list(written(row, table, here.reasons)))
    beside = (rows_beside(row.workshop_id, here.notes[piece.id], piece) for piece in table.notes)
    for rows in slices(chain.from_iterable(beside)):
        here.write(partial(_add_all, rows))


def _origin(here: _Filling, origin: schema.Origin) -> None:
    ids = {"workshop_id": here.row.workshop_id, "question_id": here.row.id}

    def work(tx: Session) -> Origin:
        at = next_number(tx, here.row.workshop_id)
        tx.add(row := Origin(**ids, **nouns.ORIGIN.values(origin), number=at))
        return row

    row = here.write(work)
    notes = (piece.model_copy(update={"gathered": True}) for piece in origin.notes)
    _notes(here, [note_row(row, piece, here.reasons.get(piece.id)) for piece in notes])


def _notes(here: _Filling, notes: Sequence[Note]) -> None:
    for some in slices(notes):
        here.write(partial(_add_all, some))
        there = [note for note in some if note.sorted]
        here.notes.update((note.uid, note.id) for note in there)
        here.beside.counted.more(len(there))


def _add_all(rows: Sequence[Base], tx: Session) -> None:
    tx.add_all(rows)
    tx.flush()


def _sorting(here: _Filling, piece: schema.Question) -> None:
    places = in_order([heading.id for heading in piece.categories], here.beside.positions)
    for place, heading in zip(places, piece.categories, strict=True):
        category = Category(
            id=_own_id(here, heading.id),
            question_id=here.row.id,
            **nouns.CATEGORY.values(heading),
            position=place,
        )
        here.write(partial(_add_all, [category]))
        within = in_order([entry.id for entry in heading.entries], here.beside.positions)
        for some in slices(zip(within, heading.entries, strict=True)):
            here.write(partial(_entries, category.id, some, here))


def _own_id(here: _Filling, id: str | None) -> str:
    """The id of a heading or sentence in this café."""
    return other_id(id or str(uuid.uuid4()), here.row.workshop_id)


def _entries(
    category_id: str, printed: Sequence[tuple[float, Printed]], here: _Filling, tx: Session
) -> None:
    for at, one in printed:
        place = {"category_id": category_id, "position": at}
        entry = Entry(id=_own_id(here, one.id), **place, **nouns.ENTRY.values(one))
        absorbed = set(one.absorbed)
        entry.sources = [
            Source(note_id=here.notes[note], absorbed=note in absorbed, position=order)
            for order, note in enumerate(one.notes)
        ]
        tx.add(entry)
