"""A new password: by e-mail, or by the link of an owner who may make one."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from cafe.core.i18n import speaking
from cafe.model import AccountLink, Person
from cafe.people.colleagues.actions import reset_link
from cafe.people.colleagues.letters import send_account_letters
from cafe.web.state import cafe
from tests.people.colleagues import colleague, give
from tests.plan.inviting.mail import letters_in, mail_server
from tests.support.app import PASSWORD, Visitor
from tests.support.waiting import wait_for
from tests.support.world import a_workshop

NEW = "en helt ny og lang setning"
BASE = "http://127.0.0.1:8014"


@pytest.fixture
def mail(cafe_app: Flask, organiser: Visitor, tmp_path: Path) -> Iterator[Path]:
    """Where the letters of a café with a mail server lie."""
    assert organiser.get("/workshops").status_code == 200
    with mail_server(tmp_path / "mail") as url:
        parts = cafe(cafe_app)
        mail = {"smtp_url": url, "mail_from": "cafe@example.org"}
        settings = parts.settings.model_copy(update=mail)
        cafe_app.extensions["cafe"] = replace(parts, settings=settings)
        yield tmp_path / "mail"


def links(app: Flask) -> list[AccountLink]:
    with cafe(app).db.reading() as db:
        return list(db.query(AccountLink).order_by(AccountLink.id))


def sent(app: Flask, folder: Path) -> list[str]:
    """The links in the letters, when the job has sent what is queued."""
    with speaking("en"):
        send_account_letters(cafe(app).db, cafe(app).settings, base=BASE)
    texts = [one.get_content() for one in letters_in(folder)]
    return [re.findall(rf"{BASE}(/\w+/a[0-9a-f]{{40}})", text)[0] for text in texts]


def test_a_letter_leads_to_a_new_password_once(
    cafe_app: Flask, organiser: Visitor, visitor: Visitor, mail: Path
) -> None:
    assert visitor.post("/forgotten", email="Berit@example.org").location == "/forgotten?asked"
    wait_for(lambda: bool(links(cafe_app)), what="the letter to be queued")
    assert links(cafe_app)[0].nonce
    (link,) = sent(cafe_app, mail)
    assert (links(cafe_app)[0].nonce, links(cafe_app)[0].status) == (None, "sent")
    assert visitor.post(link, form="reset", password="passord123").status_code == 422
    assert visitor.post(link, form="reset", password=NEW).location == "/login?new=1"
    assert visitor.post(link, form="reset", password=NEW).status_code == 410
    assert organiser.get("/workshops").status_code == 302, "logged out everywhere"
    assert visitor.log_in(password=PASSWORD).status_code == 404
    assert visitor.log_in(password=NEW).location == "/workshops"


def test_the_answer_is_the_same_for_an_address_that_nobody_has(
    cafe_app: Flask, visitor: Visitor, mail: Path
) -> None:
    known = visitor.post("/forgotten", email="berit@example.org")
    wait_for(lambda: bool(links(cafe_app)), what="the letter to be queued")
    other = Visitor(cafe_app)
    unknown = other.post("/forgotten", email="ingen@example.org")
    assert (unknown.status_code, unknown.location) == (known.status_code, known.location)
    pages = [one.get("/forgotten?asked").text for one in (visitor, other)]
    assert re.sub(r'content="[^"]*"', "", pages[0]) == re.sub(r'content="[^"]*"', "", pages[1])
    assert len(sent(cafe_app, mail)) == 1


def test_letters_are_few_for_one_address_and_one_browser_but_not_for_a_hall(
    cafe_app: Flask, mail: Path
) -> None:
    def asked(visitor: Visitor, email: str) -> int:
        return visitor.post("/forgotten", email=email).status_code

    hall = [Visitor(cafe_app) for _each in range(4)]
    assert [asked(one, "ola@example.org") for one in hall] == [303, 303, 303, 429]
    assert {asked(Visitor(cafe_app), f"a{n}@example.org") for n in range(12)} == {303}
    one = Visitor(cafe_app)
    assert one.get("/forgotten").status_code == 200
    codes = [asked(one, f"b{number}@example.org") for number in range(12)]
    assert codes == [303] * 10 + [429] * 2
    assert not list(mail.glob("*.eml"))


def test_a_letter_that_was_sent_says_so_and_no_page_has_its_link(
    cafe_app: Flask, organiser: Visitor, mail: Path
) -> None:
    with cafe(cafe_app).db.reading() as db:
        here = a_workshop(cafe(cafe_app).db, owner=db.query(Person).one(), key="a key for tests").id
    typed = {"form": "invite", "role": "reader", "email": "kari@example.org"}
    assert "is being sent" in organiser.post(f"/w/{here}/people", **typed).text
    (link,) = sent(cafe_app, mail)
    page = organiser.get(f"/w/{here}/people").text
    assert "sent by e-mail" in page
    assert link not in page
    assert Visitor(cafe_app).get(link).status_code == 200


def test_an_address_from_before_that_no_letter_can_name_holds_up_nobody(
    cafe_app: Flask, organiser: Visitor, mail: Path
) -> None:
    with cafe(cafe_app).db.writing() as tx:
        odd = Person(email="kari@[x", name="Kari", password_hash="x")
        tx.add(odd)
        tx.flush()
        for person in (odd, tx.query(Person).filter_by(email="berit@example.org").one()):
            reset_link(tx, person=person, made_by=None, secret_key="a key for tests")
    assert len(sent(cafe_app, mail)) == 1
    assert [link.status for link in links(cafe_app)] == ["failed", "sent"]


def test_without_a_mail_server_nothing_is_asked_for(visitor: Visitor, organiser: Visitor) -> None:
    assert organiser.get("/account").status_code == 200
    assert "Send me a link" not in visitor.get("/forgotten").text
    assert visitor.post("/forgotten", email="berit@example.org").status_code == 404


def test_an_owner_makes_a_link_for_who_opens_nothing_more(
    cafe_app: Flask, organiser: Visitor, visitor: Visitor
) -> None:
    assert organiser.get("/workshops").status_code == 200
    db = cafe(cafe_app).db
    with db.reading() as session:
        berit = session.query(Person).one()
    here = a_workshop(db, owner=berit, key="a key for tests").id
    colleague(cafe_app, here, "editor", "ola@example.org")
    make = f"/w/{here}/people/2/password"
    shown = organiser.post(make, form="role-2")
    link = re.findall(r"/reset/a[0-9a-f]{40}", shown.text)[0]
    assert visitor.post(link, form="reset", password=NEW).location == "/login?new=1"
    assert visitor.log_in("ola@example.org", NEW).location == "/workshops"
    # A café that Berit does not own: then it is not hers to open.
    theirs = a_workshop(db, key="a key for tests").id
    old = re.findall(r"/reset/a[0-9a-f]{40}", organiser.post(make, form="role-2").text)[0]
    with db.writing() as tx:
        give(tx, theirs, 2, "reader")
    assert organiser.post(make, form="role-2").status_code == 403
    assert make not in organiser.get(f"/w/{here}/people").text
    assert visitor.post(old, form="reset", password=NEW).status_code == 403


def test_nobody_takes_over_the_keeper(cafe_app: Flask, organiser: Visitor) -> None:
    assert organiser.get("/workshops").status_code == 200
    db = cafe(cafe_app).db
    with db.reading() as session:
        berit = session.query(Person).one()
    here = a_workshop(db, owner=berit, key="a key for tests").id
    other = colleague(cafe_app, here, "owner", "ola@example.org")
    assert other.post(f"/w/{here}/people/1/password", form="role-1").status_code == 403
