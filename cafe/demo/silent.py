"""A silent start in the demo: what lies in one table's tray while the tables are open."""

from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.demo.texts.silent import LYING, TABLE
from cafe.model import CafeTable, Workshop
from cafe.people.links import open_links
from cafe.plan import actions as plan
from cafe.table.actions import tray


def fill_tray(workshop_id: str, secret_key: str, by: str, tx: Session) -> None:
    """Each has written alone before the talk; the host has set one note aside so far."""
    workshop = tx.get_one(Workshop, workshop_id)
    said = {"name": "silent", "was": "", "text": "5"}
    plan.set_fact(tx, workshop=workshop, by=by, operation=str(uuid4()), **said)
    open_links(tx, workshop, secret_key)
    here = select(CafeTable).where(CafeTable.workshop_id == workshop_id)
    table = tx.scalars(here.where(CafeTable.number == TABLE)).one()
    for text in LYING:
        writes = {"by": f"sitting:{table.id}", "operation": str(uuid4())}
        note = tray.write(tx, table=table, uid=str(uuid4()), text=text, **writes)
    tray.decide(tx, note=note, do="aside", by=f"table:{table.id}", operation=str(uuid4()))
