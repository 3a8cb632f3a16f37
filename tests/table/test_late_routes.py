"""The doors for what came too late: the tablet's and the organiser's."""

import gzip
import json
import re
import time
from typing import Any

import pytest
from flask import Flask

from tests.support.app import EMPTY, Visitor
from tests.support.ground import Ground
from tests.support.world import new_id
from tests.table.test_routes import Host, note


@pytest.fixture
def host(cafe_app: Flask, visitor: Visitor) -> Host:
    return Host(cafe_app, visitor)


@pytest.fixture
def ground() -> Ground:
    """The café comes before the first organiser, to whom it falls."""
    return EMPTY


def keep(host: Host, **more: object) -> dict[str, Any]:
    answer = host.add(**more)
    assert answer.status_code == 202, answer.text
    return answer.json or {}


def decide(organiser: Visitor, host: Host, uid: str, do: str) -> int:
    seen = str(host.snapshot()["revision"])
    address, form = f"/w/{host.workshop.id}/phones", {"do": f"{do}:{uid}", "seen": seen}
    return organiser.post(address, act=new_id(), **form).status_code


def test_a_note_to_a_closed_table_is_kept(host: Host) -> None:
    host.move("vernissage")
    uid, operation = new_id(), new_id()
    first = keep(host, text="for sent", id=uid, act=operation)
    assert (first["late"]["text"], first["late"]["decided"]) == ("for sent", "waiting")
    assert keep(host, text="for sent", id=uid, act=operation) == first
    assert [one["id"] for one in host.snapshot()["late"]] == [uid]
    assert host.snapshot()["notes"] == []


def test_a_repeat_of_a_note_that_came_in_time(host: Host) -> None:
    sent = note(text="i tide")
    first = host.send("POST", "notes", sent)
    host.move("sorting")
    again = host.send("POST", "notes", sent)
    assert again.status_code == 200
    assert (again.json or {})["id"] == (first.json or {})["id"]
    assert host.snapshot()["late"] == []


def test_the_whole_outbox_of_a_tablet_that_was_away(host: Host) -> None:
    host.move("sorting")
    uid = keep(host, text="mer lis")["late"]["id"]
    edit = {"was": "mer lis", "text": "mer lys", "kind": "keyword", "part": None, "act": new_id()}
    mended = host.send("PUT", f"notes/{uid}", edit)
    assert (mended.status_code, (mended.json or {})["late"]["text"]) == (202, "mer lys")
    struck = host.send("PUT", f"notes/{uid}/struck", {"struck": True, "act": new_id()})
    assert (struck.status_code, (struck.json or {})["late"]["decided"]) == (202, "left")


def test_the_organiser_decides(host: Host, organiser: Visitor) -> None:
    host.move("sorting")
    one, other = (keep(host, text=text)["late"]["id"] for text in ("en", "to"))
    assert decide(organiser, host, one, "take") == 303
    assert decide(organiser, host, other, "leave") == 303
    decided = {late["id"]: late["decided"] for late in host.snapshot()["late"]}
    assert decided == {one: "taken", other: "left"}
    assert [n["text"] for n in host.snapshot()["notes"]] == ["en"]
    assert decide(organiser, host, other, "take") == 303
    assert decide(organiser, host, other, "leave") == 409
    assert decide(organiser, host, other, "burn") == 422
    assert decide(organiser, host, new_id(), "take") == 422


def test_what_a_tablet_brought_at_once_is_told_apart_and_taken_in_as_one(
    host: Host, organiser: Visitor
) -> None:
    host.move("vernissage")
    now = int(time.time())
    typed = {"før": now - 3600, "etter": now + 1, "vet ikke": None, "tull": now + 9999}
    for text, at in typed.items():
        keep(host, text=text, **({"typed": at} if at is not None else {}))
    reasons = {one["text"]: one["reason"] for one in host.snapshot()["late"]}
    assert reasons == {
        "før": "first typed before the tables closed, by the tablet's clock",
        "etter": "typed after the tables had closed, by the tablet's clock",
        "vet ikke": None,
        "tull": None,
    }
    host.move("open")
    address = f"/w/{host.workshop.id}/phones"
    page = organiser.get(address).text
    assert "The tables are open again" in page
    assert "1: <bdi>first typed before the tables closed" in page
    (button,) = re.findall(r'value="(take-table:\d+)">([^<]*: take in all 4)<', page)
    form = {n: re.findall(rf'name="{n}" value="(\d+)"', page)[0] for n in ("seen", "upto-note")}
    elsewhere = {"do": "take-table:0", **form}
    assert organiser.post(address, act=new_id(), **elsewhere).status_code == 422
    host.move("vernissage")
    keep(host, text="kom etterpå")
    here = {"do": button[0], **form}
    assert organiser.post(address, act=new_id(), **here).status_code == 303
    assert [n["text"] for n in host.snapshot()["notes"]] == [*typed]
    (undo,) = re.findall(r'value="(undo:[0-9a-f-]{36})"', organiser.get(address).text)
    assert organiser.post(address, act=new_id(), do=undo).status_code == 303
    assert host.snapshot()["notes"] == []
    waiting = {one["text"]: one["reason"] for one in host.snapshot()["late"]}
    assert waiting == {**reasons, "kom etterpå": None}


def test_nobody_else_decides(host: Host, visitor: Visitor) -> None:
    host.move("sorting")
    uid = keep(host)["late"]["id"]
    assert decide(visitor, host, uid, "take") == 302  # to the login
    assert host.snapshot()["notes"] == []


def test_the_worker_is_of_this_build_and_for_this_page_only(host: Host) -> None:
    page = host.visitor.get(host.door, headers={"Accept-Encoding": "identity"}).text
    script = host.visitor.get(f"{host.door}/sw.js")
    assert script.mimetype == "text/javascript"
    assert script.headers["Service-Worker-Allowed"] == host.door
    assert script.headers["Cache-Control"] == "no-cache"
    known = json.loads(script.text.split("\n", 1)[0].removeprefix("self.cafe=").removesuffix(";"))
    assert known["base"] == host.door
    assert all(asset in page for asset in known["assets"])
    assert host.visitor.get("/t/nobody/sw.js").status_code == 404


def test_the_page_is_packed_for_who_takes_it(host: Host) -> None:
    packed = host.visitor.get(host.door, headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert host.door.removeprefix("/t/") in gzip.decompress(packed.data).decode()
    plain = host.visitor.get(host.door, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
