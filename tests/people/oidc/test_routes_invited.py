"""An invitation goes along to the log-in service and back: the account is made with it."""

import pytest
from flask import Flask

from cafe.model import Identity, Organiser, Person
from cafe.people.colleagues.actions import invite_colleague
from tests.support.app import WITH_ORGANISER, Visitor
from tests.support.ground import Ground
from tests.support.programs.provider import LogInService, StartCafe, comes_back
from tests.support.world import KEY, a_workshop, new_id


@pytest.fixture
def ground() -> Ground:
    return WITH_ORGANISER


def invitation(app: Flask) -> str:
    """The address of an invitation to a café of the organiser's."""
    db = app.extensions["cafe"].db
    with db.reading() as session:
        owner = session.query(Person).order_by(Person.id).first()
    assert owner
    here = a_workshop(db, owner=owner)
    with db.writing() as tx:
        word = invite_colleague(
            tx,
            workshop=tx.merge(here),
            role="editor",
            name="",
            email="",
            made_by=owner.id,
            secret_key=KEY,
            mails=False,
            operation=new_id(),
        )
    return f"/join/{word}"


def test_who_is_invited_makes_the_account_with_the_log_in_service(
    cafe_with: StartCafe, log_in_service: LogInService
) -> None:
    log_in_service.has(
        e={"email": "eva@elsewhere.example", "email_verified": True, "name": "Eva"},
        n={"name": "Nils"},
    )
    app = cafe_with(oidc_required=True)
    for sub, typed, address in (
        ("e", {"email": "other@example.org"}, "eva@elsewhere.example"),
        ("n", {"email": "nils@example.org"}, "nils@example.org"),
    ):
        link, visitor = invitation(app), Visitor(app)
        assert comes_back(visitor, log_in_service, sub, link).location == link
        assert f'action="{link}/new"' in visitor.get(link).text
        made = visitor.post(f"{link}/new", form="elsewhere", name="Hei", **typed)
        assert made.location.startswith("/w/")
        assert visitor.get(f"{made.location}/plan").status_code == 200
        with app.extensions["cafe"].db.reading() as db:
            person = db.query(Person).filter_by(email=address).one()
            assert db.query(Identity).filter_by(person_id=person.id).one().sub == sub
            assert db.query(Organiser).filter_by(person_id=person.id).one().role == "editor"
            assert person.address_typed is (sub == "n")
        assert comes_back(Visitor(app), log_in_service, sub).location == "/workshops"
    assert Visitor(app).post(f"{link}/new", name="X", email="x@y.no").status_code == 410


def test_an_address_that_somebody_typed_waits_for_nobody_elses(
    cafe_with: StartCafe, log_in_service: LogInService
) -> None:
    app = cafe_with(oidc_domains="kommune.example")
    link, early = invitation(app), Visitor(app)
    typed = {"name": "X", "email": "ola@kommune.example", "password": "min egen setning 7"}
    assert early.post(link, form="new", **typed).location.startswith("/w/")
    assert comes_back(Visitor(app), log_in_service, "ola").location == "/login/oidc/join"
