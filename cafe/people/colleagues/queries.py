"""Who organises a café, since when they were last seen, and the links that lead to accounts."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.clock import now
from cafe.core.i18n import _
from cafe.errors import Gone, NotFound
from cafe.model import (
    HIDDEN,
    AccountLink,
    LoginSession,
    Organisation,
    Organiser,
    Person,
    Workshop,
)
from cafe.people.colleagues import rules
from cafe.people.refusals import gone_words
from cafe.people.rules import CAFE_ROLES


class Colleague(NamedTuple):
    """Somebody with a role in a café. `seen`: when a login of theirs was last used, about."""

    person: Person
    role: str
    seen: int | None


def colleagues_of(db: Session, workshop_id: str) -> list[Colleague]:
    """Who has a role in the café: owners first, then by name."""
    seen = select(func.max(LoginSession.seen)).where(LoginSession.person_id == Person.id)
    found = select(Person, Organiser.role, seen.scalar_subquery()).join(Organiser)
    rows = db.execute(found.where(Organiser.workshop_id == workshop_id))
    order: list[str] = [*CAFE_ROLES]
    all = [Colleague(person, role, at) for person, role, at in rows]
    return sorted(all, key=lambda one: (order.index(one.role), one.person.name.casefold()))


def a_colleague(db: Session, workshop_id: str, person_id: int) -> Organiser:
    """This person's row in the café. Raises NotFound."""
    row = db.get(Organiser, (workshop_id, person_id))
    if row is None:
        raise NotFound(_("The person does not organise this café any more."))
    return row


def owns(db: Session, workshop_id: str, person_id: int | None) -> bool:
    """Whether this person owns the café."""
    row = db.get(Organiser, (workshop_id, person_id)) if person_id else None
    return row is not None and row.role == "owner"


def other_owners(db: Session, workshop_id: str, person_id: int) -> int:
    """How many others own the café."""
    owns = select(func.count()).select_from(Organiser)
    owns = owns.where(Organiser.workshop_id == workshop_id, Organiser.role == "owner")
    return db.scalars(owns.where(Organiser.person_id != person_id)).one()


def made_before(db: Session, person_id: int, operation: str) -> bool:
    """Whether this press has made a link to another password for the person already."""
    made = (AccountLink.person_id == person_id, AccountLink.operation == operation)
    return db.scalars(select(AccountLink.id).where(*made)).first() is not None


def invited_to(db: Session, workshop_id: str) -> Sequence[AccountLink]:
    """The links that still let somebody join the café, the newest first."""
    here = (AccountLink.workshop_id == workshop_id, AccountLink.kind == "join")
    lives = select(AccountLink).where(*here, AccountLink.ends > now())
    return db.scalars(lives.order_by(AccountLink.id.desc())).all()


def the_link(db: Session, link_id: int | None, *, hold: bool = False) -> AccountLink:
    """The link to an account; with `hold` nobody else uses it meanwhile. Raises Gone: it was used,
    taken back or has ended since whoever asks came by it.
    """
    link = db.get(AccountLink, link_id, with_for_update=hold) if link_id else None
    if link is None or link.ends <= now():
        raise Gone(gone_words("account"))
    return link


def organisation_to_join(db: Session, workshop: Workshop, made_by: int | None) -> str:
    """The name of the café's organisation when this person may make others its members; else ""."""
    home, who = db.get(Organisation, workshop.organisation_id), made_by and db.get(Person, made_by)
    runs = who and who.admin_of_organisation and who.organisation_id == workshop.organisation_id
    return home.name if home and runs else ""


def home_by(db: Session, link: AccountLink) -> Organisation | None:
    """The organisation whose member one becomes by this link: where nothing speaks of
    organisations the café's, else only when somebody who still runs it has said so.
    """
    workshop = db.get_one(Workshop, link.workshop_id)
    home = db.get(Organisation, workshop.organisation_id)
    if home and not home.name:
        return home
    return home if link.member and organisation_to_join(db, workshop, link.made_by) else None


def owned_alone(db: Session, person_id: int) -> list[Workshop]:
    """The cafés that nobody owns but this person, also those in the bin."""
    mine = select(Workshop).join(Organiser)
    mine = mine.where(Organiser.person_id == person_id, Organiser.role == "owner")
    mine = mine.where(Workshop.stage.not_in(HIDDEN)).order_by(Workshop.title, Workshop.id)
    return [one for one in db.scalars(mine) if not other_owners(db, one.id, person_id)]


def may_reset(db: Session, *, owner_id: int, person: Person) -> bool:
    """Whether this owner may make the link that gives `person` another password."""
    if person.id == owner_id:
        return False
    mine = db.get_one(Person, owner_id)
    rows = select(Organiser.workshop_id)
    theirs = set(db.scalars(rows.where(Organiser.person_id == person.id)))
    owned = rows.where(Organiser.person_id == owner_id, Organiser.role == "owner")
    return rules.may_reset(
        theirs=theirs,
        owned=set(db.scalars(owned)),
        stranger=person.organisation_id not in (None, mine.organisation_id),
        runs=person.keeper or person.admin_of_organisation,
    )
