"""Letters to hosts by the installation's mail server: asked for in one transaction, sent by a job.

Each letter is a row: "queued" when somebody has pressed the button, so that a second press finds
nobody to write to; "going" while the server has it; then "sent", or "failed" and why.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from cafe.config import Settings
from cafe.core import post
from cafe.core.i18n import _, stored
from cafe.errors import Conflict, Invalid, NotFound
from cafe.jobs.worker import Progress, quiet
from cafe.model import Database, LetterSent, Person, Workshop, record
from cafe.model.commands import once
from cafe.people.links import invitation_token
from cafe.people.queries import the_cafe
from cafe.plan.actions.invitations import OVER, check_has_day, note_sent
from cafe.plan.inviting.queries import Invited, invited_of, letter_to

KINDS = ("ask", "remind")
LETTERS = "letters"  # the change that says they were asked for
# Longer than a job may take: what still goes then was cut off.
CUT_OFF = timedelta(hours=1)
EVER = datetime(2000, 1, 1, tzinfo=UTC)


@once(None)
def queue_letters(
    tx: Session, *, workshop: Workshop, kind: str, now: datetime, by: str, operation: str
) -> int | None:
    """A letter to each host who has an address, has not answered, and was not written to today.

    `kind` "ask": those who were never written to; "remind": those who were. Gives how many;
    None: it was done before.
    Raises NotFound for another kind; Conflict when there is nobody, when it has been held, or as
    check_has_day does.
    """
    if kind not in KINDS:
        raise NotFound(_("There is no such letter any more."))
    check_has_day(workshop)
    if workshop.stage in OVER:
        raise Conflict(_held())
    let_go(tx, now)
    chosen = [
        one.invitation
        for one in invited_of(tx, workshop)
        if one.invitation
        and one.address
        and one.may_be_asked(now)
        and (one.last is None) is (kind == "ask")
    ]
    if not chosen:
        raise Conflict(_("There is nobody to write to now."))
    note_sent(tx, invitations=chosen, kind=kind, status="queued")
    # That it was done, and by whom; to which addresses stands in no history.
    item = {"letters": len(chosen), "kind": kind}
    record(tx, workshop, what=LETTERS, key=workshop.id, item=item, by=by, operation=operation)
    return len(chosen)


def let_go(tx: Session, now: datetime) -> None:
    """What was cut off has failed, and may be sent again."""
    left = update(LetterSent).where(LetterSent.at < now - CUT_OFF)
    left = left.where(LetterSent.status.in_(("queued", "going")))
    with stored():
        why = _("It was cut off. The letter may have gone.")
    tx.execute(left.values(status="failed", why=why))


@stored()
def send_letters(
    db: Database,
    settings: Settings,
    workshop_id: str,
    *,
    base: str,
    person_id: int | None = None,
    progress: Progress = quiet,
) -> None:
    """Send what is queued in this café, one after the other; `base` is what links begin with.

    When the server does not answer, or the job ends before they are through, the rest has failed
    too. No transaction is open meanwhile.
    """
    with db.reading() as session:
        the_cafe(session, workshop_id)
        person = session.get(Person, person_id) if person_id else None
        answers_to = person.email if person else ""
        queued = select(LetterSent.id).where(
            LetterSent.workshop_id == workshop_id, LetterSent.status == "queued"
        )
        ids = list(session.scalars(queued.order_by(LetterSent.id)))
    why = dict.fromkeys(("going", "queued"), _("It was cut off. The letter may have gone."))
    try:
        with post.opened(settings.smtp_url) as line:
            for count, id in enumerate(ids):
                progress("letters", count, len(ids))
                made = _claimed(db, settings, id, base, answers_to)
                if made is None:
                    continue
                _end(db, id, _refused(line, made))
        why = {}
    except post.NoServer as error:
        why = error.by_status
    finally:
        if why:
            fail_the_rest(db, workshop_id, why)


def _claimed(
    db: Database, settings: Settings, id: int, base: str, answers_to: str
) -> EmailMessage | None:
    """The letter, which nobody else sends now; None when it is not to be sent any more."""
    with db.writing() as tx:
        mine = update(LetterSent).where(LetterSent.id == id, LetterSent.status == "queued")
        if not tx.execute(mine.values(status="going")).rowcount:  # type: ignore[attr-defined]
            return None
        row = tx.get_one(LetterSent, id)
        found = _host(tx, row)
        if found is None:
            row.status, row.why = "failed", _("The host has no address any more.")
            return None
        workshop = tx.get_one(Workshop, row.workshop_id)
        if workshop.binned is not None or workshop.stage in OVER:
            binned = _("This café lies in the bin. Take it back from there to open it.")
            row.status, row.why = "failed", _held() if workshop.binned is None else binned
            return None
        token = invitation_token(settings.secret_key, found.invitation.nonce)  # type: ignore[union-attr]
        subject, text = letter_to(workshop, _before(found, row), f"{base}/h/{token}")
        return post.letter(
            sender=settings.mail_from,
            to=found.address,
            subject=subject,
            text=text,
            answers_to=answers_to,
        )


def _held() -> str:
    return _("The café has been held: nobody is asked to be a host any more.")


def _host(db: Session, row: LetterSent) -> Invited | None:
    workshop = db.get_one(Workshop, row.workshop_id)
    for one in invited_of(db, workshop):
        if one.invitation and one.invitation.id == row.invitation_id and one.address:
            return one
    return None


def _before(invited: Invited, row: LetterSent) -> Invited:
    """As it was before this letter: the first is no reminder."""
    return invited._replace(sent=tuple(one for one in invited.sent if one.id < row.id))


def _refused(line: post.Line, made: EmailMessage) -> str:
    try:
        post.hand_over(line, made)
    except Invalid as error:
        return error.message
    return ""


def _end(db: Database, id: int, why: str) -> None:
    with db.writing() as tx:
        row = tx.get(LetterSent, id)
        if row is not None:
            row.status, row.why, row.at = "failed" if why else "sent", why, datetime.now(UTC)


def fail_the_rest(
    db: Database, workshop_id: str, why: Mapping[str, str], *, since: datetime = EVER
) -> None:
    """What is "queued" or "going" has not gone, and `why` by that; it may be sent again.

    `since`: only what was asked for from then on, when another job is at work on the rest.
    """
    with db.writing() as tx:
        here = (LetterSent.workshop_id == workshop_id, LetterSent.at >= since)
        for status, words in why.items():
            left = update(LetterSent).where(*here, LetterSent.status == status)
            tx.execute(left.values(status="failed", why=words))
