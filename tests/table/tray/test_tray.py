"""Silent start: phones fill their table's tray, its host empties it, and the accounts add up."""

from itertools import pairwise
from typing import Any, NamedTuple

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from cafe.core.receipts import receipt_of
from cafe.kit.routes.pieces import _cards
from cafe.live.audience import ORGANISER, WALL, Audience
from cafe.live.snapshot import changes_since, snapshot
from cafe.model import CafeTable, Change, Link, Note, Workshop
from cafe.model.note import notes_in_any_state
from cafe.people.links import code_of, open_links
from cafe.plan.actions import move_stage, set_fact
from cafe.plan.actions.tables import add_table
from cafe.plan.board import board
from cafe.plan.queries import questions_of
from cafe.sort.history.tray import of_tray
from cafe.sort.queries import accounts_of_workshop, waiting_of
from cafe.table import rules
from cafe.web.limits.rates import BUCKETS
from cafe.web.state import cafe
from tests.erasure.ground import erased
from tests.support.app import Visitor
from tests.support.pairs import a_talk, token
from tests.support.world import KEY, new_id, tables_of


class Own(NamedTuple):
    """A note as the phone that wrote it knows it."""

    id: str
    text: str
    receipt: str


class Hall:
    """An open café with a silent start: two tables, a host's tablet and phones at the first."""

    def __init__(self, app: Flask) -> None:
        """Its trays have links, as the plan's field makes them."""
        self.app, self.db = app, cafe(app).db
        self.workshop = a_talk(self.db, stage="planning")
        with self.db.writing() as tx:
            here = tx.get_one(Workshop, self.workshop.id)
            said: Any = {"name": "silent", "was": "", "text": "5", "by": "person:1"}
            set_fact(tx, workshop=here, operation=new_id(), **said)
            open_links(tx, here, KEY)
        self.table, self.other = tables_of(self.db, self.workshop)[:2]
        self.host = f"/t/{token(self.db, self.workshop, self.table)}"
        self.silent = f"/silent/{token(self.db, self.workshop, self.table, tray=True)}"
        self.visitor = Visitor(app)
        self.move("open")

    def move(self, stage: str) -> None:
        with self.db.writing() as tx:
            here = tx.get_one(Workshop, self.workshop.id)
            by = {"by": "person:1", "operation": new_id()}
            move_stage(tx, workshop=here, stage=stage, anyway=True, **by)

    def phone(self) -> Visitor:
        visitor = Visitor(self.app)
        assert visitor.get(self.silent).status_code == 200
        return visitor

    def say(self, text: object, phone: Visitor | None = None, **more: object) -> TestResponse:
        body = {"id": new_id(), "text": text, "act": new_id(), **more}
        return (phone or self.phone()).send("POST", f"{self.silent}/notes", body)

    def lies(self, text: str) -> str:
        uid = new_id()
        assert self.say(text, id=uid).status_code == 200
        return uid

    def own(self, text: str) -> Own:
        uid = new_id()
        return Own(uid, text, self.say(text, id=uid).get_json()["receipt"])

    def mend(self, own: Own, text: str, receipt: str = "") -> TestResponse:
        body = {"was": own.text, "text": text, "act": new_id(), "receipt": receipt or own.receipt}
        return self.phone().send("PUT", f"{self.silent}/notes/{own.id}", body)

    def recall(self, own: Own, receipt: str = "", *, back: bool = False) -> TestResponse:
        body = {"struck": not back, "act": new_id(), "receipt": receipt or own.receipt}
        return self.phone().send("PUT", f"{self.silent}/notes/{own.id}/struck", body)

    def decide(self, uid: str, do: str, **more: object) -> TestResponse:
        body = {"do": do, "act": new_id(), **more}
        return self.visitor.send("PUT", f"{self.host}/notes/{uid}/tray", body)

    def states(self) -> dict[str, str]:
        with self.db.reading() as db:
            return {note.text: note.state for note in db.scalars(notes_in_any_state())}

    def seen(self, audience: Audience) -> str:
        with self.db.reading() as db:
            here = db.get_one(Workshop, self.workshop.id)
            return f"{snapshot(db, here, audience)}{changes_since(db, here, audience, 0)}"


