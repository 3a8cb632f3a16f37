"""A café's webhook: set, taken away; what is queued for it in the transaction that publishes."""

import secrets
from collections.abc import Collection
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from cafe.core.clock import now
from cafe.core.i18n import _, speaking
from cafe.errors import Conflict
from cafe.model import Delivery, Version, Webhook, Workshop, record
from cafe.model.commands import once
from cafe.report.webhooks.rules import check_address

CHANGED = "webhook"  # what the history calls it
MOST_KEPT = 50  # messages of one café
MOST_WAITING = 10  # of those, before no trial more is taken


@once(None)
def set_webhook(
    tx: Session,
    *,
    workshop: Workshop,
    address: str,
    allowed: Collection[str],
    by: str,
    operation: str,
) -> None:
    """From now on `address` is told. Another address gets another secret. Raises Invalid."""
    address, row = check_address(address, allowed), tx.get(Webhook, workshop.id)
    if row is None or row.address != address:
        tx.execute(delete(Webhook).where(Webhook.workshop_id == workshop.id))
        tx.expire_all()
        row = Webhook(workshop_id=workshop.id, address=address, nonce=secrets.token_hex(16))
        row.by, row.at = by, datetime.now(UTC)
        tx.add(row)
    _kept(tx, workshop, True, by, operation)


@once(None)
def clear_webhook(tx: Session, *, workshop: Workshop, by: str, operation: str) -> None:
    """Nobody is told any more, nor of what waits."""
    tx.execute(delete(Webhook).where(Webhook.workshop_id == workshop.id))
    waiting = update(Delivery).where(Delivery.workshop_id == workshop.id)
    waiting = waiting.where(Delivery.status == "waiting")
    with speaking(workshop.language):
        tx.execute(waiting.values(status="failed", why=_("The webhook has been taken away.")))
    _kept(tx, workshop, False, by, operation)


@once(None)
def try_webhook(tx: Session, *, workshop: Workshop, by: str, operation: str) -> None:
    """A message that says nothing but that it arrives. Raises Conflict without a webhook."""
    if tx.get(Webhook, workshop.id) is None:
        raise Conflict(_("There is no webhook any more. Set it first."))
    queue(tx, workshop, None)
    _kept(tx, workshop, True, by, operation)


def _kept(tx: Session, workshop: Workshop, there: bool, by: str, operation: str) -> None:
    """In the history that it was done, and by whom; the address stands in no history."""
    item = {"set": there}
    record(tx, workshop, what=CHANGED, key=workshop.id, item=item, by=by, operation=operation)


def queue(tx: Session, workshop: Workshop, version: Version | None) -> None:
    """Have it said that `version` was published, once this transaction holds; None: a trial.

    Nothing without a webhook, and no trial when much waits already: what is published is told.
    """
    if tx.get(Webhook, workshop.id) is None:
        return
    mine = select(Delivery.id).where(Delivery.workshop_id == workshop.id)
    waiting = tx.scalars(mine.where(Delivery.status == "waiting")).all()
    if version is None and len(waiting) >= MOST_WAITING:
        return
    old = tx.scalars(mine.order_by(Delivery.id.desc()).offset(MOST_KEPT - 1)).all()
    tx.execute(delete(Delivery).where(Delivery.id.in_(old)))
    row = Delivery(uid=str(uuid4()), workshop_id=workshop.id, due=now(), at=datetime.now(UTC))
    row.version_id = version.id if version else None
    tx.add(row)
    tx.flush()
