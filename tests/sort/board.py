"""An organiser's browser at The sorting board, without the browser."""

import uuid
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from cafe.model import Entry, Person, Workshop
from cafe.web.state import cafe
from tests.sort.world import build, new_id
from tests.support.app import Visitor

TEXTS = ("mer tid", "ro", "rom")


class Board:
    """An organiser's browser at a café in the stage of sorting."""

    def __init__(self, app: Flask, visitor: Visitor, stage: str = "sorting") -> None:
        """Three notes at question 1."""
        self.db, self.visitor = cafe(app).db, visitor
        with self.db.writing() as tx:
            owner = tx.scalars(select(Person)).one()
            world = build(tx, texts=TEXTS, owner=owner, stage=stage)
            self.id = world.workshop.id
            self.notes = [note.uid for note in world.notes]
            self.far = world.far.uid if world.far else ""

    def send(self, do: str, **words: object) -> TestResponse:
        body = {"act": new_id(), "do": do, **words}
        if do not in ("undo", "redo"):
            body = {"saw": self.revision(), **body}
        return self.visitor.send("POST", f"/w/{self.id}/sort/acts", body)

    def revision(self) -> int:
        with self.db.reading() as db:
            return db.get_one(Workshop, self.id).revision

    def heading(self, text: str = "Tid", question: int = 1) -> str:
        made = str(uuid.uuid4())
        answer = self.send("add_category", question=question, heading=text, id=made)
        assert answer.status_code == 200, answer.text
        return made

    def place(self, note: str, category: str) -> str:
        made = str(uuid.uuid4())
        answer = self.send("place_note", note=note, category=category, id=made)
        assert answer.status_code == 200, answer.text
        return made

    def texts(self) -> list[str]:
        with self.db.reading() as db:
            return list(db.scalars(select(Entry.text).order_by(Entry.position)))


def refused(answer: TestResponse, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    body: dict[str, Any] = answer.get_json()
    assert body["title"]
    return body
