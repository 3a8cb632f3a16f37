"""Wrong secrets are counted; a right one is never refused because of what others tried."""

import itertools
import re
import time
from typing import get_args

import pytest
from flask import Flask

from cafe.errors import TooMany
from cafe.people.links import CODE_LENGTH, LETTERS, code_of, token_of
from cafe.people.queries import links_of
from cafe.web.limits import guesses
from cafe.web.limits.pace import Pace
from cafe.web.limits.rates import BUCKETS, has_spent
from cafe.web.state import A_SECOND, BURST, MOST_WAITING
from tests.support.app import Visitor, paced
from tests.support.world import a_workshop

HALL = "10.1.1.1"
A_DAY = 24 * 60


class House:
    """A café with one table, and devices that come from any address."""

    def __init__(self, app: Flask) -> None:
        """Its doors are open, nobody has come yet."""
        self.app, parts = app, app.extensions["cafe"]
        key = parts.settings.secret_key
        workshop = a_workshop(parts.db, counts=[1, 0], key=key)
        with parts.db.reading() as db:
            self.wall, self.table = links_of(db, workshop.id)[:2]
        self.codes = {link.table_id: code_of(key, link.nonce) for link in (self.wall, self.table)}
        self.address = f"/v/{token_of(key, self.wall.nonce)}"
        self.wall_code, self.table_code = self.codes.values()

    def device(self, address: str = HALL) -> Visitor:
        """A new one, at this address."""
        device = Visitor(self.app)
        device.client.environ_base["REMOTE_ADDR"] = address
        return device

    def types(self, code: str, address: str = HALL) -> int:
        """A new device types a code: the status."""
        return self.device(address).post("/code", code=code).status_code

    def spent(self, bucket: str, *key: str, but: int = 0) -> None:
        """As if nearly everything in a bucket had been used."""
        with self.app.test_request_context():
            for _try in range(BUCKETS[bucket].amount - but):
                has_spent(bucket, *key)

    def wrong(self, times: int, address: str) -> None:
        """As if so many wrong codes had been typed at an address."""
        with self.app.test_request_context():
            for _try in range(times):
                guesses.wrong("code", place=address)


@pytest.fixture
def house(cafe_app: Flask) -> House:
    return House(cafe_app)


def test_a_hall_that_mistypes_is_not_locked_out(house: House) -> None:
    for _phone in range(15):
        assert house.types("AAAAAA") == 404
    house.wrong(3 * 315, HALL)
    assert house.types("AAAAAA") == 404
    assert house.types(house.table_code) == house.types(house.wall_code) == 302


