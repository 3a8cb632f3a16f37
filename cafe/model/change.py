"""Every change has a number, and says who, when, and what the thing was after it."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, ForeignKey, Index, String, bindparam, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from cafe.model.base import Base
from cafe.model.workshop import Workshop


class Change(Base):
    """What a thing was after a change; `item` None: it is gone. History, events and undo."""

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
    item: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    by: Mapped[str] = mapped_column(String(40))
    operation: Mapped[str] = mapped_column("act", String(36))
    undoes: Mapped[str | None] = mapped_column(String(36))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


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
    done, the same for all that it changed.
    """
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
        at=datetime.now(UTC),
    )
    db.add(change)
    db.info.setdefault("events", []).append(change)
    begun(db).update({(workshop.id, operation, None), (workshop.id, operation, change.key)})
    return change


def begun(db: Session) -> set[tuple[str, str, str | None]]:
    """What began in this transaction: workshop, operation, the thing's key (None: any thing)."""
    known: set[tuple[str, str, str | None]] = db.info.setdefault("begun", set())
    return known
