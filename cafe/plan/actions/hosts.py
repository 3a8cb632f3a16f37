"""Who hosts a table, where it meets, and what it is told apart by."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from cafe.model import CafeTable
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.plan import rules
from cafe.plan.actions.invitations import withdraw
from cafe.plan.guards import as_kept, changed, is_new


@once("table")
def set_hosts(
    tx: Session,
    *,
    table: CafeTable,
    was: list[str],
    hosts: list[str],
    roles: Mapping[str, str] | None = None,
    saw: Mapping[str, str] | None = None,
    by: str,
    operation: str,
) -> CafeTable:
    """Who are hosts at a table, or write at a gathering table, where `was` were; without blanks.

    `roles`: what they are there as, by name (rules.ROLES); None leaves those that stay
    theirs. `saw`: what they were there as when somebody chose, None when the page does not say;
    another's choice of another host stands. Invitations of others are withdrawn. Raises Invalid;
    Conflict as guards.is_new does, and when somebody has chosen for the same host meanwhile.
    """
    hosts = rules.check_hosts(hosts)
    wanted = rules.roles_of(hosts, _roles(table) if roles is None else _kept(roles))
    if roles is not None and saw is not None:
        wanted = _beside_others(tx, table, hosts, wanted, _kept(saw))
    now = (table.hosts, _roles(table))
    new, before = (hosts, wanted), (as_kept(rules.check_hosts, was), _roles(table))
    if is_new(tx, table, now, was=before, wanted=new, by=by, operation=operation):
        table.hosts = hosts
        table.roles = [{"host": host, "role": role} for host, role in wanted.items()]
        withdraw(tx, table=table)
        tx.flush()
        publish(tx, table, by=by, operation=operation)
    return table


def _kept(roles: Mapping[str, str]) -> dict[str, str]:
    """By the names as they are kept."""
    return {name: role for typed, role in roles.items() for name in rules.check_hosts([typed])}


def _beside_others(
    tx: Session,
    table: CafeTable,
    hosts: list[str],
    wanted: Mapping[str, str],
    saw: Mapping[str, str],
) -> dict[str, str]:
    """What `hosts` are to be there as, with what others have chosen meanwhile. Raises Conflict."""
    there, merged = _roles(table), {}
    for host in hosts:
        mine, seen, now = wanted.get(host, ""), saw.get(host, ""), there.get(host, "")
        if host in table.hosts and mine == seen:
            mine = now
        elif host in table.hosts and now not in (seen, mine):
            raise changed(tx, table)
        if mine:
            merged[host] = mine
    return merged


def _roles(table: CafeTable) -> dict[str, str]:
    return {one["host"]: one["role"] for one in table.roles}


@once("table")
def set_meeting(
    tx: Session, *, table: CafeTable, was: str, text: str, by: str, operation: str
) -> CafeTable:
    """Where a table that is not in the hall meets: an https address, or "". Raises as set_hosts."""
    wanted, saw = rules.check_meeting(text), as_kept(rules.check_meeting, was)
    if is_new(tx, table, table.meeting, was=saw, wanted=wanted, by=by, operation=operation):
        table.meeting = wanted
        publish(tx, table, by=by, operation=operation)
    return table


@once("table")
def set_tags(
    tx: Session, *, table: CafeTable, was: list[str], tags: list[str], by: str, operation: str
) -> CafeTable:
    """What a table is told apart by, such as its municipality. Raises as set_hosts does."""
    wanted, saw = rules.check_tags(tags), as_kept(rules.check_tags, was)
    if is_new(tx, table, table.tags, was=saw, wanted=wanted, by=by, operation=operation):
        table.tags = wanted
        publish(tx, table, by=by, operation=operation)
    return table
