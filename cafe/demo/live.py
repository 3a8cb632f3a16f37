"""The demo café that goes on by itself: hosts who type, think again, strike out and sum up."""

from collections.abc import Callable
from random import Random

from sqlalchemy.orm import Session

from cafe.demo.build import laid_tables
from cafe.demo.script import Step, changes_of, steps_of, take, wanted
from cafe.model import CafeTable, Database, Workshop, locked

# Over the whole café, not per table: fifteen tables with a slip every half minute each.
PACE_SECONDS = 2.0


def type_along(
    db: Database,
    workshop_id: str,
    *,
    sleep: Callable[[float], object],
    pace: float = PACE_SECONDS,
    chance: Random | None = None,
) -> None:
    """Let the hosts of the demo café go on typing. Run it in a (green) thread beside the server.

    `sleep(seconds)` must let the server go on meanwhile; `pace` is the average time between two
    steps. It ends when everything is said, the tables are not open, or the café is deleted.
    """
    dice = chance or Random()  # noqa: S311 - decides who types next, guards nothing
    while take_one(db, workshop_id, dice):
        sleep(dice.uniform(0.3, 1.7) * pace)


def take_one(db: Database, workshop_id: str, dice: Random) -> bool:
    """Take one step at a table chosen by lot; False when there is none to take any more."""
    with db.writing() as tx:
        workshop = locked(tx, workshop_id)
        if workshop is None or workshop.stage != "open":
            return False
        waiting = _waiting(tx, workshop)
        if waiting:
            table, step = dice.choice(waiting)
            take(tx, table, step)
        return bool(waiting)


def _waiting(tx: Session, workshop: Workshop) -> list[tuple[CafeTable, Step]]:
    """The next step of each table that is not done."""
    changes = changes_of(tx, workshop.id)
    nexts = (
        (table, next((step for step in steps_of(text) if wanted(changes, table, step)), None))
        for table, text in laid_tables(workshop)
    )
    return [(table, step) for table, step in nexts if step is not None]
