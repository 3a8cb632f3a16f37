"""A café taken away for good: unseen by one commit, then row by row, so that no host waits."""

from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    Table,
    delete,
    func,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Session

from cafe.model.audit import audited
from cafe.model.base import Base
from cafe.model.followup import Follower
from cafe.model.followup.series import Series
from cafe.model.person import AccountLink, Invitation, Link, Organiser, Retired
from cafe.model.version import HostAddress, Version
from cafe.model.workshop import LEAVING, CafeTable, Workshop

Key = tuple[Any, ...]
# What is left of a café whose raw material is gone: what it was, when, whose, and the dates.
LEFT = {
    *("id", "title", "document_title", "language", "date", "template", "created_at", "revision"),
    *("organisation_id", "series_id", "listed", "closed_to_organisation", "stage", "binned"),
    *("raw_until", "final_until", "raw_gone", "case_number", "privacy"),
}


def hide(tx: Session, workshop: Workshop) -> None:
    """From this commit on it is as if the café were not there: for nobody, by no link."""
    workshop.stage = LEAVING
    for kind in (Organiser, Link, Invitation, AccountLink):
        tx.execute(delete(kind).where(kind.workshop_id == workshop.id))
    shown = update(Version).where(Version.workshop_id == workshop.id)
    tx.execute(shown.values(shown=False, read_until=None, token_digest=None, nonce=None))
    tx.flush()


def take_some(tx: Session, workshop_id: str, most: int) -> int:
    """Take away at most `most` rows of the café, all but the one that names it; how many it was."""
    gone = 0
    for table in belongings()[:-1]:
        found = keys_of(tx, table, workshop_id, most - gone)
        gone += take(tx, table, found)
        if gone >= most:
            break
    tx.expire_all()
    return gone


def take_name(tx: Session, workshop_id: str) -> None:
    """Take away the row that names the café: last of all, when its files are gone as well."""
    tx.execute(delete(Workshop).where(Workshop.id == workshop_id))
    drop_empty_series(tx)


def drop_empty_series(tx: Session) -> None:
    """A series goes with the last of its cafés, and its contacts too; the addresses were ours."""
    used = select(Workshop.series_id).where(Workshop.series_id.is_not(None))
    empty = Series.id.not_in(used)
    known = select(Series.token_digest).where(empty, Series.token_digest.is_not(None))
    told = select(Follower.token_digest).join(Series, Series.id == Follower.series_id).where(empty)
    for digests in (known, told):
        tx.add_all(Retired(token_digest=digest) for digest in tx.scalars(digests).all())
    tx.execute(delete(Series).where(empty))


def drop_addresses(tx: Session, workshop_id: str) -> None:
    """The address of a host goes with the name: who hosts at no table of the café has none."""
    tx.flush()
    here = HostAddress.workshop_id == workshop_id
    if tx.scalars(select(HostAddress.id).where(here).limit(1)).first() is not None:
        hosts = tx.scalars(select(CafeTable.hosts).where(CafeTable.workshop_id == workshop_id))
        names = {name for some in hosts for name in some}
        tx.execute(delete(HostAddress).where(here, HostAddress.name.not_in(names)))


def keys_of(db: Session, table: Table, workshop_id: str, most: int) -> list[Key]:
    """The keys of at most `most` of the café's rows in `table`."""
    found = select(*table.primary_key).where(of_cafe(table, workshop_id)).limit(most)
    return [tuple(row) for row in db.execute(found)]


def take(tx: Session, table: Table, keys: list[Key]) -> int:
    """Take away the rows with these keys; how many keys it was."""
    if keys:
        these = tuple_(*table.primary_key).in_(keys)
        tx.execute(delete(table).where(these))
    return len(keys)


def rows_of(db: Session, workshop_id: str) -> int:
    """How many rows there are of the café, its own among them."""
    return sum(db.scalars(_count(table, workshop_id)).one() for table in belongings())


def belongings() -> list[Table]:
    """The tables whose rows belong to a café, each before those it hangs on; its own is last."""
    return [table for table in reversed(Base.metadata.sorted_tables) if _leads_there(table)]


def _leads_there(table: Table) -> bool:
    others = (key.column.table for key in table.foreign_keys if key.column.table is not table)
    return table.name == "workshop" or any(map(_leads_there, others))


def _count(table: Table, workshop_id: str) -> Select[int]:
    return select(func.count()).select_from(table).where(of_cafe(table, workshop_id))


def of_cafe(table: Table, workshop_id: str) -> ColumnElement[bool]:
    """The rows of `table` that belong to the café, by whatever leads there."""
    if table.name == "workshop":
        return table.c.id == workshop_id
    if "workshop_id" in table.c:
        return table.c.workshop_id == workshop_id
    ways = [key for key in table.foreign_keys if _leads_there(key.column.table)]
    parents: list[ColumnElement[bool]] = [
        key.parent.in_(select(key.column).where(of_cafe(key.column.table, workshop_id)))
        for key in ways
    ]
    return or_(*parents)


def emptied(tx: Session, *, workshop: Workshop, day: date) -> None:
    """All else is gone: the row itself keeps what LEFT names, and says when."""
    for column in Workshop.__table__.columns:
        if column.name not in LEFT:
            setattr(workshop, column.name, _blank(column))
    workshop.stage, workshop.raw_gone = "finished", day
    audited(tx, workshop.id, "deleted", by="house", about="raw")


def _blank(column: Any) -> Any:
    """What a new row has there."""
    if column.default is None:
        return None
    made = column.default
    return made.arg(None) if made.is_callable else made.arg
