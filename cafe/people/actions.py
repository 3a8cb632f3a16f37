"""Accounts: made, logged in, given a new password."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import LINE
from cafe.core.text import clean
from cafe.errors import Conflict
from cafe.model import HIDDEN, Organiser, Person, Workshop
from cafe.people import rules, sessions

# One core, not four at once: the hub goes on beside it. Memory and passes are the library's own.
_hasher = PasswordHasher(parallelism=1)


@cache
def _nobodys_hash() -> str:
    # Checked when there is no such person, so that the answer takes as long as a wrong one's.
    return _hasher.hash("nobody has this password")


def hash_password(password: str, *own: str) -> str:
    """The argon2id hash of a password that will do for the person whose `own` e-mail and name are.

    Slow: never in a transaction. Raises Invalid.
    """
    return _hasher.hash(rules.check_password(password, *own))


def fits(password_hash: str | None, password: str) -> bool:
    """True when `password` made `password_hash`. Takes as long when there is none ("" or None)."""
    try:
        right = _hasher.verify(password_hash or _nobodys_hash(), password)
    except (VerificationError, InvalidHashError):
        return False
    return right and bool(password_hash)


def add_person(
    tx: Session,
    *,
    email: str,
    name: str,
    password_hash: str,
    organisation_id: int | None = None,
) -> Person:
    """A new organiser, a member of the organisation, or of the first one when none is said.

    The first account keeps the installation and runs its organisation. Raises Conflict when the
    address has an account.
    """
    email = rules.check_email(email)
    name = clean(name, limit=LINE, name=_("Name"), lines=False)
    if tx.scalars(select(Person).where(Person.email == email)).first():
        raise Conflict(_("There is already an account for %(email)s.", email=email), where="email")
    first = tx.scalars(select(Person.id).limit(1)).first() is None
    person = Person(email=email, name=name, password_hash=password_hash)
    person.keeper = person.admin_of_organisation = first
    if organisation_id is not None:
        person.organisation_id = organisation_id
    tx.add(person)
    tx.flush()
    if first:
        _adopt(tx, person)
    return person


def _adopt(tx: Session, person: Person) -> None:
    """Cafés made by command line before there was anybody belong to the first account."""
    owned = select(Organiser.workshop_id)
    nobodys = select(Workshop.id).where(Workshop.id.not_in(owned), Workshop.stage.not_in(HIDDEN))
    for workshop_id in tx.scalars(nobodys).all():
        tx.add(Organiser(workshop_id=workshop_id, person_id=person.id, role="owner"))
    tx.flush()


def set_password(tx: Session, *, person: Person, password_hash: str) -> None:
    """A new password; every browser that was logged in with the old one is logged out."""
    person.password_hash = password_hash
    tx.flush()
    sessions.end_all(tx, person_id=person.id)
