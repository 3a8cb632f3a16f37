"""What a program reads: cafés, one as a file, kept documents."""

import json
import zipfile
from io import BytesIO

import pytest
from flask import Flask

from cafe.archive.schema import read
from cafe.jobs.status import status_of
from cafe.model import Person
from cafe.web.state import cafe
from tests.api.outside import Program, a_token
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.waiting import wait_for


@pytest.fixture
def doors(cafe_app: Flask, organiser: Visitor) -> Doors:
    assert organiser.get("/workshops").status_code == 200
    with cafe_app.extensions["cafe"].db.reading() as db:
        return Doors(cafe_app, db.query(Person).one())


@pytest.fixture
def program(cafe_app: Flask, doors: Doors) -> Program:
    assert doors
    return Program(cafe_app, a_token(cafe_app))


def test_the_cafes_of_the_person_are_listed(program: Program, doors: Doors) -> None:
    answer = program.get("/cafes")
    assert answer.status_code == 200, answer.text
    [one] = answer.get_json()["cafes"]
    assert (one["id"], one["role"], one["date"]) == (doors.id, "editor", "2026-11-12")
    assert answer.get_json()["next"] is None
    again = program.get("/cafes", If_None_Match=answer.headers["ETag"])
    assert (again.status_code, again.data) == (304, b"")
    assert "Set-Cookie" not in answer.headers


def test_one_cafe_in_short(program: Program, doors: Doors) -> None:
    found = program.get(f"/cafes/{doors.id}").get_json()
    assert [(q["number"], len(q["tables"])) for q in found["questions"]] == [(1, 2), (2, 1)]


def test_the_archive_is_the_whole_cafe(program: Program, doors: Doors) -> None:
    """Who does not wait follows the job, and who comes later shares what it made."""
    answer = program.get(f"/cafes/{doors.id}/archive", Prefer="wait=0")
    assert answer.status_code == 202
    settings, id = cafe(program.app).settings, answer.get_json()["id"]
    wait_for(
        lambda: status_of(settings, doors.id, id).state == "ready", what="the file", seconds=30
    )
    now = program.get(answer.headers["Location"].removeprefix("/api/v1")).get_json()
    assert now["state"] == "ready"
    file = program.get(now["file"].removeprefix("/api/v1")).data
    assert len(read(file).questions) == 2
    assert program.get(f"/cafes/{doors.id}/archive").data == file
    with program.get(f"/cafes/{doors.id}/archive?format=zip") as packed:
        whole = packed.data
    with zipfile.ZipFile(BytesIO(whole)) as package:
        assert json.loads(package.read("archive.json")) == json.loads(file)


def test_kept_documents_are_listed_and_fetched(program: Program, doors: Doors) -> None:
    [one] = program.get(f"/cafes/{doors.id}/documents").get_json()["documents"]
    assert (one["final"], one["number"], one["formats"]) == (True, 1, ["html"])
    assert one["address"].endswith(doors.secrets().shared)
    assert (one["name"], one["remark"]) == ("", "")
    file = program.get(f"/cafes/{doors.id}/documents/{one['id']}/html")
    assert file.data == b"<body><p>Kaffe</p></body>"
    file.close()
    assert program.get(f"/cafes/{doors.id}/documents/{one['id']}/pdf").status_code == 404
    assert program.get(f"/cafes/{doors.id}/documents/{one['id']}/xx").status_code == 404


def test_lists_come_in_parts(cafe_app: Flask, program: Program, doors: Doors) -> None:
    with cafe_app.extensions["cafe"].db.reading() as db:
        berit = db.query(Person).one()
    ids = sorted([doors.id, Doors(cafe_app, berit).id, Doors(cafe_app, berit).id])
    found, path = [], "/cafes?limit=1"
    while path:
        answer = program.get(path)
        found += [one["id"] for one in answer.get_json()["cafes"]]
        path = (answer.get_json()["next"] or "").removeprefix("/api/v1")
        assert (f"<{answer.get_json()['next']}>" in answer.headers.get("Link", "")) == bool(path)
    assert found == ids


def test_the_description_names_every_route(cafe_app: Flask) -> None:
    found = cafe_app.test_client().get("/api/v1/openapi.json").get_json()
    rules = {rule.endpoint for rule in cafe_app.url_map.iter_rules() if rule.endpoint[:3] == "v1."}
    named = {one["operationId"] for path in found["paths"].values() for one in path.values()}
    assert named == {rule.partition(".")[2] for rule in rules} - {"describe"}
