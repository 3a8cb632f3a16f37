"""Answers by the page: given, refused, corrected; read beside the document and at the wall."""

import re
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from cafe.backup.again import erase_again
from cafe.cli_jobs import run_due
from cafe.core.clock import today
from cafe.followup import actions
from cafe.model import (
    Follower,
    FollowupAnswer,
    FollowupLetter,
    Link,
    Version,
    Workshop,
)
from cafe.people.document_links import follower_token
from cafe.people.links import token_of
from cafe.web.state import cafe
from tests.archive.ground import SORTED_OUT, sorted_out
from tests.followup.published import published
from tests.report.test_became import notes_of
from tests.support.app import Visitor
from tests.support.ground import Ground, Known

ABOUT = re.compile(r'about=([\w-]+)"[^>]*>Answer<')


@pytest.fixture
def ground() -> Ground:
    return SORTED_OUT


@pytest.fixture
def place(known: Known) -> str:
    return str(known["here"])


@pytest.fixture
def lasting(cafe_app: Flask, place: str) -> str:
    return published(cafe_app, place.removeprefix("/w/"))


def keys(organiser: Visitor, place: str) -> list[str]:
    """What the page offers to answer, in its order."""
    return ABOUT.findall(organiser.get(f"{place}/followup").text)


def give(organiser: Visitor, place: str, key: str, **typed: str) -> Any:
    form = f"answer-{typed.get('correct') or key}"
    return organiser.post(f"{place}/followup", form=form, about=key, **typed)


def test_an_answer_stands_on_every_page_and_in_no_file(
    organiser: Visitor, visitor: Visitor, place: str, lasting: str, cafe_app: Flask
) -> None:
    before = visitor.get(lasting).text
    assert "You said" not in before
    heading, sentence = keys(organiser, place)[:2]
    page = organiser.get(f"{place}/followup?about={sentence}").text
    assert 'id="answer"' in page
    answer = give(organiser, place, sentence, status="in_hand", words="A <lamp>.", why="")
    assert answer.location == f"{place}/followup#at-{sentence}"
    give(organiser, place, heading, status="no", why="It is rented.", responsible="The office")
    shown = visitor.get(lasting).text
    assert "You said, we do:</strong> 1 in hand, 1 not done" in shown
    at = shown.index(f'id="s-{sentence}"')
    block = shown[at : shown.index("</li>", at)]
    assert "A &lt;lamp&gt;." in block
    assert "Who: The office" in block
    assert "Berit" not in block, "who wrote it is not told"
    with cafe(cafe_app).db.reading() as db:
        id = place.removeprefix("/w/")
        version = db.scalars(select(Version)).one()
        link = db.scalars(select(Link).where(Link.workshop_id == id, Link.table_id.is_(None))).one()
    file = organiser.get(f"{place}/report/versions/{version.id}.html")
    assert "lamp&gt;" not in file.text
    file.close()
    wall = f"/v/{token_of(cafe(cafe_app).settings.secret_key, link.nonce)}"
    told = visitor.get(f"{wall}/became/{notes_of(sorted_out())['more light']}").get_json()
    assert [one["status"] for one in told["came"]] == ["in hand", "not done"]
    assert told["came"][0]["words"] == ["A <lamp>."]
    soup = visitor.get(f"{wall}/became/{notes_of(sorted_out())['soup']}").get_json()
    assert soup["came"] == []


