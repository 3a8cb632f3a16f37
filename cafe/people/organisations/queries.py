"""Who belongs where, who sees which café by that, and how much of its quota is used."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, case, func, select, union
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import NotAllowed, NotFound
from cafe.model import HIDDEN, LEAVING, CafeTable, Organisation, Organiser, Person, Poster, Workshop
from cafe.people.organisations import rules

# A café that the members of its organisation see, whoever organises it.
OPEN_TO_MEMBERS = and_(
    Workshop.closed_to_organisation.is_(False),
    Workshop.binned.is_(None),
    Workshop.stage.not_in(HIDDEN),
)
# What a person is at a café: whoever has no role of their own in one of their organisation's reads
# along, unless it is closed.
_READS_ALONG = and_(Workshop.organisation_id == Person.organisation_id, OPEN_TO_MEMBERS)
ROLE = func.coalesce(Organiser.role, case((_READS_ALONG, "reader"))).label("role")


@dataclass(frozen=True)
class Used:
    """What an organisation holds: its members, its cafés, bytes of photographs."""

    members: int
    cafes: int
    bytes: int

    @property
    def megabytes(self) -> int:
        """Begun megabytes."""
        return -(-self.bytes // rules.MB)


def seen_by(person_id: int) -> CompoundSelect[str]:
    """The ids of the cafés that a person sees: by a role of their own, or by being a member."""
    own = select(Organiser.workshop_id).where(Organiser.person_id == person_id)
    home = select(Person.organisation_id).where(Person.id == person_id).scalar_subquery()
    return union(own, select(Workshop.id).where(Workshop.organisation_id == home, OPEN_TO_MEMBERS))


def names_of(db: Session, person_id: int | None, workshop_id: str) -> tuple[str, str]:
    """What a person and an organisation are called: the café's when there is one, else the
    person's own. "" for who is not there, and for one without a name.
    """
    at = select(Workshop.organisation_id).where(Workshop.id == workshop_id).scalar_subquery()
    here: ColumnElement[Any] = at if workshop_id else Person.organisation_id.expression
    if person_id is None:
        name = select(Organisation.name).where(Organisation.id == at)
        return "", (workshop_id and db.scalars(name).first()) or ""
    both = select(Person.name, Organisation.name).outerjoin(Organisation, Organisation.id == here)
    found = db.execute(both.where(Person.id == person_id)).first()
    return (found[0], found[1] or "") if found else ("", "")


def first(db: Session) -> Organisation:
    """The one that everything belongs to of which nothing else is said."""
    return db.scalars(select(Organisation).order_by(Organisation.id).limit(1)).one()


def every_one(db: Session) -> list[Organisation]:
    """All of them, by name."""
    return sorted(db.scalars(select(Organisation)), key=lambda one: (one.name.casefold(), one.id))


def the_organisation(db: Session, uid: str) -> Organisation:
    """The one with this id. Raises NotFound."""
    found = db.scalars(select(Organisation).where(Organisation.uid == uid)).first()
    if found is None:
        raise NotFound(_("There is no organisation with this id."), where="organisation")
    return found


def home_of(db: Session, person: Person) -> Organisation:
    """The organisation that a person is a member of. Raises NotAllowed for none."""
    if person.organisation_id is None:
        raise NotAllowed(
            _(
                "Your account belongs to no organisation. "
                "Ask for an invitation to the one you are in."
            )
        )
    return db.get_one(Organisation, person.organisation_id)


def landing(db: Session, email: str) -> Organisation:
    """Where an account that is made by a first log-in belongs: by the e-mail address.

    The only one there is, or the one that has this domain. Raises NotAllowed.
    """
    found = every_one(db)
    domain = rules.domain_of(email)
    theirs = [one for one in found if domain in one.domains]
    if not theirs and (len(found) > 1 or found[0].domains):
        words = _(
            "No organisation here has e-mail addresses that end in %(domain)s.", domain=domain
        )
        raise NotAllowed(f"{words} {_('Ask yours for an invitation.')}")
    return (theirs or found)[0]


def members_of(db: Session, organisation_id: int) -> list[Person]:
    """Its members, by name."""
    theirs = db.scalars(select(Person).where(Person.organisation_id == organisation_id))
    return sorted(theirs, key=lambda one: (one.name.casefold(), one.id))


def keepers(db: Session) -> str:
    """The names of who may raise a quota, "" when there is nobody."""
    return ", ".join(db.scalars(select(Person.name).where(Person.keeper).order_by(Person.id)))


def without_owner(db: Session, organisation_id: int) -> Sequence[Workshop]:
    """Its cafés that nobody owns any more, the oldest first."""
    owned = select(Organiser.workshop_id).where(Organiser.role == "owner")
    theirs = select(Workshop).where(Workshop.organisation_id == organisation_id)
    lost = theirs.where(Workshop.id.not_in(owned), Workshop.stage.not_in(HIDDEN))
    lost = lost.where(Workshop.binned.is_(None)).order_by(Workshop.date, Workshop.id)
    return db.scalars(lost).all()


def used(db: Session, organisation_id: int | None = None) -> dict[int, Used]:
    """What each organisation holds, or this one, in three questions however many there are.

    A café in the bin is not counted, what lies in one is.
    """
    people = _sums(db, select(Person.organisation_id, func.count()), organisation_id)
    cafes = select(Workshop.organisation_id, func.count())
    cafes = cafes.where(Workshop.binned.is_(None), Workshop.stage != LEAVING)
    here = _sums(db, cafes, organisation_id)
    sizes = select(Workshop.organisation_id, func.coalesce(func.sum(Poster.size), 0))
    sizes = sizes.join(CafeTable, CafeTable.workshop_id == Workshop.id).join(Poster)
    bytes = _sums(db, sizes, organisation_id)
    ids = people.keys() | here.keys() | ({organisation_id} if organisation_id else set())
    return {id: Used(people.get(id, 0), here.get(id, 0), bytes.get(id, 0)) for id in ids}


def _sums(db: Session, query: Select[Any, Any], only: int | None) -> dict[int, int]:
    whose = query.selected_columns[0]
    if only is not None:
        query = query.where(whose == only)
    rows = db.execute(query.where(whose.is_not(None)).group_by(whose)).all()
    return {id: int(count) for id, count in rows}
