"""Who somebody is, and what they organise."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import who_in_words
from cafe.core.text.mailboxes import as_mailed, as_written
from cafe.errors import CafeError, NotFound
from cafe.model import HIDDEN, ApiToken, CafeTable, Database, Link, Organiser, Person, Workshop


def person_by_email(db: Session, email: str) -> Person | None:
    """The account of this address, in whichever spelling of its domain it was made."""
    typed = email.strip().lower()
    spelt = {typed, as_mailed(typed), as_written(typed)}
    return db.scalars(select(Person).where(Person.email.in_(spelt))).first()


def anybody(db: Session) -> bool:
    """False on a new installation: the first visitor makes the first account."""
    return db.scalars(select(Person.id).limit(1)).first() is not None


def the_cafe(db: Session, workshop_id: str, *, emptied: bool = False) -> Workshop:
    """The café with this id, unless it is arriving or leaving, or its raw material is gone
    (`emptied`: then too). Raises NotFound.
    """
    workshop = db.get(Workshop, workshop_id)
    if workshop is None or workshop.stage in HIDDEN:
        raise NotFound(_("There is no café with the id %(id)s.", id=workshop_id), where="id")
    if workshop.raw_gone and not emptied:
        raise NotFound(_("The raw material of this café has been deleted."), where="id")
    return workshop


@contextmanager
def still_there(db: Database, workshop_id: str) -> Iterator[None]:
    """Long work on a café that somebody may delete beside it. Raises NotFound when that was why
    the work failed: rows and files go in pieces, and each is missed in a way of its own.
    """
    try:
        yield
    except CafeError:
        raise
    except Exception:
        with db.reading() as session:
            workshop = session.get(Workshop, workshop_id)
            if workshop is None or workshop.stage in HIDDEN:
                raise NotFound(_("This café has been deleted.")) from None
        raise


def titles_of(db: Session, person_id: int) -> dict[str, str]:
    """The titles of this person's cafés that are not in the bin, by id, the newest first."""
    mine = select(Workshop.id, Workshop.title).join(Organiser)
    mine = mine.where(Organiser.person_id == person_id, Workshop.binned.is_(None))
    mine = mine.where(Workshop.stage.not_in(HIDDEN)).order_by(Workshop.date.desc(), Workshop.id)
    return {id: title for id, title in db.execute(mine)}  # noqa: C416 - a Row is no pair to mypy


def everybody(db: Session) -> list[Person]:
    """All accounts, by address."""
    return list(db.scalars(select(Person).order_by(Person.email)))


def the_person(db: Session, email: str) -> Person:
    """The account of this address. Raises NotFound."""
    person = person_by_email(db, email)
    if person is None:
        raise NotFound(_("There is no account for %(email)s.", email=email.strip()), where="email")
    return person


def name_of(db: Session, by: str) -> str:
    """Who is behind a label: an organiser or a token by name, anybody else by what they are.

    `by` as "person:1" or "table:7"; what is returned begins a sentence.
    """
    kind, _colon, number = by.partition(":")
    found: Person | ApiToken | None = None
    if kind == "person" and number.isdecimal():
        found = db.get(Person, int(number))
    elif kind == "token" and number.isdecimal():
        found = db.get(ApiToken, int(number))
    if found is None and kind == "person":
        return _("A former organiser")
    return found.name if found else who_in_words(by)


def links_of(db: Session, workshop_id: str, *, trays: bool = False) -> list[Link]:
    """The wall's link first, then the tables' by number."""
    query = select(Link).outerjoin(CafeTable, Link.table_id == CafeTable.id)
    mine = query.where(Link.workshop_id == workshop_id, Link.tray.is_(trays))
    return list(db.scalars(mine.order_by(Link.table_id.is_not(None), CafeTable.number)))
