"""The café of a simulation: the whole application, which forgets everything between two seeds."""

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from cafe.app import create_app
from cafe.config import Settings
from cafe.live.snapshot import Encoded
from cafe.migrations.newest import migrated
from cafe.model import CafeTable, Change, Database, Link, Note, Workshop
from cafe.model.note import late_notes
from cafe.people.links import renew_link, token_of
from cafe.plan.actions import move_stage
from cafe.web.state import Cafe
from tests.support.world import KEY, a_workshop, new_id

Answer = dict[str, Any]
SENT_BACK = ("Content-Type", "Retry-After", "Dialogkafe")


class Killed(BaseException):
    """The server's process ended here. No handler of the application may catch it."""


class Simulated:
    """One table of one open café, in memory. `dies` ends a request before its commit."""

    def __init__(self, folder: Path) -> None:
        """Migrate and lay the table in `folder`; nothing is written there afterwards."""
        settings = Settings(data_dir=folder, secret_key=KEY, async_mode="threading")
        file = migrated(settings)
        a_workshop(file, counts=(1,), questions=("Hva skal til?",), stage="open")
        file.engine.dispose()
        self._first = sqlite3.connect(":memory:")
        with sqlite3.connect(folder / "cafe.db") as template:
            template.backup(self._first)
        template.close()
        self._app, _socketio = create_app(replace_url(settings, "sqlite://"))
        self._dies = False
        self.db.listeners.clear()  # nobody listens, and threads would have a time of their own
        # Nor may its counters of tries be swept by a thread with a time of its own.
        self._cafe.limits._MemoryStorage__schedule_expiry = lambda: None  # type: ignore[attr-defined]
        event.listen(Session, "before_commit", self._at_commit)
        self._client = self._app.test_client()
        self._token = str((self._client.get("/csrf").json or {})["token"])
        self.begin()

    @property
    def db(self) -> Database:
        """Its database."""
        return self._cafe.db

    @property
    def _cafe(self) -> Cafe:
        found: Cafe = self._app.extensions["cafe"]
        return found

    def begin(self) -> Answer:
        """The café as it was at first."""
        raw = self.db.engine.raw_connection()
        assert isinstance(raw.driver_connection, sqlite3.Connection)
        self._first.backup(raw.driver_connection)
        raw.close()
        self._cafe.limits.reset()
        self._app.extensions["cafe"] = replace(self._cafe, snapshots=Encoded())
        return {"base": self.base(), "table": tell(self.db)["table"], "token": self._token}

    def request(self, method: str, url: str, *, body: object, token: str, dies: bool) -> Answer:
        """Do as the server does; {"dead": true} when it ended before it committed."""
        headers = {"X-CSRFToken": token, "Accept": "application/json"}
        sent: dict[str, Any] = {"json": body} if body is not None else {}
        self._dies = dies
        try:
            answer = self._client.open(url, method=method, headers=headers, **sent)
        except Killed:
            return {"dead": True}
        finally:
            self._dies = False
        told = {name: answer.headers[name] for name in SENT_BACK if name in answer.headers}
        return {"status": answer.status_code, "headers": told, "text": unpacked(answer.data)}

    def _at_commit(self, _session: Session) -> None:
        if self._dies:
            raise Killed

    def organise(self, what: str) -> Answer:
        """What the organiser does: a stage, or "renew" the link. The base as it is then."""
        organise(self.db, what)
        return {"base": self.base()}

    def base(self) -> str:
        """Where the table's link leads now."""
        return base(self.db, KEY)

    def tell(self) -> Answer:
        """What the café holds of the table."""
        return tell(self.db)


def unpacked(body: bytes) -> str:
    """A body as text, snapshots come packed."""
    return (gzip.decompress(body) if body.startswith(b"\x1f\x8b") else body).decode()


def replace_url(settings: Settings, url: str) -> Settings:
    """The same settings with another database."""
    return settings.model_copy(update={"database_url": url})


def organise(db: Database, what: str) -> None:
    """As the organiser does."""
    with db.writing() as tx:
        if what == "renew":
            link = tx.scalars(select(Link).where(Link.table_id.is_not(None))).one()
            renew_link(tx, link=link, secret_key=KEY)
        else:
            workshop = tx.scalars(select(Workshop)).one()
            move_stage(tx, workshop=workshop, stage=what, anyway=True, by="p", operation=new_id())


def base(db: Database, key: str) -> str:
    """The table's link."""
    with db.reading() as tx:
        link = tx.scalars(select(Link).where(Link.table_id.is_not(None))).one()
        return f"/t/{token_of(key, link.nonce)}"


def tell(db: Database) -> Answer:
    """Notes and late notes in the order they came, and every wording there ever was."""
    with db.reading() as tx:
        table = tx.scalars(select(CafeTable)).one()
        changes = tx.scalars(select(Change).order_by(Change.revision))
        return {
            "notes": [_note(one) for one in tx.scalars(select(Note).order_by(Note.id))],
            "late": [_late(one) for one in tx.scalars(late_notes().order_by(Note.id))],
            "table": table.id,
            "main": table.main_statement or "",
            "history": [
                [change.key, (change.item or {}).get(key)]
                for change in changes
                for key in ("text", "main_statement")
                if (change.item or {}).get(key)
            ],
        }


def _note(note: Note) -> Answer:
    return {"id": note.uid, "text": note.text, "struck": note.struck}


def _late(note: Note) -> Answer:
    return {"id": note.uid, "text": note.as_late("text"), "struck": note.decided == "left"}


@contextmanager
def simulated(folder: Path) -> Iterator[Simulated]:
    """A café for simulations."""
    one = Simulated(folder)
    yield one
    one.db.engine.dispose()
