"""Logging in with a real provider: there and back, and whose account it is."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from cafe.model import Identity, Organisation, Person, RecoveryCode, SecondFactor
from cafe.people.actions import add_person, hash_password
from cafe.people.factor import rules
from cafe.people.links import digest
from tests.support.app import PASSWORD, WITH_ORGANISER, Visitor
from tests.support.ground import Ground
from tests.support.programs.provider import (
    OLA,
    LogInService,
    StartCafe,
    comes_back,
)


@pytest.fixture
def ground() -> Ground:
    return WITH_ORGANISER


def people(app: Flask) -> dict[str, str]:
    """Every account, and its `sub` at the provider."""
    with app.extensions["cafe"].db.reading() as db:
        rows = db.query(Person.email, Identity.sub).outerjoin(Identity).order_by(Person.id)
        return {email: sub or "" for email, sub in rows}


def test_who_has_an_account_by_an_address_that_is_vouched_for_comes_into_it(
    cafe_with: StartCafe, log_in_service: LogInService
) -> None:
    log_in_service.has(b={"email": "Berit@example.org", "email_verified": True, "name": "B"})
    app = cafe_with()
    visitor = Visitor(app)
    answer = comes_back(visitor, log_in_service, "b", "/workshops%3Fshow=bin")
    assert answer.location == "/workshops?show=bin"
    assert visitor.get("/workshops").status_code == 200
    assert people(app) == {"berit@example.org": "b"}
    # Another address there is the same person here; the name given on to somebody else is not.
    log_in_service.has(
        b={"email": "berit.ny@example.org", "email_verified": True, "name": "B"},
        c={"email": "berit@example.org", "email_verified": True, "name": "Another Berit"},
    )
    assert comes_back(Visitor(app), log_in_service, "b").location == "/workshops"
    refused = comes_back(Visitor(app), log_in_service, "c")
    assert refused.location == "/login/oidc/join"
    assert people(app) == {"berit@example.org": "b"}


def test_an_address_that_nobody_vouches_for_opens_nothing_until_the_password_has_joined_it(
    cafe_with: StartCafe, log_in_service: LogInService
) -> None:
    log_in_service.has(e={"email": "berit@example.org", "name": "Eva"})
    app = cafe_with(oidc_domains="example.org")
    visitor = Visitor(app)
    answer = comes_back(visitor, log_in_service, "e", "/workshops/import")
    assert answer.location == "/login/oidc/join"
    assert visitor.get("/workshops").status_code == 302
    page = visitor.get("/login/oidc/join").text
    assert "Eva (berit@example.org)" in page
    wrong = visitor.post("/login/oidc/join", email="berit@example.org", password="feil passord")
    assert wrong.status_code == 404
    assert "do not belong together" in wrong.text
    joined = visitor.post("/login/oidc/join", email="berit@example.org", password=PASSWORD)
    assert joined.location == "/workshops/import"
    assert people(app) == {"berit@example.org": "e"}
    assert comes_back(Visitor(app), log_in_service, "e").location == "/workshops"


def test_a_first_account_is_for_the_domains_that_are_set(
    cafe_with: StartCafe, log_in_service: LogInService
) -> None:
    log_in_service.has(
        odd={
            "email": "odd@kommune.example",
            "email_verified": True,
            "name": "O\u202e\u0000dd " * 99,
        },
        sub={"email": "x@kommune.example.org", "email_verified": True, "name": "X"},
        none={"name": "Without an address"},
        eva={"email": "eva@elsewhere.example", "email_verified": True, "name": "Eva"},
    )
    app = cafe_with(oidc_domains="kommune.example, @annen.example")
    assert comes_back(Visitor(app), log_in_service, "ola").location == "/workshops"
    assert comes_back(Visitor(app), log_in_service, "odd").location == "/workshops"
    for sub in ("sub", "none", "eva"):
        visitor = Visitor(app)
        assert comes_back(visitor, log_in_service, sub).location == "/login/oidc/join", sub
        assert visitor.get("/login/oidc/join").status_code == 200
        assert visitor.get("/workshops").status_code == 302
    made = ["ola@kommune.example", "odd@kommune.example"]
    assert list(people(app)) == ["berit@example.org", *made]
    # It has no password, and none fits.
    for password in ("", "nobody has this password"):
        refused = Visitor(app).log_in(email=OLA["email"], password=password)
        assert refused.status_code == 404


def test_a_first_account_belongs_to_the_organisation_whose_addresses_they_are(
    cafe_with: StartCafe, log_in_service: LogInService
) -> None:
    log_in_service.has(e={"email": "eva@lier.example", "email_verified": True, "name": "Eva"})
    app = cafe_with(oidc_domains="kommune.example")
    with app.extensions["cafe"].db.writing() as tx:
        tx.add(Organisation(name="Lier", domains=["lier.example"]))
    assert comes_back(Visitor(app), log_in_service, "e").location == "/workshops"
    with app.extensions["cafe"].db.reading() as db:
        eva = db.query(Person).filter_by(email="eva@lier.example").one()
        assert db.get_one(Organisation, eva.organisation_id).name == "Lier"
    # Of several organisations none has the other's addresses: they are asked for an invitation.
    assert comes_back(Visitor(app), log_in_service, "ola").location == "/login/oidc/join"


def test_without_domains_nobody_new_comes_in(
    cafe_with: StartCafe, log_in_service: LogInService
) -> None:
    app = cafe_with()
    assert comes_back(Visitor(app), log_in_service, "ola").location == "/login/oidc/join"
    assert list(people(app)) == ["berit@example.org"]


def test_when_it_is_required_a_password_opens_nothing_but_joins(
    cafe_with: StartCafe, log_in_service: LogInService
) -> None:
    log_in_service.has(b={"email": "berit@example.org", "name": "Berit"})
    app = cafe_with(oidc_required=True, oidc_name="Logg inn med Feide")
    page = Visitor(app).get("/login").text
    assert "Logg inn med Feide" in page
    assert 'type="password"' not in page
    refused = Visitor(app).log_in()
    assert refused.status_code == 403
    assert "A password opens nothing." in refused.text
    visitor = Visitor(app)
    assert comes_back(visitor, log_in_service, "b").location == "/login/oidc/join"
    visitor.post("/login/oidc/join", email="berit@example.org", password=PASSWORD)
    assert visitor.get("/workshops").status_code == 200


def test_logging_out_leads_on_to_the_log_out_there(
    cafe_with: StartCafe, log_in_service: LogInService
) -> None:
    app = cafe_with(oidc_domains="kommune.example")
    visitor = Visitor(app)
    comes_back(visitor, log_in_service, "ola")
    answer = visitor.post("/logout")
    assert answer.status_code == 200
    there = answer.headers["Refresh"].removeprefix("0; url=")
    asked = parse_qs(urlsplit(there).query)
    assert there.startswith(f"{log_in_service.issuer}/session/end?")
    assert asked["post_logout_redirect_uri"] == ["http://localhost/"]
    assert asked["id_token_hint"][0].count(".") == 2
    assert visitor.get("/workshops").status_code == 302
    assert visitor.post("/logout").location == "/"  # once
    by_password = Visitor(app)
    by_password.log_in()
    assert by_password.post("/logout").location == "/"


def test_an_address_alone_does_not_get_round_a_second_step(
    cafe_with: StartCafe, log_in_service: LogInService
) -> None:
    log_in_service.has(b={"email": "berit@example.org", "email_verified": True, "name": "B"})
    app = cafe_with()
    code = "AAAAA-CCCCC"
    with app.extensions["cafe"].db.writing() as tx:
        kept = digest("a key for tests", rules.plain(code))
        tx.add(SecondFactor(person_id=1, nonce="n", step=0))
        tx.add(RecoveryCode(person_id=1, digest=kept))
    visitor = Visitor(app)
    assert comes_back(visitor, log_in_service, "b").location == "/login/oidc/join"
    asked = visitor.post("/login/oidc/join", email="berit@example.org", password=PASSWORD)
    assert asked.location == "/login/code"
    assert people(app) == {"berit@example.org": ""}
    assert visitor.post("/login/code", code=code).location == "/workshops"
    assert people(app) == {"berit@example.org": "b"}
    assert comes_back(Visitor(app), log_in_service, "b").location == "/workshops"


def test_one_identity_opens_one_account(cafe_with: StartCafe, log_in_service: LogInService) -> None:
    log_in_service.has(b={"name": "B"})
    app = cafe_with()
    first, second = Visitor(app), Visitor(app)
    for visitor in (first, second):
        assert comes_back(visitor, log_in_service, "b").location == "/login/oidc/join"
    with app.extensions["cafe"].db.writing() as tx:
        add_person(tx, email="per@example.org", name="Per", password_hash=hash_password(PASSWORD))
    mine = {"email": "berit@example.org", "password": PASSWORD}
    assert first.post("/login/oidc/join", **mine).location == "/workshops"
    other = second.post("/login/oidc/join", **{**mine, "email": "per@example.org"})
    assert other.status_code == 409
    assert "belongs to another account here already" in other.text
    assert second.get("/workshops").status_code == 302
    assert second.post("/login/oidc/join", **mine).location == "/workshops"
