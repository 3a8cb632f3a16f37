"""The remote of the big screen: what is said is told to walls and stays, each press once."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from cafe.errors import Invalid
from cafe.live.audience import BIG_SCREEN, ORGANISER, WALL, Audience
from cafe.live.snapshot import changes_since, snapshot
from cafe.model import Change, Database, Person, Workshop
from cafe.model.events import SCREEN
from cafe.wall import actions
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.world import a_workshop, new_id, tables_of


def said(db: Database, workshop: Workshop, do: Any, operation: str = "", **what: Any) -> Any:
    """Press; what the screen is told then, and how many changes there are."""
    with db.writing() as tx:
        here = tx.get_one(Workshop, workshop.id)
        do(tx, workshop=here, by="person:1", operation=operation or new_id(), **what)
    with db.reading() as session:
        row = session.get_one(Workshop, workshop.id)
        told = session.query(Change).filter_by(workshop_id=row.id, what="screen")
        return {**SCREEN, **(row.screen or {})}, told.count()


def test_what_is_shown_stays_until_something_else_is(db: Database) -> None:
    workshop = a_workshop(db, counts=[1, 1], stage="open")
    table = tables_of(db, workshop)[1]
    press, operation = actions.show, new_id()
    assert said(db, workshop, press, operation, show="hold")[0]["show"] == "hold"
    assert said(db, workshop, press, operation, show="black") == ({**SCREEN, "show": "hold"}, 1)
    shown = {**SCREEN, "show": "table", "table": table.id}
    assert said(db, workshop, press, show="table", table=table) == (shown, 2)
    assert said(db, workshop, press, show="table", table=table) == (shown, 2), "nothing is told"
    assert said(db, workshop, actions.turn, pages=1)[0] == {**shown, "turn": 1}
    assert said(db, workshop, actions.turn, pages=-1)[0] == shown
    assert said(db, workshop, actions.set_dark, dark=True)[0]["dark"] is True
    far = said(db, workshop, actions.set_hall, far=20.0, high=2.0)[0]
    assert (far["far"], far["high"], far["show"]) == (20, 2, "table")
    assert said(db, workshop, press, show="auto")[0]["table"] is None


@pytest.mark.parametrize("show", ["", "pause", "table", "note"])
def test_what_cannot_be_shown_is_refused(db: Database, show: str) -> None:
    workshop = a_workshop(db, counts=[1, 1])
    with pytest.raises(Invalid):
        said(db, workshop, actions.show, show=show)


def test_a_press_is_told_to_walls_and_to_no_table(organiser: Visitor, cafe_app: Flask) -> None:
    db, key = cafe(cafe_app).db, cafe(cafe_app).settings.secret_key
    with db.reading() as session:
        owner = session.scalars(select(Person)).one()
    workshop = a_workshop(db, counts=[1, 1], stage="open", owner=owner, key=key)
    address = f"/w/{workshop.id}/screen"

    def press(do: str) -> int:
        return organiser.post(address, do=do, act=new_id(), form="screen").status_code

    assert [press(do) for do in ("table:9", "table:ni", f"note:{new_id()}")] == [404, 422, 404]
    assert [press(f"table:{'9' * digits}") for digits in (6, 7, 30)] == [404, 404, 422]
    assert press("table:1") == 303
    assert "The big screen shows table 1." in organiser.get(f"{address}?table=1").text
    assert 'data-live="remote"' in organiser.get(f"/w/{workshop.id}/day").text
    table = tables_of(db, workshop)[0]
    with db.reading() as session:
        row = session.get_one(Workshop, workshop.id)
        assert snapshot(session, row, BIG_SCREEN)["screen"]["table"] == table.id
        assert snapshot(session, row, WALL)["screen"] is None
        assert snapshot(session, row, ORGANISER)["screen"]["show"] == "table"
        host = Audience("t", table.id, table.question_id)
        assert snapshot(session, row, host)["screen"] is None
        [told] = changes_since(session, row, BIG_SCREEN, row.revision - 1)["changes"]
        assert (told["what"], told["item"]["show"]) == ("screen", "table")
        for audience in (WALL, host):
            assert changes_since(session, row, audience, row.revision - 1)["changes"] == []
