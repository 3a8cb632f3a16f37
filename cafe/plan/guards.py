"""What is planned carries what its author saw: nobody writes over another's words unseen."""

from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.model import CafeTable, Change, Question, Workshop, events
from cafe.model.events import named, publish, workshop_of
from cafe.people.queries import name_of

T = TypeVar("T", Workshop, Question, CafeTable)


def is_new(
    tx: Session, thing: T, now: object, *, was: object, wanted: object, by: str, operation: str
) -> bool:
    """Whether something of `thing`, which is `now`, is to become what is `wanted`.

    When it is that already, it is published all the same, so that a late copy of the operation
    undoes nobody's later one. Raises Conflict, where `was`, with `now` the whole thing, when it is
    no longer what the author saw.
    """
    if now == wanted:
        publish(tx, thing, by=by, operation=operation)
        return False
    if now != was:
        raise changed(tx, thing)
    return True


def changed(tx: Session, thing: T) -> Conflict:
    """Somebody has changed `thing` since its author looked: who, and the thing as it is."""
    words = _("%(who)s has changed this meanwhile.", who=_who(tx, thing))
    return Conflict(words, where="was", now=events.body(thing))


def _who(db: Session, thing: T) -> str:
    what, key = named(thing)
    here = (Change.workshop_id == workshop_of(thing).id, Change.what == what, Change.key == key)
    newest = select(Change.by).where(*here).order_by(Change.revision.desc()).limit(1)
    return name_of(db, db.scalars(newest).first() or "")
