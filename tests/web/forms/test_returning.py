"""Whoever's login ended in the midst of a form comes back to the page that the form stands on."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from cafe.web.access import BY_HAND
from cafe.web.forms import MOST_TAKEN, TAKEN
from tests.support.app import Visitor
from tests.support.world import new_id

HTML = {"Accept": "text/html"}
NO_UUID = "00000000-0000-0000-0000-000000999999"


@pytest.fixture
def planned(organiser: Visitor) -> str:
    """A café's plan."""
    return str(organiser.post("/workshops/new").headers["Location"])


def forms(app: Flask) -> list[Rule]:
    """Every form of somebody who is logged in."""
    views = app.view_functions
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    mine = [rule for rule in rules if not BY_HAND.keys() & rule.arguments]
    return [
        r
        for r in mine
        if hasattr(views[r.endpoint], "stands_on") and hasattr(views[r.endpoint], "verb")
    ]


def addresses(app: Flask, planned: str) -> list[str]:
    filled: dict[str, Any] = {"workshop_id": planned.split("/")[-2]}
    found = []
    for rule in forms(app):
        values = {name: filled.get(name, 999_999) for name in rule.arguments}
        values |= {name: NO_UUID for name in rule.arguments if f"<uuid:{name}>" in rule.rule}
        found.append(str(rule.build(values)[1]))  # type: ignore[index]
    assert len(found) > 15
    return found


def nowhere(address: str) -> bool:
    """Whether it is the page of something that there is not: a series, a table that was sent."""
    return re.search(r"/(series|import)/[0-9a-f-]*999999", address) is not None


def post(visitor: Visitor, address: str, referer: str) -> TestResponse:
    form, headers = {"csrf_token": visitor.token()}, {"Referer": referer}
    return visitor.client.post(address, data=form, headers=headers)


def after(answer: TestResponse) -> str:
    """Where the login leads on to."""
    to = urlsplit(answer.headers["Location"])
    assert (answer.status_code, to.path) == (302, "/login")
    return parse_qs(to.query).get("next", [""])[0]


def test_every_form_leads_back_to_its_page(
    cafe_app: Flask, organiser: Visitor, planned: str
) -> None:
    sent = addresses(cafe_app, planned)
    organiser.post("/logout")
    page = planned.replace("/plan", "/day")
    from_page = [post(organiser, to, f"http://localhost{page}") for to in sent]
    assert {after(answer) for answer in from_page} == {page}
    others = [after(organiser.post(address)) for address in sent]
    organiser.log_in()
    assert all(others)
    for to in set(others):
        assert organiser.get(to, headers=HTML, follow_redirects=True).status_code == (
            404 if nowhere(to) else 200
        ), to


def test_the_address_of_a_refused_form_may_be_loaded_anew(
    cafe_app: Flask, organiser: Visitor, planned: str
) -> None:
    for address in addresses(cafe_app, planned):
        answer = organiser.get(address, headers=HTML, follow_redirects=True)
        # A series of this number there is not.
        assert answer.status_code == (404 if nowhere(address) else 200), address
    assert organiser.get(addresses(cafe_app, planned)[0], headers={"Accept": "application/json"})


@pytest.mark.parametrize(
    "referer",
    [
        "http://else.example/w/1/day",
        "http://localhost//else.example",
        "javascript:1",
        "http://[",
        "",
    ],
)
def test_nobody_is_led_elsewhere(organiser: Visitor, planned: str, referer: str) -> None:
    organiser.post("/logout")
    address = planned.replace("/plan", "/series")
    assert after(post(organiser, address, referer)) == planned


def test_a_form_token_of_an_earlier_login_leads_on(organiser: Visitor, planned: str) -> None:
    address = planned.replace("/plan", "/series")
    old = {"csrf_token": organiser.token(), "series": "new"}
    organiser.post("/logout")
    organiser.log_in()
    answer = organiser.client.post(address, data=old)
    assert answer.status_code == 400
    assert f'href="{planned}"' in answer.text
    # The whole cookie is gone: the login comes first.
    organiser.client.delete_cookie("kafe")
    assert after(organiser.client.post(address, data=old)) == planned


def test_what_was_taken_is_said_by_its_name(organiser: Visitor, planned: str) -> None:
    address = planned.replace("/plan", "/codes")

    def taken(to: str, **form: str) -> list[str]:
        organiser.post(to, **form)
        cookie = organiser.client.get_cookie(TAKEN)
        return (cookie.value or "").split(".") if cookie else []

    assert taken(address, do="off") == []
    assert taken(address, do="off", kept="no name") == []
    assert taken(planned.replace("/plan", "/series"), series="new", kept="0" * 8) == []
    assert taken(address, do="off", kept="1" * 8) == ["1" * 8]
    assert taken(address, do="on", kept="2" * 8) == ["1" * 8, "2" * 8]
    for number in range(30):
        names = taken(address, do="on", kept=f"{number:08x}")
    assert len(names) == MOST_TAKEN
    assert names[-1] == f"{29:08x}"


def test_a_page_of_one_account_sends_nothing_as_another(organiser: Visitor, planned: str) -> None:
    address = f"{planned}/facts/place"
    body = {"act": new_id(), "was": "", "text": "Skolen"}
    token = {"X-CSRFToken": organiser.token()}
    for account, status in (("999", 401), ("1", 200), ("", 200)):
        headers = {**token, "Account": account}
        answer = organiser.client.put(address, json=body, headers=headers)
        assert answer.status_code == status


def test_the_page_is_the_whole_address(organiser: Visitor, planned: str) -> None:
    organiser.post("/logout")
    address = planned.replace("/plan", "/delete")
    assert after(post(organiser, address, "http://localhost/workshops?show=bin")) == (
        "/workshops?show=bin"
    )
