"""A hall with tables: who is told what, the clock that is held, and what the board says of it."""

import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from cafe.model import CafeTable, Change, HallMessage, Person, Workshop
from cafe.plan.hall.rules import MOST_UNREAD
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.pairs import token
from tests.support.world import a_workshop, new_id, tables_of


class Hall:
    """An open café with three tables, its organiser, and the hosts' tablets."""

    def __init__(self, app: Flask, organiser: Visitor) -> None:
        self.db, self.organiser = cafe(app).db, organiser
        with self.db.reading() as db:
            owner = db.scalars(select(Person)).one()
        key = cafe(app).settings.secret_key
        made = a_workshop(self.db, counts=[2, 1], stage="open", language="en", owner=owner, key=key)
        self.id = made.id
        self.called: list[str] = []
        tables = tables_of(self.db, made)
        self.tokens = {one.number: token(self.db, made, one, key) for one in tables}
        self.db.callers.append(self.called.extend)

    def post(self, path: str, **form: str) -> int:
        """A form of the day's page."""
        self.answer = self.organiser.post(f"/w/{self.id}/{path}", **form)
        return self.answer.status_code

    def tell(self, to: str, text: str, act: str = "") -> int:
        return self.post("messages", form="messages", to=to, text=text, act=act or new_id())

    def lies(self, number: int) -> list[str]:
        """What lies at a table."""
        return [one["text"] for one in self.lying(number)]

    def lying(self, number: int) -> list[dict[str, Any]]:
        """The same, as its page hears it."""
        told: Any = self.organiser.get(f"/t/{self.tokens[number]}/messages").json
        found: list[dict[str, Any]] = told["messages"]
        return found

    def taps(self, number: int, at: int = 0) -> None:
        """The host of table `number` has read a message."""
        base, uid = f"/t/{self.tokens[number]}/messages", self.lying(number)[at]["id"]
        assert (
            self.organiser.send("PUT", f"{base}/{uid}/read", {"act": new_id()}).status_code == 200
        )

    def rows(self) -> int:
        with self.db.reading() as db:
            words = select(func.count()).where(HallMessage.text != "")
            return db.scalar(words.select_from(HallMessage)) or 0

    def day(self) -> str:
        page = self.organiser.get(f"/w/{self.id}/day/news").text
        return " ".join(re.sub(r"<[^>]+>", " ", page).split())

    def now(self) -> Workshop:
        with self.db.reading() as db:
            return db.get_one(Workshop, self.id)


@pytest.fixture
def hall(cafe_app: Flask, organiser: Visitor) -> Iterator[Hall]:
    made = Hall(cafe_app, organiser)
    yield made
    made.db.callers.remove(made.called.extend)


def test_a_message_lies_until_it_is_read(hall: Hall) -> None:
    with hall.db.reading() as db:
        before = db.scalar(select(func.count()).select_from(Change))
    assert hall.tell("2", "Kaffen er klar") == 303
    assert len(hall.called) == 1, "its screen looks at once"
    assert [hall.lies(number) for number in (1, 2, 3)] == [[], ["Kaffen er klar"], []]
    assert hall.tell("all", "Fem minutter igjen") == 303
    assert hall.lies(2) == ["Kaffen er klar", "Fem minutter igjen"]
    hall.taps(2)
    hall.taps(1)
    assert (hall.lies(1), hall.lies(2)) == ([], ["Fem minutter igjen"])
    assert "Fem minutter igjen Not read yet: Table 2, Table 3" in hall.day()
    for number in (2, 3):
        hall.taps(number)
    assert (hall.rows(), "Not read yet" in hall.day()) == (0, False)
    with hall.db.reading() as db:
        assert db.scalar(select(func.count()).select_from(Change)) == before, "no history has it"


def test_a_message_is_told_once_and_taken_back(hall: Hall) -> None:
    act = new_id()
    for _time in range(2):
        assert hall.tell("all", "Bytt bord", act) == 303
    assert (hall.rows(), hall.lies(3)) == (3, ["Bytt bord"])
    hall.taps(1)
    # What was sent once more, since no answer came, is not told to whoever has read it.
    assert hall.tell("all", "Bytt bord", act) == 303
    assert (hall.rows(), hall.lies(1)) == (2, [])
    assert hall.post(f"messages/{act}/back", act=new_id()) == 303
    assert hall.tell("all", "Bytt bord", act) == 303
    assert (hall.rows(), hall.lies(3)) == (0, [])


