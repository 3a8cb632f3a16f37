"""How far a person can undo and redo: their own operations, read from the changes."""

from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.model import Change

# `gathered` tells of notes that were brought in from elsewhere: with it, whatever else that changed
# goes back too. `hung`: they hang on posters, and what hosts have is not taken back here.
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
    # A part of it hangs on a poster: then none of it is taken back here.
    hung = select(Change.operation).where(*mine, Change.what == HUNG)
    gathered = gathered.where(Change.operation.not_in(hung))
    operations = select(Change.operation, Change.undoes).where(
        *mine, Change.operation.not_in(others) | Change.operation.in_(gathered)
    )
    found = Stacks()
    for operation, undoes in db.execute(
        operations.group_by(Change.operation, Change.undoes).order_by(func.min(Change.revision))
    ):
        found.take(operation, undoes)
    return found
