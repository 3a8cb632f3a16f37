"""A strike carries the words it was made for: others' words are not struck unseen."""

from typing import Any

import pytest
from flask import Flask

from tests.support.app import Visitor
from tests.support.world import new_id
from tests.table.test_routes import Host


@pytest.fixture
def host(cafe_app: Flask, visitor: Visitor) -> Host:
    return Host(cafe_app, visitor)


def put(host: Host, path: str, status: int, **body: Any) -> dict[str, Any]:
    answer = host.send("PUT", path, {"act": new_id(), **body})
    assert answer.status_code == status, answer.text
    return answer.json or {}


def words(was: str, text: str) -> dict[str, Any]:
    return {"was": was, "text": text, "kind": "keyword", "part": None}


@pytest.mark.parametrize("late", [False, True])
def test_words_that_another_tablet_wrote_are_not_struck_unseen(host: Host, late: bool) -> None:
    if late:
        host.move("vernissage")
    made = host.add(text="mer lis").json or {}
    uid = (made["late"] if late else made)["id"]
    done = 202 if late else 200
    put(host, f"notes/{uid}", done, **words("mer lis", "mer lys"))
    for struck in (True, False):
        refused = put(host, f"notes/{uid}/struck", 409, struck=struck, was="mer lis")
        assert (refused["where"], refused["now"]["text"]) == ("was", "mer lys")
        assert refused["title"] == "Another tablet at this table has changed this note meanwhile."
        put(host, f"notes/{uid}/struck", done, struck=struck, was="mer lys")


def test_a_strike_of_a_page_that_does_not_tell_is_taken_as_before(host: Host) -> None:
    uid = (host.add().json or {})["id"]
    assert put(host, f"notes/{uid}/struck", 200, struck=True)["struck"] is True


def test_what_is_struck_already_is_answered_whatever_was_seen(host: Host) -> None:
    uid = (host.add(text="mer lys").json or {})["id"]
    put(host, f"notes/{uid}/struck", 200, struck=True, was="mer lys")
    assert put(host, f"notes/{uid}/struck", 200, struck=True, was="noe annet")["struck"] is True


def test_every_conflict_at_the_table_says_who(host: Host) -> None:
    one, other = [(host.add(text=text).json or {})["id"] for text in ("en", "to")]
    put(host, f"notes/{one}", 200, **words("en", "en til"))
    put(host, "cafe-name", 200, was=None, text="Kaia")
    put(host, "main-statement", 200, was=None, text="Mer lys")
    put(host, "hosts", 200, was=[], names=["Ola"])
    put(host, f"notes/{other}/elaborations", 200, was=[], elaborations=["sagt mer"])
    join = {"saw": "to", "other_saw": "en", "text": "begge", "kind": "keyword"}
    part = {"saw": "en", "text": "en", "kind": "keyword", "rest": "til"}
    for path, body in {
        f"notes/{one}": words("en", "mitt"),
        f"notes/{one}/struck": {"struck": True, "was": "en"},
        f"notes/{other}/join/{one}": join,
        f"notes/{one}/part/{new_id()}": part,
        f"notes/{other}/elaborations": {"was": [], "elaborations": ["mitt"]},
        "cafe-name": {"was": None, "text": "Mitt"},
        "main-statement": {"was": None, "text": "Mitt"},
        "hosts": {"was": [], "names": ["Kari"]},
    }.items():
        refused = put(host, path, 409, **body)
        assert refused["title"].startswith("Another tablet at this table has changed"), path
        assert refused["now"], path
