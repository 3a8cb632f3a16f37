"""A character that cannot be shown is mended where it is clear what was meant, and that is told;
elsewhere each place where people write says where it stands, and takes what it offers in its place.
"""

import json
import re
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from tests.sort.board import Board, refused
from tests.sort.world import new_id
from tests.support.app import Visitor
from tests.table.test_routes import Host

ODD = "Første linje\ue000og den andre"
CLEAR, MENDED = "\ufeffFørste linje\vog sam\ufffearbeid", "Første linje\nog samarbeid"
HALF = "halvt \ud83d tegn"


@pytest.fixture
def host(cafe_app: Flask, visitor: Visitor) -> Host:
    return Host(cafe_app, visitor)


def note_of(host: Host) -> str:
    return str(host.add().get_json()["id"])


@pytest.fixture
def board(cafe_app: Flask, organiser: Visitor) -> Board:
    return Board(cafe_app, organiser)


def sent(host: Host, method: str, path: str, body: object) -> TestResponse:
    """As a browser writes JSON: half a character by its number."""
    kind: dict[str, Any] = {"content_type": "application/json"}
    kind["headers"] = {"X-CSRFToken": host.visitor.token()}
    address = f"{host.door}/{path}"
    return host.visitor.client.open(address, method=method, data=json.dumps(body), **kind)


AT_THE_TABLE: list[tuple[str, str, dict[str, Any]]] = [
    ("POST", "notes", {"id": "new"}),
    ("PUT", "notes/{note}", {"was": "mer lys", "kind": "keyword"}),
    ("PUT", "cafe-name", {"was": None}),
    ("PUT", "main-statement", {"was": None}),
]


@pytest.mark.parametrize("typed", [ODD, HALF], ids=["private use", "half a character"])
@pytest.mark.parametrize(("method", "path", "body"), AT_THE_TABLE)
def test_at_the_table(host: Host, method: str, path: str, body: dict[str, Any], typed: str) -> None:
    whole = {**body, "act": new_id(), **({"id": new_id()} if "id" in body else {})}
    path = path.format(note=note_of(host)) if "{" in path else path
    answer = refused(sent(host, method, path, {**whole, "text": typed}), 422)
    assert re.search(r"U\+(E000|D83D), character \d+, between", answer["title"])
    assert host.send(method, path, {**whole, "text": answer["mended"]}).status_code == 200


@pytest.mark.parametrize(("method", "path", "body"), AT_THE_TABLE)
def test_what_is_meant_is_kept_and_told(
    host: Host, method: str, path: str, body: dict[str, Any]
) -> None:
    whole = {**body, "act": new_id(), **({"id": new_id()} if "id" in body else {})}
    path = path.format(note=note_of(host)) if "{" in path else path
    for _again in range(2):  # a repeat is the same
        answer = host.send(method, path, {**whole, "text": CLEAR}).get_json()
        said = answer.get("text") or answer.get("cafe_name") or answer["main_statement"]
        assert said in (MENDED, MENDED.replace("\n", " "))
        assert len(answer.get("mended", ["once"])) == 1


def test_at_the_desk(board: Board) -> None:
    category = board.heading()
    entry = board.place(board.notes[0], category)
    operations: list[tuple[str, str, dict[str, Any]]] = [
        ("add_category", "heading", {"question": 1, "id": new_id()}),
        ("rename_category", "heading", {"category": category, "was": "Tid"}),
        ("add_own_entry", "text", {"category": category, "id": new_id()}),
        ("reword_entry", "text", {"entry": entry, "was": "Mer tid."}),
        ("set_aside", "reason", {"note": board.notes[1]}),
    ]
    for do, field, words in operations:
        answer = refused(board.send(do, **words, **{field: ODD}), 422)
        assert answer["mended"] == "Første linje\ufffdog den andre"
        assert board.send(do, **words, **{field: answer["mended"]}).status_code == 200


@pytest.mark.parametrize("path", ["intro", "summary/1"])
def test_in_the_document(board: Board, path: str) -> None:
    address, body = f"/w/{board.id}/report/{path}", {"act": new_id(), "was": None}
    text = f"Et første avsnitt.\n\n{ODD}"
    answer = refused(board.visitor.send("PUT", address, {**body, "text": text}), 422)
    assert answer["mended"] == text.replace("\ue000", "\ufffd")
    kept = board.visitor.send("PUT", address, {**body, "text": answer["mended"]})
    assert kept.status_code == 200


def test_a_form_comes_back_with_the_mended_text_in_it(board: Board) -> None:
    address = f"/w/{board.id}/sort/abbreviations"
    words = {"form": "abbreviations", "abbreviations": "LMS = læring og\ue000 mestring"}
    answer = board.visitor.post(address, **words)
    assert answer.status_code == 422
    assert "U+E000, character 10, between" in answer.text
    assert ">\nLMS = læring og\ufffd mestring</textarea>" in answer.text
    words["abbreviations"] = "LMS = læring og\ufeff mestring"
    assert board.visitor.post(address, **words).status_code == 303


def test_what_is_no_json_at_all_is_still_told_so(host: Host) -> None:
    headers = {"X-CSRFToken": host.visitor.token()}
    for data in (b'{"text": "\\ud83d', b'{"\\ud83d": 1}', json.dumps([HALF]).encode()):
        answer = host.visitor.client.post(
            f"{host.door}/notes", data=data, headers=headers, content_type="application/json"
        )
        assert answer.status_code in (400, 422)
        assert answer.get_json()["title"]
