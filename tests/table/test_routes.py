"""A table's door: every answer a tablet may get."""

import gzip
import json
import threading
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from cafe.model import CafeTable, Link, Workshop
from cafe.people.links import renew_link, token_of
from cafe.plan.actions import move_stage
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.world import KEY, a_workshop, new_id, tables_of
from tests.table.photos.pictures import camera_picture, picture


class Host:
    """A tablet at a table of an open café in this process."""

    def __init__(self, app: Flask, visitor: Visitor) -> None:
        """Two tables with a question of two parts; the tablet stands at the first."""
        self.db, self.visitor = cafe(app).db, visitor
        self.data_dir = cafe(app).settings.data_dir
        self.workshop = a_workshop(
            self.db, counts=[2, 0], parts=("Hva?", "Hvem?"), stage="open", language="en"
        )
        self.doors = [f"/t/{self.token(table.id)}" for table in tables_of(self.db, self.workshop)]
        self.door = self.doors[0]

    def token(self, table_id: int | None) -> str:
        with self.db.reading() as db:
            query = select(Link.nonce).where(
                Link.workshop_id == self.workshop.id, Link.table_id == table_id
            )
            return token_of(KEY, db.scalars(query).one())

    def send(self, method: str, path: str, body: object) -> TestResponse:
        return self.visitor.send(method, f"{self.door}/{path}", body)

    def add(self, text: object = "mer lys", **more: object) -> TestResponse:
        return self.send("POST", "notes", note(text=text, **more))

    def photo(self, content: bytes, **more: str) -> TestResponse:
        form: dict[str, Any] = {"act": new_id(), "alt": "Plakaten", **more}
        form["photo"] = (BytesIO(content), "poster.gif")
        headers = {"X-CSRFToken": self.visitor.token(), "Accept": "application/json"}
        return self.visitor.client.post(f"{self.door}/photos", data=form, headers=headers)

    def snapshot(self) -> dict[str, Any]:
        packed = self.visitor.get(f"{self.door}/snapshot").data
        body: dict[str, Any] = json.loads(gzip.decompress(packed))
        return body

    def move(self, stage: str) -> None:
        with self.db.writing() as tx:
            workshop = tx.get_one(Workshop, self.workshop.id)
            by = {"by": "person:1", "operation": new_id()}
            move_stage(tx, workshop=workshop, stage=stage, anyway=True, **by)

    def kept_photos(self) -> list[Path]:
        return list((self.data_dir / "posters").rglob("*.*"))


def note(**more: object) -> dict[str, object]:
    whole = {"id": new_id(), "kind": "keyword", "text": "mer lys", "part": None, "act": new_id()}
    return {key: value for key, value in {**whole, **more}.items() if value != "left out"}


@pytest.fixture
def host(cafe_app: Flask, visitor: Visitor) -> Host:
    return Host(cafe_app, visitor)


def problem(response: TestResponse, status: int, kind: str) -> dict[str, Any]:
    """The problem in `response`, which must be this one, in our form and in words."""
    assert (response.status_code, response.mimetype) == (status, "application/problem+json")
    body: dict[str, Any] = response.json or {}
    assert (body["status"], body["type"]) == (status, f"/problems/{kind}")
    assert body["title"]
    return body


def test_the_page_opens_with_the_table_link(host: Host) -> None:
    page = host.visitor.get(host.door)
    assert page.status_code == 200
    assert f'data-key="{host.door[3:]}"' in page.text
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]


def test_a_note_comes_back_with_its_revision(host: Host) -> None:
    answer = host.add("Vi må være flere", kind="statement", part="B").json or {}
    snapshot = host.snapshot()
    assert answer["revision"] == snapshot["revision"]
    assert [answer] == [{**one, "revision": answer["revision"]} for one in snapshot["notes"]]
    assert (answer["text"], answer["part"]) == ("Vi må være flere", "B")


def test_a_note_sent_twice_is_one(host: Host) -> None:
    body = note()
    first, second = (host.send("POST", "notes", body) for _try in range(2))
    assert first.status_code == second.status_code == 200
    assert first.json == second.json


