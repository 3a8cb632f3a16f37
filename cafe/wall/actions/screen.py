"""The remote of the big screen. `by` is who, `operation` the operation's id."""

from typing import Any

from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict, Invalid
from cafe.model import CafeTable, Note, Workshop
from cafe.model.change import record
from cafe.model.commands import once
from cafe.model.events import of_screen
from cafe.wall import rules_screen


@once(None)
def show(
    tx: Session,
    *,
    workshop: Workshop,
    show: str,
    by: str,
    operation: str,
    table: CafeTable | None = None,
    note: Note | None = None,
) -> None:
    """Show something until something else is asked for; "auto": what the day is at. Raises Invalid.

    It begins at its first page, also when it stands there already.
    """
    if (show == "table" and table is None) or (show == "note" and note is None):
        raise Invalid(_("Say which one is to be shown."), where="show")
    said = {
        "show": rules_screen.check_show(show),
        "table": table.id if table else None,
        "note": note.uid if note else None,
    }
    _say(tx, workshop, said, by, operation)


@once(None)
def lift(tx: Session, *, table: CafeTable, note: Note | None, by: str, operation: str) -> None:
    """The scribe of the plenary at `table` shows a note, or takes down what was lifted so (None).

    Raises NotAllowed, and Conflict when an organiser has the screen or the note was struck out.
    """
    workshop = table.question.workshop
    now = of_screen(workshop)
    rules_screen.check_scribe(
        form=table.question.form, stage=workshop.stage, show=now["show"], table=now["table"]
    )
    if note is None:
        _say(tx, workshop, {"show": "auto", "table": None, "note": None}, by, operation)
        return
    if note.struck or note.erased:
        raise Conflict(_("This note has been taken off the poster meanwhile."), where="note")
    _say(tx, workshop, {"show": "note", "table": table.id, "note": note.uid}, by, operation)


@once(None)
def turn(tx: Session, *, workshop: Workshop, pages: int, by: str, operation: str) -> None:
    """So many pages on; below 0: back."""
    _say(tx, workshop, {"turn": of_screen(workshop)["turn"] + pages}, by, operation)


@once(None)
def set_hall(
    tx: Session, *, workshop: Workshop, far: float, high: float, by: str, operation: str
) -> None:
    """How far the last seat is from the screen, and how high the picture: the size of all letters
    follows. Raises Invalid."""
    _say(tx, workshop, rules_screen.check_hall(far, high), by, operation)


@once(None)
def set_dark(tx: Session, *, workshop: Workshop, dark: bool, by: str, operation: str) -> None:
    """Light letters on dark, for a dark hall; or not."""
    _say(tx, workshop, {"dark": dark}, by, operation)


def _say(tx: Session, workshop: Workshop, said: dict[str, Any], by: str, operation: str) -> None:
    before = of_screen(workshop)
    after = before | said
    if after == before:
        return
    workshop.screen = {name: value for name, value in after.items() if name != "id"}
    record(tx, workshop, what="screen", key=workshop.id, item=after, by=by, operation=operation)
