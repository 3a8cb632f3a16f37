"""Letters about what comes of it, sent by a job: one by one, no transaction open meanwhile."""

from collections.abc import Sequence
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from cafe.config import Settings
from cafe.core import post
from cafe.core.clock import now, today
from cafe.core.i18n import _, speaking, stored
from cafe.errors import Invalid
from cafe.followup import rules_contacts as contacts
from cafe.followup import rules_following as rules
from cafe.followup.queries import came_of_it
from cafe.model import (
    HIDDEN,
    Database,
    DocumentLink,
    Follower,
    FollowupLetter,
    Person,
    Series,
    SeriesLetter,
    Workshop,
)
from cafe.people.document_links import document_token, follower_token
from cafe.people.links import series_token


class Letter(NamedTuple):
    """A letter on its way; `upto`: the last answer that it tells of, 0 for none."""

    made: EmailMessage
    upto: int = 0


def queued(db: Session) -> Sequence[int]:
    """The ids of letters that are to be sent, the oldest first."""
    waiting = select(FollowupLetter.id).where(FollowupLetter.status == "queued")
    return db.scalars(waiting.order_by(FollowupLetter.id).limit(1000)).all()


@stored()
def send_letters(db: Database, settings: Settings, *, base: str) -> None:
    """Send what is queued; `base` is what links begin with. Without a server all have failed."""
    with db.reading() as session:
        ids = queued(session)
    try:
        with post.opened(settings.smtp_url) as line:
            for id in ids:
                letter = _claimed(db, settings, id, base)
                if letter is not None:
                    _end(db, id, letter, _refused(line, letter.made))
    except post.NoServer as error:
        with db.writing() as tx:
            mine = update(FollowupLetter).where(FollowupLetter.id.in_(ids))
            for status, why in error.by_status.items():
                left = mine.where(FollowupLetter.status == status)
                tx.execute(left.values(status="failed", why=why))


def _refused(line: post.Line, made: EmailMessage) -> str:
    try:
        post.hand_over(line, made)
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
        workshop = tx.get_one(Workshop, row.workshop_id) if row.workshop_id else None
        gone = workshop and (workshop.binned is not None or workshop.stage in HIDDEN)
        why = _("There was nothing to tell any more.")
        try:
            letter = None if gone else _letter(tx, settings, row, workshop, base)
        except ValueError:  # an account may have an address that no letter can name
            letter, why = None, _("The mail server refuses the address.")
        if letter is None:
            row.status, row.why = "failed", why
        return letter


def _letter(
    tx: Session, settings: Settings, row: FollowupLetter, workshop: Workshop | None, base: str
) -> Letter | None:
    follower = tx.get(Follower, row.follower_id) if row.follower_id else None
    if follower is not None:
        stop = f"{base}/f/{follower_token(settings.secret_key, follower.nonce)}"
        with speaking(follower.language):
            if follower.series_id is not None:
                return _to_contact(tx, settings, row, follower, base=base, stop=stop)
            if workshop is not None and row.kind == "confirm":
                words = rules.confirm_letter(workshop.name or workshop.title, stop)
                return _made(settings, follower.address, words, stop)
            return _told(tx, settings, follower, base=base, stop=stop)
    person = tx.get(Person, row.person_id) if row.person_id else None
    if person is None or workshop is None:
        return None
    due = came_of_it(tx, workshop.id).due(today())
    with speaking(workshop.language):
        page, title = f"{base}/w/{workshop.id}/followup", workshop.name or workshop.title
        return _made(settings, person.email, rules.due_letter(title, due, page)) if due else None


def _to_contact(
    tx: Session,
    settings: Settings,
    row: FollowupLetter,
    follower: Follower,
    *,
    base: str,
    stop: str,
) -> Letter | None:
    """To a contact of a series: to confirm it, or an organiser's invitation."""
    series = tx.get_one(Series, follower.series_id)
    if row.kind == "confirm":
        words = contacts.confirm_letter(series.name, follower.name, stop, paper=follower.paper)
        return _made(settings, follower.address, words, stop)
    letter = tx.get(SeriesLetter, row.letter_id) if row.letter_id else None
    if letter is None or not follower.confirmed:
        return None
    workshop = tx.get_one(Workshop, letter.workshop_id)
    to = next_of(workshop, series, settings.secret_key, base)
    subject, text = contacts.invitation(series.name, letter.words, to)
    text = f"{text}\n\n-- \n{contacts.how_to_end(stop, follower.ends)}"
    return _made(settings, follower.address, (subject, text), stop, answers_to=_writer(tx, letter))


def _writer(tx: Session, letter: SeriesLetter) -> str:
    """Where answers to an invitation go: to whoever wrote it, "" when that account is gone."""
    number = letter.by.removeprefix("person:")
    person = tx.get(Person, int(number)) if number.isdecimal() else None
    return person.email if person else ""


def next_of(workshop: Workshop, series: Series, secret_key: str, base: str) -> contacts.Next:
    """What an invitation tells of the café, as it is planned now."""
    shown = workshop.listed and series.nonce is not None
    page = f"{base}/s/{series_token(secret_key, series.nonce or '')}" if shown else ""
    return contacts.Next(workshop.title, workshop.date, workshop.starts, workshop.place, page)


def _told(
    tx: Session, settings: Settings, follower: Follower, *, base: str, stop: str
) -> Letter | None:
    """What was answered since this address was told last."""
    workshop = tx.get_one(Workshop, follower.workshop_id)
    came, link = came_of_it(tx, workshop.id), tx.get(DocumentLink, workshop.id)
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
    title = workshop.name or workshop.title
    words = rules.told_letter(title, told, page, stop, follower.ends)
    return _made(settings, follower.address, words, stop, max(numbers.values()))


def _made(
    settings: Settings,
    to: str,
    words: tuple[str, str],
    stop: str = "",
    upto: int = 0,
    *,
    answers_to: str = "",
) -> Letter:
    subject, text = words
    how = {"sender": settings.mail_from, "to": to, "answers_to": answers_to}
    made = post.letter(subject=subject, text=text, **how)
    if stop:  # mail programs show it as a button
        made["List-Unsubscribe"] = f"<{stop}>"
    return Letter(made, upto)
