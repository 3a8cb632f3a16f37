"""A command: one body read, one transaction, one action, one answer. Routes say only which."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import wraps
from typing import Any

from flask import Response
from pydantic import BaseModel
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.text import noticing
from cafe.errors import Conflict
from cafe.live.audience import Audience, own_note, seen_by
from cafe.model import Note, events
from cafe.model.canonical import portable
from cafe.model.change import NEXT_SALT, Change, uids_in
from cafe.model.events import Thing
from cafe.nouns import Item
from cafe.web.access import Who, the_workshop
from cafe.web.bodies import Typed, answer, read_body, takes
from cafe.web.limits.fair import Kind, fair_turn
from cafe.web.state import writing

View = Callable[..., Response]
Done = Thing | Item | tuple[Item, int] | Response


def command(
    form: type[BaseModel], *, fair: Kind | None = None
) -> Callable[[Callable[..., Done]], View]:
    """Let `view(tx, who, body, **address)` run when a script sends a `form`.

    What it returns, a thing or what is told of one (beside a status, when that is not 200), is the
    answer, with the café's `revision`; a note that does not hang is `{late, revision}` (202), and a
    Response is sent as it is. In a sealed café who made the salt also gets the change's `line`, to
    reckon its leaf. `mended` names the fields in which what cannot be shown was mended. `fair`:
    what phones share, and who writes takes a turn in.
    """

    def decorate(view: Callable[..., Done]) -> View:
        @takes(form)
        @wraps(view)
        def run(who: Who, **address: Any) -> Response:
            body = read_body(form)
            turn = fair_turn(fair, who.workshop_id) if fair else nullcontext()
            with noticing() as mended, turn, writing(who.workshop_id) as tx:
                if isinstance(body, Typed) and body.salt is not None:
                    tx.info[NEXT_SALT] = bytes.fromhex(body.salt)
                with _refusing(who):
                    done = view(tx, who, body, **address)
                if isinstance(done, Response):
                    return done
                item, status = done if isinstance(done, tuple) else _told(done, who)
                item = {**item, **_line(tx, who, body), "revision": the_workshop(tx, who).revision}
            return answer({**item, **({"mended": mended} if mended else {})}, status)

        return run

    return decorate


def _line(tx: Session, who: Who, body: BaseModel) -> Item:
    """The line that this body's salt is in, with its leaf; nothing without one. A repeated
    operation has the same.
    """
    if not isinstance(body, Typed) or body.salt is None:
        return {}
    salt = bytes.fromhex(body.salt)
    made = [change for change in tx.info.get("events", ()) if change.salt == salt]
    if not made:
        operation = getattr(body, "operation", None)
        here = (Change.workshop_id == who.workshop_id, Change.operation == operation)
        made = list(tx.scalars(select(Change).where(*here, Change.salt == salt)))
    return {
        name: {**portable(change, uids_in(tx, who.workshop_id)), "leaf": change.leaf.hex()}
        for name, change in zip(("line",), made, strict=False)
        if change.leaf
    }


def _told(done: Thing | Item, who: Who) -> tuple[Item, int]:
    """What `who` is told of it, and the status: a note kept beside its poster is `late` (202)."""
    if isinstance(done, dict):
        return done, 200
    item = _seen(who, events.named(done)[0], events.body(done))
    return ({"late": item}, 202) if isinstance(done, Note) and not done.hangs else (item, 200)


@contextmanager
def _refusing(who: Who) -> Iterator[None]:
    """What a refusal tells of the thing as it is `now` is what `who` may see of it."""
    try:
        yield
    except Conflict as error:
        if error.about and isinstance(error.now, dict):
            error.now = _seen(who, error.about[0], error.now)
        raise


def _seen(who: Who, what: str, item: Item) -> Item:
    """A host sees of a thing what the table's page does; a phone of a note, what is its own."""
    if who.role == "host":
        return seen_by(Audience("t", who.table_id), what, item) or {}
    return own_note(item) if who.role == "viewer" and what in ("note", "late") else item
