"""What is known of a café's webhook and of what was sent."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.model import Delivery, Webhook, Workshop

MOST_SHOWN = 20


def webhook_of(db: Session, workshop: Workshop) -> Webhook | None:
    """Where the café says that its document was published; None: nobody is told."""
    return db.get(Webhook, workshop.id)


def deliveries_of(db: Session, workshop: Workshop) -> Sequence[Delivery]:
    """What was sent last, the newest first."""
    mine = select(Delivery).where(Delivery.workshop_id == workshop.id)
    return db.scalars(mine.order_by(Delivery.id.desc()).limit(MOST_SHOWN)).all()


def due(db: Session, now: int) -> Sequence[Delivery]:
    """What is to be sent now, of every café, the longest due first."""
    waiting = select(Delivery).where(Delivery.status == "waiting", Delivery.due <= now)
    return db.scalars(waiting.order_by(Delivery.due, Delivery.id).limit(100)).all()