def test_a_correction_keeps_what_it_said_for_everybody(
    organiser: Visitor, visitor: Visitor, place: str, lasting: str
) -> None:
    key = keys(organiser, place)[0]
    give(organiser, place, key, status="done", words="A lamp hangs there.")
    again = organiser.get(f"{place}/followup?about={key}").text
    uid = re.findall(r"correct=([\w-]{36})", again)[0]
    form = organiser.get(f"{place}/followup?about={key}&correct={uid}").text
    assert "A lamp hangs there.</textarea>" in form
    corrected = {"status": "planned", "responsible": "The office", "due": "2090-01-01"}
    assert give(organiser, place, key, correct=uid, **corrected).status_code == 303
    for text in (organiser.get(f"{place}/followup").text, visitor.get(lasting).text):
        assert "It said before:" in text
        assert text.count("A lamp hangs there.") == 1
    late = give(organiser, place, key, correct=uid, **corrected)
    assert late.status_code == 409
    assert "corrected this answer meanwhile" in late.text
    assert 'value="The office"' in late.text, "what was typed is still there"


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [({}, "status"), ({"status": "no"}, "why"), ({"status": "done", "due": "x"}, "due")],
)
def test_what_is_refused_is_said_at_its_field(
    organiser: Visitor, place: str, lasting: str, typed: dict[str, str], wrong: str
) -> None:
    assert lasting
    key = keys(organiser, place)[0]
    answer = give(organiser, place, key, words="What I typed", **typed)
    assert answer.status_code == 422
    assert 'id="problem"' in answer.text
    assert "What I typed</textarea>" in answer.text
    field = re.findall(r'<(?:input|textarea)[^>]*name="(\w+)"[^>]*aria-invalid', answer.text)
    assert field == [wrong]


def test_filters_and_the_circle_show_the_same(
    organiser: Visitor, place: str, lasting: str, cafe_app: Flask
) -> None:
    assert lasting
    first, second = keys(organiser, place)[:2]
    give(organiser, place, first, status="done", words="Done and dusted")
    day = today().replace(year=today().year - 1).isoformat()
    give(organiser, place, second, status="in_hand", due=day)
    late = organiser.get(f"{place}/followup?show=overdue").text
    assert "Past its day" in late
    assert "Past its day: " in organiser.get(f"{place}/report").text
    assert "Answers are due" in organiser.get("/workshops").text
    circle = organiser.get(f"{place}/followup?view=circle").text
    check, act = circle.index('id="quarter-check"'), circle.index('id="quarter-act"')
    assert check < circle.index(f"#at-{second}") < act < circle.index(f"#at-{first}")
    assert circle.count(" data-ticked") == 1
    assert organiser.get(f"{place}/followup?show=odd&view=odd&about=odd").status_code == 200
    with cafe(cafe_app).db.writing() as tx:
        tx.get_one(Workshop, place.removeprefix("/w/")).raw_gone = today()
    assert give(organiser, place, second, status="done").status_code == 303, "it lives on"
    assert "You said, we do" in organiser.get(f"{place}/report").text
    assert "Past its day" not in organiser.get(f"{place}/followup").text


def test_programs_read_it(organiser: Visitor, place: str, lasting: str) -> None:
    assert lasting
    key = keys(organiser, place)[0]
    give(organiser, place, key, status="done", words="A lamp.")
    made = organiser.post("/account/tokens", form="new-token", name="x", role="reader", days="30")
    word = re.search(r'class="token-word"[^>]*>([^<]+)<', made.text)
    assert word is not None
    client = organiser.client.application.test_client()
    address = f"/api/v1/cafes/{place.removeprefix('/w/')}/followup"
    told = client.get(address, headers={"Authorization": f"Bearer {word[1]}"}).get_json()
    [one] = told["answered"]
    assert (one["printed"], one["sentence"]) == (True, None)
    assert one["answers"][0]["words"] == "A lamp."
    assert "by" not in one["answers"][0]


@contextmanager
def mailing(app: Flask) -> Iterator[None]:
    """The installation has a mail server; nothing is sent here."""
    parts = app.extensions["cafe"]
    settings = parts.settings.model_copy(
        update={"smtp_url": "smtp://127.0.0.1:1", "mail_from": "cafe@example.org"}
    )
    app.extensions["cafe"] = replace(parts, settings=settings)
    yield
    app.extensions["cafe"] = parts


