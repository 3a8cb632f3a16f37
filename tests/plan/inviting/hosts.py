"""Hosts at a table of a café that is planned."""

from typing import Any

from cafe.model import CafeTable, Database
from cafe.plan.actions import set_hosts
from tests.support.world import new_id

BY = "person:1"


def host(db: Database, table_id: int, *names: str) -> None:
    """These are its hosts from now on."""
    with db.writing() as tx:
        table = tx.get_one(CafeTable, table_id)
        doer: dict[str, Any] = {"by": BY, "operation": new_id()}
        set_hosts(tx, table=table, was=table.hosts, hosts=list(names), **doer)
