"""Whose account somebody from a log-in service comes into."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict, NotAllowed
from cafe.model import Identity, Person
from cafe.people import actions, queries
from cafe.people.factor.queries import has
from cafe.people.oidc import rules
from cafe.people.oidc.rules import Someone
from cafe.people.organisations.queries import landing


def known(db: Session, who: Someone) -> Person | None:
    """Whose account this identity is joined to."""
    mine = (Identity.issuer == who.issuer, Identity.sub == who.sub)
    return db.scalars(select(Person).join(Identity).where(*mine)).first()


def enter(tx: Session, *, who: Someone, domains: str) -> Person | None:
    """The account of `who`, joined or made now where that is theirs; None: they must be asked.

    Raises Conflict while there is no account at all: the first is made with the setup word.
    """
    if person := known(tx, who):
        return person
    if not queries.anybody(tx):
        raise Conflict(
            _(
                "This café is new: its first account is made with the setup word. It stands where "
                "the café was started."
            )
        )
    person = queries.person_by_email(tx, who.email)
    home = _home(tx, who, domains)
    then = rules.whose(
        who,
        welcome=home is not None,
        account=person is not None,
        joined_here=person is not None and _joined(tx, person, who.issuer),
        address_typed=person is not None and person.address_typed,
        second_factor=person is not None and has(tx, person.id),
    )
    if then == "make":
        person = actions.add_person(
            tx, email=who.email, name=who.name, password_hash="", organisation_id=home
        )
    if person is None or then == "ask":
        return known(tx, who)  # another tab may have come in meanwhile
    join(tx, person=person, who=who)
    return person


def join(tx: Session, *, person: Person, who: Someone) -> None:
    """From now on this identity opens this account. Raises Conflict when it opens another."""
    there = known(tx, who)
    if there is not None and there.id != person.id:
        raise Conflict(_("This log-in belongs to another account here already."))
    if there is None:
        tx.add(Identity(person_id=person.id, issuer=who.issuer, sub=who.sub))
        tx.flush()


def _home(db: Session, who: Someone, domains: str) -> int | None:
    """The organisation whose members have such addresses, or any for one of `domains`."""
    try:
        home = landing(db, who.email)
    except NotAllowed:
        return None
    theirs = rules.in_domain(who.email, " ".join(home.domains))
    return home.id if theirs or rules.in_domain(who.email, domains) else None


def _joined(db: Session, person: Person, issuer: str) -> bool:
    here = (Identity.person_id == person.id, Identity.issuer == issuer)
    return db.scalars(select(Identity.id).where(*here)).first() is not None
