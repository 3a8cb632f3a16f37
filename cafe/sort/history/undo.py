"""Undo and redo: each person's own operations, one after the other, as far back as the changes go.

An operation is undone by giving everything it changed the state it had before. What somebody else
has changed since is never overwritten: then the undo is refused and names the thing.
"""

from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.model import Workshop
from cafe.model.commands import once
from cafe.sort.guards import check_stage
from cafe.sort.history import revert
from cafe.sort.history.stacks import stacks


@once(None)
def undo(
    tx: Session, *, workshop: Workshop, by: str, operation: str, only: str | None = None
) -> None:
    """Undo the last operation of `by`, or the one named `only`.

    Raises Conflict when there is nothing to undo, or somebody else has changed the same thing
    since; `now` then names the operation refused and the one before it: {"act", "earlier"}.
    """
    check_stage(workshop)
    _step_back(
        tx, workshop, stacks(tx, workshop.id, by).done, by=by, operation=operation, only=only
    )


@once(None)
def redo(
    tx: Session, *, workshop: Workshop, by: str, operation: str, only: str | None = None
) -> None:
    """Take back the last undo of `by`, or the one named `only`. Refuses as `undo` does."""
    check_stage(workshop)
    _step_back(
        tx, workshop, stacks(tx, workshop.id, by).undone, by=by, operation=operation, only=only
    )


def _step_back(
    tx: Session, workshop: Workshop, row: list[str], *, by: str, operation: str, only: str | None
) -> None:
    if not row or (only is not None and only not in row):
        raise Conflict(_("There is nothing more to undo or redo."))
    target = only or row[-1]
    at = row.index(target)
    try:
        revert.revert(tx, workshop, target, by=by, operation=operation)
    except Conflict as refused:
        refused.now = {"act": target, "earlier": row[at - 1] if at else None}
        raise
