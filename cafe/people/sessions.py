"""Where an organiser is logged in: begun, found, ended. A row is a login; no row, no login.

A session ends after 14 days in which nobody used it. The machine's clock cannot be trusted to tell
(a laptop with a flat battery starts in 1970 and is put right by the network an hour later), so:
- time is the process's own clock (core/clock.py): one that is set back or forward under way changes
  nothing;
- "before it was seen" counts as just now, so that a start in the past ends nobody;
- `seen` only grows, and an ended session is deleted, so that no clock brings one back;
- a start too far in the future does end sessions: then people log in once more, the safe mistake.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, Row, bindparam, delete, select, update
from sqlalchemy.orm import Session

from cafe.core.clock import now
from cafe.model import LoginSession, Organiser, Person, Workshop
from cafe.people.browsers import browser_and_system
from cafe.people.organisations.queries import ROLE

IDLE_SECONDS = 14 * 24 * 3600
ROOM = "desk:"
COARSE_SECONDS = 3600  # how exactly `seen` is kept: one small write an hour


def digest(word: str) -> str:
    """What is kept of a session's word: it has 256 random bits, so that a plain digest will do."""
    return hashlib.sha256(word.encode()).hexdigest()


def begin(tx: Session, *, person_id: int, user_agent: str) -> str:
    """Log the person in at one more browser; the word its cookie holds."""
    word, at = secrets.token_urlsafe(32), now()
    browser, system = browser_and_system(user_agent)
    row = LoginSession(digest=digest(word), person_id=person_id, began=at, seen=at)
    row.browser, row.system = browser, system
    tx.add(row)
    tx.flush()
    return word


def room_of(workshop_id: str, session_id: int) -> str:
    """The Socket.IO room of one login at a café. Nothing is sent to it once the login has ended."""
    return f"{ROOM}{workshop_id}:{session_id}"


# One question, columns alone, and with it the person's role in the café that is asked for: every
# page and every operation of an organiser asks it.
_FIND = (
    select(
        LoginSession.id,
        LoginSession.person_id,
        LoginSession.seen,
        ROLE,
        Workshop.binned,
        Workshop.raw_gone,
        Person.admin_of_organisation.label("admin"),
        Person.keeper,
    )
    .join(Person, Person.id == LoginSession.person_id)
    .outerjoin(Workshop, Workshop.id == bindparam("workshop"))
    .outerjoin(
        Organiser,
        (Organiser.person_id == LoginSession.person_id) & (Organiser.workshop_id == Workshop.id),
    )
    .where(LoginSession.digest == bindparam("digest"))
)
Found = Row[int, int, int, str | None, int | None, date | None, bool, bool]


def find(db: Connection, word: str, workshop_id: str | None = None) -> Found | None:
    """`id`, `person_id`, `seen`, `role` (in the café; None without one), since when that café lies
    in the bin, since when its raw material is gone, and whether the person is an `admin` or a
    `keeper`, of a session that lives.
    """
    found = db.execute(_FIND, {"digest": digest(word), "workshop": workshop_id}).first()
    return found if found and now() - found.seen < IDLE_SECONDS else None


def is_due(found: Found) -> bool:
    """Whether `seen` should be written anew."""
    return bool(now() - found.seen >= COARSE_SECONDS)


def touch(tx: Session, session_id: int) -> None:
    """It is used now. Never brings an ended one back."""
    here = (LoginSession.id == session_id, LoginSession.seen < now())
    tx.execute(update(LoginSession).where(*here).values(seen=now()))


def of_person(db: Session, person_id: int) -> Sequence[LoginSession]:
    """Where this person is logged in, the last used first."""
    lives = LoginSession.seen > now() - IDLE_SECONDS
    mine = select(LoginSession).where(LoginSession.person_id == person_id, lives)
    return db.scalars(mine.order_by(LoginSession.seen.desc(), LoginSession.id.desc())).all()


def end(tx: Session, *, person_id: int, session_id: int) -> None:
    """Log the person out there; nothing when it has ended already or is somebody else's."""
    mine = (LoginSession.id == session_id, LoginSession.person_id == person_id)
    tx.execute(delete(LoginSession).where(*mine))


def end_all(tx: Session, *, person_id: int, but: int | None = None) -> None:
    """Log the person out everywhere, at most not in session `but`."""
    mine = delete(LoginSession).where(LoginSession.person_id == person_id)
    tx.execute(mine if but is None else mine.where(LoginSession.id != but))


def sweep(tx: Session) -> None:
    """End what nobody has used for too long: at each start, and each hour."""
    tx.execute(delete(LoginSession).where(LoginSession.seen <= now() - IDLE_SECONDS))
