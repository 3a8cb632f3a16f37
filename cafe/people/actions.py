"""Accounts: made, logged in, given a new password."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import LINE
from cafe.core.text import as_drawn, clean, short
from cafe.errors import Conflict
from cafe.model import HIDDEN, AccountLink, Organisation, Organiser, Person, Workshop
from cafe.model.audit import audited_everywhere
from cafe.people import queries, rules, sessions
from cafe.people.colleagues.queries import owned_alone
from cafe.people.links import retire
from cafe.people.organisations.actions import set_admin

# One core, not four at once: the hub goes on beside it. Memory and passes are the library's own.
_hasher = PasswordHasher(parallelism=1)
MOST_NAMED = 5


@cache
def _nobodys_hash() -> str:
    # Checked when there is no such person, so that the answer takes as long as a wrong one's.
    return _hasher.hash("nobody has this password")


def hash_password(password: str, *own: str) -> str:
    """The argon2id hash of a password that will do for the person whose `own` e-mail and name are.

    Slow: never in a transaction. Raises Invalid.
    """
    return _hasher.hash(as_drawn(rules.check_password(password, *own)))


def fits(password_hash: str | None, password: str) -> bool:
    """True when `password` made `password_hash`. Takes as long when there is none ("" or None).

    However its letters are composed (RFC 8265, 4.2): keyboards differ in it. One that was kept
    before that was so is tried as it is typed, too.
    """
    tries = dict.fromkeys((as_drawn(password), password))
    kept = password_hash or _nobodys_hash()
    return any(_is_of(kept, one) for one in tries) and bool(password_hash)


def _is_of(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


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
    hold_accounts(tx)
    name = clean(name, limit=LINE, name=_("Name"), lines=False, where="name")
    if queries.person_by_email(tx, email):
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


def hold_accounts(tx: Session) -> None:
    """Accounts are made, and change their addresses, one after the other until the commit: two at
    once would have one address, or both be the first.
    """
    tx.scalars(select(Organisation.id).order_by(Organisation.id).limit(1).with_for_update()).one()


def _adopt(tx: Session, person: Person) -> None:
    """Cafés made by command line before there was anybody belong to the first account."""
    owned = select(Organiser.workshop_id)
    nobodys = select(Workshop.id).where(Workshop.id.not_in(owned), Workshop.stage.not_in(HIDDEN))
    for workshop_id in tx.scalars(nobodys).all():
        tx.add(Organiser(workshop_id=workshop_id, person_id=person.id, role="owner"))
    tx.flush()


def set_password(
    tx: Session, *, person: Person, password_hash: str, but: int | None = None
) -> None:
    """A new password; every browser that was logged in with the old one is logged out, at most not
    in session `but`. Links to another password open nothing any more.
    """
    person.password_hash = password_hash
    end_links(tx, (AccountLink.person_id == person.id, AccountLink.kind == "reset"))
    sessions.end_all(tx, person_id=person.id, but=but)


def set_name(tx: Session, *, person: Person, name: str) -> None:
    """Be called so from now on, also in what was done before. Raises Invalid."""
    person.name = clean(name, limit=LINE, name=_("Name"), lines=False, where="name")
    tx.flush()


def set_email(tx: Session, *, person: Person, email: str) -> None:
    """Log in with this address from now on. Raises Invalid; Conflict when it has an account."""
    email = rules.check_email(email)
    hold_accounts(tx)
    if queries.person_by_email(tx, email) not in (None, person):
        raise Conflict(_("There is already an account for %(email)s.", email=email), where="email")
    person.address_typed = person.address_typed or person.email != email
    person.email = email
    end_links(tx, (AccountLink.person_id == person.id, AccountLink.kind == "reset"))


def delete_person(tx: Session, *, person: Person) -> None:
    """An end to the account, its logins, tokens, roles, and the links it has made.

    What it did stays, as a former organiser's. Raises Conflict, naming them, when cafés would be
    left without an owner, and for who alone runs an organisation or keeps the installation.
    """
    if alone := owned_alone(tx, person.id):
        cafes = ", ".join(f"“{short(one.title)}”" for one in alone[:MOST_NAMED])
        cafes += ", …" if len(alone) > MOST_NAMED else ""
        words = _("Hand these cafés over, or delete them, first: %(cafes)s.", cafes=cafes)
        raise Conflict(words, where="cafes")
    hold_accounts(tx)  # two keepers who leave at once
    others = tx.scalars(select(Person.keeper).where(Person.id != person.id)).all()
    if person.keeper and others and not any(others):
        raise Conflict(
            _(
                "You alone keep this installation. "
                "Whoever runs it must make another one keeper first."
            )
        )
    set_admin(tx, person=person, admin=False)
    end_links(tx, (AccountLink.made_by == person.id,))
    end_links(tx, (AccountLink.person_id == person.id,))
    end_links(tx, (AccountLink.email == person.email,))  # theirs by name and address
    audited_everywhere(tx, person.id, "left")
    tx.delete(person)
    tx.flush()


def end_links(tx: Session, which: tuple[ColumnElement[bool], ...]) -> None:
    """Links to accounts that `which` picks open nothing from now on."""
    for link in tx.scalars(select(AccountLink).where(*which)).all():
        retire(tx, AccountLink, AccountLink.id == link.id)
        tx.delete(link)
    tx.flush()
