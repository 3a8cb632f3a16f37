"""What is read of origins."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.model import FIRST_ORIGIN, Origin


def next_number(db: Session, workshop_id: str) -> int:
    """The number of a new origin: after the others, and above all tables'."""
    last = select(func.max(Origin.number)).where(Origin.workshop_id == workshop_id)
    return (db.scalar(last) or FIRST_ORIGIN - 1) + 1
