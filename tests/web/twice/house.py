"""A café in which each command can be sent twice, and how commands to it are written."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from flask import Flask
from sqlalchemy import select

from cafe.core.receipts import receipt_of
from cafe.model import CafeTable, Note, Person, Poster, Question, Workshop, events
from cafe.plan.actions import move_stage, set_parts
from cafe.plan.queries import questions_of
from cafe.web.state import cafe
from tests.support.app import Visitor, with_organiser
from tests.support.ground import Ground, Known
from tests.support.pairs import a_talk, token
from tests.support.world import new_id, tables_of

Body = dict[str, Any]


class Sent(NamedTuple):
    """A command: where it goes, and what it says but for the id of its operation."""

    method: str
    path: str
    body: Body


class House:
    """A café with notes, a phone's note and a question from the wall; one browser may do all."""

    def __init__(self, app: Flask, organiser: Visitor) -> None:
        """It is at its vernissage; `move` it where a command needs another stage."""
        self.db, self.organiser, key = cafe(app).db, organiser, cafe(app).settings.secret_key
        with self.db.reading() as db:
            owner = db.scalars(select(Person)).one()
        made = a_talk(self.db, owner=owner, key=key, stage="planning")
        self.with_parts(made.id)
        self.id = made.id
        self.move("open")
        table, *_others, plenary = tables_of(self.db, made)
        self.wall = f"/v/{token(self.db, made, key=key)}"
        self.table, self.desk = f"/t/{token(self.db, made, table, key)}", f"/w/{made.id}"
        self.does(Sent("PUT", f"{self.desk}/plan/facts/silent", words("", "5")))
        self.silent = f"/silent/{token(self.db, made, table, key, tray=True)}/notes"
        self.lying = new_id()
        self.plenary = f"/t/{token(self.db, made, plenary, key)}"
        assert organiser.get(self.wall).status_code == 200
        self.receipt = receipt_of(key, "tray", made.id, self.lying)
        self.does(Sent("POST", self.silent, {"id": self.lying, "text": "stille"}))
        with self.db.reading() as db:
            of_this = select(Question.id).where(Question.workshop_id == made.id)
            pairs = db.scalars(of_this.where(Question.number == 2)).one()
            first = select(Question.uid).where(Question.workshop_id == made.id)
            self.q1 = db.scalars(first.where(Question.number == 1)).one()
        self.pairs = f"{self.wall}/questions/{pairs}/notes"
        self.plan, self.table_id = f"{self.desk}/plan", table.id
        self.one, self.two, self.own = new_id(), new_id(), new_id()
        for uid in (self.one, self.two):
            self.does(Sent("POST", f"{self.table}/notes", new_note(uid)))
        self.does(Sent("POST", self.pairs, {"id": self.own, "text": "vårt", "part": None}))
        with self.db.writing() as tx:
            photo = Poster(table_id=table.id, file="1-1.jpg", sheet=1)
            tx.add(photo)
            tx.flush()
            self.photo = photo.id
        self.spare = new_id()
        self.does(Sent("POST", f"{self.plan}/questions", {"id": self.spare, "text": "Og så?"}))
        self.block, self.block2 = new_id(), new_id()
        for uid in (self.block, self.block2):
            self.does(Sent("POST", f"{self.plan}/programme", {**a_block(uid), "before": None}))
        self.line = new_id()
        line = {"id": self.line, "list": "day", "text": "Kaffe"}
        self.does(Sent("POST", f"{self.desk}/remains/lines", line))
        self.move("vernissage")
        self.asked = new_id()
        self.does(Sent("POST", f"{self.wall}/asked", question(self.asked, self.one)))

    @classmethod
    def again(cls, app: Flask, organiser: Visitor, ids: dict[str, Any]) -> "House":
        """The one that lies there, by the ids that `known` had of it."""
        house = cls.__new__(cls)
        vars(house).update(ids, db=cafe(app).db, organiser=organiser)
        return house

    def known(self) -> Known:
        """Its ids, and what its browser has been given."""
        ids = {name: one for name, one in vars(self).items() if isinstance(one, str | int)}
        jar = (self.organiser.client._cookies or {}).values()
        return {"house": ids, "cookies": [f"{c.key}={c.value}; Path={c.path}" for c in jar]}

    def with_parts(self, workshop_id: str) -> None:
        """The tables' question has two, so that a poster can be split."""
        with self.db.writing() as tx:
            first = tx.scalars(select(Question).where(Question.workshop_id == workshop_id)).first()
            assert first
            operation: Any = {"by": "person:1", "operation": new_id()}
            set_parts(tx, question=first, was=[], parts=["Inne", "Ute"], **operation)

    def move(self, stage: str) -> None:
        """Another stage."""
        with self.db.writing() as tx:
            here, who = tx.get_one(Workshop, self.id), {"by": "person:1", "operation": new_id()}
            move_stage(tx, workshop=here, stage=stage, anyway=True, **who)

    def does(self, sent: Sent, operation: str = "") -> None:
        """Send it; it is taken."""
        body = {**sent.body, "act": operation or new_id()}
        answer = self.organiser.send(sent.method, sent.path, body)
        assert answer.status_code in (200, 201, 202), (sent, answer.text)

    def stands(self) -> tuple[int, list[Any]]:
        """The newest change, and what there is."""
        with self.db.reading() as db:
            workshop = db.get_one(Workshop, self.id)
            notes = db.scalars(select(Note).where(Note.workshop_id == self.id).order_by(Note.id))
            of_this = CafeTable.workshop_id == self.id
            tables = db.scalars(select(CafeTable).where(of_this).order_by(CafeTable.id))
            things = [*notes, *tables, *questions_of(db, workshop)]
            return workshop.revision, [
                *map(events.body, things),
                workshop.checklist,
                workshop.intro,
                workshop.place,
                workshop.programme,
                workshop.rounds,
            ]


def _made(organiser: Visitor) -> Known:
    return House(organiser.client.application, organiser).known()


HOUSE = Ground("house", partial(with_organiser, more=_made))


def new_note(uid: str, text: str = "mer lys") -> Body:
    return {"id": uid, "kind": "keyword", "text": text}


def a_block(uid: str) -> Body:
    return {"id": uid, "kind": "own", "title": "Mat", "minutes": "10"}


def question(uid: str, note: str) -> Body:
    return {"id": uid, "note": note, "text": "Hvem?"}


def words(was: str | None, text: str | None, **more: Any) -> Body:
    return {"was": was, "text": text, **more}


def answered(was: str | None, text: str) -> Body:
    return {"answered": "written", "answer": text, "was": was}


def named(house: House, value: Any) -> Any:
    """The id of the note that is meant."""
    known = {"{one}": house.one, "{q1}": house.q1, "{block2}": house.block2}
    known |= {"{receipt}": house.receipt}
    return known.get(value, value) if isinstance(value, str) else value


def at(
    door: str, path: str, first: Body, then: Body | None = None
) -> Callable[[House], list[Sent]]:
    """The command `first` to `path`, and `then` the same address hears something else.

    In the path {one}, {two}, {own} and {asked} are things of the house, and {new} is a new id.
    """

    def commands(house: House) -> list[Sent]:
        there = getattr(house, door) + path.format(**vars(house), new=new_id())
        bodies = [body for body in (first, then) if body is not None]
        return [
            Sent("PUT", there, {key: named(house, value) for key, value in body.items()})
            for body in bodies
        ]

    return commands
