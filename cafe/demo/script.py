"""What each table does, in order: the builder runs it at once, the live demo one step at a time."""

from dataclasses import dataclass
from typing import Literal
from uuid import NAMESPACE_URL, uuid4, uuid5

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.demo.shapes import DemoNote, Table
from cafe.model import CafeTable, Change, Note
from cafe.table.actions import notes, poster

# A host sees the slip on the poster, reads it once more, and only then wants it otherwise.
_SECOND_THOUGHTS = 2
ByUid = dict[str, Note]


@dataclass(frozen=True)
class Step:
    """One thing a host does; `slip` is the note it is done to, `words` what the host writes."""

    does: Literal["split", "name", "type", "edit", "strike", "sum up"]
    words: str = ""
    slip: DemoNote | None = None


def steps_of(table: Table) -> list[Step]:
    """Everything the table's host does, from the café name to the main statement."""
    steps = [Step("split")] if table.by_parts else []
    steps.append(Step("name", table.name))
    later: list[tuple[int, Step]] = []
    for place, slip in enumerate(table.slips):
        steps.append(Step("type", slip.first or slip.text, slip))
        if slip.first:
            later.append((place + _SECOND_THOUGHTS, Step("edit", slip.text, slip)))
        if slip.struck:
            later.append((place + _SECOND_THOUGHTS, Step("strike", slip=slip)))
        steps += [step for due, step in later if due == place]
    steps += [step for due, step in later if due >= len(table.slips)]
    return [*steps, Step("sum up", table.main)]


def uid_of(table: CafeTable, slip: DemoNote) -> str:
    """The note's id: the same on every try, so that a demo started again knows what is typed."""
    return str(uuid5(NAMESPACE_URL, f"{table.workshop_id}/{table.number}/{slip.key}"))


def notes_of(tx: Session, workshop_id: str) -> ByUid:
    """All notes of the café, in one query."""
    query = select(Note).where(Note.workshop_id == workshop_id)
    return {note.uid: note for note in tx.scalars(query)}


def changes_of(tx: Session, workshop_id: str) -> dict[str, int]:
    """How often each note of the café was changed, by uid; 1: typed and not touched since."""
    query = select(Change.key, func.count()).where(
        Change.workshop_id == workshop_id, Change.what == "note"
    )
    return dict(tx.execute(query.group_by(Change.key)).all())


def wanted(changes: dict[str, int], table: CafeTable, step: Step) -> bool:
    """False when the step is taken already, or a person did something else in its place."""
    changed = changes.get(uid_of(table, step.slip), 0) if step.slip else 0
    match step.does:
        case "split":
            return not table.by_parts
        case "name":
            return table.cafe_name is None
        case "sum up":
            return table.main_statement is None
        case "type":
            return changed == 0
        case "edit" | "strike":
            return changed == 1


def take(tx: Session, table: CafeTable, step: Step) -> None:
    """Do what the step says, as the table's host would from the tablet."""
    by, operation = f"table:{table.id}", str(uuid4())
    match step.does:
        case "split":
            poster.hang_by_parts(tx, table=table, by_parts=True, by=by, operation=operation)
        case "name":
            was = table.cafe_name
            poster.name_cafe(tx, table=table, was=was, name=step.words, by=by, operation=operation)
        case "sum up":
            was = table.main_statement
            poster.sum_up(tx, table=table, was=was, text=step.words, by=by, operation=operation)
        case "type" | "edit" | "strike" if step.slip:
            _write(tx, table, step, step.slip)


def _write(tx: Session, table: CafeTable, step: Step, slip: DemoNote) -> None:
    by, operation = f"table:{table.id}", str(uuid4())
    uid, kind, part = uid_of(table, slip), slip.kind, slip.part
    if step.does == "type":
        text = step.words
        notes.add_note(
            tx, table=table, uid=uid, kind=kind, text=text, part=part, by=by, operation=operation
        )
        return
    here = Note.workshop_id == table.workshop_id, Note.uid == uid
    note = tx.scalars(select(Note).where(*here)).one()
    if step.does == "strike":
        notes.strike_note(tx, note=note, struck=True, by=by, operation=operation)
    else:
        was, text = note.text, step.words
        notes.edit_note(
            tx, note=note, was=was, text=text, kind=kind, part=part, by=by, operation=operation
        )
