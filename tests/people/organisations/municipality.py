"""An organisation with everything that one has, whose words are found wherever they leak."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.jobs.queue import Job, begin
from cafe.jobs.status import status_of
from cafe.model import (
    Base,
    CafeTable,
    Category,
    Link,
    Note,
    Person,
    Poster,
    Question,
    Series,
    Version,
    Workshop,
)
from cafe.people import tokens
from cafe.people.actions import add_person
from cafe.people.organisations.actions import make_organisation
from cafe.people.rules import TOKEN_ROLES
from cafe.plan.actions import add_question
from cafe.plan.actions.copies import begin_series
from cafe.table.actions.notes import add_note
from cafe.web.state import cafe
from tests.people.colleagues import enter
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.waiting import wait_for
from tests.support.world import new_id


class Municipality:
    """Its admin, an owner, a member who has no role anywhere, and a café open to its members.

    `word` stands in all that is written by or about it.
    """

    def __init__(self, app: Flask, word: str) -> None:
        """Everything is made by the actions that people use."""
        self.app, self.word, self.db = app, word, cafe(app).db
        with self.db.writing() as tx:
            home = make_organisation(tx, uid=new_id(), name=f"{word} kommune")
            self.id, self.uid = home.id, home.uid
            for name in ("admin", "owner", "member"):
                add_person(
                    tx,
                    email=f"{name}@{word.lower()}.example",
                    name=f"{name} {word}",
                    password_hash="x",
                    organisation_id=home.id,
                )
            people = tx.scalars(select(Person).where(Person.organisation_id == home.id)).all()
            self.people = {one.name.split()[0]: one for one in people}
            self.people["admin"].admin_of_organisation = True
        self.doors = Doors(app, self.people["owner"])
        self.cafe = self.doors.id
        self.doors.does(self._say)
        self.visitors: dict[str, Visitor] = {
            name: enter(app, one.id) for name, one in self.people.items()
        }
        self.job = new_id()

    def _say(self, tx: Session, workshop: Workshop) -> None:
        """Something with the word in it, in every place that has words."""
        by: Any = {"by": f"person:{self.people['owner'].id}", "operation": new_id()}
        for name in ("title", "name", "network", "place", "commissioner", "background"):
            setattr(workshop, name, f"{self.word} {name}")
        workshop.series, workshop.closed_to_organisation = begin_series(workshop), False
        asked = add_question(tx, workshop=workshop, text=f"Hva med {self.word}?", **by)
        table = tx.scalars(select(CafeTable).where(CafeTable.workshop_id == workshop.id)).first()
        assert table
        table.hosts = [*table.hosts, f"Vert {self.word}"]
        text = f"{self.word}s lapp"
        add_note(tx, table=table, uid=new_id(), kind="keyword", text=text, **by)
        heading = {"heading": f"{self.word}s overskrift", "position": 1.0}
        tx.add(Category(id=new_id(), question_id=asked.id, **heading))
        tx.add(Poster(table=table, file="a.jpg", alt=f"{self.word}s plakat", size=1))

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """While a job of the owner's is under way, or has been."""
        scope, of = f"person-{self.people['owner'].id}", cafe(self.app).settings
        begin(of, self.job, Job(scope, ("erase",), f"{self.word}s jobb"))
        yield
        wait_for(lambda: not status_of(of, scope, self.job).under_way, what="the job to end")

    def token(self) -> str:
        """A program of the owner's, that may all a program can."""
        role: Any = {"role": TOKEN_ROLES[0], "days": tokens.DAYS[0]}
        with self.db.writing() as tx:
            who: Any = {"person_id": self.people["owner"].id, "workshop_id": None}
            return tokens.make(tx, **who, name=self.word, operation=new_id(), **role)

    def ids(self) -> dict[str, Any]:
        """What it has, by the names that addresses and bodies call it."""
        with self.db.reading() as db:
            here = Workshop.id == self.cafe
            series = db.scalars(select(Series.uid).join(Workshop).where(here)).one()
            question = db.scalars(select(Question).where(Question.workshop_id == self.cafe)).first()
            table = db.scalars(select(CafeTable).where(CafeTable.workshop_id == self.cafe)).first()
            note = db.scalars(select(Note.uid).where(Note.workshop_id == self.cafe)).first()
            link = db.scalars(select(Link.id).where(Link.workshop_id == self.cafe)).first()
            version = db.scalars(select(Version.id).where(Version.workshop_id == self.cafe)).first()
            assert question
            assert table
            owner = self.people["owner"].id
            return {
                "workshop_id": self.cafe,
                "cafe": self.cafe,
                "person_id": owner,
                "person": owner,
                "question_id": question.id,
                "table_id": table.id,
                "link_id": link,
                "version_id": version,
                "note": note,
                "other": note,
                "uid": series,
                "series": series,
                "id": self.job,
                "target": table.id,
            }

    def rows(self) -> dict[str, list[str]]:
        """Every row that is its own, to see whether one was touched."""
        with self.db.reading() as db:
            cafes = set(db.scalars(select(Workshop.id).where(Workshop.organisation_id == self.id)))
            return {
                table.name: sorted(
                    repr(row)
                    for row in db.execute(select(table)).mappings()
                    if self._own(row, cafes)
                )
                for table in Base.metadata.sorted_tables
                if table.name != "login_session"
            }

    def _own(self, row: Any, cafes: set[str]) -> bool:
        if "organisation_id" in row:
            return bool(row["organisation_id"] == self.id)
        if "workshop_id" in row:
            return row["workshop_id"] in cafes
        return bool(row.get("uid") == self.uid)
