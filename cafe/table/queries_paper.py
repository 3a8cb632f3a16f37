"""What stands on paper in a café, as its organiser reads it: photographs, cells, what remains."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cafe.core.cells import form
from cafe.core.text import place_name
from cafe.model import CafeTable, Note, Poster, Workshop
from cafe.model.note import notes_in_any_state
from cafe.table import rules_paper

SHARES = 10_000  # of the sheet's width: what a drawing counts in
HIGH = round(SHARES * form.HIGH / form.WIDE)


@dataclass(frozen=True)
class Read:
    """A cell: its number, and its note's id and text; of one that nobody could read both are "".

    `box`: where it is in the photograph, as a drawing's `viewBox` has it.
    """

    cell: int
    box: str
    note: str = ""
    text: str = ""


@dataclass(frozen=True)
class Photographed:
    """A photograph, of which table, and of a sheet with cells what is typed off and what is not."""

    photo: Poster
    place: str
    number: int
    typed: tuple[Read, ...] = ()
    illegible: tuple[Read, ...] = ()


def on_paper(db: Session, workshop: Workshop) -> list[Photographed]:
    """Every photograph of the café, by table and in the order in which they were hung."""
    here = select(CafeTable).where(CafeTable.workshop_id == workshop.id)
    tables = db.scalars(here.options(selectinload(CafeTable.posters)).order_by(CafeTable.number))
    return [one for table in tables.all() if table.posters for one in _at(db, table)]


def _at(db: Session, table: CafeTable) -> Iterator[Photographed]:
    notes = _typed_at(db, table)
    unread = rules_paper.illegible(table.cells, (note.spot for note in notes))
    # The last photograph of a sheet is the one that its cells are shown in.
    last = {photo.sheet: photo.id for photo in table.posters if photo.sheet}
    place = place_name(table.question.form, table.number)
    for at, photo in enumerate(table.posters, start=1):
        if last.get(photo.sheet) != photo.id:
            yield Photographed(photo, place, at)
            continue
        sheet = f"{photo.sheet}/"
        typed = [note for note in notes if note.spot.startswith(sheet)]
        typed.sort(key=lambda note: rules_paper.in_order(note.spot))
        yield Photographed(
            photo,
            place,
            at,
            tuple(_read(note.spot, note.uid, note.text) for note in typed),
            tuple(_read(spot) for spot in unread if spot.startswith(sheet)),
        )


def _read(spot: str, note: str = "", text: str = "") -> Read:
    cell = rules_paper.in_order(spot)[1]
    left, top, wide, high = (round(SHARES * one / form.WIDE) for one in form.box_of(cell))
    return Read(cell, f"{left} {top} {wide} {high}", note, text)


def _typed_at(db: Session, table: CafeTable) -> list[Note]:
    here = (Note.table_id == table.id, Note.spot != "", Note.struck.is_(False))
    return list(db.scalars(notes_in_any_state().where(*here).order_by(Note.id)))


def read_of(db: Session, workshop: Workshop) -> dict[str, tuple[int, int]]:
    """What is done of all: photographs described, and cells that somebody could read."""
    all_of = on_paper(db, workshop)
    described = sum(bool(one.photo.alt.strip()) for one in all_of)
    read = sum(len(one.typed) for one in all_of)
    unread = sum(len(one.illegible) for one in all_of)
    return {"described": (described, len(all_of)), "cells": (read, read + unread)}