def test_a_script_in_the_hall_takes_nobodys_way_in(house: House) -> None:
    house.spent("wrong-code-place", "code", HALL)
    turns = BUCKETS["turn-place"].amount
    answers = [house.types(code) for code in [house.table_code, "AAAAAA"] * (turns // 2)]
    assert answers == [302, 404] * (turns // 2), "a few may try, and are told the truth"
    refused = house.device().post("/code", code=house.table_code)
    assert (refused.status_code, house.types("AAAAAA")) == (429, 429), "right and wrong alike"
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert house.types(house.table_code, "10.2.2.2") == 302
    assert house.device().get(house.address).status_code == 200, "the link itself always opens"
    assert [house.types(house.wall_code) for _phone in range(40)] == [302] * 40, "and so its code"
    assert house.types(house.table_code) == 429


def test_a_device_is_refused_by_its_own_wrong_codes(house: House) -> None:
    device = house.device()
    device.get(house.address)
    answers = [device.post("/code", code="AAAAAA").status_code for _try in range(21)]
    assert answers == [404] * 20 + [429]
    assert device.post("/code", code=house.wall_code).status_code == 429
    assert house.types(house.wall_code) == 302


def test_a_thousand_addresses_gain_next_to_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.spent("wrong-code-all", "code")
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    assert [house.types("AAAAAA", "10.3.3.3") for _try in range(guesses.FEW)] == [404] * 10
    assert slept == [guesses.WAIT_SECONDS] * guesses.FEW
    assert guesses.WAIT_SECONDS <= 2
    turns = [house.types("AAAAAA", "10.3.3.3") for _try in range(8)]
    assert turns == [404] * 6 + [429] * 2
    slept.clear()
    assert house.types(house.table_code, "10.4.4.4") == 302
    assert slept == [], "who has the right one does not wait"
    for number in range(4):
        house.wrong(guesses.FEW, f"10.5.5.{number}")
        house.types("AAAAAA", f"10.5.5.{number}")
    assert [house.types("AAAAAA", f"10.5.5.{number}") for number in range(4)] == [
        404,
        404,
        429,
        429,
    ]


def test_only_so_many_wait_at_once(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    house.spent("wrong-code-all", "code")
    waiting = house.app.extensions["cafe"].waiting
    assert all(waiting.acquire(blocking=False) for _sleeper in range(MOST_WAITING))
    assert house.types("AAAAAA") == 429
    assert slept == []
    assert house.types(house.table_code) == 302
    for _sleeper in range(MOST_WAITING):
        waiting.release()


def test_an_ipv6_customer_is_one_place(house: House) -> None:
    for number in range(3):
        house.types("AAAAAA", f"2001:db8:1:2::{number}")
    with house.app.test_request_context():
        assert guesses.counted("code", "2001:db8:1:2::") == 3


def test_what_is_counted_of_a_flood_is_bounded(house: House) -> None:
    with house.app.test_request_context():
        places = [f"10.{a}.{b}.{c}" for a, b, c in itertools.product(range(3), range(9), range(9))]
        before = {guesses._counted_as("code", place) for place in places}
        house.spent("wrong-code-all", "code")
        after = {guesses._counted_as("code", place) for place in places}
    assert before == set(places)
    assert all(re.fullmatch(r"slot:\d{1,5}", slot) for slot in after)


def test_who_throws_the_cookie_away_leaves_nothing_to_remember(house: House) -> None:
    counts = house.app.extensions["cafe"].limits
    address, right = f"/v/{'0' * 40}", house.address
    for to in (address, right):
        house.device().get(to)
    before = len(counts.storage)
    for _try in range(30):
        assert house.device().get(address).status_code == 404
        assert house.device().get(right).status_code == 200
    assert len(counts.storage) == before


def test_very_many_wrong_links_come_in_turn_and_a_right_one_at_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)  # as if all came at the same time
    paced(house.app, Pace(burst=BURST, a_second=A_SECOND, now=lambda: 0.0))
    at_once, in_turn = int(BURST), int(A_SECOND * guesses.WAIT_SECONDS)
    wrong = [f"/{door}{'0' * 40}" for door in ("t/", "v/", "h/i", "d/d")]
    some = [house.device().get(wrong[number % 4]).status_code for number in range(at_once)]
    assert set(some) == {404}
    assert slept == []
    for number in range(in_turn + 10):
        some.append(house.device().get(wrong[number % 4]).status_code)
    assert some[:-10] == [404] * (at_once + in_turn)
    assert some[-10:] == [429] * 10
    assert max(slept) == guesses.WAIT_SECONDS
    slept.clear()
    assert house.device().get(house.address).status_code == 200
    assert slept == []
    with house.app.test_request_context():
        kinds: tuple[guesses.Kind, ...] = ("link", "invitation", "shared")
        assert sum(guesses.counted(kind, HALL) for kind in kinds) == len(some)


@pytest.mark.parametrize("kind", get_args(guesses.Kind))
def test_every_kind_is_counted_by_itself_and_runs_out(house: House, kind: guesses.Kind) -> None:
    with house.app.test_request_context():
        guesses.wrong(kind, place=HALL, device="d")
        counts = {other: guesses.counted(other, HALL) for other in get_args(guesses.Kind)}
        assert counts == dict.fromkeys(counts, 0) | {kind: 1}
        with pytest.raises(TooMany):  # noqa: PT012
            for _try in range(200):
                guesses.try_allowed(kind, place=HALL, device="d")
                guesses.wrong(kind, place=HALL, device="d")
        guesses.try_allowed(kind, place=HALL, device="another")


def test_the_figures_in_the_text_are_those_of_the_numbers() -> None:
    of = {name: item.amount for name, item in BUCKETS.items()}
    assert BUCKETS["wrong-code-place"].get_expiry() == A_DAY * 60
    one = of["wrong-code-place"] + A_DAY * of["turn-place"]
    thousand = of["wrong-code-all"] + 1000 * guesses.FEW + A_DAY * of["turn"]
    many = of["wrong-code-all"] + guesses.SLOTS * guesses.FEW + A_DAY * of["turn"]
    codes = len(LETTERS) ** CODE_LENGTH
    text = guesses.__doc__ or ""
    assert all(f"{number:,}" in text for number in (codes, one, thousand, many))
    days = [round(codes / living / tries, 1) for living in (16, 1600) for tries in (one, thousand)]
    assert [round(days[0] / 365, 1), round(days[1] / 365, 1), round(days[2]), days[3]] == [
        3.1,
        1.0,
        11,
        3.7,
    ]
