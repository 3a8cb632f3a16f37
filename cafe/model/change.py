"""Every change has a number, and says who, when, and what the thing was after it.

In a sealed café (`workshop.seal`) it also has a leaf, and is part of the chain (`canonical.py`).
"""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from sqlalchemy import (
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    bindparam,
    false,
    select,
)
from sqlalchemy.orm import Mapped, Session, mapped_column

from cafe.core.clock import moment
from cafe.model.base import Base
from cafe.model.canonical import (
    HOME,
    SALT_BYTES,
    SEALED,
    Uids,
    chained,
    leaf_of,
    portable,
)
from cafe.model.database.columns import json_or_none
from cafe.model.workshop import Place, Question, Workshop

NEXT_SALT = "salt"  # in a session's `info`: of what its client typed


class Change(Base):
    """What a thing was after a change; `item` None: it is gone. History, events and undo.

    `leaf` seals it, over `salt` and its words; None: it was made before the café was sealed, or
    stays at home. `erased`: its words are gone for good, `item` and `salt` with them; the leaf
    stays.
    """

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_item", "workshop_id", "what", "key"),
        Index("ix_change_act", "workshop_id", "act"),
    )

    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True
    )
    revision: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    what: Mapped[str] = mapped_column(String(10))
    key: Mapped[str] = mapped_column(String(36))
    item: Mapped[dict[str, Any] | None] = json_or_none(dict)
    by: Mapped[str] = mapped_column(String(42))
    operation: Mapped[str] = mapped_column("act", String(36))
    undoes: Mapped[str | None] = mapped_column(String(36))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    salt: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    leaf: Mapped[bytes | None] = mapped_column(LargeBinary(32))
    erased: Mapped[bool] = mapped_column(default=False, server_default=false())


# Built once, as every statement that each note asks: building costs more than asking.
_LOCKED = select(Workshop).where(Workshop.id == bindparam("here")).with_for_update()
_LOCKED = _LOCKED.execution_options(populate_existing=True)


def locked(db: Session, workshop_id: str) -> Workshop | None:
    """The workshop, held until commit so that its changes get their numbers one at a time."""
    return db.scalars(_LOCKED, {"here": workshop_id}).one_or_none()


def record(
    db: Session,
    workshop: Workshop,
    *,
    what: str,
    key: object,
    item: Mapping[str, Any] | None,
    by: str,
    operation: str,
    undoes: str | None = None,
) -> Change:
    """Give the change its number and keep it; it is announced when the transaction commits.

    `by` is an actor's label ("person:1", "table:7"), `operation` the id of what was
    done, the same for all that it changed. Raises LookupError for a `what` that is not placed in
    `canonical.py`.
    """
    if what not in SEALED and what not in HOME:
        raise LookupError(f"say in model/canonical.py whether {what} is sealed and travels")
    workshop.revision += 1
    change = Change(
        workshop_id=workshop.id,
        revision=workshop.revision,
        what=what,
        key=str(key),
        item=None if item is None else dict(item),
        by=by,
        operation=operation,
        undoes=undoes,
        at=moment(),
    )
    if workshop.seal is not None and what in SEALED:
        _seal(db, workshop, change)
    db.add(change)
    db.info.setdefault("events", []).append(change)
    begun(db).update({(workshop.id, operation, None), (workshop.id, operation, change.key)})
    return change


def _seal(db: Session, workshop: Workshop, change: Change) -> None:
    """The change's leaf, in its own insert; the chain's value, in the row that is held anyhow."""
    salt = None if change.by == HOUSE else db.info.pop(NEXT_SALT, None)
    change.salt = salt or secrets.token_bytes(SALT_BYTES)
    change.leaf = leaf_of(change.salt, portable(change, uids_in(db, workshop.id)))
    workshop.seal = chained(workshop.seal or b"", change.leaf)


# Nobody's operation: what was there before anybody changed it, and numbers made roomier.
HOUSE = "house"


def uids_in(db: Session, workshop_id: str) -> Uids:
    """Finds the uid of a question or place of the café; asks nothing of what is at hand."""

    def find(kind: str, number: int) -> str:
        row = db.get(Place, number) if kind == "place" else db.get(Question, number)
        if row is not None and row.workshop_id == workshop_id and row.uid:
            return row.uid
        return last_uid(db, workshop_id, kind, number)

    return find


def last_uid(db: Session, workshop_id: str, kind: str, number: int) -> str:
    """The uid of a question or place that is gone: as the history has it, else made of its number.

    Only what went before changes told of uids has none there.
    """
    named = ("table", "origin") if kind == "place" else ("question",)
    past = select(Change.item).where(
        Change.workshop_id == workshop_id, Change.what.in_(named), Change.key == str(number)
    )
    for item in db.scalars(past.order_by(Change.revision.desc())):
        if item and item.get("uid"):
            return str(item["uid"])
    return str(uuid5(NAMESPACE_OID, f"{workshop_id}/{kind}/{number}"))


def begun(db: Session) -> set[tuple[str, str, str | None]]:
    """What began in this transaction: workshop, operation, the thing's key (None: any thing)."""
    known: set[tuple[str, str, str | None]] = db.info.setdefault("begun", set())
    return known
