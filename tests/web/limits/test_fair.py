"""One machine with a new cookie each time takes nothing from the phones that were there before."""

import time

import pytest
from flask import Flask

from cafe.errors import TooMany
from cafe.model import Note
from cafe.web.addresses import place
from cafe.web.limits.crowd import SEASONED_SECONDS
from cafe.web.limits.rates import has_spent, rate_limit
from tests.support.app import Visitor
from tests.support.pairs import a_talk, question, token
from tests.support.world import new_id


class Clock:
    """The time as this process sees it; it goes on only when told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is some time in the day, the same at every run."""
        self.now = 1_790_000_000.25
        monkeypatch.setattr(time, "time", lambda: self.now)

    def on(self, seconds: float) -> None:
        """So much later."""
        self.now += seconds


class Hall:
    """A café where pairs write, and who comes in from which address."""

    def __init__(self, app: Flask) -> None:
        """Open."""
        self.app, self.db = app, app.extensions["cafe"].db
        self.workshop = a_talk(self.db)
        self.wall = f"/v/{token(self.db, self.workshop)}"
        self.door = f"{self.wall}/questions/{question(self.db, self.workshop, 2).id}/notes"

    def phone(self, address: str = "10.0.0.1") -> Visitor:
        """A new one, which has opened the page."""
        phone = Visitor(self.app)
        phone.client.environ_base["REMOTE_ADDR"] = address
        assert phone.get(f"{self.wall}/pairs/2").status_code == 200
        return phone

    def say(self, phone: Visitor, text: str = "mer lys") -> tuple[int, int]:
        """Write a note: the status, and after how many seconds to come again."""
        body = {"id": new_id(), "text": text, "part": None, "act": new_id()}
        answer = phone.send("POST", self.door, body)
        return answer.status_code, int(answer.headers.get("Retry-After", 0))

    def flood(self, tries: int, address: str = "10.0.0.1") -> list[tuple[int, int]]:
        """A script that throws its cookie away each time."""
        return [self.say(self.phone(address), "tull") for _try in range(tries)]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def hall(clock: Clock, cafe_app: Flask) -> Hall:
    return Hall(cafe_app)


def test_a_hall_behind_one_address_comes_within_a_minute(hall: Hall, clock: Clock) -> None:
    for _phone in range(300):
        assert hall.say(hall.phone()) == (200, 0)
        clock.on(0.2)


def test_a_script_with_new_cookies_is_bounded_and_takes_nobodys_right(
    hall: Hall, clock: Clock
) -> None:
    known, early = hall.phone(), hall.phone()
    assert hall.say(known)[0] == 200
    clock.on(SEASONED_SECONDS)
    answers = hall.flood(120)
    assert [status for status, _after in answers] == [200] * 80 + [429] * 40
    assert all(1 <= after <= 11 for status, after in answers if status == 429)
    # Who was here before is served at once; who comes from elsewhere or later stands in no queue.
    assert [hall.say(known)[0] for _note in range(9)] == [200] * 9
    assert hall.say(early)[0] == 200
    assert hall.say(hall.phone("10.0.0.2"))[0] == 200
    fresh = hall.phone()
    status, after = hall.say(fresh)
    assert status == 429
    clock.on(after)
    assert hall.say(fresh)[0] == 200
    with hall.db.reading() as db:
        assert db.query(Note).where(Note.text == "tull").count() == 80


def test_a_phone_that_has_written_little_is_served_when_the_rest_is_drained(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    from limits import parse

    from cafe.web.limits.rates import BUCKETS

    monkeypatch.setitem(BUCKETS, "pairs", parse("20/minute"))
    greedy, quiet = hall.phone(), hall.phone()
    assert hall.say(quiet)[0] == 200
    assert [hall.say(greedy)[0] for _note in range(35)] == [200] * 31 + [429] * 4
    assert hall.say(quiet)[0] == 200


@pytest.mark.parametrize("bucket", ["new", "new-long", "pair", "turn"])
@pytest.mark.parametrize("passed", [0, 0.5, 1, 7.25])
def test_who_comes_again_when_told_to_is_served(
    cafe_app: Flask, clock: Clock, bucket: str, passed: float
) -> None:
    """Also to the very second, whatever has passed of it."""
    with cafe_app.test_request_context():
        while has_spent(bucket, "k"):
            pass
        clock.on(passed)
        with pytest.raises(TooMany) as refused:
            rate_limit(bucket, "k")
        clock.on(refused.value.after or 0)
        rate_limit(bucket, "k")


def test_what_is_one_address() -> None:
    same = {place("2001:db8:1:2::1"), place("2001:db8:1:2:ffff::9")}
    assert len(same) == 1
    assert place("2001:db8:1:3::1") not in same
    assert place("::ffff:10.0.0.1") == place("10.0.0.1") == "10.0.0.1"
    assert place("") == place("nobody") == ""
