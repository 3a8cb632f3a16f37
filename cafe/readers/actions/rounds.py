"""A draft is given to those who were there, and the round is closed again."""

import uuid
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.clock import today
from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.model import Reading, Remark, Version, Workshop, record
from cafe.model.commands import once
from cafe.report.queries_readers import needs_outcome


@once(None)
def open_reading(
    tx: Session, *, workshop: Workshop, version: Version, cards: bool, by: str, operation: str
) -> Reading:
    """Let whoever reads the draft `version` by its link remark on it; `cards`: with the words of a
    card alone. A round that was closed is opened again.

    Raises Conflict for what nobody reads by a link.
    """
    if version.final or version.withdrawn or (version.read_until or today()) < today():
        raise _not_lent()
    if version.nonce is None:
        raise _not_lent()
    known = select(Reading).where(Reading.version_id == version.id)
    reading = tx.scalars(known).first() or Reading(
        uid=str(uuid.uuid4()),
        workshop_id=workshop.id,
        version_id=version.id,
        number=version.number,
    )
    reading.cards, reading.closed = cards, False
    tx.add(reading)
    _tell(tx, workshop, reading, by=by, operation=operation)
    return reading


def _not_lent() -> Conflict:
    return Conflict(_("Make a link to this draft first: nobody can read it now."), where="version")


@once(None)
def close_reading(
    tx: Session, *, workshop: Workshop, reading: Reading, by: str, operation: str
) -> None:
    """Nobody remarks any more; how many read and remarked is told in print from now on."""
    if reading.closed:
        return
    asks = select(func.count()).select_from(Remark)
    asks = asks.where(Remark.reading_id == reading.id, needs_outcome())
    reading.closed, reading.remarks = True, tx.scalar(asks) or 0
    _tell(tx, workshop, reading, by=by, operation=operation)


def _tell(tx: Session, workshop: Workshop, reading: Reading, *, by: str, operation: str) -> None:
    tx.flush()
    what: dict[str, Any] = {"what": "reading", "key": reading.uid, "item": reading.item}
    record(tx, workshop, **what, by=by, operation=operation)
