"""What people have said of the headings that a question's parts propose: taken, or refused.

It is kept in the history alone, as the last change `part` of each part: so it travels with the
history, one undo takes it back, and what was refused is not offered again.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.model import Change, Question, events

PART = "part"  # as it stands in the changes


def parts_of(question: Question) -> tuple[tuple[str, str], ...]:
    """Letter and words of each part."""
    return tuple((part["letter"], part["text"]) for part in question.parts)


def said_of(db: Session, question: Question) -> frozenset[str]:
    """The letters of the parts of which somebody has said yes or no."""
    keys = {key_of(question, letter): letter for letter, _words in parts_of(question)}
    if not keys:
        return frozenset()
    here = (Change.workshop_id == question.workshop_id, Change.what == PART)
    changes = select(Change).where(*here, Change.key.in_(keys)).order_by(Change.revision)
    last = {change.key: change.item for change in db.scalars(changes)}
    return frozenset(keys[key] for key, item in last.items() if item is not None)


def key_of(question: Question, letter: str) -> str:
    """What a part is called in the changes: the same in every installation."""
    return str(events.of_part(question, letter, taken=True)["id"])
