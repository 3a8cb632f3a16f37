"""Letters about what comes of it, sent by a job: one by one, no transaction open meanwhile."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from smtplib import SMTP
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from cafe.config import Settings
from cafe.core import post
from cafe.core.clock import now, today
from cafe.core.i18n import _, speaking
from cafe.errors import Invalid
from cafe.followup import rules_following as rules
from cafe.followup.queries import came_of_it
from cafe.model import (
    HIDDEN,
    Database,
    DocumentLink,
    Follower,
    FollowupLetter,
    Person,
    Workshop,
)
from cafe.people.document_links import document_token, follower_token


class Letter(NamedTuple):
    """A letter on its way; `upto`: the last answer that it tells of, 0 for none."""

    made: EmailMessage
    upto: int = 0


def queued(db: Session) -> Sequence[int]:
    """The ids of letters that are to be sent, the oldest first."""
    waiting = select(FollowupLetter.id).where(FollowupLetter.status == "queued")
    return db.scalars(waiting.order_by(FollowupLetter.id).limit(1000)).all()


def send_letters(db: Database, settings: Settings, *, base: str) -> None:
    """Send what is queued; `base` is what links begin with. Without a server all have failed."""
    with db.reading() as session:
        ids = queued(session)
    try:
        with post.opened(settings.smtp_url) as server:
            for id in ids:
                letter = _claimed(db, settings, id, base)
                if letter is not None:
                    _end(db, id, letter, _refused(server, letter.made))
    except post.NoServer as error:
        with db.writing() as tx:
            mine = update(FollowupLetter).where(FollowupLetter.id.in_(ids))
            left = mine.where(FollowupLetter.status.in_(("queued", "going")))
            tx.execute(left.values(status="failed", why=str(error)))


def _refused(server: SMTP, made: EmailMessage) -> str:
    try:
        post.hand_over(server, made)
    except Invalid as error:
        return error.message
    return ""


def _end(db: Database, id: int, letter: Letter, why: str) -> None:
    """It has gone, or `why` not; who has heard of answers does not hear of them again."""
    with db.writing() as tx:
        row = tx.get(FollowupLetter, id)
        if row is None:
            return
        row.status, row.why = "failed" if why else "sent", why
        row.at = datetime.fromtimestamp(now(), UTC)
        follower = tx.get(Follower, row.follower_id) if row.follower_id else None
        if follower is not None and not why:
            follower.told = max(follower.told, letter.upto)


def _claimed(db: Database, settings: Settings, id: int, base: str) -> Letter | None:
    """The letter, which nobody else sends now; None when it is not to be sent any more."""
    with db.writing() as tx:
        row = tx.get(FollowupLetter, id, with_for_update=True)
        if row is None or row.status != "queued":
            return None
        row.status = "going"
        workshop = tx.get_one(Workshop, row.workshop_id)
        gone = workshop.binned is not None or workshop.stage in HIDDEN
        letter = None if gone else _letter(tx, settings, row, workshop, base)
        if letter is None:
            row.status, row.why = "failed", _("There was nothing to tell any more.")
        return letter


def _letter(
    tx: Session, settings: Settings, row: FollowupLetter, workshop: Workshop, base: str
) -> Letter | None:
    title = workshop.name or workshop.title
    follower = tx.get(Follower, row.follower_id) if row.follower_id else None
    person = tx.get(Person, row.person_id) if row.person_id else None
    if follower is not None:
        stop = f"{base}/f/{follower_token(settings.secret_key, follower.nonce)}"
        with speaking(follower.language):
            if row.kind == "confirm":
                return _made(settings, follower.address, rules.confirm_letter(title, stop), stop)
            return _told(tx, settings, follower, base=base, stop=stop)
    if person is None:
        return None
    due = came_of_it(tx, workshop.id).due(today())
    with speaking(workshop.language):
        page = f"{base}/w/{workshop.id}/followup"
        return _made(settings, person.email, rules.due_letter(title, due, page)) if due else None


def _told(
    tx: Session, settings: Settings, follower: Follower, *, base: str, stop: str
) -> Letter | None:
    """What was answered since this address was told last."""
    came, link = came_of_it(tx, follower.workshop_id), tx.get(DocumentLink, follower.workshop_id)
    if link is None or came.version is None:
        return None
    answers = came.all.values()
    numbers = {row.uid: row.id for one in answers for row in one.row.answers}
    told = [
        (one.point, said.answer)
        for one in answers
        for said in one.told
        if numbers[said.answer.uid] > follower.told
    ]
    if not told:
        return None
    page = f"{base}/d/{document_token(settings.secret_key, link.nonce)}"
    workshop = tx.get_one(Workshop, follower.workshop_id)
    title = workshop.name or workshop.title
    words = rules.told_letter(title, told, page, stop, follower.ends)
    return _made(settings, follower.address, words, stop, max(numbers.values()))


def _made(
    settings: Settings, to: str, words: tuple[str, str], stop: str = "", upto: int = 0
) -> Letter | None:
    subject, text = words
    try:
        made = post.letter(sender=settings.mail_from, to=to, subject=subject, text=text)
    except ValueError:  # an account may have an address that no letter can name
        return None
    if stop:  # mail programs show it as a button
        made["List-Unsubscribe"] = f"<{stop}>"
    return Letter(made, upto)
