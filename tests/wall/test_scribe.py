"""The scribe of a plenary shows notes on the big screen, and the organiser's remote wins."""

from typing import Any

import pytest
from flask import Flask

from cafe.model import Database, Workshop
from cafe.model.events import of_screen
from cafe.table.actions.notes import add_note, strike_note
from cafe.wall import actions
from cafe.wall.queries import note_on_wall
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.pairs import a_talk, question, token
from tests.support.world import new_id


class Plenary:
    """A plenary's scribe, and one note of the pairs."""

    def __init__(self, app: Flask) -> None:
        self.db: Database = cafe(app).db
        key = cafe(app).settings.secret_key
        self.id = a_talk(self.db, key=key).id
        with self.db.reading() as db:
            workshop = db.get_one(Workshop, self.id)
        tables = [question(self.db, workshop, number).tables[0] for number in (1, 2, 3)]
        self.tables = [f"/t/{token(self.db, workshop, one, key)}" for one in tables]
        self.note, self.scribe = new_id(), Visitor(app)
        self.scribe.get(self.tables[2])
        with self.db.writing() as tx:
            add_note(
                tx,
                table=tx.merge(tables[1]),
                uid=self.note,
                kind="keyword",
                text="benker",
                by="pair:1",
                operation=new_id(),
            )

    def lift(self, note: str | None, at: int = 2, **more: Any) -> int:
        body = {"note": note, "act": new_id(), **more}
        return self.scribe.send("PUT", f"{self.tables[at]}/screen", body).status_code

    def press(self, **what: Any) -> None:
        with self.db.writing() as tx:
            here = tx.get_one(Workshop, self.id)
            actions.show(tx, workshop=here, **what, by="person:1", operation=new_id())

    def on(self) -> tuple[str, str | None]:
        with self.db.reading() as db:
            screen = of_screen(db.get_one(Workshop, self.id))
        return screen["show"], screen["note"]


@pytest.fixture
def plenary(cafe_app: Flask) -> Plenary:
    return Plenary(cafe_app)


def test_a_note_is_shown_and_taken_down(plenary: Plenary) -> None:
    assert plenary.lift(plenary.note) == 200
    assert plenary.on() == ("note", plenary.note)
    assert plenary.lift(None) == 200
    assert plenary.on() == ("auto", None)
    assert plenary.lift(new_id()) == 404
    assert [plenary.lift(plenary.note, at=table) for table in (0, 1)] == [403, 403]
    with plenary.db.writing() as tx:
        note = note_on_wall(tx, plenary.id, plenary.note)
        strike_note(tx, note=note, struck=True, by="table:1", operation=new_id())
    assert plenary.lift(plenary.note) == 409
    assert plenary.on() == ("auto", None)


def test_the_organiser_wins(plenary: Plenary) -> None:
    assert plenary.lift(plenary.note) == 200
    plenary.press(show="hold")
    assert [plenary.lift(note) for note in (plenary.note, None)] == [409, 409]
    assert plenary.on() == ("hold", None)
    plenary.press(show="auto")
    assert plenary.lift(plenary.note) == 200


def test_only_a_plenarys_page_has_the_walls_link(plenary: Plenary) -> None:
    has = ["data-wall" in plenary.scribe.get(one).text for one in plenary.tables]
    assert has == [False, False, True]
