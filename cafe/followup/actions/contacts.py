"""One letter of an organiser's to all contacts of a series: each has one of its own."""

from datetime import UTC, datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from cafe.core.clock import now
from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.followup.actions.letters import queue
from cafe.followup.queries_contacts import contacts_of
from cafe.followup.rules_contacts import check_words
from cafe.model import Follower, FollowupLetter, Series, SeriesLetter, Workshop, audited


def invite_contacts(
    tx: Session, *, series: Series, workshop: Workshop, words: str, by: str, act: str
) -> int:
    """Queue an invitation to `workshop` for everybody who has confirmed; how many are queued.

    The same `act` again queues none. Raises Invalid; Conflict when nobody stands there.
    """
    said = check_words(words)
    tx.get_one(Series, series.id, with_for_update=True)
    same = SeriesLetter.series_id == series.id, SeriesLetter.act == act
    if tx.scalars(select(SeriesLetter.id).where(*same)).first() is not None:
        return 0
    contacts = contacts_of(tx, series)
    if not contacts:
        raise Conflict(_("Nobody on the list has confirmed yet, so there is nobody to write to."))
    letter = SeriesLetter(
        series_id=series.id,
        workshop_id=workshop.id,
        words=said,
        act=act,
        by=by,
        count=len(contacts),
        at=datetime.fromtimestamp(now(), UTC),
    )
    tx.add(letter)
    tx.flush()
    for one in contacts:
        queue(tx, workshop.id, "invite", follower_id=one.id, letter_id=letter.id)
    audited(tx, workshop.id, "contacts", by=by, about="letter")
    return letter.count


def send_again(tx: Session, *, letter: SeriesLetter, by: str) -> int:
    """Queue what did not go of this letter, for who still stands on the list; how many that are.

    Each is a letter of its own anew: a job that has ended looks at none of those that it had.
    """
    tx.get_one(Series, letter.series_id, with_for_update=True)
    failed = FollowupLetter.letter_id == letter.id, FollowupLetter.status == "failed"
    here = select(Follower.id).join(FollowupLetter, FollowupLetter.follower_id == Follower.id)
    left = tx.scalars(here.where(*failed, Follower.confirmed).order_by(Follower.id)).all()
    tx.execute(delete(FollowupLetter).where(*failed, FollowupLetter.follower_id.in_(left)))
    for follower_id in left:
        queue(tx, letter.workshop_id, "invite", follower_id=follower_id, letter_id=letter.id)
    if left:
        audited(tx, letter.workshop_id, "contacts", by=by, about="letter")
    return len(left)


def tell_of_list(tx: Session, *, series: Series, about: str, by: str) -> None:
    """Write down, at each café of the series, what was done with its list; no name, no address."""
    here = select(Workshop.id).where(Workshop.series_id == series.id)
    for id in tx.scalars(here.order_by(Workshop.id)).all():
        audited(tx, id, "contacts", by=by, about=about)
