"""The page of the webhook: an owner sets it and takes it away, an editor looks, others see none."""

import re

import pytest
from flask import Flask
from lxml import html
from werkzeug.test import TestResponse

from cafe.model import Organiser, Person, Webhook
from cafe.people import sessions
from cafe.people.rules import CafeRole
from cafe.report.webhooks import rules
from cafe.web.state import cafe
from tests.api.outside import Program, a_token, account
from tests.support.app import Visitor
from tests.support.world import a_workshop, new_id

AT = "https://arkiv.example.org/kafe"


@pytest.fixture
def id(cafe_app: Flask, organiser: Visitor) -> str:
    assert organiser.get("/workshops").status_code == 200
    with cafe(cafe_app).db.reading() as db:
        return a_workshop(cafe(cafe_app).db, owner=db.query(Person).one()).id


def colleague(app: Flask, id: str, role: CafeRole) -> Visitor:
    """Somebody who has this role in the café, and is logged in."""
    visitor, person_id = Visitor(app), account(cafe(app).db, f"{role}@example.org")
    with cafe(app).db.writing() as tx:
        tx.add(Organiser(workshop_id=id, person_id=person_id, role=role))
        word = sessions.begin(tx, person_id=person_id, user_agent="")
    with visitor.client.session_transaction() as cookie:
        cookie["login"] = word
    return visitor


def set_to(visitor: Visitor, id: str, address: str) -> int:
    return sent(visitor, id, address).status_code


def sent(visitor: Visitor, id: str, address: str) -> TestResponse:
    form = {"csrf_token": visitor.token(), "form": "webhook", "address": address}
    return visitor.client.post(f"/w/{id}/webhook", data={**form, "act": new_id()})


def hooks(app: Flask) -> list[Webhook]:
    with cafe(app).db.reading() as db:
        return db.query(Webhook).all()


def test_an_owner_sets_it_and_takes_it_away(cafe_app: Flask, organiser: Visitor, id: str) -> None:
    assert set_to(organiser, id, AT) == 303
    [first] = hooks(cafe_app)
    secret = rules.secret_of("a key for tests", first.nonce)
    page = organiser.get(f"/w/{id}/webhook").text
    assert AT in page
    assert secret.replace("+", "&#43;") in page or secret in page
    assert set_to(organiser, id, AT) == 303
    assert hooks(cafe_app)[0].nonce == first.nonce, "the same address keeps its secret"
    assert set_to(organiser, id, f"{AT}/to") == 303
    assert hooks(cafe_app)[0].nonce != first.nonce
    assert organiser.post(f"/w/{id}/webhook/trial", act=new_id()).status_code == 303
    told = Program(cafe_app, a_token(cafe_app)).get(f"/cafes/{id}/webhook").get_json()
    assert (told["address"], len(told["last"]), told["last"][0]["document"]) == (
        f"{AT}/to",
        1,
        None,
    )
    assert organiser.post(f"/w/{id}/webhook/gone", act=new_id()).status_code == 303
    assert hooks(cafe_app) == []
    told = Program(cafe_app, a_token(cafe_app)).get(f"/cafes/{id}/webhook").get_json()
    assert (told["address"], told["last"][0]["status"]) == (None, "failed")


def test_another_address_is_refused_where_it_stands(
    cafe_app: Flask, organiser: Visitor, id: str
) -> None:
    for address in ("", "http://example.org", "https://10.0.0.1/x", "æ"):
        answer = sent(organiser, id, address)
        assert (answer.status_code, hooks(cafe_app)) == (422, [])
        assert 'aria-invalid="true"' in answer.text


def test_only_an_owner_sets_it(cafe_app: Flask, id: str) -> None:
    may_see: dict[CafeRole, int] = {"editor": 200, "sorter": 403, "reader": 403}
    for role, status in may_see.items():
        someone = colleague(cafe_app, id, role)
        page = someone.get(f"/w/{id}/webhook")
        assert page.status_code == status
        assert "whsec_" not in page.text
        assert 'id="address"' not in page.text
        assert set_to(someone, id, AT) == 403
    assert hooks(cafe_app) == []


def test_what_is_refused_of_one_that_is_gone_or_another_is_said_where_it_stands(
    organiser: Visitor, id: str
) -> None:
    here = f"/w/{id}/webhook"
    [drawn] = re.findall(r'webhook/trial">(.*?)</form>', with_one(organiser, id), re.DOTALL)
    [form] = re.findall(r'name="form" value="(\w+)"', drawn)
    assert set_to(organiser, id, f"{AT}/to") == 303
    away = organiser.post(f"{here}/gone", form="gone", was=AT, act=new_id())
    assert (away.status_code, said_in(away)) == (409, "secret")
    assert organiser.post(f"{here}/gone", form="gone", was=f"{AT}/to").status_code == 303
    trial = organiser.post(f"{here}/trial", form=form, act=new_id())
    assert (trial.status_code, said_in(trial)) == (409, "")
    assert "There is no webhook any more" in trial.text


def with_one(organiser: Visitor, id: str) -> str:
    assert set_to(organiser, id, AT) == 303
    return organiser.get(f"/w/{id}/webhook").text


def said_in(answer: TestResponse) -> str:
    """What the section is called in which the one refusal stands; "" in none, and in no form."""
    (said,) = html.fromstring(answer.text).xpath("//*[@id='problem']")
    assert not said.xpath("ancestor::form")
    return str(said.xpath("string(ancestor::section/@aria-labelledby)"))
