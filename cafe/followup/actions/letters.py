"""Letters about what comes of it: queued in one transaction, sent by a job (`letters.py`)."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from cafe.core.clock import now
from cafe.core.i18n import _, stored
from cafe.followup import rules_following as rules
from cafe.followup.due import LETTER_DAYS, Due
from cafe.followup.queries import DueAt
from cafe.model import (
    Follower,
    Followup,
    FollowupAnswer,
    FollowupLetter,
    Organiser,
    SeriesLetter,
    Version,
    Workshop,
)

CUT_OFF = timedelta(hours=1)  # longer than a job may take
KEPT = timedelta(days=400)  # so long it is known that a reminder was sent


def queue(
    tx: Session,
    workshop_id: str | None,
    kind: str,
    *,
    follower_id: int | None = None,
    person_id: int | None = None,
    letter_id: int | None = None,
) -> None:
    """Have a letter sent, once this transaction holds."""
    to = {"follower_id": follower_id, "person_id": person_id, "letter_id": letter_id}
    tx.add(FollowupLetter(workshop_id=workshop_id, kind=kind, at=_moment(), **to))


def queue_due(tx: Session, day: date, due: Iterable[DueAt]) -> None:
    """Queue what is to be written today: once in a while, however often it is asked. `due`: what is
    due, as `due_for_letters` has read it: what that costs, nobody waits for who writes meanwhile.

    Owners: each reminder once, and what is past its day once more for each day that has passed
    since the last such letter. Followers: at most one letter a day, when nobody has written for
    an hour.
    """
    _let_go(tx)
    for at in due:
        for kind in _kinds(at, day):
            for person_id in _not_told(tx, at, kind):
                queue(tx, at.workshop.id, kind, person_id=person_id)
    for follower in tx.scalars(_to_tell(day)).all():
        queue(tx, follower.workshop_id, "told", follower_id=follower.id)
        follower.told_on = day
    tx.flush()


def _kinds(at: DueAt, day: date) -> list[str]:
    found = [
        f"remind{one.months}"
        for one in at.due
        if one.kind == "reminder" and rules.is_fresh(one.since, day, LETTER_DAYS)
    ]
    return [*found, *(["overdue"] if _overdue(at.due) else [])]


def _overdue(due: list[Due]) -> date | None:
    """The last day that has passed without an answer."""
    return max((one.since for one in due if one.kind == "overdue"), default=None)


def _not_told(tx: Session, at: DueAt, kind: str) -> list[int]:
    """The owners that have no such letter yet; of what is past its day, none since it passed."""
    owners = select(Organiser.person_id).where(Organiser.workshop_id == at.workshop.id)
    owners = owners.where(Organiser.role == "owner").order_by(Organiser.person_id)
    had = select(FollowupLetter.person_id).where(
        FollowupLetter.workshop_id == at.workshop.id, FollowupLetter.kind == kind
    )
    if kind == "overdue" and (passed := _overdue(at.due)):
        midnight = datetime.combine(passed + timedelta(days=1), datetime.min.time()).astimezone()
        had = had.where(FollowupLetter.at >= midnight.astimezone(UTC))
    known = set(tx.scalars(had))
    return [one for one in tx.scalars(owners) if one not in known]


def _to_tell(day: date) -> Select[Follower]:
    """Those who are told of something that they have not heard yet; not while nothing is on the web
    that it could be read beside."""
    newest = func.max(FollowupAnswer.id).label("newest")
    written = func.max(FollowupAnswer.written).label("written")
    answers = select(Followup.workshop_id, newest, written).join(FollowupAnswer)
    last = answers.group_by(Followup.workshop_id).subquery()
    quiet = datetime.fromtimestamp(now() - rules.QUIET_SECONDS, UTC)
    query = select(Follower).join(Workshop).join(last, last.c.workshop_id == Follower.workshop_id)
    shown = select(Version.workshop_id).where(Version.shown)
    query = query.where(Workshop.binned.is_(None), Workshop.id.in_(shown), Follower.confirmed)
    query = query.where(func.coalesce(Follower.told_on, date.min) < day)
    return query.where(last.c.newest > Follower.told, last.c.written <= quiet)


def _let_go(tx: Session) -> None:
    """What was cut off has failed; what is old is not kept."""
    cut = update(FollowupLetter).where(FollowupLetter.at < _moment() - CUT_OFF)
    cut = cut.where(FollowupLetter.status.in_(("queued", "going")))
    with stored():
        why = _("It was cut off. The letter may have gone.")
    tx.execute(cut.values(status="failed", why=why))
    for kind in (FollowupLetter, SeriesLetter):
        tx.execute(delete(kind).where(kind.at < _moment() - KEPT))


def _moment() -> datetime:
    return datetime.fromtimestamp(now(), UTC)