@pytest.fixture
def hall(cafe_app: Flask) -> Hall:
    return Hall(cafe_app)


def test_a_phone_fills_its_tables_tray_and_hears_nothing_more(hall: Hall) -> None:
    uid, act = new_id(), new_id()
    phone = hall.phone()
    first = hall.say("helt stille", phone, id=uid, act=act)
    assert first.get_json().keys() == {"id", "erased", "receipt", "revision"}
    assert hall.say("helt stille", phone, id=uid, act=act).status_code == 200
    assert hall.states() == {"helt stille": "tray"}
    assert hall.say("noe annet", id=uid).status_code == 409
    told = phone.get(f"{hall.silent}/snapshot").get_json()
    assert "stille" not in str(told)
    assert told.keys() == {"revision", "workshop", "questions", "late", "now_ms"}
    with hall.db.reading() as db:
        [written] = db.scalars(select(Change).where(Change.key == uid))
        assert written.by == f"sitting:{hall.table.id}", "the table, and no phone"


def test_only_the_table_and_the_organiser_hear_of_it(hall: Hall) -> None:
    hall.lies("helt stille")
    uid = hall.lies("lagt bort")
    assert hall.decide(uid, "aside").status_code == 202
    mine = Audience("t", hall.table.id, hall.table.question_id)
    for words in ("helt stille", "lagt bort"):
        assert words in hall.seen(mine)
        assert words in hall.seen(ORGANISER)
        assert words not in hall.seen(WALL)
        assert words not in hall.seen(Audience("t", hall.other.id, hall.other.question_id))


def test_the_link_opens_the_tray_alone(hall: Hall) -> None:
    key = hall.silent.removeprefix("/silent/")
    for path in (f"/t/{key}", f"/v/{key}", f"/t/{key}/snapshot", f"/v/{key}/snapshot"):
        assert hall.visitor.get(path).status_code == 403
    assert hall.visitor.get(hall.host.replace("/t/", "/silent/")).status_code == 403
    assert "<svg" in hall.visitor.get(f"{hall.host}/phones").text
    with hall.db.reading() as db:
        code = code_of(KEY, db.scalars(select(Link.code_nonce).where(Link.tray)).first() or "")
    answer = hall.visitor.post("/code", code=code)
    assert answer.headers["Location"].startswith("/silent/")


def test_the_host_lays_joins_and_sets_aside_and_the_accounts_add_up(hall: Hall) -> None:
    one, two, three, four = (hall.lies(text) for text in ("lys", "benk", "tull", "ro"))
    assert hall.decide(one, "lay").status_code == 200
    body = {"saw": "lys", "other_saw": "benk", "text": "lys og benk", "kind": "keyword"}
    joined = {**body, "act": new_id()}
    for _again in range(2):
        answer = hall.visitor.send("PUT", f"{hall.host}/notes/{one}/join/{two}", joined)
        assert answer.status_code == 200, answer.text
    assert hall.decide(three, "aside").status_code == 202
    assert hall.states() == {
        "lys og benk": "poster",
        "benk": "poster",
        "tull": "tray-left",
        "ro": "tray",
    }
    assert hall.decide(three, "back").status_code == 202
    assert hall.decide(three, "aside").status_code == 202
    assert hall.decide(one, "aside").status_code == 409
    with hall.db.reading() as db:
        here = db.get_one(Workshop, hall.workshop.id)
        assert waiting_of(db, here) == 1
        piles = {name: len(pile) for name, pile in vars(accounts_of_workshop(db, here)).items()}
        typed = piles.pop("typed")
        assert typed == sum(piles.values()) == 2, "what hangs; the rest waits, or was set aside"
        seats = board(db, here, questions_of(db, here))
        assert (seats.seats[hall.table.id].tray, seats.waiting) == (1, [])
        assert [note.uid for note in seats.left] == [three]
    hall.move("vernissage")
    assert hall.decide(four, "lay").status_code == 409
    with hall.db.reading() as db:
        here = db.get_one(Workshop, hall.workshop.id)
        after = board(db, here, questions_of(db, here))
        assert [note.uid for note in after.waiting] == [four], "it stands with the late ones"
        assert after.seats[hall.table.id].tray == 0


