"""What the running application holds, and how a route reaches it."""

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import copy_context
from dataclasses import dataclass, field
from threading import Semaphore
from typing import TYPE_CHECKING, TypeVar, cast

from flask import Flask, current_app
from limits.storage import Storage
from sqlalchemy.orm import Session

from cafe.config import Settings
from cafe.core.i18n import _
from cafe.errors import TooMany
from cafe.live.presence import Presence
from cafe.live.snapshot import Encoded
from cafe.model import Database, locked
from cafe.model.database.engine import PATIENCE
from cafe.web.limits.pace import Pace

if TYPE_CHECKING:
    from cafe.people.oidc.provider import Provider

T = TypeVar("T")
MOST_SECONDS = 60.0  # for one's turn to be typeset
MOST_WAITING = 50  # wrong tries that are answered slowly at once (web/limits/guesses.py)
# Wrong links: some at once, then a sixth of what a core could answer (web/limits/pace.py).
BURST, A_SECOND = 60.0, 120.0


@dataclass(frozen=True)
class Cafe:
    """One per application."""

    settings: Settings
    db: Database
    snapshots: Encoded
    limits: Storage
    assets: dict[str, str]
    provider: "Provider | None" = None  # whom organisers log in with
    opened: OrderedDict[tuple[str, str], None] = field(default_factory=OrderedDict)
    waiting: Semaphore = field(default_factory=lambda: Semaphore(MOST_WAITING))
    pace: Pace = field(default_factory=lambda: Pace(burst=BURST, a_second=A_SECOND))
    typesetter: Semaphore = field(default_factory=Semaphore)
    speaker: Semaphore = field(default_factory=Semaphore)
    presence: Presence = field(default_factory=Presence)
    program: str = ""  # what tells it from another one


def cafe(app: Flask | None = None) -> Cafe:
    """The running application's parts."""
    return cast(Cafe, (app or current_app).extensions["cafe"])


def reading() -> AbstractContextManager[Session]:
    """A session to read with."""
    return cafe().db.reading()


@contextmanager
def writing(workshop_id: str | None = None, patience: float = PATIENCE) -> Iterator[Session]:
    """A transaction; `workshop_id` is held from the start so that its changes come one at a time.

    Never yield inside (no emit, sleep, password hash or subprocess): others wait.
    Raises Unavailable when the database cannot just now.
    """
    with cafe().db.writing(patience) as tx:
        if workshop_id is not None:
            locked(tx, workshop_id)
        yield tx


def off_hub(work: Callable[..., T], *args: object) -> T:
    """Run slow C code (argon2, Pillow, typst) in a real thread, so that the live wall goes on."""
    if cafe().settings.async_mode != "eventlet":
        return work(*args)
    from eventlet import tpool

    # A thread begins without our context, and with it the language that a refusal speaks.
    return cast(T, tpool.execute(copy_context().run, work, *args))


def set_alone(work: Callable[..., T], *args: object) -> T:
    """Typeset off the hub, one thing at a time: it takes a core and memory for each.

    Raises TooMany when others took so long that nobody waits for it.
    """
    if not cafe().typesetter.acquire(timeout=MOST_SECONDS):
        raise TooMany(_("Much is under way in this café just now. Try again in a minute."))
    try:
        return off_hub(work, *args)
    finally:
        cafe().typesetter.release()
