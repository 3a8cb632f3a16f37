"""Letters that carry a link to an account: queued in one transaction, sent by a job.

What the link is made of is kept only until a job has taken the letter: then a digest is left. A
letter that was cut off has failed; whoever wants it asks for another.
"""

from collections.abc import Sequence
from email.message import EmailMessage

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from cafe.config import Settings
from cafe.core import post
from cafe.core.clock import now
from cafe.core.i18n import _, speaking, stored
from cafe.core.text import short
from cafe.errors import Invalid
from cafe.model import AccountLink, Database, Organisation, Person, Workshop
from cafe.people.colleagues import rules
from cafe.people.links import account_token
from cafe.people.rules import role_name


def queued(db: Session) -> Sequence[int]:
    """The ids of links whose letters are to be sent, the oldest first."""
    due = select(AccountLink.id).where(AccountLink.status == "queued", AccountLink.ends > now())
    return db.scalars(due.order_by(AccountLink.id)).all()


@stored()
def send_account_letters(db: Database, settings: Settings, *, base: str) -> None:
    """Send what is queued; `base` is what links begin with. No transaction is open meanwhile."""
    with db.reading() as session:
        ids = queued(session)
    try:
        with post.opened(settings.smtp_url) as line:
            for id in ids:
                made = _claimed(db, settings, id, base)
                if made is None:
                    continue
                try:
                    post.hand_over(line, made)
                except Invalid as error:
                    _end(db, id, error.message)
                else:
                    _end(db, id, "")
    except post.NoServer as error:
        with db.writing() as tx:
            mine = update(AccountLink).where(AccountLink.id.in_(ids))
            for status, why in error.by_status.items():
                left = mine.where(AccountLink.status == status)
                tx.execute(left.values(status="failed", why=why, nonce=None))


def _claimed(db: Database, settings: Settings, id: int, base: str) -> EmailMessage | None:
    """The letter, which nobody else sends; None when it is not to be sent any more."""
    with db.writing() as tx:
        link = tx.get(AccountLink, id, with_for_update=True)
        if link is None or link.status != "queued" or link.nonce is None:
            return None
        word = account_token(settings.secret_key, link.nonce)
        link.status, link.nonce = "going", None
        to = "reset" if link.kind == "reset" else "join"
        subject, text = words_of(tx, link, f"{base}/{to}/{word}")
        try:
            return post.letter(sender=settings.mail_from, to=link.email, subject=subject, text=text)
        except ValueError:  # an account may have an address that no letter can name
            link.status, link.why = "failed", _("The mail server refuses the address.")
            return None


def _end(db: Database, id: int, why: str) -> None:
    with db.writing() as tx:
        row = tx.get(AccountLink, id)
        if row is not None:
            row.status, row.why = "failed" if why else "sent", why


def words_of(db: Session, link: AccountLink, address: str) -> tuple[str, str]:
    """Subject and text of the letter with this link."""
    workshop = db.get(Workshop, link.workshop_id) if link.workshop_id else None
    home = db.get(Organisation, link.organisation_id) if link.organisation_id else None
    with speaking(link.language):
        if workshop is not None:
            return _invitation_words(db, link, workshop, address)
        return _home_words(db, link, home, address) if home else _reset_words(address)


def _home_words(
    db: Session, link: AccountLink, home: Organisation, address: str
) -> tuple[str, str]:
    by = db.get(Person, link.made_by) if link.made_by else None
    days = (link.ends - link.made) // (24 * rules.HOUR)
    who, name = by.name if by else _("An organiser"), " ".join(home.name.split())
    lines = [
        _("Hello %(name)s,", name=link.name) if link.name else _("Hello,"),
        _("%(who)s invites you to %(name)s in Dialogkafé.", who=who, name=name),
        address,
        _("The link works once, within %(count)s days.", count=days),
    ]
    return _("Welcome to %(name)s", name=short(name)), "\n\n".join(lines)


def _reset_words(address: str) -> tuple[str, str]:
    hours = rules.BY_MAIL // rules.HOUR
    lines = [
        _("Somebody, probably you, has asked for a new password for your account in Dialogkafé."),
        address,
        _("The link works once, within %(count)s hour.", count=hours),
        _("Did you not ask for it? Then you need not do anything: your password stays as it is."),
    ]
    return _("A new password"), "\n\n".join(lines)


def _invitation_words(
    db: Session, link: AccountLink, workshop: Workshop, address: str
) -> tuple[str, str]:
    by = db.get(Person, link.made_by) if link.made_by else None
    days = (link.ends - link.made) // (24 * rules.HOUR)
    title = " ".join((workshop.name or workshop.title).split())
    lines = [
        _("Hello %(name)s,", name=link.name) if link.name else _("Hello,"),
        _(
            "%(who)s invites you to “%(cafe)s” in Dialogkafé, as %(role)s.",
            who=by.name if by else _("An organiser"),
            cafe=title,
            role=role_name(link.role),
        ),
        address,
        _("The link works once, within %(count)s days.", count=days),
    ]
    return _("Organise “%(cafe)s” with us", cafe=short(title)), "\n\n".join(lines)
