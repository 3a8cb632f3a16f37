"""The rotation plan of a café: made, kept, added to. `by` is who, `operation` the operation's id.

People are numbers, never names: a plan that lies on a table tells nothing about anybody.
"""

from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.model import CafeTable, Question, Workshop
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.plan.rotation import plan as rotation
from cafe.plan.rotation.plan import Asked, Met, Rounds, Spot


class Seating(NamedTuple):
    """A plan as it is kept, and how it fits the tables of today.

    `seats` per round the table of person 1, 2, …; `gone` are tables of the plan that have been
    taken away, `unused` tables of the café that the plan leaves empty; `back` is how many people
    come back to a table.
    """

    people: int
    seats: Rounds
    met: Met
    asked: Asked
    gone: list[int]
    unused: list[int]
    back: int


def spots_of(db: Session, workshop: Workshop) -> list[Spot]:
    """The tables people can be sent to, by number: those at questions of the form "tables"."""
    query = select(CafeTable.number, Question.number).join(Question)
    here = query.where(CafeTable.workshop_id == workshop.id, Question.form == "tables")
    return [
        Spot(table, question) for table, question in db.execute(here.order_by(CafeTable.number))
    ]


@once(None)
def keep_seating(
    tx: Session, *, workshop: Workshop, seats: Rounds, by: str, operation: str
) -> None:
    """Keep `seats` (rotation.plan) as the café's plan, in place of any other.

    Raises Conflict when one of its tables was taken away while the plan was worked out.
    """
    known = {spot.table for spot in spots_of(tx, workshop)}
    gone = sorted({table for row in seats for table in row} - known)
    if gone:
        raise Conflict(_("There is no table %(number)s in this café.", number=gone[0]))
    _keep(tx, workshop, seats, by, operation)


def _newest(tx: Session, workshop_id: str, _operation: str) -> int:
    """The number of the person who came last."""
    seating = seating_of(tx, tx.get_one(Workshop, workshop_id))
    return seating.people if seating else 0


@once(_newest)
def add_person(tx: Session, *, workshop: Workshop, by: str, operation: str) -> int:
    """One more person in the plan, and nobody else moves. Returns the person's number.

    Raises Conflict without a plan, when its tables are gone, or when the plan is full.
    """
    seating = seating_of(tx, workshop)
    if seating is None:
        raise Conflict(_("There is no plan of who sits where yet."))
    if seating.gone:
        raise Conflict(_("A table of the plan is gone. Make a new plan."))
    rotation.check(seating.people + 1, 1, len(seating.seats))
    used = {table for row in seating.seats for table in row}
    tables = [spot for spot in spots_of(tx, workshop) if spot.table in used]
    _keep(tx, workshop, rotation.one_more(seating.seats, tables), by, operation)
    return seating.people + 1


@once(None)
def remove_seating(tx: Session, *, workshop: Workshop, by: str, operation: str) -> None:
    """No plan any more: people sit where they like."""
    if workshop.seating is not None:
        workshop.seating = None
        publish(tx, workshop, by=by, operation=operation)


def seating_of(db: Session, workshop: Workshop) -> Seating | None:
    """The plan that is kept, looked over."""
    if workshop.seating is None:
        return None
    seats: Rounds = workshop.seating["rounds"]
    question = {spot.table: spot.question for spot in spots_of(db, workshop)}
    used = {table for row in seats for table in row}
    of_each = {table: question.get(table, -table) for table in used}
    walks = list(zip(*seats, strict=True))
    return Seating(
        people=len(walks),
        seats=seats,
        met=rotation.met(seats, of_each),
        asked=rotation.asked(seats, of_each),
        gone=sorted(used - question.keys()),
        unused=sorted(question.keys() - used),
        back=sum(len(set(walk)) < len(walk) for walk in walks),
    )


def _keep(tx: Session, workshop: Workshop, seats: Rounds, by: str, operation: str) -> None:
    workshop.seating = {"people": len(seats[0]), "rounds": seats}
    publish(tx, workshop, by=by, operation=operation)
