"""Whether an account has a second step, and what is left of its recovery codes."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.model import RecoveryCode, SecondFactor


def has(db: Session, person_id: int) -> bool:
    """Whether a log-in by this account's password has a second step."""
    return db.get(SecondFactor, person_id) is not None


def codes_left(db: Session, person_id: int) -> int:
    """How many recovery codes have not been used."""
    left = (RecoveryCode.person_id == person_id, RecoveryCode.used_by == "")
    return db.scalars(select(func.count()).where(*left)).one()