def test_a_kind_may_be_guessed(host: Host) -> None:
    answers = [host.add(text, kind="left out").json for text in ("lys", "Vi må ha mer lys.")]
    assert [answer and answer["kind"] for answer in answers] == ["keyword", "statement"]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"text": ""}, "The note"),
        ({"text": "   "}, "The note"),
        ({"text": "x" * 10_001}, "The note"),
        ({"text": "a\x00b"}, "The note"),
        ({"text": "a\x1b[2J"}, "The note"),
        ({"text": 7}, "text"),
        ({"text": None}, "text"),
        ({"text": ["a"]}, "text"),
        ({"text": "left out"}, "text"),
        ({"kind": "poem"}, "kind"),
        ({"part": "Z"}, "part"),
        ({"part": 1}, "part"),
        ({"id": "1"}, "id"),
        ({"id": "../../etc/passwd"}, "id"),
        ({"id": "left out"}, "id"),
        ({"act": "x"}, "act"),
        ({"act": "left out"}, "act"),
        ({"struck": True}, "struck"),
    ],
)
def test_a_note_that_cannot_be(host: Host, wrong: dict[str, object], where: str) -> None:
    body = problem(host.add(**wrong), 422, "invalid")
    assert body["where"] == where
    assert host.snapshot()["notes"] == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        *((body, 400) for body in (b"", b"{", b"\xff")),
        (b'{"text": "\\ud800"}', 422),
        *((body, 422) for body in (b"[]", b"null", b'"x"')),
    ],
)
def test_a_body_that_is_none(host: Host, body: bytes, status: int) -> None:
    headers = {"X-CSRFToken": host.visitor.token(), "Content-Type": "application/json"}
    answer = host.visitor.client.post(f"{host.door}/notes", data=body, headers=headers)
    problem(answer, status, "invalid")


def test_without_the_form_token(host: Host) -> None:
    answer = host.visitor.client.post(f"{host.door}/notes", json=note())
    problem(answer, 400, "stale-form")


def test_a_table_that_is_not_open_yet(host: Host) -> None:
    host.move("planning")
    body = problem(host.add(), 409, "conflict")
    assert body["where"] == "stage"
    assert "organiser" in body["title"]


def test_a_stale_edit_gets_what_is_there_now(host: Host) -> None:
    uid = (host.add("a").json or {})["id"]
    words = {"kind": "keyword", "part": None}
    first = host.send("PUT", f"notes/{uid}", {"was": "a", "text": "b", "act": new_id(), **words})
    assert (first.json or {})["text"] == "b"
    stale = {"was": "a", "text": "c", "act": new_id(), **words}
    assert problem(host.send("PUT", f"notes/{uid}", stale), 409, "conflict")["now"]["text"] == "b"


def test_struck_out_and_back(host: Host) -> None:
    uid = (host.add().json or {})["id"]
    for struck in (True, True, False):
        answer = host.send("PUT", f"notes/{uid}/struck", {"struck": struck, "act": new_id()})
        assert (answer.json or {})["struck"] is struck
    wrong = {"struck": "yes", "act": new_id()}
    assert (
        problem(host.send("PUT", f"notes/{uid}/struck", wrong), 422, "invalid")["where"] == "struck"
    )


@pytest.mark.parametrize("path", ["notes/{}", "notes/{}/struck"])
def test_another_tables_note_is_nobodys(host: Host, path: str) -> None:
    uid = (host.add().json or {})["id"]
    host.door = host.doors[1]
    edit = {"was": "mer lys", "text": "x", "kind": "keyword", "part": None, "act": new_id()}
    body = {"struck": True, "act": new_id()} if path.endswith("struck") else edit
    problem(host.send("PUT", path.format(uid), body), 404, "not-found")
    problem(host.send("PUT", path.format(new_id()), body), 404, "not-found")


