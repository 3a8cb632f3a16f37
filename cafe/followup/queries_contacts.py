"""Who stands on the contact list of a series, and what was written to them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.model import Follower, FollowupLetter, Series, SeriesLetter, Workshop


def contacts_of(db: Session, series: Series) -> Sequence[Follower]:
    """Those who have confirmed, in alphabetical order: nobody sees the others."""
    here = Follower.series_id == series.id, Follower.confirmed
    rows = select(Follower).where(*here).order_by(func.lower(Follower.address), Follower.id)
    return db.scalars(rows).all()


def waiting_in(db: Session, series: Series) -> int:
    """How many were typed and have not confirmed: a number alone."""
    here = Follower.series_id == series.id, Follower.confirmed.is_(False)
    return db.scalars(select(func.count(Follower.id)).where(*here)).one()


@dataclass(frozen=True)
class Written:
    """A letter to all, to which café it invites, and how many of them have which status."""

    letter: SeriesLetter
    workshop: Workshop
    statuses: dict[str, int]

    @property
    def under_way(self) -> int:
        """How many have not gone yet."""
        return self.statuses.get("queued", 0) + self.statuses.get("going", 0)

    @property
    def failed(self) -> int:
        """How many did not go."""
        return self.statuses.get("failed", 0)


def written_to(db: Session, series: Series, most: int = 10) -> list[Written]:
    """The last letters to all, the newest first."""
    query = select(SeriesLetter, Workshop).join(Workshop, Workshop.id == SeriesLetter.workshop_id)
    query = query.where(SeriesLetter.series_id == series.id).order_by(SeriesLetter.id.desc())
    found = db.execute(query.limit(most)).all()
    counts: dict[int, dict[str, int]] = {letter.id: {} for letter, _cafe in found}
    how = select(FollowupLetter.letter_id, FollowupLetter.status, func.count())
    how = how.where(FollowupLetter.letter_id.in_(counts))
    for id, status, count in db.execute(
        how.group_by(FollowupLetter.letter_id, FollowupLetter.status)
    ):
        counts[id or 0][status] = count
    return [Written(letter, cafe, counts[letter.id]) for letter, cafe in found]
