"""Where on the poster a note hangs. Places are numbers on the same scale as the notes' ids."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core import ordering
from cafe.model import Note
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.table import rules
from cafe.table.guards import check_stage, stands
from cafe.table.queries import no_note


@once("note", each=True)
def move_note(tx: Session, *, note: Note, before: str | None, by: str, operation: str) -> Note:
    """Hang the note before the one with the id `before`, None: last. Before itself it hangs where
    it is, and nothing is told.

    Raises NotFound when that one is not at this table, Conflict when the table is closed.
    """
    if before == note.uid:
        return note
    check_stage(note.table, rules.MENDING)
    row = [other for other in _row(tx, note) if other is not note]
    at = _index(row, before)
    if at == _row(tx, note).index(note):  # it hangs there already
        return stands(tx, note, rules.MENDING, by=by, operation=operation)
    hang(tx, row, note, at, by=by, operation=operation)
    tx.flush()
    publish(tx, note, by=by, operation=operation)
    return note


def hang_after(tx: Session, *, note: Note, after: Note, by: str, operation: str) -> None:
    """Give a new `note` the place right after another. The caller publishes it."""
    row = [other for other in _row(tx, note) if other is not note]
    hang(tx, row, note, row.index(after) + 1, by=by, operation=operation)


def hang(tx: Session, row: list[Note], note: Note, at: int, *, by: str, operation: str) -> None:
    """Give `note` the place at index `at` of `row`, the table's other notes in order.

    Where no number is left between two neighbours, the others are spread out, and published.
    """
    ceiling = _ceiling(tx)
    place = _place(row, at, ceiling)
    if place is None:
        places = ordering.places(row[0].order - 1, ceiling, len(row))
        _spread_out(tx, row, places, by=by, operation=operation)
        place = _place(row, at, ceiling)
    note.position = place


def hang_last(tx: Session, notes: Sequence[Note], *, by: str, operation: str) -> None:
    """Give `notes`, which do not hang yet, the last places at their tables, in their order.

    They are the caller's to hang and to tell of.
    """
    at_tables: dict[int, list[Note]] = defaultdict(list)
    for note in notes:
        at_tables[note.table_id].append(note)
    for come in at_tables.values():
        row, ceiling = _row(tx, come[0]), _ceiling(tx)
        last = row[-1].order if row else ceiling - 1
        places = ordering.places_after(last, ceiling, len(come))
        if places is None:
            everyone = ordering.places(row[0].order - 1, ceiling, len(row) + len(come))
            _spread_out(tx, row, everyone[: len(row)], by=by, operation=operation)
            places = everyone[len(row) :]
        for note, place in zip(come, places, strict=True):
            note.position = place


def _spread_out(
    tx: Session, row: list[Note], places: list[float], *, by: str, operation: str
) -> None:
    for other, where in zip(row, places, strict=True):
        other.position = where
    tx.flush()
    for other in row:
        publish(tx, other, by=by, operation=operation)


def _place(row: list[Note], at: int, ceiling: float) -> float | None:
    if not row:
        return ceiling - 1
    before = row[at - 1].order if at else row[0].order - 1
    return ordering.between_if_room(before, row[at].order if at < len(row) else ceiling)


def _ceiling(tx: Session) -> float:
    """Below what the next note that is typed, at any table, will have for a place."""
    return float(tx.scalar(select(func.max(Note.id))) or 0) + 1


def _row(tx: Session, note: Note) -> list[Note]:
    query = select(Note).where(Note.table_id == note.table_id)
    return list(tx.scalars(query.order_by(func.coalesce(Note.position, Note.id), Note.id)))


def _index(row: list[Note], before: str | None) -> int:
    if before is None:
        return len(row)
    for index, note in enumerate(row):
        if note.uid == before:
            return index
    raise no_note()
