"""What the keeper and an organisation's admins do: make, name and bound one; who is in it."""

from collections.abc import Sequence

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict, NotFound
from cafe.model import LoginSession, Organisation, Organiser, Person, Workshop, audited
from cafe.people.organisations import queries, rules
from cafe.people.sessions import room_of


def make_organisation(tx: Session, *, uid: str, name: str) -> Organisation:
    """A new organisation. Made twice under one `uid` it is the same. Raises Invalid, Conflict."""
    known = tx.scalars(select(Organisation).where(Organisation.uid == uid)).first()
    if known:
        return known
    made = Organisation(uid=uid)
    rename_organisation(tx, organisation=made, name=name)
    tx.add(made)
    tx.flush()
    return made


def rename_organisation(tx: Session, *, organisation: Organisation, name: str) -> None:
    """Call it `name`. Raises Invalid; Conflict when another one is called so."""
    name = rules.check_name(name)
    others = (one for one in queries.every_one(tx) if one is not organisation)
    if any(one.name.casefold() == name.casefold() for one in others):
        words = _("Another organisation is called “%(name)s” already.", name=name)
        raise Conflict(words, where="name")
    organisation.name = name


def set_quota(tx: Session, *, organisation: Organisation, cafes: str, megabytes: str) -> None:
    """At most so many cafés, and megabytes of photographs, as they are typed. Raises Invalid.

    What is there already stays, also when it is more.
    """
    most = rules.check_quota(cafes, most=rules.MOST_CAFES, where="cafes")
    room = rules.check_quota(megabytes, most=rules.MOST_MB, where="megabytes")
    organisation.most_cafes, organisation.most_bytes = most, room * rules.MB
    tx.flush()


def set_domains(tx: Session, *, organisation: Organisation, typed: str) -> None:
    """Whose e-mail addresses have their first log-in here. Raises Invalid, Conflict."""
    domains = rules.check_domains(typed)
    for other in queries.every_one(tx):
        if other is not organisation and (both := set(domains) & set(other.domains)):
            words = _("%(domain)s belongs to %(name)s already.", domain=min(both), name=other.name)
            raise Conflict(words, where="domains")
    organisation.domains = domains
    tx.flush()


def join(tx: Session, *, person: Person, organisation: Organisation, admin: bool = False) -> None:
    """Be a member of this one from now on, and of no other.

    Cafés that the person organises stay where they are, and the person in them. Raises Conflict
    for the last admin of another one.
    """
    if person.organisation_id != organisation.id:
        _leave(tx, person)
        person.organisation_id = organisation.id
    person.admin_of_organisation |= admin
    tx.flush()


def set_admin(tx: Session, *, person: Person, admin: bool) -> None:
    """Let a member run the organisation, or no longer. Raises Conflict for the last one."""
    if not admin:
        _check_not_last(tx, person)
    person.admin_of_organisation = admin
    tx.flush()


def take_out(tx: Session, *, person: Person, by: str) -> None:
    """Out of the organisation, and of all its cafés; the account and what it does elsewhere stay.

    A café that was theirs alone has no owner until an admin names one. Raises Conflict for the
    last admin.
    """
    theirs = _leave(tx, person)
    mine = (Organiser.person_id == person.id, Organiser.workshop_id.in_(theirs))
    for workshop_id in tx.scalars(select(Organiser.workshop_id).where(*mine)).all():
        audited(tx, workshop_id, "out", by=by, about=f"person:{person.id}")
    tx.execute(delete(Organiser).where(*mine))
    tx.flush()


def _leave(tx: Session, person: Person) -> Select[str]:
    """No member any more, and nobody who runs it; the ids of the organisation's cafés."""
    _check_not_last(tx, person)
    theirs = select(Workshop.id).where(Workshop.organisation_id == person.organisation_id)
    look_again(tx, cafes=tx.scalars(theirs).all(), people=[person.id])
    person.organisation_id, person.admin_of_organisation = None, False
    return theirs


def look_again(tx: Session, *, cafes: Sequence[str], people: Sequence[int]) -> None:
    """After the commit each page that these people have open at these cafés asks what it may see
    still.
    """
    logins = tx.scalars(select(LoginSession.id).where(LoginSession.person_id.in_(people))).all()
    rooms = (room_of(cafe, login) for cafe in cafes for login in logins)
    tx.info.setdefault("gone", []).extend(rooms)


def close_cafe(tx: Session, *, workshop: Workshop, closed: bool) -> None:
    """Let the rest of the organisation read along in the café, or nobody without a role in it."""
    workshop.closed_to_organisation = closed
    tx.flush()
    if closed:
        roles = select(Organiser.person_id).where(Organiser.workshop_id == workshop.id)
        home = (Person.organisation_id == workshop.organisation_id, Person.id.not_in(roles))
        look_again(tx, cafes=[workshop.id], people=tx.scalars(select(Person.id).where(*home)).all())


def name_owner(
    tx: Session, *, organisation: Organisation, workshop_id: str, person: Person
) -> bool:
    """Make a member the owner of a café of theirs that has none; False when it is theirs already.

    Raises NotFound when it has another, or is no café of theirs.
    """
    lost = {one.id for one in queries.without_owner(tx, organisation.id)}
    row = tx.get(Organiser, (workshop_id, person.id))
    if row and row.role == "owner":
        return False
    if workshop_id not in lost or person.organisation_id != organisation.id:
        raise NotFound(_("This café has an owner now."), where="owner")
    if row is None:
        tx.add(Organiser(workshop_id=workshop_id, person_id=person.id, role="owner"))
    else:
        row.role = "owner"
    tx.flush()
    return True


def a_member(tx: Session, *, organisation: Organisation, person_id: int) -> Person:
    """The member with this number. Raises NotFound."""
    person = tx.get(Person, person_id)
    if person is None or person.organisation_id != organisation.id:
        raise NotFound(_("There is no such member of the organisation."))
    return person


def _check_not_last(tx: Session, person: Person) -> None:
    """Somebody must run an organisation as long as it has members. It is held until the commit, so
    that of two admins who act on each other at once one stays.
    """
    if not person.admin_of_organisation or person.organisation_id is None:
        return
    home = select(Organisation.id).where(Organisation.id == person.organisation_id)
    tx.scalars(home.with_for_update()).one()
    # Columns alone: a row that was read before is not read anew.
    others = select(Person.admin_of_organisation).where(Person.id != person.id)
    admins = tx.scalars(others.where(Person.organisation_id == person.organisation_id)).all()
    if admins and not any(admins):
        raise Conflict(
            _(
                "%(name)s alone runs the organisation. Make somebody else an admin first.",
                name=person.name,
            )
        )
