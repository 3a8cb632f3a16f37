"""Where kept documents are read: the lasting address, a version's own, a draft's for a while; and
who is told what comes of them.
"""

import secrets
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from cafe.core.clock import today
from cafe.core.i18n import _, long_date
from cafe.model import HIDDEN, DocumentLink, Follower, Reading, Version, Workshop
from cafe.people.links import FOLLOWER, SHARED, digest, retire, secret


def document_token(secret_key: str, nonce: str) -> str:
    """The secret in the lasting address of a café's document: it is no version's own."""
    return "d" + secret(secret_key, "document", nonce)


def take_version_link(tx: Session, *, version: Version) -> None:
    """The kept document has no address any more; who has the old one is told so."""
    retire(tx, Version, Version.id == version.id)
    version.nonce = version.token_digest = None
    tx.flush()


def open_document_link(tx: Session, *, workshop_id: str, secret_key: str) -> DocumentLink:
    """The lasting address of a café's document, made when there is none."""
    link = tx.get(DocumentLink, workshop_id)
    return link or renew_document_link(tx, workshop_id=workshop_id, secret_key=secret_key)


def shown_link(db: Session, workshop_id: str) -> DocumentLink | None:
    """The lasting address of a café's document; None while nothing is published at it."""
    published = select(Version.workshop_id).where(Version.shown)
    here = DocumentLink.workshop_id == workshop_id, DocumentLink.workshop_id.in_(published)
    return db.scalars(select(DocumentLink).where(*here)).first()


def renew_document_link(tx: Session, *, workshop_id: str, secret_key: str) -> DocumentLink:
    """Another lasting address; the old one shows nothing from now on."""
    retire(tx, DocumentLink, DocumentLink.workshop_id == workshop_id)
    nonce = secrets.token_hex(16)
    kept = digest(secret_key, document_token(secret_key, nonce))
    link = tx.merge(DocumentLink(workshop_id=workshop_id, nonce=nonce, token_digest=kept))
    tx.flush()
    return link


def find_version(db: Session, token: str, secret_key: str) -> Version | None:
    """The kept document that a token shows: a version that is published, a draft until its day is
    over (one that was remarked on opens afterwards too: its readers hear what came of that), and by
    the lasting address whatever final version was published last.
    """
    if not SHARED.fullmatch(token):
        return None
    kept = digest(secret_key, token)
    query = select(Version).join(Workshop).where(Workshop.binned.is_(None))
    asked = Version.id.in_(select(Reading.version_id))
    readable = or_(Version.shown, Version.read_until >= today(), asked)
    own = db.scalars(query.where(Version.token_digest == kept, readable)).first()
    if own is not None:
        return own
    lasting = select(DocumentLink.workshop_id).where(DocumentLink.token_digest == kept)
    newest = query.where(Version.workshop_id.in_(lasting), Version.shown)
    return db.scalars(newest.order_by(Version.id.desc())).first()


def is_over(version: Version) -> bool:
    """Whether a draft can no longer be read by its link, which may lead its readers on."""
    return not version.shown and (version.read_until is None or version.read_until < today())


def ended_on(db: Session, token: str, secret_key: str) -> date | None:
    """The last day of a draft's link that has ended; None for any other word."""
    kept = digest(secret_key, token)
    past = Version.token_digest == kept, Version.read_until < today()
    return db.scalars(select(Version.read_until).where(*past)).first()


def no_more(ended: date | None) -> str:
    """What is said to who comes too late; `ended`: the last day of a draft's link."""
    if ended is not None:
        return _(
            "This draft could be read until %(day)s. "
            "Ask who gave the address to you for a new one.",
            day=long_date(ended),
        )
    return _("No document is shown at this address any more. Ask who gave it to you for a new one.")


def follower_token(secret_key: str, nonce: str) -> str:
    """The secret in the letters to an address that is told what comes of a café."""
    return "f" + secret(secret_key, "follower", nonce)


def find_follower(db: Session, token: str, secret_key: str) -> Follower | None:
    """The address that is told, whose letters have this word."""
    if not FOLLOWER.fullmatch(token):
        return None
    here = Workshop.binned.is_(None) & Workshop.stage.not_in(HIDDEN)
    query = select(Follower).outerjoin(Workshop, Workshop.id == Follower.workshop_id)
    query = query.where(or_(Follower.series_id.is_not(None), here))
    return db.scalars(query.where(Follower.token_digest == digest(secret_key, token))).first()
