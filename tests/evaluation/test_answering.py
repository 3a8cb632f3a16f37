"""A device answers once, may correct itself while the form is open, and leaves no trace of who."""

import gzip
import json
import logging
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import insert, text
from werkzeug.test import TestResponse

from cafe.evaluation.rules import MOST_SHEETS, Device
from cafe.model import Answer, Change, Person, Sheet, Workshop
from cafe.plan.actions import move_stage
from cafe.plan.actions.programme import begin_block, take_back_start
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.pairs import a_talk, token
from tests.support.world import new_id, tables_of

WORDS = "En stille krok å hvile i"
DOER: dict[str, Any] = {"by": "person:1"}


class Day:
    """A café whose participants and hosts are asked how the day was."""

    def __init__(self, app: Flask, organiser: Visitor) -> None:
        """Both forms are open."""
        self.app, self.organiser, self.db = app, organiser, cafe(app).db
        key = cafe(app).settings.secret_key
        with self.db.reading() as db:
            owner = db.query(Person).one()
        made = a_talk(self.db, owner=owner, key=key)
        self.id, self.page = made.id, f"/w/{made.id}/evaluation"
        self.wall = f"/v/{token(self.db, made, key=key)}/evaluation/answers"
        table = tables_of(self.db, made)[0]
        self.table = f"/t/{token(self.db, made, table, key)}/evaluation/answers"
        for audience in ("participants", "hosts"):
            self.does("make", audience)
            self.does("open", audience)

    def does(self, do: str, audience: str = "participants") -> None:
        answer = self.organiser.post(self.page, do=do, audience=audience, act=new_id())
        assert answer.status_code == 303, answer.text

    def asked(self, audience: str = "participants") -> list[dict[str, Any]]:
        with self.db.reading() as db:
            kept = db.get_one(Workshop, self.id).evaluation[audience]["questions"]
            return [one for one in kept if not one["gone"]]

    def question(self, **typed: str) -> TestResponse:
        """The organiser changes a question of the participants'."""
        about = {"audience": "participants", "form": "x", "act": new_id()}
        return self.organiser.post(f"{self.page}/questions", **about, **typed)

    def rows(self, kind: type[Any]) -> list[Any]:
        with self.db.reading() as db:
            return list(db.query(kind).filter_by(workshop_id=self.id))


@pytest.fixture
def day(organiser: Visitor, cafe_app: Flask) -> Day:
    return Day(cafe_app, organiser)


def sheet(day: Day, words: str = WORDS, was: str = "", operation: str = "") -> dict[str, Any]:
    first, scale = day.asked()[0]["uid"], day.asked()[3]["uid"]
    answers = [{"question": first, "text": words}, {"question": scale, "number": 4}]
    return {"answers": answers, "was": was, "act": operation or new_id()}


def phone(day: Day) -> Visitor:
    """Somebody's, that has looked at the form."""
    visitor = Visitor(day.app)
    assert visitor.get(day.wall.removesuffix("/answers")).status_code == 200
    return visitor


def test_a_phone_answers_once_and_corrects_itself(day: Day) -> None:
    one, body = phone(day), sheet(day)
    for _again in range(2):
        assert one.send("PUT", day.wall, body).status_code == 200
    assert len(day.rows(Sheet)) == 1
    own = one.get(day.wall).json
    assert own is not None
    assert own["act"] == body["act"]
    assert own["answers"][0]["text"] == WORDS
    better = sheet(day, "Suppa", was=body["act"])
    assert one.send("PUT", day.wall, better).status_code == 200
    late = one.send("PUT", day.wall, sheet(day, "Kaffen"))  # from another window
    assert (late.status_code, late.json and late.json["now"]["act"]) == (409, better["act"])
    assert sorted(row.text for row in day.rows(Answer)) == ["", "Suppa"]
    # What was answered and is not any more goes.
    only = {**better, "answers": better["answers"][:1], "was": better["act"], "act": new_id()}
    assert one.send("PUT", day.wall, only).status_code == 200
    assert len(day.rows(Answer)) == 1


def test_phones_and_hosts_have_their_own(day: Day) -> None:
    one, other, host = phone(day), phone(day), Visitor(day.app)
    for visitor in (one, other):
        assert visitor.send("PUT", day.wall, sheet(day)).status_code == 200
    assert host.get(day.table.removesuffix("/answers")).status_code == 200
    told = {"answers": [{"question": day.asked("hosts")[0]["uid"], "text": "Fint"}]}
    assert host.send("PUT", day.table, {**told, "act": new_id()}).status_code == 200
    assert host.send("PUT", day.table, {**sheet(day), "was": ""}).status_code == 422
    assert len(day.rows(Sheet)) == 3
    assert other.get(day.wall).json != one.get(day.wall).json


