"""Who throws the cookie away asks no more than a hall does, and takes nothing from who was here."""

import pytest
from flask import Flask
from limits import parse

from cafe.web.limits.rates import BUCKETS
from tests.support.app import Visitor
from tests.support.vernissage import Vernissage, vernissage
from tests.web.limits.test_fair import Clock

PHONES, TABLETS = 300, 15
EACH = 5  # the page, the snapshot, what came meanwhile, what is mine, and once more after a nap


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def ask(app: Flask, hall: Vernissage, visitor: Visitor | None = None, *, place: str) -> int:
    """The wall's changes, which cost least; by a new browser when none is given."""
    one = visitor or Visitor(app)
    one.client.environ_base["REMOTE_ADDR"] = place
    return one.get(f"{hall.door()}/changes?since=0").status_code


def test_without_a_cookie_there_is_an_end_to_it(
    cafe_app: Flask, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BUCKETS, "newcomers", parse("40/minute"))
    hall = vernissage(cafe_app)
    here = Visitor(cafe_app)
    assert ask(cafe_app, hall, here, place="10.0.0.2") == 200
    clock.on(120)
    most = BUCKETS["newcomers"].amount
    told = [ask(cafe_app, hall, place="10.0.0.2") for _try in range(most + 5)]
    assert told.count(200) <= most
    assert told[-1] == 429
    assert ask(cafe_app, hall, here, place="10.0.0.2") == 200, "who was here goes on"
    assert ask(cafe_app, hall, place="10.0.0.3") == 200, "another address is another"


def test_who_hammers_a_link_is_refused_and_the_neighbour_is_not(
    cafe_app: Flask, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BUCKETS, "link", parse("40/minute"))
    hall = vernissage(cafe_app)
    abuser, neighbour = Visitor(cafe_app), Visitor(cafe_app)
    told = [ask(cafe_app, hall, abuser, place="10.0.0.2") for _try in range(45)]
    assert told == [200] * told.count(200) + [429] * told.count(429)
    assert told.count(429) >= 4
    address, json = f"{hall.door()}/changes?since=0", {"Accept": "application/json"}
    refused = abuser.get(address, headers=json)
    problem = refused.json or {}
    assert (problem["status"], problem["title"][:15]) == (429, "Too many tries.")
    assert ask(cafe_app, hall, neighbour, place="10.0.0.2") == 200
    clock.on(int(refused.headers["Retry-After"]))
    assert ask(cafe_app, hall, abuser, place="10.0.0.2") == 200


def test_a_hall_has_room_to_spare() -> None:
    assert BUCKETS["link"] == parse("1200/minute"), "of one device: far above what a person does"
    assert BUCKETS["newcomers"].amount > 4 * (PHONES + TABLETS)
    assert BUCKETS["reads"].amount > 3 * EACH * (PHONES + TABLETS)
