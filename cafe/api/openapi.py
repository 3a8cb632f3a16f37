"""The interface's description, OpenAPI 3.1, made from what the routes themselves say.

Pure: from the list of routes, with the forms that they read and answer by. So it cannot tell of a
route that is not there, nor of a key that an answer has not. (https://spec.openapis.org/oas/v3.1.1)
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from cafe.api.described import Described

Item = dict[str, Any]
VERSION = "1.0"
REFERENCE = "#/components/schemas/{model}"
JSON, PROBLEM = "application/json", "application/problem+json"
# What any route may answer, beside what it says of itself; all of them are problems.
REFUSED = {
    "401": "No token, or one that opens nothing.",
    "403": "The token's role, or the person's, does not give the right to this.",
    "404": "There is no such thing, or no longer.",
    "410": "The café lies in the bin.",
    "429": "Too many requests: Retry-After says when to come again.",
    "default": "Anything else that went wrong.",
}
# What stands in an address, by its name and by the form it has there.
PLACES: dict[str, Item] = {
    "string": {"type": "string"},
    "int": {"type": "integer", "minimum": 0, "maximum": 2**31 - 1},
    "uuid": {"type": "string", "format": "uuid"},
}


@dataclass(frozen=True)
class Route:
    """A route: `path` as OpenAPI writes it, its `places` with the form each has in the address."""

    name: str
    method: str
    path: str
    places: Mapping[str, str]
    verb: str
    says: Described
    takes: type[BaseModel] | None


def openapi(routes: Iterable[Route], problem: type[BaseModel], about: str) -> Item:
    """The whole description; `about` is what it says of the interface as such."""
    routes = sorted(routes, key=lambda route: (route.path, route.method))
    paths: dict[str, Item] = {}
    for route in routes:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Dialogkafé", "version": VERSION, "description": about},
        "security": [{"token": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "schemas": _schemas(routes, problem),
            "responses": {"Problem": _problem("What went wrong, in words.")},
        },
    }


def _operation(route: Route) -> Item:
    found: Item = {
        "operationId": route.name,
        "summary": route.says.summary(),
        "description": f"The right asked for: `{route.verb}`.",
        "parameters": [*_places(route), *_query(route.says.asks), *_heads(route.says)],
        "responses": {
            str(status): _answer(status, form, route.says)
            for status, form in route.says.answers.items()
        }
        | {status: _problem(words) for status, words in REFUSED.items()},
    }
    if route.says.tagged:
        found["responses"]["304"] = {"description": "It is as it was."}
    if route.takes is not None:
        content = {JSON: {"schema": _reference(route.takes)}}
        found["requestBody"] = {"required": True, "content": content}
    return found


def _places(route: Route) -> list[Item]:
    return [
        {"name": name, "in": "path", "required": True, "schema": _place(route, name, form)}
        for name, form in route.places.items()
    ]


def _place(route: Route, name: str, form: str) -> Item:
    choices = route.says.choices.get(name)
    return {"type": "string", "enum": list(choices)} if choices else PLACES[form]


def _query(form: type[BaseModel] | None) -> list[Item]:
    if form is None:
        return []
    schema = form.model_json_schema(by_alias=True)
    needed = schema.get("required", ())
    return [
        {"name": name, "in": "query", "required": name in needed, "schema": _plain(one)}
        for name, one in schema["properties"].items()
    ]


def _plain(schema: Item) -> Item:
    return {key: value for key, value in schema.items() if key != "title"}


def _heads(says: Described) -> list[Item]:
    heads = []
    if says.tagged:
        heads.append(("If-None-Match", "The mark (ETag) of what is there already."))
    if says.waits:
        words = "`wait=N`: answer after N seconds at the latest (RFC 7240)."
        heads.append(("Prefer", words))
    return [
        {"name": name, "in": "header", "description": words, "schema": PLACES["string"]}
        for name, words in heads
    ]


def _answer(status: int, form: type[BaseModel] | tuple[str, ...] | None, says: Described) -> Item:
    words = {202: "It is under way."}.get(status, "Done.")
    if form is None:
        return {"description": words}
    if isinstance(form, tuple):
        return {"description": words, "content": {kind: {} for kind in form}}
    found: Item = {"description": words, "content": {JSON: {"schema": _reference(form)}}}
    if says.tagged and status == 200:
        found["headers"] = {"ETag": {"schema": {"type": "string"}}}
    return found


def _problem(words: str) -> Item:
    schema = {"$ref": REFERENCE.format(model="Problem")}
    return {"description": words, "content": {PROBLEM: {"schema": schema}}}


def _reference(form: type[BaseModel]) -> Item:
    return {"$ref": REFERENCE.format(model=form.__name__)}


def _schemas(routes: Iterable[Route], problem: type[BaseModel]) -> Item:
    told = {
        form for route in routes for form in route.says.answers.values() if isinstance(form, type)
    }
    asked = {route.takes for route in routes if route.takes is not None}
    forms = [(form, "serialization") for form in (problem, *told)]
    forms += [(form, "validation") for form in asked]
    forms.sort(key=lambda one: one[0].__name__)
    _names, schema = models_json_schema(forms, ref_template=REFERENCE)  # type: ignore[arg-type]
    found: Item = schema["$defs"]
    return dict(sorted(found.items()))