def test_the_id_of_another_tables_note(host: Host) -> None:
    body = note()
    host.send("POST", "notes", body)
    host.door = host.doors[1]
    problem(host.send("POST", "notes", {**body, "act": new_id()}), 409, "conflict")


def test_name_and_main_statement(host: Host) -> None:
    for path, field in (("cafe-name", "cafe_name"), ("main-statement", "main_statement")):
        first = host.send("PUT", path, {"was": None, "text": "Kaia", "act": new_id()})
        assert (first.json or {})[field] == "Kaia"
        stale = {"was": "", "text": "Brygga", "act": new_id()}
        assert problem(host.send("PUT", path, stale), 409, "conflict")["now"][field] == "Kaia"
        long = {"was": "Kaia", "text": "x" * 5000, "act": new_id()}
        assert "5000" in problem(host.send("PUT", path, long), 422, "invalid")["title"]


def test_the_parts_as_fields(host: Host) -> None:
    answer = host.send("PUT", "split", {"split": True, "act": new_id()})
    assert (answer.json or {})["split"] is True


def test_a_renewed_link_is_closed_and_says_so(host: Host) -> None:
    with host.db.writing() as tx:
        link = tx.scalars(select(Link).where(Link.table_id.is_not(None)).order_by(Link.table_id))
        renew_link(tx, link=link.first() or Link(), secret_key=KEY)
    assert "organiser" in problem(host.add(), 410, "gone")["title"]
    assert host.visitor.get(host.door).status_code == 410


def test_the_walls_link_writes_nothing(host: Host) -> None:
    host.door = f"/t/{host.token(None)}"
    problem(host.add(), 403, "not-allowed")


def test_a_photograph_is_kept_and_shown(host: Host) -> None:
    body = host.photo(camera_picture(2400, 1200, orientation=1)).json or {}
    assert [poster["alt"] for poster in body["posters"]] == ["Plakaten"]
    shown = host.visitor.get(f"{host.door}/photos/{body['posters'][0]['id']}")
    assert (shown.status_code, shown.mimetype) == (200, "image/jpeg")
    assert b"secret place" not in shown.data
    shown.close()
    assert len(host.kept_photos()) == 1
    other = host.visitor.get(f"{host.doors[1]}/photos/{body['posters'][0]['id']}")
    assert other.status_code == 404


def test_a_photograph_sent_twice_hangs_once(host: Host) -> None:
    operation = new_id()
    answers = [host.photo(picture("PNG", (80, 60)), act=operation).json or {} for _try in range(2)]
    assert answers[0]["posters"] == answers[1]["posters"]
    assert len(host.kept_photos()) == 1


def test_what_is_no_photograph(host: Host) -> None:
    assert problem(host.photo(b"GIF89a not one"), 422, "invalid")["where"] == "photo"
    problem(host.photo(picture("PNG", (80, 60)), act="x"), 422, "invalid")
    problem(host.photo(picture("PNG", (80, 60)), alt="a\x00"), 422, "invalid")
    host.move("sorting")
    problem(host.photo(picture("PNG", (80, 60))), 409, "conflict")
    assert host.kept_photos() == []


def test_a_form_without_a_photograph(host: Host) -> None:
    headers = {"X-CSRFToken": host.visitor.token(), "Accept": "application/json"}
    form = {"act": new_id()}
    answer = host.visitor.client.post(f"{host.door}/photos", data=form, headers=headers)
    assert problem(answer, 422, "invalid")["where"] == "photo"


def test_many_tries_of_one_note_at_once(host: Host, cafe_app: Flask) -> None:
    body, answers = note(), list[Any]()

    def one_try() -> None:
        answers.append(Visitor(cafe_app).send("POST", f"{host.door}/notes", body).json)

    tries = [threading.Thread(target=one_try) for _number in range(8)]
    for each in tries:
        each.start()
    for each in tries:
        each.join()
    assert {answer["order"] for answer in answers} == {answers[0]["order"]}
    with host.db.reading() as db:
        assert len(db.scalars(select(CafeTable).join(CafeTable.notes)).all()) == 1
