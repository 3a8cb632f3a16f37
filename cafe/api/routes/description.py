"""The interface describes itself: for programs in OpenAPI, for people as a page."""

import re
from collections.abc import Iterator
from typing import Any

from flask import Flask, Response, current_app
from werkzeug.wrappers import Response as AnyResponse

from cafe.api.openapi import Item, Route, openapi
from cafe.api.room import room, v1
from cafe.api.routes import forms
from cafe.core.i18n import speaking
from cafe.people.rules import RIGHTS, TOKEN_ROLES, role_name
from cafe.web.addresses import base_address
from cafe.web.bodies import answer
from cafe.web.limits.rates import BUCKETS
from cafe.web.pages import page
from cafe.web.state import cafe

PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")
# What places in an address are called outside.
CALLED = {"workshop_id": "cafe", "document_id": "document"}
ABOUT = (
    "Cafés, notes and documents for other programs. The promise of v1: what is described here "
    "stays. "
    "New keys and routes may come beside it, so pass over what you do not know; what would break "
    "a program gets an address of its own (/api/v2), and v1 goes on beside it for at least a year. "
    "Every problem is application/problem+json (RFC 9457), in the language of Accept-Language "
    "(nb, nn, en). At most 120 requests a minute for each token."
)


@v1.get("/openapi.json")
def describe() -> AnyResponse:
    """The description. It holds no secret, and needs no token."""
    response = answer(description(current_app))
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


def description(app: Flask) -> Item:
    """The description of this application's interface, in English."""
    with speaking("en"):
        return openapi(routes_of(app), forms.Problem, ABOUT)


def routes_of(app: Flask) -> Iterator[Route]:
    """Every route of the interface that says something of itself."""
    for rule in app.url_map.iter_rules():
        view: Any = app.view_functions[rule.endpoint]
        if (says := getattr(view, "described", None)) is None:
            continue
        found = PLACE.findall(rule.rule)
        places = {CALLED.get(name, name): form or "string" for form, name in found}
        path = PLACE.sub(lambda at: f"{{{CALLED.get(at[2], at[2])}}}", rule.rule)
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            name, verb = rule.endpoint.partition(".")[2], view.verb
            yield Route(name, method, path, places, verb, says, getattr(view, "takes", None))


@room.get("/api")
def read_about() -> Response:
    """What the interface is, how a program comes in, and every route, for people."""
    routes = sorted(routes_of(current_app), key=lambda one: (one.path, one.method != "GET"))
    return page(
        "api/about.html",
        routes=routes,
        base=base_address(cafe().settings),
        least_role=_least_role,
        a_minute=BUCKETS["token"].amount,
    )


def _least_role(verb: str) -> str:
    """The least that a token must be for this, as it is called; "" where any will do."""
    roles = [role_name(role) for role in TOKEN_ROLES if verb in RIGHTS[role]]
    return roles[-1] if roles else ""
