"""Another system is told that a document was published: a real https server hears it."""

import base64
import hashlib
import hmac
import json
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, update

from cafe.config import Settings
from cafe.core.clock import now
from cafe.model import Delivery, Person, Version, Webhook, Workshop
from cafe.report.actions.publishing import renew_version, show_version
from cafe.report.webhooks import rules
from cafe.report.webhooks.actions import MOST_WAITING, clear_webhook, set_webhook, try_webhook
from cafe.report.webhooks.send import send_due
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.programs.https import Receiver, authority, receiver
from tests.support.programs.jobs import command, environment
from tests.support.waiting import wait_for
from tests.support.world import new_id

BASE = "https://kafe.example.org"
BY = "person:1"


class House:
    """A café that tells `at`, and whatever is due is sent when a test says so."""

    def __init__(self, app: Flask, folder: Path, at: Receiver) -> None:
        """With a webhook, and with the receiver allowed by the setting."""
        with cafe(app).db.reading() as db:
            self.doors = Doors(app, db.query(Person).one())
        self.db, self.at, self.later = cafe(app).db, at, 0
        known = cafe(app).settings.model_dump()
        self.settings = Settings.model_validate({**known, "webhook_allow": "localhost"})
        self.folder = folder
        self.does(set_webhook, address=at.url, allowed={"localhost"})

    def does(self, action: Any, **words: Any) -> None:
        who = {"by": BY, "operation": new_id()}
        self.doors.does(lambda tx, here: action(tx, workshop=here, **words, **who))

    def show(self, action: Any = show_version, **words: Any) -> None:
        def act(tx: Any, here: Workshop) -> None:
            version = tx.scalars(select(Version).where(Version.workshop_id == here.id)).one()
            version.shown = version.shown and not words.get("shown")  # it is there already
            key, who = self.settings.secret_key, {"by": BY, "operation": new_id()}
            action(tx, workshop=here, version=version, secret_key=key, **words, **who)

        self.doors.does(act)

    def send(self, seconds: int = 0, **settings: str) -> None:
        self.later += seconds
        known = Settings.model_validate({**self.settings.model_dump(), **settings})
        send_due(self.db, known, BASE, now() + self.later)

    def sent(self) -> list[tuple[str, int, str]]:
        with self.db.reading() as db:
            rows = db.scalars(select(Delivery).order_by(Delivery.id))
            return [(row.status, row.tries, row.why) for row in rows]


@pytest.fixture
def at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority(tmp_path)))
    monkeypatch.setattr("cafe.report.webhooks.post.PATIENCE_SECONDS", 1.0)
    with receiver(tmp_path) as one:
        yield one


@pytest.fixture
def house(cafe_app: Flask, organiser: Visitor, tmp_path: Path, at: Receiver) -> House:
    assert organiser.get("/workshops").status_code == 200
    return House(cafe_app, tmp_path, at)


def test_it_hears_once_what_everybody_may_read(house: House) -> None:
    house.show(shown=True)
    house.send()
    house.send(10_000)
    [heard] = house.at.heard
    body = json.loads(heard.body)
    assert (heard.path, body["type"]) == ("/hook", "document.published")
    assert body["data"].keys() == {"cafe", "title", "document", "number", "address"}
    assert body["data"]["address"] == f"{BASE}/d/{house.doors.secrets().shared}"
    assert house.sent() == [("sent", 1, "")]
    with house.db.reading() as db:
        secret = rules.secret_of(house.settings.secret_key, db.scalars(select(Webhook)).one().nonce)
    words = f"{heard.heads['Webhook-Id']}.{heard.heads['Webhook-Timestamp']}.".encode() + heard.body
    key = base64.b64decode(secret.removeprefix("whsec_"))
    seal = base64.b64encode(hmac.new(key, words, hashlib.sha256).digest()).decode()
    assert heard.heads["Webhook-Signature"] == f"v1,{seal}"


def test_nobody_is_told_of_drafts_of_what_is_hidden_or_without_a_webhook(house: House) -> None:
    house.show(shown=False)
    house.does(clear_webhook)
    house.show(shown=True)
    house.send()
    assert (house.at.heard, house.sent()) == ([], [])


def test_a_new_address_of_a_document_that_is_shown_is_told(house: House) -> None:
    house.show(renew_version)
    house.send()
    [heard] = house.at.heard
    assert json.loads(heard.body)["data"]["address"].endswith(house.doors.secrets().shared)


