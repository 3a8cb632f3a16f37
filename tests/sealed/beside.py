"""What is done in the database, beside the history, and what is found of it."""

import json
from collections.abc import Callable
from typing import Any

from sqlalchemy.orm import Session

from cafe.archive.history.check import Finding, check_history
from cafe.archive.queries import archive_of
from cafe.model import Database, Workshop, locked
from cafe.plan.actions import move_stage
from tests.archive.archives import Item, with_origins
from tests.report.samples import brought_in
from tests.sealed.day import fresh
from tests.support.world import new_id


def archive_in(db: Session, here: str) -> Item:
    """As JSON, as whoever has the file reads it."""
    archive: Item = json.loads(json.dumps(archive_of(db, db.get_one(Workshop, here))))
    return archive


def a_sealed_cafe() -> tuple[Database, str]:
    """A café in which each field says something, sealed, in the stage of sorting."""
    db = fresh()
    archive = with_origins()
    archive["workshop"]["intro"] = ["Welcome."]
    archive["questions"][0]["tables"][0]["late"] = [
        one | {"held": True} for one in archive["questions"][0]["tables"][0]["late"]
    ]
    here = brought_in(db, archive)
    for stage in ("open", "sorting"):
        with db.writing() as tx:
            workshop = locked(tx, here)
            assert workshop is not None
            who = {"by": "person:1", "operation": new_id()}
            move_stage(tx, workshop=workshop, stage=stage, anyway=True, **who)
    return db, here


class Undone(Exception):
    """So that nothing of it is kept."""


def after(there: tuple[Database, str], change: Callable[[Session], Any]) -> list[Finding]:
    """What is found once `change` was made in the database; then it was not."""
    db, here = there
    found: list[Finding] = []
    try:
        with db.writing() as tx:
            change(tx)
            tx.flush()
            tx.expire_all()
            found = check_history(archive_in(tx, here))
            raise Undone
    except Undone:
        return found
