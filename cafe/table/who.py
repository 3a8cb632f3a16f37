"""Who has changed what a person meets at a table: as near as history knows without a name."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.text import who_in_words
from cafe.model import Change


def who_changed(db: Session, workshop_id: str, what: str, key: object, field: str) -> str:
    """In words, who made `field` of a thing what it is now; begins a sentence."""
    events_of = select(Change.item, Change.by).where(
        Change.workshop_id == workshop_id, Change.what == what, Change.key == str(key)
    )
    by, now = "", None
    for item, author in db.execute(events_of.order_by(Change.revision.desc())):
        value = (item or {}).get(field)
        if by and value != now:
            break
        by, now = author, value
    return who_in_words(by)