def test_what_is_no_longer_true_is_not_said(house: House) -> None:
    with house.db.writing() as tx:
        tx.execute(update(Workshop).values(language="en"))
    house.show(shown=True)
    house.show(shown=False)
    house.send()
    house.does(try_webhook)
    house.does(clear_webhook)
    assert house.at.heard == []
    assert house.sent() == [  # in the café's language, whoever's process it is
        ("failed", 1, "The document is no longer published."),
        ("failed", 0, "The webhook has been taken away."),
    ]


def test_three_tries_with_growing_waits(house: House) -> None:
    house.at.answers = [500, 503, 500, 204]
    house.does(try_webhook)
    house.send()
    house.send()
    assert len(house.at.heard) == 1, "not again before it is due"
    house.send(rules.WAITS[0])
    house.send(rules.WAITS[0])
    assert len(house.at.heard) == 2, "the next wait is longer"
    house.send(rules.WAITS[1])
    house.send(100_000)
    [(status, tries, why)] = house.sent()
    assert (status, tries) == ("failed", 3)
    assert "500" in why
    assert len({one.heads["Webhook-Id"] for one in house.at.heard}) == 1
    assert len(house.at.heard) == 3
    assert json.loads(house.at.heard[0].body)["type"] == "webhook.test"


def test_one_that_fails_twice_arrives_the_third_time(house: House) -> None:
    house.at.answers = [500, 500, 200]
    house.does(try_webhook)
    for wait in (0, *rules.WAITS):
        house.send(wait)
    assert house.sent() == [("sent", 3, "")]


def test_no_redirect_is_followed(house: House) -> None:
    house.at.answers = [301, 307, 308]
    house.does(try_webhook)
    for status, wait in zip((301, 307, 308), (0, *rules.WAITS), strict=False):
        house.send(wait)
        assert str(status) in house.sent()[0][2]
    assert {one.path for one in house.at.heard} == {"/hook"}


def test_one_that_does_not_answer_holds_up_nobody(house: House) -> None:
    house.at.answers = [house.at.hang, 204]
    house.does(try_webhook)
    house.does(try_webhook)
    house.send()
    assert sorted(status for status, _tries, _why in house.sent()) == ["sent", "waiting"]
    assert any("in time" in why or "tide" in why for _status, _tries, why in house.sent())


def test_a_private_address_is_never_asked_unless_the_setting_says_so(house: House) -> None:
    house.does(try_webhook)
    house.send(webhook_allow="")
    assert house.at.heard == []
    assert "CAFE_WEBHOOK_ALLOW" in house.sent()[0][2]


def test_a_certificate_of_somebody_else_is_refused(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    house.does(try_webhook)
    house.send()
    assert house.at.heard == []
    assert house.sent()[0][:2] == ("waiting", 1)


def test_little_waits_and_a_webhook_that_goes_takes_it_along(house: House) -> None:
    for _each in range(MOST_WAITING + 2):
        house.does(try_webhook)
    assert len(house.sent()) == MOST_WAITING
    house.show(shown=True)
    assert len(house.sent()) == MOST_WAITING + 1, "what is published is told all the same"
    house.does(clear_webhook)
    house.send()
    assert {status for status, _tries, _why in house.sent()} == {"failed"}
    assert house.at.heard == []


def test_who_dies_in_the_middle_of_a_try_loses_nothing(house: House) -> None:
    """The job is killed while the receiver has the message; another one sends it again later."""
    house.at.answers = [house.at.hang, 204]
    house.does(try_webhook)
    words = command("webhooks", "--base", BASE)
    env = environment(house.settings)
    with subprocess.Popen(words, env=env) as first:
        wait_for(lambda: house.at.heard, what="the first try")
        first.send_signal(signal.SIGKILL)
    assert house.sent() == [("waiting", 1, "")]
    with house.db.writing() as tx:
        tx.execute(update(Delivery).values(due=now()))  # a minute goes by
    assert subprocess.run(words, check=False, env=env).returncode == 0
    assert house.sent() == [("sent", 2, "")]
    assert len({one.heads["Webhook-Id"] for one in house.at.heard}) == 1


def test_one_that_dies_in_its_last_try_is_told_of(house: House) -> None:
    house.does(try_webhook)
    with house.db.writing() as tx:
        tx.execute(update(Delivery).values(tries=rules.MOST_TRIES, due=now() - 1))
    house.send()
    assert house.sent()[0][0] == "failed"
    assert house.at.heard == []
