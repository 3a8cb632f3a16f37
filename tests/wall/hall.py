"""A café in which phones write, and an organiser who decides about it."""

import re
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from cafe.live.audience import ORGANISER, WALL, Audience
from cafe.live.snapshot import changes_since, snapshot
from cafe.model import Person, Workshop
from cafe.sort.queries import overview
from tests.people.colleagues import give
from tests.support.app import Visitor
from tests.support.world import new_id
from tests.table.test_pairs import Talk


class Held(Talk):
    """A talk in pairs, and its organiser at the desk."""

    def __init__(self, app: Flask, organiser: Visitor) -> None:
        """Open; the organiser is this one."""
        super().__init__(app)
        self.organiser = organiser
        with self.db.writing() as tx:
            person = tx.scalars(select(Person)).one()
            here = tx.get_one(Workshop, self.workshop.id)
            give(tx, here.id, person.id)
        self.page = f"/w/{self.workshop.id}/phones"

    def do(self, do: str, *, by: Visitor | None = None, **form: Any) -> TestResponse:
        """One operation of the organiser, as the page sends it."""
        seen = {"seen": str(self.revision), "act": new_id()}
        return (by or self.organiser).post(self.page, do=do, **(seen | form))

    def done(self, do: str, **form: Any) -> None:
        """An operation that is taken."""
        answer = self.do(do, **form)
        assert answer.status_code == 303, answer.text

    @property
    def revision(self) -> int:
        """The number of the last change."""
        with self.db.reading() as db:
            return db.get_one(Workshop, self.workshop.id).revision

    def seen(self, door: Audience = WALL) -> dict[str, Any]:
        """What a door shows."""
        with self.db.reading() as db:
            return snapshot(db, db.get_one(Workshop, self.workshop.id), door)

    def told(self, door: Audience = WALL) -> str:
        """All that a door was ever told, as text."""
        with self.db.reading() as db:
            return str(changes_since(db, db.get_one(Workshop, self.workshop.id), door, 0))

    @property
    def host(self) -> Audience:
        """The door of the table at which the pairs' notes are gathered."""
        return Audience("t", table=self.asked.tables[0].id, question=self.asked.id)

    def wall_words(self) -> list[str]:
        """What hangs on the wall in words."""
        return [note["text"] for note in self.seen()["notes"] if not note["struck"]]

    def undo_last(self) -> TestResponse:
        """The newest act on the page is taken back."""
        found = re.search(r'value="(undo:[0-9a-f-]{36})"', self.organiser.get(self.page).text)
        assert found, "nothing to undo"
        return self.do(found[1])

    def piles(self) -> dict[str, int]:
        """The accounts of the pairs' question."""
        with self.db.reading() as db:
            here = db.get_one(Workshop, self.workshop.id)
            (line,) = [one for one in overview(db, here.questions) if one.question.number == 2]
            assert line.accounts.balance
            return {name: len(notes) for name, notes in vars(line.accounts).items()}

    def waiting(self) -> list[str]:
        """The notes that wait for the organiser, in words."""
        late = self.seen(ORGANISER)["late"]
        return [one["text"] for one in late if one["decided"] == "waiting"]