def test_what_waited_on_a_phone_arrives_whenever_it_can(hall: Hall) -> None:
    hall.move("planning")
    assert hall.say("for tidlig").get_json()["where"] == "stage"
    hall.move("vernissage")
    assert hall.say("for sent").status_code == 200
    assert hall.states() == {"for sent": "tray"}


def test_a_flood_stays_at_its_own_table(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "MOST_IN_TRAY", 2)
    for text in ("en", "to"):
        hall.lies(text)
    assert hall.say("tre").get_json()["where"] == "tray"
    assert BUCKETS["tray"].amount > BUCKETS["pair"].amount * 6, "six phones never meet it"
    with hall.db.reading() as db:
        assert len(list(db.scalars(select(Note)))) == 0


def test_a_table_that_is_laid_later_has_its_tray_too(hall: Hall) -> None:
    hall.move("planning")
    with hall.db.writing() as tx:
        question = questions_of(tx, tx.get_one(Workshop, hall.workshop.id))[0]
        made = add_table(tx, question=question, secret_key=KEY, by="person:1", operation=new_id())
        made_id = made.id
    with hall.db.reading() as db:
        laid = db.get_one(CafeTable, made_id)
    assert token(hall.db, hall.workshop, laid, tray=True)


def test_words_erased_for_good_are_gone_from_tray_and_phone(hall: Hall) -> None:
    uid = hall.lies("et navn som ikke skal stå her")
    erased(hall.db, cafe(hall.app).settings, hall.workshop.id, "note", uid)
    told = hall.phone().get(f"{hall.silent}/snapshot").get_json()
    assert told["late"] == [{"id": uid, "erased": True}], "its phone drops its own copy"
    with hall.db.reading() as db:
        gone = db.scalars(notes_in_any_state()).one()
        assert (gone.text, gone.state, gone.erased) == ("", "tray-left", True)
        assert waiting_of(db, db.get_one(Workshop, hall.workshop.id)) == 0
    receipt = receipt_of(KEY, "tray", hall.workshop.id, uid)
    assert hall.mend(Own(uid, "", receipt), "et navn").get_json()["where"] == "erased"
    again = hall.say("et navn som ikke skal stå her", id=uid)
    assert again.get_json()["erased"], "a copy that comes late brings nothing back"


def test_the_log_and_the_cards_tell_of_it(hall: Hall) -> None:
    uid = hall.lies("stille")
    hall.decide(uid, "aside")
    hall.decide(uid, "back")
    with hall.db.reading() as db:
        changes = db.scalars(select(Change).where(Change.key == uid).order_by(Change.revision))
        items = [None, *(one.item for one in changes)]
    said = [of_tray(was, now) for was, now in pairwise(items)]
    assert said == [
        "wrote a note into the tray",
        "set the note from the tray aside",
        "took the note back into the tray",
    ]
    for decided, words in (("taken", "laid"), ("waiting", "mended"), ("recalled", "took back")):
        assert of_tray(items[1], {**(items[1] or {}), "decided": decided}).startswith(words)
    assert of_tray({"decided": "recalled"}, items[1]) == "put the own note back into the tray"
    assert of_tray(items[1], None) == "took the note out"
    with hall.db.reading() as db, hall.app.test_request_context():
        cards = _cards(db, db.get_one(Workshop, hall.workshop.id))
    trays = [card for card in cards if "/silent/" in card.address]
    assert [card.name for card in trays] == ["TABLE 1", "TABLE 2"]
