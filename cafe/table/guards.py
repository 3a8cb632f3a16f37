"""What every action at a table checks first."""

from typing import TypeVar

from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import place_name
from cafe.errors import Conflict
from cafe.model import CafeTable, Note, Place, VisitorQuestion, events
from cafe.model.events import publish, workshop_of
from cafe.table import rules
from cafe.table.who import who_changed

T = TypeVar("T", CafeTable, Note, VisitorQuestion)


def check_stage(table: Place, stages: tuple[str, ...]) -> None:
    """Raise Conflict unless the café is at one of `stages`."""
    if workshop_of(table).stage not in stages:
        raise Conflict(
            _(
                "%(table)s is closed for writing now. The organiser can open the tables.",
                table=place_name(table.question.form, table.number),
            ),
            where="stage",
        )


def stands(tx: Session, thing: T, stages: tuple[str, ...], *, by: str, operation: str) -> T:
    """Answer for a `thing` that is already as the operation wants it.

    It is published all the same, while the café is at one of `stages`: so the operation is known,
    and a late copy of it undoes nobody's later one.
    """
    if workshop_of(thing).stage in stages:
        publish(tx, thing, by=by, operation=operation)
    return thing


def check_there(thing: Note | VisitorQuestion) -> None:
    """Raise Conflict when the words of `thing` were erased for good: no others take their place."""
    if thing.erased:
        raise rules.been_erased()


def check_not_recalled(note: Note) -> None:
    """Raise Conflict when whoever wrote the note into the tray has taken it back: nobody else puts
    it there again, or is told what it says."""
    if note.decided == "recalled":
        raise Conflict(_("Whoever wrote this note has taken it back."), where="recalled")


def check_unchanged(tx: Session, note: Note, saw: str, *, where: str = "was") -> None:
    """Raise Conflict, with `now` the note as it is, unless its text is what the person saw."""
    if note.text != saw:
        raise changed_note(tx, note, "text", where=where)


def changed_note(tx: Session, note: Note, field: str, *, where: str = "was") -> Conflict:
    """Who has changed the note's `field` meanwhile, and the note as it is."""
    what, key = events.named(note)
    who = who_changed(tx, note.workshop_id, what, key, field)
    words = _("%(who)s has changed this note meanwhile.", who=who)
    return Conflict(words, where=where, now=events.body(note), about=(what, key))


def changed_table(tx: Session, table: CafeTable, field: str) -> Conflict:
    """Who has changed the table's `field` meanwhile, and the table as it is."""
    who = who_changed(tx, table.workshop_id, "table", table.id, field)
    words = _("%(who)s has changed this meanwhile.", who=who)
    return Conflict(words, where="was", now=events.body(table), about=events.named(table))
