"""The description is true: whatever is asked by it is answered as it says, and never by a fault.

A longer look: `EXAMPLES=3000 python -m pytest tests/api/test_description.py`.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cafe.model import Person
from cafe.web.state import cafe
from tests.api.drawn import requests
from tests.api.outside import Program, a_token
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.programs.jobs import all_end

# It would read in grammars of addresses, two seconds long, and no format is asked for here.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
from jsonschema import Draft202012Validator  # noqa: E402

# What no schema can say: a name of marks that nobody sees, say.
BY_THE_CAFE = ("The name of the source", "Navnet på kilden")
EXAMPLES = int(os.environ.get("EXAMPLES", "10"))
LOOK = settings(
    max_examples=EXAMPLES,
    database=None,
    derandomize=EXAMPLES < 100,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def doors(cafe_app: Flask, organiser: Visitor) -> Doors:
    assert organiser.get("/workshops").status_code == 200
    with cafe(cafe_app).db.reading() as db:
        return Doors(cafe_app, db.query(Person).one())


@pytest.fixture
def description(cafe_app: Flask) -> dict[str, Any]:
    found: dict[str, Any] = cafe_app.test_client().get("/api/v1/openapi.json").get_json()
    return found


def checked(description: dict[str, Any], says: dict[str, Any], answer: Any) -> None:
    """The answer is one of those the operation names, in the form that is described."""
    status = str(answer.status_code)
    named = says["responses"].get(status) or says["responses"]["default"]
    assert answer.status_code < 500, answer.text
    assert status in says["responses"] or answer.status_code >= 400, status
    content = named.get("content")
    if not content or not answer.data:
        return
    assert answer.mimetype in content, (answer.mimetype, status)
    schema = content[answer.mimetype].get("schema")
    if schema:
        whole = {**schema, "components": description["components"]}
        Draft202012Validator(whole).validate(answer.get_json())


def operations(app: Flask) -> list[str]:
    return [rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint[:3] == "v1."]


def test_every_answer_is_as_described_and_none_is_a_fault(
    cafe_app: Flask, doors: Doors, description: dict[str, Any]
) -> None:
    program, schemas = Program(cafe_app, a_token(cafe_app)), description["components"]["schemas"]
    known = {"cafe": [doors.id], "document": ["1"]}
    met: set[tuple[str, int]] = set()

    def look(path: str, method: str, says: dict[str, Any]) -> Callable[[], None]:
        @LOOK
        @given(st.data())
        def ask(data: st.DataObject) -> None:
            address, body, heads, good = data.draw(requests(path, says, schemas, known))
            cafe(cafe_app).limits.reset()
            address = address.removeprefix("/api/v1")
            head = {**heads, "Prefer": "wait=0"}
            answer = program.ask(method.upper(), address, body, **head)
            checked(description, says, answer)
            met.add((says["operationId"], answer.status_code))
            if good:  # what is as described is never called wrong
                assert answer.status_code not in (400, 413, 415), answer.text
                wrong = answer.get_json() if answer.status_code == 422 else {}
                assert wrong.get("where") in (None, *BY_THE_CAFE), wrong
            answer.close()

        return ask

    for path, methods in description["paths"].items():
        for method, says in methods.items():
            look(path, method, says)()
    all_end(cafe(cafe_app).settings.data_dir)
    assert {name for name, status in met if status < 300} >= {
        *("list_cafes", "get_cafe", "list_documents", "get_document", "add_notes", "get_webhook")
    }
    assert {status for _name, status in met} >= {200, 404, 422}


def test_the_description_is_a_description(description: dict[str, Any]) -> None:
    """What tools ask of one: every reference leads somewhere, every name is there once."""
    references: list[str] = []

    def walk(part: Any) -> None:
        if isinstance(part, dict):
            references.extend([part["$ref"]] if isinstance(part.get("$ref"), str) else [])
            for one in part.values():
                walk(one)
        elif isinstance(part, list):
            for one in part:
                walk(one)

    walk(description)
    schemas = description["components"]["schemas"]
    assert {one.rpartition("/")[2] for one in references} == schemas.keys()
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
    names = [one["operationId"] for path in description["paths"].values() for one in path.values()]
    assert len(names) == len(set(names)) > 9
