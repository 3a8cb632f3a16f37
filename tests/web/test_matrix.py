"""Every route is tried by everybody with everything; a new one fails here until it is placed."""

from collections import Counter
from collections.abc import Callable
from typing import Any, get_args

import pytest
from flask import Flask

from cafe.people.rules import CAFE_ROLES, RIGHTS, Role
from cafe.web import access
from cafe.web.limits import guesses
from cafe.web.limits.pace import Pace
from tests.support.app import Visitor, paced
from tests.web.matrix import AT_THE_DOOR, BY_HAND, Cell, World, place_of

# Routes that ask nobody who they are, and the kind of secret they take.
OPEN: dict[str, guesses.Kind | None] = {
    "healthz": None,
    "readyz": None,
    "static": None,
    "people.front": None,
    "guides.guides": None,
    "guides.read_guide": None,
    "guides.guide_sheet": None,
    "people.enter_code": "code",
    "readers.way_in": None,
    "readers.enter_word": "code",
    "people.start": None,
    "people.make_first": "setup",
    "people.login_page": None,
    "people.log_in": "password",
    "people.log_out": None,
    "people.begin": None,
    "people.come_back": None,
    "people.join_page": None,
    "people.second_page": None,
    "people.second_step": None,
    "people.join_account": "password",
    "people.forgotten": None,
    "people.ask_for_letter": None,
    "people.farewell": None,
    "seal.the_list": None,
    "people.fresh_csrf": None,
    "people.privacy": None,
    "people.accessibility": None,
    "people.security_txt": None,
    "api.read_about": None,
    "v1.describe": None,
}
# Who alone may do what is done below an address; in a café the owner may, and some who may less.
WAYS: dict[str, list[Role]] = {
    "/v/": ["viewer"],
    "/t/": ["host"],
    "/h/": ["invited"],
    "/d/": ["shared"],
    "/s/": ["series"],
    "/f/": ["following"],
}
STATUS = {"unknown": 404, "gone": 410, "no right": 403, "login": 401, "no method": 405}


@pytest.fixture
def world(organiser: Visitor, cafe_app: Flask) -> World:
    assert organiser.get("/workshops").status_code == 200
    paced(cafe_app, Pace(burst=10_000, a_second=1))  # what is tried here is wrong very often
    return World(cafe_app)


def wrong_in(cell: Cell, answer: Any) -> str:
    """What is not as expected, "" when it is."""
    status, body = answer.status_code, answer.get_json(silent=True) or {}
    if status >= 500 and cell.rule.endpoint != "readyz":  # it says that nothing can be written
        return f"{status}"
    if cell.expected == "asked":
        return "" if (status, answer.data) == (200, b"") else f"{status}"
    if cell.expected == "opens":
        kind = body.get("type", "") if isinstance(body, dict) else ""
        shut = status in (401, 410, 429) or kind == "/problems/not-allowed"
        at_door = status == 404 and str(body.get("title", "")).startswith(AT_THE_DOOR)
        return f"{status} {body}" if shut or at_door else ""
    if status != STATUS[cell.expected]:
        return f"{status} {body}"
    if cell.expected == "unknown" and cell.method != "HEAD":
        return "" if body["title"].startswith(AT_THE_DOOR) else str(body)
    return ""


def test_everybody_everywhere_with_everything(world: World) -> None:
    tried: Counter[str] = Counter()
    failed: list[str] = []
    for number, cell in enumerate(world.cells()):
        answer = world.ask(cell, number)
        if wrong := wrong_in(cell, answer):
            failed.append(f"{cell}: expected {cell.expected}, got {wrong}")
        expected = {cell.counts: 1} if cell.counts else {}
        counted = _counted(world.app, place_of(number))
        if counted != expected and cell.rule.endpoint not in SECRET:
            failed.append(f"{cell}: counted {counted}")
        answer.close()
        tried[cell.expected] += 1
    assert not failed, "\n".join(failed[:20])
    assert tried.total() > 3000
    assert min(tried.values()) > 50, tried


def _counted(app: Flask, place: str) -> dict[guesses.Kind, int]:
    """How many wrong secrets of each kind are counted at this place, where there are any."""
    if not any("wrong-" in key for key in app.extensions["cafe"].limits.storage):
        return {}
    with app.app_context():
        found = {kind: guesses.counted(kind, place) for kind in get_args(guesses.Kind)}
    return {kind: many for kind, many in found.items() if many}


SECRET = {endpoint for endpoint, kind in OPEN.items() if kind}
# They ask for one's own password once more.
SECRET |= {"people.set_email", "people.change_password", "people.delete_account"}


def test_every_route_is_placed(cafe_app: Flask) -> None:
    rights = frozenset().union(*RIGHTS.values())
    for rule in cafe_app.url_map.iter_rules():
        verb = getattr(cafe_app.view_functions[rule.endpoint], "verb", "open")
        assert (verb in rights) != (rule.endpoint in OPEN), f"{rule}: say who may, or place it here"
        way, holders = str(rule)[:3], [role for role in RIGHTS if verb in RIGHTS[role]]
        placed = list(CAFE_ROLES[: len(holders)]) if way == "/w/" else WAYS.get(way, holders)
        assert placed == holders, f"{rule}: {verb} is the right of {holders}"
        secret = rule.arguments & {*BY_HAND, "workshop_id"}
        assert len(secret) <= 1, rule
        known = {"number", "uid", "id", "note", "other", "sheet", "format", "language", "kind"}
        known |= {"file", "new", "name", "sent", "mark", "paper", "cell"}
        known |= {name for name in rule.arguments if name.endswith("_id")}
        assert rule.arguments - secret <= known, f"{rule}: is one of these a secret?"
    assert access.BY_HAND.keys() == BY_HAND.keys(), "place the new kind of secret in matrix.py"


TRIES: dict[guesses.Kind, Callable[[Visitor], Any]] = {
    "code": lambda visitor: visitor.post("/code", code="AAAAAA"),
    "password": lambda visitor: visitor.log_in(password="feil passord her"),
    "setup": lambda visitor: visitor.make_first(word="f" * 32),
}


@pytest.mark.parametrize("kind", [kind for kind in OPEN.values() if kind])
def test_an_open_route_that_takes_a_secret_counts_wrong_ones(
    cafe_app: Flask, visitor: Visitor, kind: guesses.Kind
) -> None:
    if kind != "setup":
        assert visitor.make_first().status_code == 302
    stranger = Visitor(cafe_app)
    assert TRIES[kind](stranger).status_code in (403, 404, 422)
    with cafe_app.test_request_context():
        assert guesses.counted(kind, "127.0.0.1") == 1
