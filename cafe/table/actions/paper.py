"""The paper poster: photographs of it, where notes stand in them, what is said of cells."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.cells.form import Mark
from cafe.core.i18n import _
from cafe.core.limits import STATEMENT
from cafe.core.text import clean
from cafe.errors import Conflict
from cafe.model import CafeTable, Note, Poster, Question
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.people.organisations.quota import check_photographs
from cafe.table import rules, rules_paper
from cafe.table.guards import changed_note, changed_table, check_stage, check_there


@once(None, each=True)
def add_photo(
    tx: Session,
    *,
    table: CafeTable,
    file: str,
    alt: str,
    size: int,
    sheet: Mark | None = None,
    by: str,
    operation: str,
) -> Poster | None:
    """Hang up a photograph of the paper poster; `file` is its name in the workshop's folder, `size`
    its bytes, `sheet` what its marks say when it has numbered cells.

    None when this operation has hung one up before. Raises Invalid; Conflict when the table is
    closed, or has as many as it may have, the organisation has no room for it, or the sheet is
    another table's.
    """
    alt = clean(alt, limit=STATEMENT, name=_("The description"), empty=True)
    check_stage(table, rules.MENDING)
    if len(table.posters) >= rules_paper.MOST_PHOTOS:
        most = rules_paper.MOST_PHOTOS
        raise Conflict(_("At most %(most)s photographs hang at a table.", most=most))
    told: dict[str, Any] = {}
    if sheet is not None:
        rules_paper.check_table(sheet, table.uid or "", _others(tx, table))
        told = {"sheet": sheet.sheet, "parts": sheet.parts}
    check_photographs(tx, table.question.workshop, size)
    poster = Poster(table=table, file=file, alt=alt, size=size, **told)
    tx.add(poster)
    tx.flush()
    publish(tx, table, by=by, operation=operation)
    return poster


def _others(tx: Session, table: CafeTable) -> dict[str, tuple[str, int]]:
    query = select(CafeTable.uid, Question.form, CafeTable.number)
    here = query.join(Question, Question.id == CafeTable.question_id)
    rows = tx.execute(here.where(CafeTable.workshop_id == table.workshop_id))
    return {uid: (form, number) for uid, form, number in rows if uid}


@once("table", each=True)
def describe_photo(
    tx: Session,
    *,
    table: CafeTable,
    photo: Poster,
    was: str,
    text: str,
    by: str,
    operation: str,
) -> CafeTable:
    """Say what the photograph shows, at any time. Raises Invalid; Conflict when somebody else has
    said something else than `was` meanwhile.
    """
    alt = clean(text, limit=STATEMENT, name=_("The description"), empty=True, where="text")
    if photo.alt != alt:
        if photo.alt != was:
            raise changed_table(tx, table, "posters")
        photo.alt = alt
        tx.flush()
    publish(tx, table, by=by, operation=operation)
    return table


@once("table", each=True)
def take_down_photo(
    tx: Session, *, table: CafeTable, photo_id: int, by: str, operation: str
) -> CafeTable:
    """Take a photograph off its table; its file is the caller's to remove, once this is so.

    Raises Conflict when the table is closed.
    """
    check_stage(table, rules.MENDING)
    table.posters[:] = [one for one in table.posters if one.id != photo_id]
    tx.flush()
    publish(tx, table, by=by, operation=operation)
    return table


@once("table", each=True)
def number_anew(
    tx: Session, *, table: CafeTable, photo: Poster, by: str, operation: str
) -> CafeTable:
    """Let the sheet in the photograph be another one than those with its number: it is a copy of
    the same print. Raises Conflict when it has no cells.
    """
    if photo.sheet is None:
        raise Conflict(_("This photograph shows no numbered cells."))
    others = [one.sheet for one in table.posters if one.sheet and one is not photo]
    if photo.sheet in others:  # else it is known already
        photo.sheet = rules_paper.another(others)
    tx.flush()
    publish(tx, table, by=by, operation=operation)
    return table


@once("table", each=True)
def say_of_cell(
    tx: Session, *, table: CafeTable, cell: str, said: str | None, by: str, operation: str
) -> CafeTable:
    """Nothing is typed from this cell: it is empty, nobody can read it, or it is the same as in an
    earlier photograph; None takes that back. `cell` names the photograph it was seen in.

    At any time, as what is typed off may come late. Raises Invalid.
    """
    table.cells = rules_paper.with_said(table.cells, cell, said)
    tx.flush()
    publish(tx, table, by=by, operation=operation)
    return table


@once("note", each=True)
def mark_note(tx: Session, *, note: Note, was: str, spot: str, by: str, operation: str) -> Note:
    """Where on the picture of a poster the note stands, "": it is not said. Its words stay.

    At any time, as what is typed off may come late. Raises Invalid; Conflict when somebody has
    marked it elsewhere than `was` meanwhile.
    """
    check_there(note)
    wanted = rules_paper.check_place(spot)
    if note.spot != wanted:
        if note.spot != was:
            raise changed_note(tx, note, "spot")
        note.spot = wanted
        tx.flush()
    publish(tx, note, by=by, operation=operation)
    return note
