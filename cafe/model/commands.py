"""What was done before is not done again: the one home of that question.

The id of an operation is made by whoever asks for it (a tablet, a form, a command line). However
often it comes, and however late, it is done once in its workshop. Several actions may be parts of
one operation: in the transaction in which it begins, all of them run.

What was asked for is not kept, so the same id with other words is a repeat too, and changes
nothing. Whoever asks makes a new id for other words, whenever the first may have come through:
the outbox when a refused entry is mended (`static/js/core/offline/entries.js: fold`), a form when
its page is gone back to (`static/js/mend/page.js`).
"""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from inspect import signature
from typing import Any, TypeVar, cast

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from cafe.model.change import Change, begun
from cafe.model.events import named, workshop_of

Action = TypeVar("Action", bound=Callable[..., Any])

_DONE = select(Change.revision)
_DONE = _DONE.where(
    Change.workshop_id == bindparam("at"), Change.operation == bindparam("done")
).limit(1)
_DONE_TO_IT = _DONE.where(Change.key == bindparam("key"))


def done_before(tx: Session, workshop_id: str, operation: str, key: object = None) -> bool:
    """True when this operation was done in an earlier transaction; then nothing is done any more.

    With `key`: when it has changed the thing with this key. False for every action of an operation
    that begins in this transaction.
    """
    this = (workshop_id, operation, None if key is None else str(key))
    if this in begun(tx):
        return False
    query = _DONE if key is None else _DONE_TO_IT
    words = {"at": workshop_id, "done": operation, "key": this[2]}
    if tx.scalars(query, words).first() is not None:
        return True
    begun(tx).add(this)
    return False


def once(
    gives: str | Callable[..., Any] | None, *, each: bool = False
) -> Callable[[Action], Action]:
    """Let an action, `action(tx, *, thing, …, by, operation)`, run once for each operation.

    A repeat does nothing and is answered with the thing as it is: the one that the action was
    given under the name `gives`, or what `gives(tx, workshop_id, operation)` finds; None: it has no
    answer. The workshop is that of the first thing in the list of arguments. `each`: what was done
    to that thing says nothing about others that came with the same id.
    """

    def decorate(action: Action) -> Action:
        first = list(signature(action).parameters)[1]

        @wraps(action)
        def run(tx: Session, *, operation: str, **words: Any) -> Any:
            here = _workshop_id(words[first])
            key = named(words[first])[1] if each else None
            if here is None or not done_before(tx, here, operation, key):
                return action(tx, operation=operation, **words)
            if callable(gives):
                return gives(tx, here, operation)
            return words[gives] if gives else None

        run.once = True  # type: ignore[attr-defined]  # the list of commands reads it
        return cast(Action, run)

    return decorate


def _workshop_id(thing: Any) -> str | None:
    """Where a thing lies, or the first of several; None of none."""
    if isinstance(thing, Sequence):
        return _workshop_id(thing[0]) if thing else None
    if isinstance(thing, Mapping):
        return _workshop_id(next(iter(thing.values())))
    return getattr(thing, "workshop_id", None) or workshop_of(thing).id


def made(kind: type[Any], what: str, key: str = "id") -> Callable[..., Any]:
    """Finds the thing that an operation made and told of last, as `what`; None when it is gone."""

    def find(tx: Session, workshop_id: str, operation: str) -> Any:
        told = select(Change.key).where(
            Change.workshop_id == workshop_id, Change.operation == operation
        )
        number = getattr(kind, key).type.python_type
        for name in tx.scalars(told.where(Change.what == what).order_by(Change.revision.desc())):
            if number is int and not name.isdecimal():
                continue  # gone where the archive is from
            query = select(kind).where(getattr(kind, key) == number(name))
            if (thing := tx.scalars(query).first()) is not None:
                return thing
        return None

    return find