def test_a_form_takes_no_more_sheets_than_an_archive_has(day: Day) -> None:
    """However many devices somebody makes: the café could not come in again."""
    with day.db.writing() as tx:
        about = {"workshop_id": day.id, "audience": "participants"}
        many = range(MOST_SHEETS - 1)
        tx.execute(insert(Sheet), [{**about, "key": f"{one}"} for one in many])
    last, body = phone(day), sheet(day)
    assert last.send("PUT", day.wall, body).status_code == 200
    refused = phone(day).send("PUT", day.wall, sheet(day))
    assert (refused.status_code, "no more" in refused.text) == (409, True)
    assert last.send("PUT", day.wall, sheet(day, was=body["act"])).status_code == 200


def test_an_answer_leaves_no_trace_of_who_or_when(
    day: Day, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    with day.db.reading() as db:
        before = db.get_one(Workshop, day.id).revision
    phones = [phone(day) for _one in range(3)]
    for at, one in enumerate(phones):
        assert one.send("PUT", day.wall, sheet(day, f"{WORDS} {at}")).status_code == 200
    with day.db.reading() as db:
        assert db.get_one(Workshop, day.id).revision == before
        told = json.dumps([[c.item, c.by, c.operation] for c in db.query(Change)])
    assert WORDS not in told + caplog.text
    # No row has anything in common with another of the same sheet but the café.
    keys = {row.key for row in day.rows(Answer)}
    sheets = {row.key for row in day.rows(Sheet)}
    assert len(keys) == 6
    assert not keys & sheets
    assert {column.name for column in Answer.__table__.columns} == {
        *("key", "workshop_id", "question", "text", "number", "held")
    }
    assert {column.name for column in Sheet.__table__.columns} == {
        *("key", "workshop_id", "audience", "paper", "act", "settled")
    }
    day.does("close")
    assert not keys & {row.key for row in day.rows(Answer)}
    assert {row.settled for row in day.rows(Sheet)} == {True}


@pytest.mark.parametrize("name", ["evaluation_answer", "evaluation_sheet"])
def test_the_file_of_the_database_keeps_no_order(day: Day, name: str) -> None:
    with day.db.reading() as db:
        made = db.execute(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": name})
        assert "WITHOUT ROWID" in made.scalar_one()


def test_once_closed_nothing_leads_back(day: Day) -> None:
    one, other, body = phone(day), phone(day), sheet(day)
    assert one.send("PUT", day.wall, body).status_code == 200
    day.does("close")
    closed = other.send("PUT", day.wall, sheet(day))
    assert (closed.status_code, closed.json and closed.json["where"]) == (409, "stage")
    # A repeat whose first answer was lost on the way is what it was: received.
    assert one.send("PUT", day.wall, body).status_code == 200
    assert one.get(day.wall).json == {"act": body["act"], "answers": [], "settled": True}
    day.does("open")
    again = one.send("PUT", day.wall, sheet(day, "Om igjen", was=body["act"]))
    assert (again.status_code, again.json and again.json["where"]) == (409, "settled")
    assert other.send("PUT", day.wall, sheet(day)).status_code == 200
    with day.db.writing() as tx:
        here = tx.get_one(Workshop, day.id)
        move_stage(tx, workshop=here, stage="finished", anyway=True, operation=new_id(), **DOER)
        assert here.evaluation["participants"]["status"] == "closed"
    keys = {row.key for row in day.rows(Answer)}
    secret = cafe(day.app).settings.secret_key
    with other.client.session_transaction() as session:
        device = Device(secret, day.id, session["device"])
    assert not keys & {device.answer(asked["uid"]) for asked in day.asked()}


def test_an_answer_never_stands_under_another_question(day: Day) -> None:
    one, first = phone(day), day.asked()[0]
    assert one.send("PUT", day.wall, sheet(day)).status_code == 200
    was = f"{first['kind']} {first['text']}"
    typed = {"question": first["uid"], "kind": "text", "text": "Hva var verst?", "choices": ""}
    assert day.question(do="word", was="noe annet", **typed).status_code == 409
    assert day.question(do="word", was=was, **typed).status_code == 303
    new = day.asked()[0]
    assert (new["text"], new["uid"] == first["uid"]) == ("Hva var verst?", False)
    # A phone that has the old question before it, without a network: its words stand under that.
    other, body = phone(day), sheet(day)
    body["answers"][0] = {"question": first["uid"], "text": "Til det gamle"}
    assert other.send("PUT", day.wall, body).status_code == 200
    day.does("close")
    page = day.organiser.get(day.page).text
    old, rest = page.split(first["text"], 1)[1].split("Hva var verst?", 1)
    assert "Til det gamle" in old
    assert WORDS in old
    assert "Til det gamle" not in rest


def test_a_question_that_was_worded_anew_meanwhile_does_not_go_unseen(day: Day) -> None:
    first = day.asked()[0]
    was, about = f"{first['kind']} {first['text']}", {"question": first["uid"]}
    typed = {**about, "kind": "text", "text": "Hva var verst?", "choices": ""}
    assert day.question(do="word", was=was, **typed).status_code == 303
    new, others = day.asked()[0], day.asked()
    about = {"question": new["uid"]}
    for seen in (was, ""):
        refused = day.question(do="out", was=seen, **about)
        assert (refused.status_code, day.asked()) == (409, others)
        assert "Hva var verst?" in refused.text
    assert day.question(do="out", was="text\r\nHva var verst?", **about).status_code == 303
    assert day.asked() == others[1:]


def test_what_was_answered_is_shown_when_the_form_is_closed(day: Day) -> None:
    for _one in range(4):
        assert phone(day).send("PUT", day.wall, sheet(day)).status_code == 200
    assert WORDS not in day.organiser.get(day.page).text
    assert "4 have answered." in day.organiser.get(day.page).text
    day.does("close")
    page = day.organiser.get(day.page).text
    assert page.count(f'<span dir="auto">{WORDS}') == 4
    assert "<svg" not in page
    day.does("open")
    assert phone(day).send("PUT", day.wall, sheet(day)).status_code == 200
    day.does("close")
    assert day.organiser.get(day.page).text.count("<svg") == 5
    rows = day.organiser.get(f"{day.page}.csv").data.decode("utf-8-sig")
    assert rows.count(WORDS) == 4
    assert ";4;5\r\n" in rows  # how four were divided was never told
    assert day.organiser.get(f"{day.page}.xlsx").data[:2] == b"PK"
    assert day.organiser.get(f"{day.page}.pdf").status_code == 404


def test_paper_is_typed_off_sheet_by_sheet(day: Day) -> None:
    first, scale = day.asked()[0]["uid"], day.asked()[3]["uid"]
    page, act = f"{day.page}/paper", new_id()
    typed = {f"answer-{first}": "12", f"answer-{scale}": "2", "form": "sheet"}
    typed["audience"] = "participants"
    for _again in range(2):
        sent = day.organiser.post(page, sheet=act, act=act, was="", **typed)
        assert sent.status_code == 303
    assert [(row.text, row.number) for row in day.rows(Answer) if row.text] == [("12", 0)]
    assert "1 sheet of paper is typed." in day.organiser.get(sent.location).text
    changed = day.organiser.get(f"{page}?of=participants&change={act}").text
    assert ">\n12</textarea>" in changed
    typed[f"answer-{first}"] = "tolv"
    assert day.organiser.post(page, sheet=act, was=act, act=new_id(), **typed).status_code == 303
    assert sorted(row.text for row in day.rows(Answer)) == ["", "tolv"]
    assert [row.paper for row in day.rows(Sheet)] == [True]
    assert day.organiser.post(page, sheet="x", **typed).status_code == 422
    odd = day.organiser.post(page, sheet="a line\r\nbreak&x=#", **typed)
    assert parse_qs(urlsplit(odd.location).query)["typed"] == ["a line\r\nbreak&x=#"]


def test_the_programme_opens_the_forms(organiser: Visitor, day: Day) -> None:
    uid = new_id()
    block = {"uid": uid, "kind": "evaluation", "title": "Evaluering", "minutes": 5}
    for audience in ("participants", "hosts"):
        day.does("close", audience)
    with day.db.writing() as tx:
        here = tx.get_one(Workshop, day.id)
        here.programme = [{**block, "pinned": "", "prompt": "", "began": None}]
        begin_block(tx, workshop=here, uid=uid, operation=new_id(), **DOER)
    assert phone(day).send("PUT", day.wall, sheet(day)).status_code == 200
    with day.db.writing() as tx:
        here = tx.get_one(Workshop, day.id)
        take_back_start(tx, workshop=here, uid=uid, operation=new_id(), **DOER)
        told = {who: form["status"] for who, form in here.evaluation.items()}
    assert told == {"participants": "open", "hosts": "closed"}


def test_what_is_planned_is_told_to_nobody(day: Day) -> None:
    with day.db.writing() as tx:
        here = tx.get_one(Workshop, day.id)
        forms = here.evaluation
        here.evaluation = {**forms, "hosts": {**forms["hosts"], "status": "planned"}}
    address = day.wall.replace("/evaluation/answers", "/snapshot")
    snapshot = json.loads(gzip.decompress(Visitor(day.app).get(address).data))
    assert [form["audience"] for form in snapshot["workshop"]["evaluation"]] == ["participants"]
