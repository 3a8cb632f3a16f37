"""Tokens of the HTTP interface: made, found, counted, revoked. A program that acts for a person.

A token is shown once, has 256 random bits and is kept as a digest, as a login is (`sessions.py`);
when it ends is told by the same clock.
"""

import re
import secrets
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, Row, bindparam, select, update
from sqlalchemy.orm import Session

from cafe.core.clock import now
from cafe.core.i18n import _
from cafe.core.limits import LINE
from cafe.core.text import clean
from cafe.errors import Conflict, Invalid
from cafe.model import ApiToken, Organiser, Person, Workshop
from cafe.people.colleagues.rules import MADE
from cafe.people.organisations.queries import ROLE
from cafe.people.rules import TOKEN_ROLES
from cafe.people.sessions import digest

TOKEN = re.compile(r"kafe_[A-Za-z0-9_-]{43}")
DAY = 24 * 3600
DAYS = (30, 90, 365)  # how long one may be good for; the last is what is proposed
COARSE_SECONDS = 3600  # how exactly `used` is kept
MOST = 20  # that one person has at once


def make(
    tx: Session,
    *,
    person_id: int,
    workshop_id: str | None,
    name: str,
    role: str,
    days: int,
    operation: str,
) -> str:
    """A new token; its word, which nobody can see again. Whoever asks has looked whether the
    person is at the café.

    Raises Invalid for a role or a time that no token has, Conflict when it was made before (where
    MADE) or the person has too many.
    """
    name = clean(name, limit=LINE, name=_("The name of the token"), lines=False, where="name")
    if role not in TOKEN_ROLES:
        raise Invalid(_("Choose what the program may do."), where="role")
    if days not in DAYS:
        raise Invalid(_("Choose how long the token is good for."), where="days")
    mine = of_person(tx, person_id)
    if any(token.operation == operation for token in mine):
        words = _(
            "This token is made already, and is shown only once. "
            "If it is lost, make a new one: the one before it opens nothing then."
        )
        raise Conflict(words, where=MADE)
    if sum(map(lives, mine)) >= MOST:
        raise Conflict(
            _("You have %(count)s tokens. Revoke one that you no longer need.", count=MOST)
        )
    word = f"kafe_{secrets.token_urlsafe(32)}"
    row = ApiToken(digest=digest(word), person_id=person_id, workshop_id=workshop_id, name=name)
    row.role, row.operation, row.made, row.ends = role, operation, now(), now() + days * DAY
    tx.add(row)
    tx.flush()
    return word


_FIND = select(
    ApiToken.id,
    ApiToken.person_id,
    ApiToken.workshop_id,
    ApiToken.role,
    ApiToken.ends,
    ApiToken.revoked,
).where(ApiToken.digest == bindparam("digest"))
Found = Row[int, int, str | None, str, int, int | None]


def find(db: Connection, word: str) -> Found | None:
    """The token that this is, living or not (`lives`). Anything else is not even looked up."""
    if not TOKEN.fullmatch(word):
        return None
    return db.execute(_FIND, {"digest": digest(word)}).first()


def lives(token: Found | ApiToken) -> bool:
    """Whether it opens anything still."""
    return token.revoked is None and now() < token.ends


_AT_CAFE = (
    select(ROLE, Workshop.binned, Workshop.raw_gone)
    .select_from(Person)
    .join(Workshop, Workshop.id == bindparam("workshop"))
    .outerjoin(
        Organiser, (Organiser.person_id == Person.id) & (Organiser.workshop_id == Workshop.id)
    )
    .where(Person.id == bindparam("person"))
)
AtCafe = Row[str | None, int | None, date | None]


def at_cafe(db: Connection, token: Found, workshop_id: str) -> AtCafe | None:
    """What the person is there now, and since when the café lies in the bin; None where the token
    does not lead.
    """
    if token.workshop_id not in (None, workshop_id):
        return None
    found = db.execute(_AT_CAFE, {"person": token.person_id, "workshop": workshop_id}).first()
    return found if found and found.role else None


def count(tx: Session, token_id: int) -> None:
    """It is used once more; when, to the hour."""
    at = now() // COARSE_SECONDS * COARSE_SECONDS
    once_more = update(ApiToken).where(ApiToken.id == token_id)
    tx.execute(once_more.values(uses=ApiToken.uses + 1, used=at))


def of_person(db: Session, person_id: int) -> Sequence[ApiToken]:
    """This person's tokens, the newest first; last those that open nothing any more."""
    mine = select(ApiToken).where(ApiToken.person_id == person_id)
    found = db.scalars(mine.order_by(ApiToken.id.desc())).all()
    return sorted(found, key=lives, reverse=True)


def revoke(tx: Session, *, person_id: int, token_id: int) -> None:
    """It opens nothing from now on; nothing when it is somebody else's or was revoked before."""
    mine = (ApiToken.id == token_id, ApiToken.person_id == person_id, ApiToken.revoked.is_(None))
    tx.execute(update(ApiToken).where(*mine).values(revoked=now()))


def revoke_made(tx: Session, *, person_id: int, operation: str) -> None:
    """As `revoke`, the one that this operation of the person's made: its word is lost."""
    mine = (ApiToken.person_id == person_id, ApiToken.operation == operation)
    tx.execute(update(ApiToken).where(*mine, ApiToken.revoked.is_(None)).values(revoked=now()))
