"""Notes that a program adds: each row is answered for, nothing twice, told by the token's name."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from cafe.model import ApiToken, CafeTable, Change, Note, Origin, Person, Workshop
from cafe.model.note import notes_in_any_state
from cafe.people.queries import name_of
from cafe.plan.actions import move_stage
from cafe.sort.history.lines import Wanted, page_of
from cafe.sort.queries import names_of
from cafe.web.state import cafe
from tests.api.outside import Program, a_token
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.world import new_id

ORIGIN = {"question": 1, "origin": "Spørreskjema"}


class House:
    """A café whose day is over, and a program that may write in it."""

    def __init__(self, app: Flask, stage: str = "sorting") -> None:
        """With two tables at its first question."""
        self.db = cafe(app).db
        with self.db.reading() as db:
            self.doors = Doors(app, db.query(Person).one())
        self.move(stage)
        self.program = Program(app, a_token(app))

    def move(self, stage: str) -> None:
        who = {"by": "person:1", "operation": new_id()}
        self.doors.does(lambda tx, w: move_stage(tx, workshop=w, stage=stage, anyway=True, **who))

    def add(self, rows: list[Any], target: Any = None, **more: Any) -> Any:
        body = {"target": target or ORIGIN, "rows": rows, "operation": new_id(), **more}
        return self.program.ask("POST", f"/cafes/{self.doors.id}/notes", body, Accept_Language="en")

    def texts(self) -> list[str]:
        with self.db.reading() as db:
            return [note.text for note in db.scalars(notes_in_any_state().order_by(Note.id))]


@pytest.fixture
def house(cafe_app: Flask, organiser: Visitor) -> House:
    assert organiser.get("/workshops").status_code == 200
    return House(cafe_app)


def test_no_row_has_a_place_that_is_no_number(house: House) -> None:
    rows = [{"text": "Flere benker"}, {"text": "Trygg skolevei"}]
    assert house.add(rows, first=2**31 - 1).status_code == 422
    assert house.texts() == []
    assert house.add(rows, first=2**31 - 101).status_code == 200


def test_each_row_is_answered_for(house: House) -> None:
    rows = [{"text": "Flere benker"}, {"text": " \u200b"}, {"text": "lys", "part": "Z"}]
    answer = house.add([*rows, {"text": "Trygg skolevei", "heading": "Trafikk"}])
    assert answer.status_code == 200, answer.text
    told = answer.get_json()["rows"]
    assert [one["state"] for one in told] == ["in", "refused", "refused", "in"]
    assert all(one["why"] for one in told if one["state"] == "refused")
    assert house.texts() == ["Flere benker", "Trygg skolevei"]
    short = house.program.get(f"/cafes/{house.doors.id}").get_json()["questions"][0]
    assert [(one["name"], one["notes"]) for one in short["origins"]] == [("Spørreskjema", 2)]


def test_the_same_operation_again_adds_nothing_and_is_answered_the_same(house: House) -> None:
    operation, rows = new_id(), [{"text": "Flere benker"}, {"text": "lys", "part": "Z"}]
    first = house.add(rows, operation=operation)
    again = house.add(rows, operation=operation)
    assert again.get_json()["rows"] == first.get_json()["rows"]
    assert house.texts() == ["Flere benker"]
    assert house.add(rows, operation=None).status_code == 422
    assert house.add(rows, operation="en").status_code == 422


def test_slices_of_one_operation_are_one_line_of_history_by_the_tokens_name(house: House) -> None:
    operation = new_id()
    for first in (0, 2):
        rows = [{"text": f"Lapp {first + at}"} for at in range(2)]
        assert house.add(rows, operation=operation, first=first).status_code == 200
    with house.db.reading() as db:
        workshop = db.get_one(Workshop, house.doors.id)
        told = page_of(db, workshop, Wanted(kind="sorting")).operations
        assert [one.operation for one in told].count(operation) == 1
        assert names_of(db, ["token:1"]) == {"token:1": "Saksarkivet"}
        assert name_of(db, "token:1") == "Saksarkivet"
        assert set(db.scalars(select(Change.by).where(Change.operation == operation))) == {
            "token:1"
        }
    with house.db.writing() as tx:
        tx.delete(tx.get_one(ApiToken, 1))
    with house.db.reading() as db:
        assert name_of(db, "token:1") in ("Another system", "Et annet system")


def test_one_undo_takes_them_out_again(house: House) -> None:
    operation = new_id()
    path = f"/cafes/{house.doors.id}/notes/{operation}"
    assert house.program.ask("DELETE", path).status_code == 409, "nothing was done yet"
    for first in (0, 2):
        rows = [{"text": f"Lapp {first + at}"} for at in range(2)]
        house.add(rows, operation=operation, first=first)
    for _twice in range(2):
        answer = house.program.ask("DELETE", path)
        assert (answer.status_code, answer.get_json()["operation"]) == (200, operation)
    short = house.program.get(f"/cafes/{house.doors.id}").get_json()["questions"][0]
    assert [one["notes"] for one in short["origins"]] == [0]
    assert house.add([{"text": "Lapp"}], operation=operation).status_code == 409, "it is undone"
    other = Program(house.program.app, a_token(house.program.app))
    assert other.ask("DELETE", f"/cafes/{house.doors.id}/notes/{new_id()}").status_code == 409


def test_notes_go_to_a_table_while_hosts_write(house: House) -> None:
    house.move("open")
    with house.db.reading() as db:
        number = db.scalars(select(CafeTable.number).order_by(CafeTable.id)).first()
    assert house.add([{"text": "lys"}], {"table": number}).get_json()["rows"][0]["state"] == "in"
    with house.db.reading() as db:
        assert [note.text for note in db.scalars(select(Note))] == ["lys"], "it hangs"
    house.move("finished")
    assert house.add([{"text": "sent"}], {"table": number}).status_code == 409


NOWHERE: tuple[tuple[Any, int], ...] = (
    ({"table": 77}, 404),
    ({"question": 9, "origin": "X"}, 404),
    ({"question": 1, "origin": " \u200b"}, 422),
    ({"question": 1}, 422),
    ({"table": 1, "origin": "X"}, 422),
    ({"table": "1"}, 422),
    ({"table": -1}, 422),
    ({"table": 2**40}, 422),
)


def test_a_place_that_is_not_there_takes_nothing(house: House) -> None:
    for target, status in NOWHERE:
        answer = house.add([{"text": "lys"}], target)
        assert (answer.status_code, house.texts()) == (status, []), target
        assert answer.mimetype == "application/problem+json"
    with house.db.reading() as db:
        assert db.scalars(select(Origin)).all() == []


def test_too_much_at_once_is_refused_before_it_is_read(house: House) -> None:
    assert house.add([{"text": "x"}] * 101).status_code == 422
    assert house.add([]).status_code == 422
    assert house.add([{"text": "x" * 10_001}]).status_code == 422
    assert house.add([{"text": "æ" * 10_000}] * 100).status_code in (413, 422)
    assert house.texts() == []
