"""What is planned carries what its author saw: nobody writes over another's words unseen."""

from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.model import CafeTable, Change, Question, Workshop, events
from cafe.model.events import named, publish, workshop_of
from cafe.nouns import Item
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


def changed(tx: Session, thing: T, *, told: Item | None = None) -> Conflict:
    """Somebody has changed `thing` since its author looked: who, and the thing as it is.

    `told`: what is told as it is instead.
    """
    words = _("%(who)s has changed this meanwhile.", who=_who(tx, thing))
    return Conflict(words, where="was", now=told or events.body(thing))


def check_seen(
    tx: Session,
    question: Question,
    tables: Sequence[CafeTable],
    seen: Sequence[str] | None,
    *,
    parts: bool = False,
) -> None:
    """Raise Conflict when words go with `tables`, or `parts`, that are not among those `seen`.

    None: the author's page does not say what it showed. `now` has all of them as `seen`.
    """
    mine = [part["text"] for part in question.parts] if parts else []
    words = [*mine, *(word for table in tables for word in _words_at(table))]
    unseen = set(words) - set(words if seen is None else seen)
    if unseen:
        now = {**events.body(question), "seen": words}
        table = next((one for one in tables if unseen & set(_words_at(one))), None)
        raise changed(tx, table, told=now) if table else changed(tx, question, told=now)


def _words_at(table: CafeTable) -> list[str]:
    return [*table.hosts, *table.tags, *([table.meeting] if table.meeting else [])]


def _who(db: Session, thing: T) -> str:
    what, key = named(thing)
    here = (Change.workshop_id == workshop_of(thing).id, Change.what == what, Change.key == key)
    newest = select(Change.by).where(*here).order_by(Change.revision.desc()).limit(1)
    return name_of(db, db.scalars(newest).first() or "")
