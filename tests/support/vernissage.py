"""A café at its vernissage: two questions, three tables, notes on the posters."""

import json
from typing import Any

from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from cafe.model import CafeTable, Change, Database, Link, Note, Person, Workshop
from cafe.people.links import token_of
from cafe.plan.actions import move_stage
from cafe.table.actions.notes import add_note, strike_note
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.world import KEY, a_workshop, new_id, tables_of

# Tables 1 and 2 are at question 1, table 3 at question 2.
NOTES = {1: ("mer lys", "rom for alle"), 2: ("kaffe",), 3: ("en nøkkel til",)}


class Vernissage:
    """What hangs there; `notes` are the notes' ids by their texts."""

    def __init__(self, db: Database, owner: Person | None = None) -> None:
        """Everybody walks along the wall."""
        self.db = db
        self.workshop = a_workshop(db, counts=(2, 1), stage="open", language="en", owner=owner)
        self.tables = {table.number: table.id for table in tables_of(db, self.workshop)}
        self.notes: dict[str, str] = {}
        for number, texts in NOTES.items():
            for text in texts:
                self.notes[text] = self._hang(number, text)
        self.move("vernissage")

    def _hang(self, number: int, text: str) -> str:
        uid = new_id()
        with self.db.writing() as tx:
            table = tx.get_one(CafeTable, self.tables[number])
            by, operation = f"table:{table.id}", new_id()
            add_note(
                tx, table=table, uid=uid, kind="keyword", text=text, by=by, operation=operation
            )
        return uid

    def move(self, stage: str) -> None:
        """Another stage."""
        with self.db.writing() as tx:
            here = tx.get_one(Workshop, self.workshop.id)
            who = {"by": "person:1", "operation": new_id()}
            move_stage(tx, workshop=here, stage=stage, anyway=True, **who)

    def strike(self, text: str, struck: bool = True) -> None:
        """As the note's host does."""
        with self.db.writing() as tx:
            note = tx.scalars(select(Note).where(Note.uid == self.notes[text])).one()
            strike_note(tx, note=note, struck=struck, by="table:1", operation=new_id())

    def changes(self, what: str) -> list[tuple[str, dict[str, Any]]]:
        """Who changed things of this kind, and what they were after it."""
        with self.db.reading() as db:
            query = select(Change).where(
                Change.workshop_id == self.workshop.id, Change.what == what
            )
            rows = db.scalars(query.order_by(Change.revision))
            return [(change.by, change.item or {}) for change in rows]

    def door(self, number: int | None = None) -> str:
        """The address of the wall, or of a table."""
        table_id = None if number is None else self.tables[number]
        with self.db.reading() as db:
            query = select(Link.nonce).where(
                Link.workshop_id == self.workshop.id, Link.table_id == table_id
            )
            token = token_of(KEY, db.scalars(query).one())
        return f"/{'v' if number is None else 't'}/{token}"


class Phone:
    """Somebody at the wall, with a cookie of their own."""

    def __init__(self, app: Flask, hall: Vernissage) -> None:
        """The page is open."""
        self.visitor, self.hall, self.door = Visitor(app), hall, hall.door()
        assert self.visitor.get(self.door).status_code == 200

    def ask(self, text: object, about: str = "mer lys", **more: object) -> TestResponse:
        """Ask about the note with this text."""
        body = {"id": new_id(), "note": self.hall.notes[about], "text": text, "act": new_id()}
        return self.visitor.send("POST", f"{self.door}/asked", {**body, **more})

    def dot(self, about: str) -> TestResponse:
        """Put a dot."""
        return self.visitor.send("PUT", f"{self.door}/dots/{self.hall.notes[about]}", {})

    def take(self, about: str) -> TestResponse:
        """Take it back."""
        return self.visitor.send("DELETE", f"{self.door}/dots/{self.hall.notes[about]}", {})

    def mine(self, *asked: TestResponse) -> dict[str, Any]:
        """What the café says of this device and these questions."""
        bodies = [answer.json or {} for answer in asked]
        query = "&".join(f"asked={body['id']}:{body['receipt']}" for body in bodies)
        found: dict[str, Any] = json.loads(self.visitor.get(f"{self.door}/mine?{query}").data)
        return found

    def snapshot(self) -> dict[str, Any]:
        """What the wall shows."""
        answer = self.visitor.get(f"{self.door}/changes?since=0")
        found: dict[str, Any] = json.loads(answer.data)
        return found


def vernissage(app: Flask, **how: Any) -> Vernissage:
    """A vernissage in this process's application."""
    return Vernissage(cafe(app).db, **how)
