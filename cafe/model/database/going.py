"""What a transaction notices: that somebody's address goes from the tables."""

from typing import Any

from sqlalchemy import Delete, Result, event, inspect
from sqlalchemy.orm import ORMExecuteState, Session

# Whoever is named there may end it, or it ends by its date: table, and the column of the address.
ADDRESSES = {
    "account_link": "email",
    "follower": "address",
    "host_address": "address",
    "person": "email",
}


class Writing(Session):
    """A session that writes; `gone_from` says whether an address goes by it."""


def gone_from(session: Session) -> bool:
    """Whether an address goes by this transaction: with its row, or for another one."""
    session.flush()
    return bool(session.info.pop("address_gone", False))


@event.listens_for(Writing, "after_flush")
def _with_things(session: Session, _context: object) -> None:
    deleted = any(_column(thing) for thing in session.deleted)
    if deleted or any(_is_another(thing) for thing in session.dirty):
        session.info["address_gone"] = True


@event.listens_for(Writing, "do_orm_execute")
def _by_statement(state: ORMExecuteState) -> Result[Any] | None:
    if not isinstance(state.statement, Delete) or str(state.statement.table) not in ADDRESSES:
        return None
    result = state.invoke_statement()
    if result.rowcount:  # type: ignore[attr-defined]
        state.session.info["address_gone"] = True
    return result


def _column(thing: Any) -> str | None:
    return ADDRESSES.get(thing.__tablename__)


def _is_another(thing: Any) -> bool:
    column = _column(thing)
    return bool(column and inspect(thing).attrs[column].history.deleted)
