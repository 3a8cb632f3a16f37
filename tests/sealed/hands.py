"""Somebody who does things to whatever is there, picked at random."""

import random
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.errors import CafeError
from cafe.model import CafeTable, Change, Note, Question, Workshop
from cafe.model.note import SORTED_TOO, late_notes
from cafe.model.sealing import erase_lines
from tests.sort.world import Operation
from tests.support.world import new_id

WORDS = (
    *("ro", "Mer tid, og bedre!", "שלום \u202bמרחבא\u202c", "e\u0301\u200d"),
    *("👩‍👩‍👧 🫖", '"\\/', "i" * 400),
)
BY = ("person:1", "person:2")


class Hands:
    """Does one thing after another to things picked at random, but by a seed."""

    def __init__(self, tx: Session, workshop: Workshop, seed: int) -> None:
        """The café and the dice."""
        self.tx, self.workshop, self.dice = tx, workshop, random.Random(seed)
        self.number = 0
        self.device = "phone-1"

    @property
    def world(self) -> Any:
        """As `sources` asks for it."""
        return self

    @property
    def question(self) -> Question:
        """Some question with a table."""
        return self.table().question

    def words(self) -> str:
        """Some that were not said before."""
        self.number += 1
        return f"{self.dice.choice(WORDS)} {self.number}."

    def who(self) -> Operation:
        """An organiser and a new operation."""
        return {"by": self.dice.choice(BY), "operation": new_id()}

    def pick(self, kind: type[Any], *where: Any) -> Any:
        """One of the café's."""
        query = select(kind).where(*where).order_by(*kind.__table__.primary_key)
        found = list(self.tx.scalars(query, execution_options=SORTED_TOO))
        if not found:
            raise CafeError("nothing to pick")
        return self.dice.choice(found)

    def hanging(self) -> Note:
        """Some note that hangs on a poster."""
        return self.pick(Note, Note.state == "poster")  # type: ignore[no-any-return]

    def table(self) -> CafeTable:
        """Some table."""
        return self.pick(CafeTable)  # type: ignore[no-any-return]

    def host(self, at: Any) -> Operation:
        """The host of a table, and a new operation."""
        return {"by": f"table:{at.id}", "operation": new_id()}

    def late(self) -> Note:
        """A note beside its poster."""
        found = list(self.tx.scalars(late_notes().order_by(Note.id)))
        if not found:
            raise CafeError("nothing is late")
        return self.dice.choice(found)

    def erase(self) -> None:
        """What the history has of some note's older words."""
        note = self.pick(Note)
        lines = select(Change.revision).where(Change.key == note.uid, Change.what == "note")
        older = list(self.tx.scalars(lines.order_by(Change.revision)))[:-1]
        erase_lines(self.tx, self.workshop, older, kind="note", reason="name", **self.who())
