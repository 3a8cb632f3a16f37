"""Who sits at the table with the tablet: that the page is open, and who hosts now."""

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from cafe.model import CafeTable
from cafe.model.commands import once
from cafe.model.erase import drop_addresses
from cafe.model.events import publish
from cafe.plan.rules import check_hosts
from cafe.table import rules
from cafe.table.guards import changed_table, check_stage, stands

# A stand-in may come before the café opens and mend what is written at the vernissage.
HOSTING = ("planning", *rules.MENDING)


@once("table", each=True)
def open_page(tx: Session, *, table: CafeTable, by: str, operation: str) -> CafeTable:
    """The table's page is open somewhere; only the first time is kept and published."""
    if table.opened_at is None:
        table.opened_at = datetime.now(UTC)
        tx.flush()
        publish(tx, table, by=by, operation=operation)
    return table


@once("table", each=True)
def rehearse(tx: Session, *, table: CafeTable, by: str, operation: str) -> CafeTable:
    """A host has tried the table's page. What was written meanwhile never came here."""
    table.rehearsed = True
    tx.flush()
    publish(tx, table, by=by, operation=operation)
    return table


@once("table", each=True)
def name_hosts(
    tx: Session, *, table: CafeTable, was: list[str], names: list[str], by: str, operation: str
) -> CafeTable:
    """Who hosts now; blank names are left out, and who stays keeps the role. `was`: what was seen.

    Raises Invalid; Conflict, with `now` the table as it is, when the hosts are no longer `was`.
    """
    wanted = check_hosts(names)
    if table.hosts == wanted:
        return stands(tx, table, HOSTING, by=by, operation=operation)
    check_stage(table, HOSTING)
    if table.hosts != was:
        raise changed_table(tx, table, "hosts")
    table.hosts = wanted
    table.roles = [one for one in table.roles if one["host"] in wanted]
    drop_addresses(tx, table.workshop_id)
    publish(tx, table, by=by, operation=operation)
    return table
