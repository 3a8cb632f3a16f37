"""Whatever people of two organisations do, in whatever order: the other's rows stay as they are."""

from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cafe.model import Workshop
from tests.people.organisations.municipality import Municipality
from tests.support.app import Visitor
from tests.support.world import new_id

# What is tried: how, where, and what is sent. `cafe`, `person`, `series` and `uid` are somebody's.
ACTS: list[tuple[str, str, dict[str, str]]] = [
    ("POST", "/workshops/new", {}),
    ("POST", "/workshops/new", {"template": "short"}),
    ("POST", "/w/{cafe}/copy", {"do": "copy"}),
    ("POST", "/w/{cafe}/copy", {"do": "template"}),
    ("POST", "/w/{cafe}/bin", {}),
    ("POST", "/w/{cafe}/back", {}),
    ("POST", "/w/{cafe}/away", {"do": "away"}),
    ("POST", "/w/{cafe}/closed", {"do": "close"}),
    ("POST", "/w/{cafe}/closed", {"do": "open"}),
    ("POST", "/w/{cafe}/series", {"series": "{series}"}),
    ("POST", "/w/{cafe}/series", {"series": "new", "name": "Nettverket"}),
    ("POST", "/w/{cafe}/series", {"series": ""}),
    ("POST", "/w/{cafe}/stage", {"stage": "sorting"}),
    ("POST", "/workshops/series/{series}", {"name": "Vår"}),
    ("POST", "/organisation/name", {"name": "Ny kommune"}),
    ("POST", "/organisation/members/{person}/admin", {"do": "admin"}),
    ("POST", "/organisation/members/{person}/out", {}),
    ("POST", "/organisation/owner", {"cafe": "{cafe}", "person": "{person}"}),
    ("POST", "/organisations/{home}", {"name": "Tatt", "cafes": "1"}),
    ("GET", "/w/{cafe}", {}),
    ("GET", "/workshops?show=all", {}),
]
STEP = st.tuples(
    st.sampled_from([0, 1]),
    st.sampled_from(["admin", "owner", "member"]),
    st.sampled_from(ACTS),
    st.tuples(*(st.sampled_from([0, 1]) for _each in range(4))),
)


@pytest.fixture
def two(organiser: Visitor, cafe_app: Flask) -> tuple[Municipality, Municipality]:
    assert organiser.get("/workshops").status_code == 200
    return Municipality(cafe_app, "Aurland"), Municipality(cafe_app, "Bykle")


def newest(of: Municipality) -> str:
    """Its newest café's id, so that what is made is tried as well."""
    with of.db.reading() as db:
        here = db.query(Workshop.id).filter(Workshop.organisation_id == of.id)
        return str(here.order_by(Workshop.created_at.desc(), Workshop.id).limit(1).scalar())


def does(step: Any, towns: tuple[Municipality, Municipality], known: list[dict[str, Any]]) -> int:
    """One act of somebody of one town on things of either; the answer's status."""
    town, by, (method, place, form), (cafe, person, series, home) = step
    things = {
        "cafe": newest(towns[cafe]) if home else towns[cafe].cafe,
        "person": known[person]["person"],
        "series": known[series]["series"],
        "home": towns[home].uid,
    }
    sent = {name: value.format(**things) for name, value in form.items()}
    visitor = towns[town].visitors[by]
    if method == "GET":
        return visitor.get(place.format(**things)).status_code
    return visitor.post(place.format(**things), act=new_id(), **sent).status_code


def test_acts_of_one_organisation_leave_the_others_rows_as_they_are(
    two: tuple[Municipality, Municipality],
) -> None:
    known, taken = [town.ids() for town in two], set[int]()

    @given(steps=st.lists(STEP, min_size=8, max_size=20))
    @settings(
        max_examples=4,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    def anything(steps: list[Any]) -> None:
        stands = [town.rows() for town in two]
        for step in steps:
            mine, other = step[0], 1 - step[0]
            status = does(step, two, known)
            taken.add(status)
            assert status < 500, step
            assert two[other].rows() == stands[other], step
            stands[mine] = two[mine].rows() if status == 303 else stands[mine]

    anything()
    assert {303, 403, 404} <= taken, "some of it is done, some refused"
