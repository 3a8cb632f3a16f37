"""Who did what with a café as an organiser, and when: no content, and no part of its history."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Index, String, delete, func, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from cafe.core.clock import now
from cafe.model.base import NEVER_AGAIN, Base
from cafe.model.person import Organiser

# What is written down; a word each, and never another (people/audit/rules.py says them aloud).
ACTIONS = (
    *("login", "token", "downloaded"),
    *(
        "invited",
        "withdrawn",
        "joined",
        "role",
        "out",
        "left",
        "owner",
        "reset",
        "closed",
        "opened",
    ),
    *("link", "code", "codes"),
    *("kept", "shown", "hidden", "address", "lent", "unlent", "webhook"),
    *("listed", "unlisted", "answered", "contacts"),
    *("erased", "date", "binned", "back", "deleted"),
)
AGAIN = timedelta(hours=1)  # what the same one does once more in this time is one row
MOST = 1000  # rows of each action in one café: a flood of one pushes out none of another


class Audit(Base):
    """One row of it. `by` is the actor's label ("person:1", "token:5", "house", "terminal").

    `about` is what it was done with, in words of ours alone: a format, a role, another person's
    label. `at`: the first time, `last`: the last of `times`. No name stands here, so that it stays
    true when an account is deleted and says no more than that somebody organised here.
    """

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_workshop", "workshop_id", "what", "id"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    what: Mapped[str] = mapped_column(String(10))
    by: Mapped[str] = mapped_column(String(40))
    about: Mapped[str] = mapped_column(String(60), default="", server_default="")
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    last: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    times: Mapped[int] = mapped_column(default=1, server_default="1")


def audited(tx: Session, workshop_id: str, what: str, *, by: str, about: str = "") -> None:
    """Write down that `by` did `what` (one of ACTIONS) with the café, in the transaction of it.

    The same again within the hour counts up. ValueError for a word that is none of ours.
    """
    if what not in ACTIONS:
        raise ValueError(what)
    about = about[:60]
    at, same = _moment(), (Audit.what == what, Audit.by == by, Audit.about == about)
    lately = (Audit.workshop_id == workshop_id, *same, Audit.at > at - AGAIN, Audit.at <= at)
    tx.flush()
    found = tx.scalars(select(Audit).where(*lately).order_by(Audit.id.desc()).limit(1)).first()
    if found is None:
        words = {"workshop_id": workshop_id, "what": what, "by": by, "about": about}
        tx.add(Audit(**words, at=at, last=at, times=1))
    else:
        found.last, found.times = at, found.times + 1
    tx.flush()


def audited_everywhere(tx: Session, person_id: int, what: str) -> None:
    """As `audited`, in every café in which this person has a role: two statements for all."""
    at, by = _moment(), f"person:{person_id}"
    mine = select(Organiser.workshop_id).where(Organiser.person_id == person_id)
    same = (Audit.what == what, Audit.by == by, Audit.about == "", Audit.at > at - AGAIN)
    lately = (Audit.workshop_id.in_(mine), *same, Audit.at <= at)
    known = set(tx.scalars(select(Audit.workshop_id).where(*lately)))
    again = update(Audit).where(*lately).values(last=at, times=Audit.times + 1)
    tx.execute(again, execution_options={"synchronize_session": False})
    new = [one for one in tx.scalars(mine) if one not in known]
    row: dict[str, Any] = {"what": what, "by": by, "about": "", "at": at, "last": at, "times": 1}
    tx.add_all(Audit(workshop_id=one, **row) for one in new)
    tx.flush()


def bound_audit(tx: Session) -> None:
    """Let the oldest rows go where a café has more than MOST of one action: each hour."""
    counted = select(Audit.workshop_id, Audit.what).group_by(Audit.workshop_id, Audit.what)
    for workshop_id, what in tx.execute(counted.having(func.count() > MOST)).all():
        here = (Audit.workshop_id == workshop_id, Audit.what == what)
        newest = select(Audit.id).where(*here).order_by(Audit.id.desc()).limit(MOST)
        oldest = min(tx.scalars(newest))
        tx.execute(delete(Audit).where(*here, Audit.id < oldest))


def _moment() -> datetime:
    """By the process's own clock: one that is set back under way puts nothing in another order."""
    return datetime.fromtimestamp(now(), UTC)
