"""What stands on paper in a café, as its organiser reads it: photographs, cells, what remains."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cafe.core.text import place_name
from cafe.model import CafeTable, Note, Poster, Workshop
from cafe.model.note import notes_in_any_state
from cafe.table import rules_paper

# How high a photograph is for each width.
High = Callable[[Poster], float]


@dataclass(frozen=True)
class Crop:
    """A part of a photograph, as a drawing has it: the photograph's id, its height when it is
    `WHOLE` wide, the part as a `viewBox`, and where that is in words."""

    photo: int
    high: float
    box: str
    where: str


@dataclass(frozen=True)
class Read:
    """What somebody read off a photograph: its note's id and text, "" where nobody could."""

    crop: Crop
    note: str = ""
    text: str = ""


@dataclass(frozen=True)
class Photographed:
    """A photograph, of which table, what was typed off it, and which cells nobody could read."""

    photo: Poster
    place: str
    number: int
    typed: tuple[Read, ...]
    illegible: tuple[Read, ...]


def on_paper(db: Session, workshop: Workshop, high: High) -> list[Photographed]:
    """Every photograph of the café, by table and in the order in which they were hung."""
    return [one for table in _tables(db, workshop) for one in _at(db, table, high)]


def _tables(db: Session, workshop: Workshop) -> Iterator[CafeTable]:
    here = select(CafeTable).where(CafeTable.workshop_id == workshop.id)
    tables = db.scalars(here.options(selectinload(CafeTable.posters)).order_by(CafeTable.number))
    return (table for table in tables.all() if table.posters)


def _at(db: Session, table: CafeTable, high: High) -> Iterator[Photographed]:
    notes = _typed_at(db, table)
    typed, illegible = defaultdict[int, list[Read]](list), defaultdict[int, list[Read]](list)
    for note in sorted(notes, key=_in_order):
        if crop := crop_at(note.spot, table.posters, high):
            typed[crop.photo].append(Read(crop, note.uid, note.text))
    for spot in rules_paper.illegible(table.cells, (note.spot for note in notes)):
        if crop := crop_at(spot, table.posters, high):
            illegible[crop.photo].append(Read(crop))
    place = place_name(table.question.form, table.number)
    for at, photo in enumerate(table.posters, start=1):
        yield Photographed(photo, place, at, tuple(typed[photo.id]), tuple(illegible[photo.id]))


def _in_order(note: Note) -> tuple[int, int]:
    """Cells as they stand on the sheet, then the others as they were typed."""
    return rules_paper.in_order(note.spot) if rules_paper.is_cell(note.spot) else (100, note.id)


def crop_at(spot: str, photos: Sequence[Poster], high: High) -> Crop | None:
    """What of the table's photographs shows this spot; None when none does any more.

    A cell of which it is not known in which photograph it was seen: the last of its sheet.
    """
    uid = rules_paper.photo_of(spot)
    sheet = rules_paper.in_order(spot)[0] if spot and not uid else 0
    for photo in reversed(photos):
        if photo.uid == uid or (sheet and photo.sheet == sheet):
            left, top, wide, deep = rules_paper.crop_of(spot)
            tall = high(photo)
            box = " ".join(f"{part:.1f}" for part in (left, top * tall, wide, deep * tall))
            return Crop(photo.id, rules_paper.WHOLE * tall, box, rules_paper.where_words(spot))
    return None


def _typed_at(db: Session, table: CafeTable) -> list[Note]:
    here = (Note.table_id == table.id, Note.spot != "", Note.struck.is_(False))
    return list(db.scalars(notes_in_any_state().where(*here).order_by(Note.id)))


def read_of(db: Session, workshop: Workshop) -> dict[str, tuple[int, int]]:
    """What is done of all: photographs described, and cells that somebody could read."""
    described = count = read = unread = 0
    for table in _tables(db, workshop):
        spots = [note.spot for note in _typed_at(db, table) if rules_paper.is_cell(note.spot)]
        read += len(spots)
        unread += len(rules_paper.illegible(table.cells, spots))
        count += len(table.posters)
        described += sum(bool(photo.alt.strip()) for photo in table.posters)
    return {"described": (described, count), "cells": (read, read + unread)}
