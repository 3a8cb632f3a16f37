"""Reading who is answerable for a café, or for what belongs to none."""

from sqlalchemy.orm import Session

from cafe.model import Organisation, Workshop
from cafe.people.organisations.queries import first
from cafe.people.privacy import rules


def said_of(
    db: Session, workshop: Workshop | None, organisation: int | None = None
) -> dict[str, str]:
    """The fields of who is answerable for this café; without one, for what is of an `organisation`,
    else for the installation."""
    if workshop is None and organisation is not None:
        return rules.said(db.get_one(Organisation, organisation).privacy)
    if workshop is None:
        return rules.said(first(db).privacy)
    home = db.get_one(Organisation, workshop.organisation_id)
    return rules.said(home.privacy, workshop.privacy)
