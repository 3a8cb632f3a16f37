"""A whole café by random acts, from planning to the document, made by the actions people use."""

import random

from cafe.errors import CafeError
from cafe.model import Base, Database, Workshop
from cafe.plan import actions as plan
from tests.sealed.acts import ACTS
from tests.sealed.hands import Hands
from tests.support.world import a_workshop

# What each day has: else most of what may be done would be refused.
USUAL = (*["write"] * 4, "sum up", "head", "head", "place", "place")


def attempt(day: Hands, name: str) -> bool:
    """One act, whole or not at all; True when it was not refused."""
    try:
        with day.tx.begin_nested():
            ACTS[name](day)
            day.tx.flush()
    except (CafeError, AttributeError, TypeError) as refused:
        if not isinstance(refused, CafeError) and "NoneType" not in str(refused):
            raise
        day.tx.expire_all()
        return False
    return True


def fresh() -> Database:
    """A database in memory."""
    database = Database("sqlite://")
    Base.metadata.create_all(database.engine)
    return database


def live(db: Database, seed: int, count: int) -> tuple[str, set[str]]:
    """A café that has lived through so many random acts; its id, and which were not refused."""
    workshop, done, dice = a_workshop(db, counts=(2, 1)), set(), random.Random(seed)
    usual = {"vernissage": ("dots", "ask", "dot", "write"), "": ("head", "place", "place", "own")}
    for stage in ("open", "vernissage", "sorting", ""):
        with db.writing() as tx:
            here = tx.get_one(Workshop, workshop.id)
            day = Hands(tx, here, dice.randrange(2**32))
            stage_now = stage or "sorting"
            plan.move_stage(tx, workshop=here, stage=stage_now, anyway=True, **day.who())
            some = dice.choices(sorted(ACTS), k=count // 3 if stage else 0)
            done |= {name for name in (*usual.get(stage, USUAL), *some) if attempt(day, name)}
    return workshop.id, done
