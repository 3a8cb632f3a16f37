"""What a host does with the poster itself: its café name, its main statement, its parts."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import LINE, STATEMENT
from cafe.core.text import clean
from cafe.errors import Invalid
from cafe.model import CafeTable, Note, Place
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.model.note import SORTED_TOO
from cafe.table import rules
from cafe.table.guards import changed_table, check_stage, stands


@once("table", each=True)
def name_cafe(
    tx: Session, *, table: CafeTable, was: str | None, name: str | None, by: str, operation: str
) -> CafeTable:
    """The café name on the poster; blank or None takes it away. Raises Invalid or Conflict."""
    name = clean(name or "", limit=LINE, name=_("The café name"), lines=False, empty=True)
    return _set_words(tx, table, "cafe_name", was=was, words=name, by=by, operation=operation)


@once("table", each=True)
def sum_up(
    tx: Session, *, table: CafeTable, was: str | None, text: str | None, by: str, operation: str
) -> CafeTable:
    """The table's one main statement; blank or None takes it away. Raises Invalid or Conflict.

    What an organiser said to be used in it waits for a place again when it reads otherwise.
    """
    text = clean(text or "", limit=STATEMENT, name=_("The main statement"), empty=True)
    before = table.main_statement
    _set_words(tx, table, "main_statement", was=was, words=text, by=by, operation=operation)
    if table.main_statement != before:
        _lapse_main(tx, table, by=by, operation=operation)
    return table


def _lapse_main(tx: Session, table: Place, *, by: str, operation: str) -> None:
    """No note is used in the table's main statement any more: it is another, or none."""
    used = select(Note).where(Note.table_id == table.id, Note.in_main).order_by(Note.id)
    lapsed = list(tx.scalars(used, execution_options=SORTED_TOO))
    for note in lapsed:
        note.in_main = False
    publish(tx, *lapsed, by=by, operation=operation)


def _set_words(
    tx: Session,
    table: CafeTable,
    field: str,
    *,
    was: str | None,
    words: str | None,
    by: str,
    operation: str,
) -> CafeTable:
    wanted = words if words and words.strip() else None
    now: str | None = getattr(table, field)
    if now == wanted:
        return stands(tx, table, rules.MENDING, by=by, operation=operation)
    check_stage(table, rules.MENDING)
    if (now or "") != (was or ""):
        raise changed_table(tx, table, field)
    setattr(table, field, wanted)
    tx.flush()
    publish(tx, table, by=by, operation=operation)
    return table


@once("table", each=True)
def hang_by_parts(
    tx: Session, *, table: CafeTable, by_parts: bool, by: str, operation: str
) -> CafeTable:
    """Show the question's parts as fields of the poster, or not. Raises Invalid without parts."""
    if by_parts and not table.question.parts:
        raise Invalid(_("This question has no parts."), where="split")
    if table.by_parts == by_parts:
        return stands(tx, table, rules.MENDING, by=by, operation=operation)
    check_stage(table, rules.MENDING)
    table.by_parts = by_parts
    tx.flush()
    publish(tx, table, by=by, operation=operation)
    return table
