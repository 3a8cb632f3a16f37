"""How far a person can undo and redo: their own operations, read from the changes."""

from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from cafe.model import Change

# `gathered` tells of notes that were brought in from elsewhere: with it, a main statement that came
# so goes back too. `hung`: they hang on posters, and what hosts have is not taken back here.
GATHERED, HUNG = BROUGHT_IN = ("gathered", "hung")
SORTED = ("category", "entry", "note", "apart", "opposed", "part", GATHERED)


@dataclass
class Stacks:
    """A person's operations that can be undone, and undoings that can be redone; the newest is
    last."""

    done: list[str] = field(default_factory=list)
    undone: list[str] = field(default_factory=list)

    def take(self, operation: str, undoes: str | None) -> None:
        """Follow one operation of the history."""
        if undoes is None:
            self.done.append(operation)
            self.undone.clear()
        elif undoes in self.undone:
            self.undone.remove(undoes)
            self.done.append(operation)
        elif undoes in self.done:
            self.done.remove(undoes)
            self.undone.append(operation)


def stacks(db: Session, workshop_id: str, by: str) -> Stacks:
    """What `by` can undo and redo in this workshop's sorting."""
    mine = (Change.workshop_id == workshop_id, Change.by == by)
    others = select(Change.operation).where(*mine, Change.what.not_in(SORTED))
    gathered = select(Change.operation).where(*mine, Change.what == GATHERED)
    # A part of it hangs on a poster, or answers a reader: then none of it is taken back here.
    stands = select(Change.operation).where(*mine, Change.what.not_in((*SORTED, "table")))
    gathered = gathered.where(Change.operation.not_in(stands))
    operations = select(Change.operation, Change.undoes).where(
        *mine, Change.operation.not_in(others) | Change.operation.in_(gathered)
    )
    known = Change.operation.not_in(others), Change.operation.not_in(gathered)
    stayed = _stayed(db, workshop_id, *mine, *known)
    found = Stacks()
    for operation, undoes in db.execute(
        operations.group_by(Change.operation, Change.undoes).order_by(func.min(Change.revision))
    ):
        if operation not in stayed:
            found.take(operation, undoes)
    return found


def _stayed(db: Session, workshop_id: str, *mine: ColumnElement[bool]) -> set[str]:
    """Operations on notes that neither set one aside nor took one back: it was elaborated, or its
    words mended. They are not sorting's, and an undo of them would change nothing.
    """
    on_notes = select(Change.key).where(*mine, Change.what == "note")
    wanted = set(db.scalars(on_notes.with_only_columns(Change.operation)))
    went = Change.item["aside"].as_string(), Change.item["in_main"].as_boolean()
    query = select(Change.key, Change.operation, Change.erased, *went).where(
        Change.workshop_id == workshop_id, Change.what == "note", Change.key.in_(on_notes)
    )
    moved: set[str] = set()
    # What was sorted had a change before it (`trace.keep`).
    last: dict[str, tuple[bool, str | None, bool]] = {}
    for key, operation, erased, aside, in_main in db.execute(query.order_by(Change.revision)):
        now = erased, aside, bool(in_main)
        if last.get(key, now) != now or erased:
            moved.add(operation)
        last[key] = now
    return wanted - moved
