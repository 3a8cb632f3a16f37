"""Every form may come twice from one press: it is done once, and the second is no error.

What stands on no page of this café (it needs a link, mail, a series …): test_twice_beyond.py.
"""

import pytest
from flask import Flask

from tests.support.app import Visitor
from tests.support.ground import Ground, Known
from tests.web.twice.house import HOUSE, House
from tests.web.twice.pressing import (
    OF_A_HOUSE,
    SHOWN_ONCE,
    endpoint_of,
    filled,
    forms,
    goes_to,
    stands,
    twice,
)

PAGES = (
    *("/workshops", "/account", "/account/tokens", "/organisation", "/organisation/privacy"),
    *("/organisations", "/sessions", "/w/@", "/w/@/plan", "/w/@/keeping", "/w/@/privacy"),
    *("/w/@/day", "/w/@/screen", "/w/@/phones", "/w/@/questions", "/w/@/evaluation"),
    *("/w/@/people", "/w/@/seating", "/w/@/invitations", "/w/@/sort", "/w/@/report"),
    *("/w/@/series", "/w/@/webhook", "/w/@/paper", "/w/@/evaluation/paper"),
)
# The end of whatever else is tried.
LAST = ("codes", "email", "password", "leave", "stage")
# What does nothing here.
ELSEWHERE = {
    "/logout": "nobody is logged in then",
    "/workshops/demo": "tests/demo/test_routes.py",
    "/organisations": "no name is given twice: tests/people/organisations",
    "/organisation/members/@/admin": "who takes the right from herself asks for nothing more",
    "/account/password": "the same password, hashed anew",
    "/w/@/bin": "below",
    "/w/@/people/@/role": "the only owner stays one; who has the role: tests/people/colleagues",
    "/w/@/people/leave": "the only owner stays",
    "/w/@/report/letterhead": "needs a file: it lies there once",
    "/w/@/report/versions": "tests/report/test_versions.py",
    "/w/@/invitations/addresses": "of hosts, and here is none by that name: tests/plan/inviting",
    "/w/@/sort/@/origins": "asks what it is: tests/sort/origins/test_at_the_desk.py",
    "/w/@/webhook/trial": "sends, and keeps nothing",
}


def test_a_form_that_comes_twice_is_done_once(
    cafe_app: Flask, organiser: Visitor, known: Known
) -> None:
    house = House.again(cafe_app, organiser, known["house"])
    tried, done, heard = set[str](), set[str](), set[str]()
    for _later in range(2):  # what was pressed has brought other forms
        found_on = {
            name: path for path in PAGES for name, *_form in forms(organiser, path, house.id)
        }
        for name in sorted(found_on, key=_last):
            action = name.split()[0]
            if name in tried or action in ELSEWHERE:
                continue
            tried.add(name)
            forms_now = forms(organiser, found_on[name], house.id)
            found = [form for called, *form in forms_now if called == name]
            if not found:
                continue
            to, body = goes_to(*found[0]), filled(*found[0])
            if twice(organiser, to, body, (SHOWN_ONCE, (303, 303))):
                done.add(action)
                heard.add(endpoint_of(cafe_app, to))
    assert {name.split()[0] for name in tried} == done
    assert heard == OF_A_HOUSE


def _last(name: str) -> int:
    ends = name.split(maxsplit=1)[0].rpartition("/")[2]
    return LAST.index(ends) if ends in LAST else -1


def test_the_bin_is_entered_and_left_once(
    cafe_app: Flask, organiser: Visitor, known: Known
) -> None:
    at = f"/w/{known['house']['id']}"
    for where in ("bin", "back"):
        assert organiser.post(f"{at}/{where}").status_code == 303
        stood = stands(cafe_app)
        assert organiser.post(f"{at}/{where}").status_code == 303
        assert stands(cafe_app) == stood


@pytest.fixture
def ground() -> Ground:
    return HOUSE
