"""Notes typed off paper, and the page to type them on."""

import pytest
from flask import Flask
from sqlalchemy import select

from cafe.model import Change
from tests.support.app import Visitor
from tests.table.photos.test_photos import HEIC, WITH_HEIC
from tests.table.test_routes import Host, note, problem


@pytest.fixture
def host(cafe_app: Flask, visitor: Visitor) -> Host:
    return Host(cafe_app, visitor)


def add(host: Host, **more: object) -> dict[str, object]:
    answer = host.visitor.send("POST", f"{host.door}/notes", note(**more))
    assert answer.status_code in (200, 202), answer.text
    return answer.json or {}


def test_a_note_says_that_it_is_from_paper(host: Host) -> None:
    assert add(host)["paper"] is False
    typed = add(host, paper=True)
    assert typed["paper"] is True
    notes = {one["id"]: one["paper"] for one in host.snapshot()["notes"]}
    assert notes[typed["id"]] is True
    assert sorted(notes.values()) == [False, True]


def test_a_mended_note_is_still_from_paper(host: Host) -> None:
    typed = add(host, paper=True)
    words = {"was": "mer lys", "text": "mer lys!", "kind": "keyword", "part": None}
    body = {**words, "act": note()["act"]}
    mended = host.visitor.send("PUT", f"{host.door}/notes/{typed['id']}", body)
    assert (mended.json or {})["paper"] is True
    with host.db.reading() as db:
        told = db.scalars(select(Change.item).where(Change.key == str(typed["id"])))
        assert [item and item["paper"] for item in told] == [True, True]


def test_what_is_typed_off_too_late_is_kept_as_from_paper(host: Host) -> None:
    host.move("sorting")
    late = add(host, paper=True)["late"]
    assert isinstance(late, dict)
    assert (late["paper"], late["decided"]) == (True, "waiting")


@pytest.mark.parametrize("paper", ["yes", 2, None])
def test_paper_is_yes_or_no(host: Host, paper: object) -> None:
    answer = host.visitor.send("POST", f"{host.door}/notes", note(paper=paper))
    assert answer.status_code == 422


def test_the_page_opens_for_the_table_alone(host: Host) -> None:
    page = host.visitor.get(f"{host.door}/paper?lang=en")
    assert page.status_code == 200
    assert "Type off the paper poster" in page.text
    assert host.visitor.get("/t/not-a-link-of-this-cafe/paper").status_code == 404


@pytest.mark.skipif(WITH_HEIC, reason="the extra for HEIC is installed here")
def test_heic_is_refused_with_a_way_out(host: Host) -> None:
    told = problem(host.photo(HEIC), 422, "invalid")
    assert told["where"] == "photo"
    assert "Choose JPEG" in told["title"]
    assert host.kept_photos() == []
