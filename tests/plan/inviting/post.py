"""A café that asks its hosts by letter."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from cafe.config import Settings
from cafe.core.i18n import speaking
from cafe.model import Database, LetterSent, Workshop
from cafe.plan.actions import invitations, set_hosts
from cafe.plan.inviting import letters
from tests.support.world import KEY, a_workshop, new_id, tables_of

BASE = "http://127.0.0.1:8014"


class Post:
    """A café whose two hosts have invitations and addresses, and the server's folder."""

    def __init__(self, db: Database, settings: Settings, folder: Path) -> None:
        self.db, self.settings, self.folder = db, settings, folder
        self.workshop = a_workshop(db, counts=[1, 1], language="en")
        first = tables_of(db, self.workshop)[0]
        with db.writing() as tx:
            workshop = tx.get_one(Workshop, self.workshop.id)
            table = next(t for t in workshop.questions[0].tables if t.id == first.id)
            who: Any = {"by": "person:1", "operation": new_id()}
            set_hosts(tx, table=table, was=[], hosts=["Solveig", "Odd Arne"], **who)
            invitations.invite(tx, workshop=workshop, secret_key=KEY)
        self.addresses(Solveig="solveig@example.org")

    def addresses(self, **known: str) -> None:
        named = {name.replace("_", " "): address for name, address in known.items()}
        with self.db.writing() as tx:
            workshop = tx.get_one(Workshop, self.workshop.id)
            invitations.keep_addresses(tx, workshop=workshop, addresses=named)

    def queue(self, kind: str = "ask") -> int | None:
        with self.db.writing() as tx:
            workshop = tx.get_one(Workshop, self.workshop.id)
            who = {"by": "person:1", "operation": new_id()}
            return letters.queue_letters(
                tx, workshop=workshop, kind=kind, now=datetime.now(UTC), **who
            )

    def stage(self, stage: str) -> None:
        with self.db.writing() as tx:
            tx.get_one(Workshop, self.workshop.id).stage = stage

    def send(self) -> None:
        with speaking("en"):
            letters.send_letters(self.db, self.settings, self.workshop.id, base=BASE)

    def rows(self) -> list[tuple[str, str, str]]:
        with self.db.reading() as session:
            every = session.scalars(select(LetterSent).order_by(LetterSent.id))
            return [(one.kind, one.status, one.why) for one in every]