def test_an_address_is_confirmed_by_a_press_and_deleted_by_one(
    visitor: Visitor, lasting: str, cafe_app: Flask, place: str
) -> None:
    follow = f"{lasting}/follow"
    assert "sends no e-mail" in visitor.get(follow).text
    assert "/follow" not in visitor.get(lasting).text
    assert visitor.post(follow, form="follow", address="kari@example.org").status_code == 409
    with mailing(cafe_app):
        assert f'href="{follow}"' in visitor.get(lasting).text
        wrong = visitor.post(follow, form="follow", address="kari")
        assert wrong.status_code == 422
        assert 'value="kari"' in wrong.text
        for _twice in range(2):
            asked = visitor.post(follow, form="follow", address="kari@example.org")
            assert "A letter is on its way" in asked.text
    key = cafe(cafe_app).settings.secret_key
    with cafe(cafe_app).db.reading() as db:
        kari = db.scalars(select(Follower)).one()
        assert db.scalars(select(FollowupLetter.kind)).all() == ["confirm"]
    link = f"/f/{follower_token(key, kari.nonce)}"
    assert "Yes, tell me" in visitor.get(link).text, "looking changes nothing"
    assert visitor.post(link).status_code == 303
    assert "You are told what comes of it" in visitor.get(link).text
    assert "is deleted" in visitor.post(f"{link}/end").text
    assert visitor.get(link).status_code == 410
    with cafe(cafe_app).db.reading() as db:
        assert db.scalars(select(Follower)).first() is None
        assert db.scalars(select(FollowupLetter)).first() is None
    erased = (cafe(cafe_app).settings.data_dir / "erased.jsonl").read_text()
    assert '"follower"' in erased
    assert "kari" not in erased
    assert place


def test_who_reads_changes_nothing(organiser: Visitor, place: str, lasting: str) -> None:
    assert lasting
    key = keys(organiser, place)[0]
    assert organiser.get(f"{place}/followup?about=no-such").status_code == 200
    assert give(organiser, place, "no-such", status="done").status_code == 404
    assert give(organiser, place, key, status="done", act="12345678").status_code == 303
    assert give(organiser, place, key, status="no", why="x", act="12345678").status_code == 303
    with cafe(organiser.client.application).db.reading() as db:
        assert db.scalars(select(FollowupAnswer.status)).all() == ["done"]


def test_the_command_tells_by_its_exit_code(
    organiser: Visitor,
    place: str,
    lasting: str,
    cafe_app: Flask,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert lasting
    asked, settings = Namespace(within=0), cafe(cafe_app).settings
    assert run_due(asked, settings) == 0
    assert capsys.readouterr().out == ""
    day = (today() - timedelta(days=1)).isoformat()
    give(organiser, place, keys(organiser, place)[0], status="in_hand", due=day)
    assert run_due(asked, settings) == 3
    cells = capsys.readouterr().out.strip().split("\t")
    assert cells[:3] == [place.removeprefix("/w/"), "overdue", day]
    assert run_due(Namespace(within=10**20), settings) == 3, "later than any day is the last one"


def test_an_older_backup_does_not_bring_an_address_back(cafe_app: Flask, lasting: str) -> None:
    assert lasting
    parts = cafe(cafe_app)
    with parts.db.writing() as tx:
        workshop = tx.scalars(select(Workshop)).one()
        for name in ("kari", "ola"):
            address = f"{name}@example.org"
            actions.follow(
                tx, workshop=workshop, address=address, secret_key=parts.settings.secret_key
            )
        kari, ola = tx.scalars(select(Follower).order_by(Follower.id)).all()
        entries = [
            {"what": "follower", "key": str(one.id), "since": str(made), "at": "", "of": ""}
            for one, made in ((kari, kari.made), (ola, ola.made - 1))
        ]
    assert erase_again(parts.db, parts.settings, entries) == []
    with parts.db.reading() as db:
        assert db.scalars(select(Follower.address)).all() == ["ola@example.org"]
