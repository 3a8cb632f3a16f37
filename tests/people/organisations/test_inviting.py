"""Into an organisation by a link: made, shown once, used once, withdrawn, or made by who left."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from cafe.model import AccountLink, Organisation, Person
from tests.people.organisations.municipality import Municipality
from tests.support.app import PASSWORD, Visitor
from tests.support.world import new_id

NEW = {"name": "Nora", "email": "nora@lier.no", "password": PASSWORD, "form": "new"}


@pytest.fixture
def lier(organiser: Visitor, cafe_app: Flask) -> Municipality:
    assert organiser.get("/workshops").status_code == 200
    return Municipality(cafe_app, "Lier")


def link_on(page: Any) -> str:
    """The address that a page shows once, without the machine's name."""
    found = re.search(r"/join/a[0-9a-f]{40}", page.text)
    assert found, page.text[:2000]
    return found[0]


def invite(lier: Municipality, **typed: str) -> str:
    admin = lier.visitors["admin"]
    return link_on(admin.post("/organisation/invited", act=new_id(), form="invite", **typed))


def who(lier: Municipality, email: str) -> Person:
    with lier.db.reading() as db:
        return db.scalars(select(Person).where(Person.email == email)).one()


def test_a_stranger_makes_the_account_and_is_a_member(cafe_app: Flask, lier: Municipality) -> None:
    at, nora = invite(lier, name="Nora", email="nora@lier.no"), Visitor(cafe_app)
    shown = lier.visitors["admin"].get("/organisation").text
    assert at not in shown
    assert "Nora" in shown
    page = nora.get(at)
    assert page.status_code == 200
    assert "Lier kommune" in page.text
    assert "Lier title" not in page.text
    assert nora.post(at, **{**NEW, "password": "kort"}).status_code == 422
    assert nora.post(at, **NEW).location == "/workshops"
    made = who(lier, "nora@lier.no")
    assert (made.organisation_id, made.admin_of_organisation) == (lier.id, False)
    assert "Lier title" in nora.get("/workshops").text
    assert nora.get(f"/w/{lier.cafe}/plan").status_code == 200
    again = Visitor(cafe_app)
    assert again.get(at).status_code == 410
    assert again.post(at, **{**NEW, "email": "x@lier.no"}).status_code == 410


def test_who_has_an_account_moves_and_keeps_what_they_organise(
    cafe_app: Flask, lier: Municipality
) -> None:
    asker = Municipality(cafe_app, "Asker")
    at, owner = invite(lier), asker.visitors["owner"]
    page = owner.get(at)
    assert "You are a member of Asker kommune now" in page.text
    assert owner.post(f"{at}/me", form="me").location == "/workshops"
    assert who(lier, "owner@asker.example").organisation_id == lier.id
    assert owner.get(f"/w/{asker.cafe}/plan").status_code == 200
    assert asker.visitors["member"].get(f"/w/{asker.cafe}/plan").status_code == 200
    stays = asker.visitors["admin"].post(f"{invite(lier)}/me", form="me")
    assert stays.status_code == 409, "somebody must run the other one"
    assert "Make somebody else an admin first" in stays.text


def test_a_link_ends_when_it_is_withdrawn_or_its_maker_runs_nothing(
    cafe_app: Flask, lier: Municipality
) -> None:
    asker, stranger = Municipality(cafe_app, "Asker"), Visitor(cafe_app)
    first, second = invite(lier), invite(lier)
    with lier.db.reading() as db:
        ids = db.scalars(select(AccountLink.id).order_by(AccountLink.id)).all()
    away = f"/organisation/invited/{ids[0]}/withdraw"
    assert asker.visitors["admin"].post(away).status_code == 303
    assert stranger.get(first).status_code == 200, "another's admin withdraws nothing"
    for _twice in range(2):
        assert lier.visitors["admin"].post(away).status_code == 303
    assert stranger.get(first).status_code == 410
    with lier.db.writing() as tx:
        tx.get_one(Person, lier.people["admin"].id).admin_of_organisation = False
    gone = stranger.post(second, **NEW)
    assert gone.status_code == 410
    with lier.db.reading() as db:
        assert not db.scalars(select(Person).where(Person.email == NEW["email"])).all()


def test_a_keeper_invites_who_is_to_run_a_new_organisation(
    organiser: Visitor, cafe_app: Flask, lier: Municipality
) -> None:
    act = new_id()
    organiser.post("/organisations", name="Asker", act=act)
    with lier.db.reading() as db:
        asker = db.scalars(select(Organisation).where(Organisation.uid == act)).one()
    to = f"/organisations/{asker.uid}/invited"
    assert lier.visitors["admin"].post(to, act=new_id()).status_code == 403
    sent = {"act": new_id(), "form": f"admin-{asker.uid}", "name": "Nora"}
    nora, at = Visitor(cafe_app), link_on(organiser.post(to, **sent))
    twice = organiser.post(to, **sent)
    assert twice.status_code == 409
    assert "shown only once" in twice.text
    assert nora.post(at, **NEW).location == "/workshops"
    made = who(lier, NEW["email"])
    assert (made.organisation_id, made.admin_of_organisation) == (asker.id, True)
    assert "Lier" not in nora.get("/workshops").text
    assert nora.get("/organisation").status_code == 200
    assert organiser.post(f"/organisations/{new_id()}/invited", act=new_id()).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": "no address"}, "is not an e-mail address"),
        ({"email": "member@lier.example"}, "is a member already"),
        ({"name": "x" * 300}, "x" * 300),
        ({"name": "a\nb"}, "problem"),
    ],
)
def test_what_cannot_be_invited_stays_in_the_form(
    lier: Municipality, typed: dict[str, str], said: str
) -> None:
    page = lier.visitors["admin"].post(
        "/organisation/invited", act=new_id(), form="invite", **typed
    )
    assert page.status_code in (409, 422)
    assert said in page.text
    assert 'id="problem"' in page.text