def test_nothing_is_told_where_nobody_reads(hall: Hall) -> None:
    for at in range(MOST_UNREAD):
        assert hall.tell("1", f"nummer {at}") == 303
    assert hall.tell("1", "en til") == 409
    assert "at table 1. Go there." in hall.answer.text
    assert 'value="en til"' in hall.answer.text, "what was typed is there still"
    assert "is not told there. Go there: Table 1 " in hall.day()
    # A dead tablet does not keep the others from being told.
    for at in range(MOST_UNREAD):
        assert hall.tell("all", f"til alle {at}") == 303
    assert (len(hall.lies(1)), len(hall.lies(3))) == (MOST_UNREAD, MOST_UNREAD)
    assert "is not told there. Go there: Table 1, Table 2, Table 3 " in hall.day()
    assert hall.tell("all", "en til") == 409
    assert "at table 1, 2, 3. Go there." in hall.answer.text
    for number in (2, 3):
        for _read in range(MOST_UNREAD):
            hall.taps(number)
    assert "is not told there. Go there: Table 1 " in hall.day()
    assert (hall.tell("9", "hei"), hall.tell("x", "hei"), hall.tell("1", " ")) == (404, 422, 422)
    assert hall.tell("1", "en\x07bjelle") == 422
    assert 'aria-invalid="true"' in hall.answer.text, "said at its field"
    assert hall.post("stage", stage="vernissage", anyway="1") == 303
    assert hall.rows() == MOST_UNREAD, "those who walk about are told as well"
    assert hall.post("stage", stage="sorting") == 303
    assert (hall.rows(), hall.tell("all", "hei")) == (0, 409)


def test_a_clock_that_is_held_keeps_what_is_left(hall: Hall) -> None:
    assert hall.post("timer", do="hold") == 409
    hall.post("rounds", do="agree", count="2", minutes="12", change="2")
    hall.post("step", do="round", round="1")
    assert "One minute more Pause" in hall.day()
    for _time in range(2):
        assert hall.post("timer", do="hold") == 303
    held = hall.now()
    assert held.timer_ends_ms is None
    assert held.paused_ms is not None
    assert 11 * 60_000 < held.paused_ms <= 12 * 60_000
    hall.post("timer", do="more")
    assert hall.now().paused_ms == held.paused_ms + 60_000
    assert "One minute more Go on" in hall.day()
    hall.post("timer", do="go")
    runs = hall.now()
    left = (runs.timer_ends_ms or 0) - time.time() * 1000
    assert runs.paused_ms is None
    assert 11 * 60_000 < left <= 13 * 60_000
    for do in ({"do": "change", "round": "1"}, {"do": "round", "round": "2"}):
        hall.post("timer", do="hold")
        hall.post("step", **do)
        assert (hall.now().paused_ms, hall.now().timer_ends_ms is None) == (None, False)
    hall.post("timer", do="hold")
    hall.post("stage", stage="vernissage", anyway="1")
    assert (hall.now().paused_ms, hall.now().timer_ends_ms) == (None, None)


def test_the_line_says_what_is_wrong(cafe_app: Flask, hall: Hall) -> None:
    assert "Page not opened yet: Table 1 , Table 2 , Table 3" in hall.day()
    for secret in hall.tokens.values():
        hall.organiser.get(f"/t/{secret}")
    here = cafe(cafe_app).presence
    with hall.db.reading() as db:
        tables = {t.number: t.id for t in db.scalars(select(CafeTable))}
    for number, table in tables.items():
        here.came(f"s{number}", hall.id, table)
    assert "All is well in the hall." in hall.day()
    with hall.db.writing() as tx:
        tx.get_one(Workshop, hall.id).talk_began_ms = int((time.time() - 500) * 1000)
    assert "Silent for 6 minutes or more: Table 1 , Table 2 , Table 3" in hall.day()
    hall.post("rounds", do="agree", count="2", minutes="12", change="2")
    assert "Silent" not in hall.day(), "before the first round nobody talks"
    hall.post("step", do="round", round="1")
    here._now = lambda: time.time() - 90
    here.left("s2")
    here._now = time.time
    assert "Without connection for 1 minute: Table 2" in hall.day()
    here.came("s2b", hall.id, tables[2])
    assert "All is well in the hall." in hall.day()


def test_a_jump_is_asked_about_by_the_server_too(hall: Hall) -> None:
    assert hall.post("stage", stage="planning") == 409
    assert "Go back from “Tables open” to “Planning”?" in hall.answer.text
    assert 'name="sure" value="open"' in hall.answer.text
    assert hall.post("stage", stage="planning", sure="vernissage") == 409, "another was seen"
    assert hall.post("stage", stage="planning", sure="open") == 303
    assert hall.post("stage", stage="vernissage") == 409
    assert hall.post("stage", stage="open") == 303
