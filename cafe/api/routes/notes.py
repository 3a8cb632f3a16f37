"""Notes from another program: to a table, or to a source of their own."""

from uuid import NAMESPACE_OID, UUID, uuid5

from flask import Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.api.described import described
from cafe.api.room import v1
from cafe.api.routes import bodies, forms
from cafe.api.routes.answers import told
from cafe.api.routes.bearer import Program, by_token
from cafe.core.i18n import _
from cafe.errors import NotFound
from cafe.model import CafeTable, Place, Question, Workshop
from cafe.sort.history.undo import undo
from cafe.sort.origins.actions import origin_named, take_in
from cafe.sort.origins.rules import Outcome, Row
from cafe.web.access import the_workshop
from cafe.web.bodies import read_body, takes
from cafe.web.state import writing


@v1.post("/cafes/<workshop_id>/notes")
@by_token("notes.bring")
@described(
    lambda: _("Add notes to a table, or to a source of their own."),
    {200: forms.Taken},
)
@takes(bodies.NewNotes)
def add_notes(who: Program) -> Response:
    """What became of each row; the same operation again adds nothing, and is answered the same."""
    body = read_body(bodies.NewNotes)
    doing = {"by": who.label, "operation": body.operation}
    with writing(who.workshop_id) as tx:
        workshop = the_workshop(tx, who)
        target = _target(tx, workshop, body.target, **doing)
        rows = [Row(**one.model_dump(exclude={"id"}), uid=one.id) for one in body.rows]
        outcome = take_in(tx, target=target, rows=rows, first=body.first, **doing)
        revision = workshop.revision
    places = range(body.first, body.first + len(rows))
    return told(forms.Taken(rows=_of(outcome, places), revision=revision))


@v1.delete("/cafes/<workshop_id>/notes/<uuid:id>")
@by_token("notes.bring")
@described(
    lambda: _("Take the notes of one operation out again, while the café is being sorted."),
    {200: forms.Undone},
)
def undo_notes(who: Program, id: UUID) -> Response:
    """One undo, of this token's own: what somebody has changed since stays, and is told (409)."""
    own = str(uuid5(NAMESPACE_OID, f"undo {id}"))
    with writing(who.workshop_id) as tx:
        workshop = the_workshop(tx, who)
        undo(tx, workshop=workshop, by=who.label, operation=own, only=str(id))
        revision = workshop.revision
    return told(forms.Undone(operation=str(id), revision=revision))


def _target(
    tx: Session,
    workshop: Workshop,
    asked: bodies.AtTable | bodies.AtOrigin,
    *,
    by: str,
    operation: str,
) -> Place:
    """A source is made when it is not there. Raises NotFound for a table or a question."""
    here = CafeTable.workshop_id == workshop.id
    if isinstance(asked, bodies.AtTable):
        table = tx.scalars(select(CafeTable).where(here, CafeTable.number == asked.table)).first()
        if table is None:
            raise NotFound(_("There is no table %(number)s.", number=asked.table), where="target")
        return table
    mine = select(Question).where(Question.workshop_id == workshop.id)
    question = tx.scalars(mine.where(Question.number == asked.question)).first()
    if question is None:
        words = _("There is no question %(number)s.", number=asked.question)
        raise NotFound(words, where="target")
    return origin_named(tx, question=question, name=asked.origin, by=by, operation=operation)


def _of(outcome: Outcome, places: range) -> list[forms.TakenRow]:
    """Every row by its place. What was there before was taken in by an earlier try."""
    inside = {**outcome.there, **outcome.taken}
    refused = {one.at: one for one in outcome.refused}
    rows = []
    for at in places:
        if (no := refused.get(at)) is not None:
            row = forms.TakenRow(
                row=at, state="refused", why=no.why, where=no.where, mended=no.mended
            )
        else:
            note, kept = inside.get(at) or None, outcome.mended.get(at)
            row = forms.TakenRow(row=at, state="in", note=note, mended=kept)
        rows.append(row)
    return rows
