"""Logging in with a real provider: there and back, whose account it is, and every way it fails."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from cafe.model import Identity, Person
from cafe.people.oidc.provider import Provider
from tests.support.app import PASSWORD, Visitor, application, settings_in
from tests.support.ground import Known
from tests.support.programs.provider import CLIENT, OLA, SECRET, LogInService

StartCafe = Callable[..., Flask]


@pytest.fixture
def cafe_with(known: Known, tmp_path: Path, log_in_service: LogInService) -> Iterator[StartCafe]:
    """Makes the café on the test's ground, told of the provider and of `more`."""
    with ExitStack() as stack:

        def make(**more: Any) -> Flask:
            settings = log_in_service.told(settings_in(tmp_path), **more)
            return stack.enter_context(application(tmp_path, settings))

        yield make


@pytest.fixture
def ground() -> object:
    from tests.support.app import WITH_ORGANISER

    return WITH_ORGANISER


def people(app: Flask) -> dict[str, str]:
    """Every account, and its `sub` at the provider."""
    with app.extensions["cafe"].db.reading() as db:
        rows = db.query(Person.email, Identity.sub).outerjoin(Identity).order_by(Person.id)
        return {email: sub or "" for email, sub in rows}


def goes_there(visitor: Visitor, following: str = "") -> str:
    """The address at the provider."""
    answer = visitor.get(f"/login/oidc?next={following}")
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def comes_back(visitor: Visitor, service: LogInService, sub: str, following: str = "") -> Any:
    """What the café answers to who has logged in as `sub` there."""
    there = service.logs_in(goes_there(visitor, following), sub)
    return visitor.get(there.removeprefix("http://localhost"))


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


def test_without_domains_nobody_new_comes_in(
    cafe_with: StartCafe, log_in_service: LogInService
) -> None:
    app = cafe_with()
    assert comes_back(Visitor(app), log_in_service, "ola").location == "/login/oidc/join"
    assert list(people(app)) == ["berit@example.org"]


def test_a_code_is_good_once_in_the_browser_that_began(
    cafe_with: StartCafe, log_in_service: LogInService
) -> None:
    app = cafe_with(oidc_domains="kommune.example")
    visitor, other = Visitor(app), Visitor(app)
    there = log_in_service.logs_in(goes_there(visitor), "ola").removeprefix("http://localhost")
    goes_there(other)
    stolen = other.get(there)
    assert stolen.status_code == 409
    assert "in another browser, or is over" in stolen.text
    before = visitor.client.get_cookie("kafe")
    assert before
    assert visitor.get(there).location == "/workshops"
    assert visitor.get(there).location == "/workshops"  # loaded again
    visitor.post("/logout")
    assert visitor.get(there).status_code == 409
    # With the cookie as it was then, the code itself is used up.
    visitor.client.set_cookie("kafe", before.value)
    replayed = visitor.get(there)
    assert replayed.status_code == 409
    assert "nobody was let in" in replayed.text
    assert visitor.get("/workshops").status_code == 302


def test_a_code_of_another_log_in_or_another_service_lets_nobody_in(
    cafe_with: StartCafe, log_in_service: LogInService
) -> None:
    app = cafe_with(oidc_domains="kommune.example")
    mine, other = Visitor(app), Visitor(app)
    theirs = parse_qs(urlsplit(log_in_service.logs_in(goes_there(other), "ola")).query)
    state = parse_qs(urlsplit(goes_there(mine)).query)["state"][0]
    asked = {"state": state, "code": theirs["code"][0], "iss": log_in_service.issuer}
    assert mine.get("/login/oidc/back", query_string=asked).status_code == 409  # PKCE
    for iss in ("https://evil.example", "", None):
        state = parse_qs(urlsplit(goes_there(mine)).query)["state"][0]
        said = {"state": state, "code": "x", **({} if iss is None else {"iss": iss})}
        refused = mine.get("/login/oidc/back", query_string=said)
        assert refused.status_code == 409, iss
        assert "nobody was let in" in refused.text
    assert list(people(app)) == ["berit@example.org"]


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        ("access_denied", 403, "did not let you in, or you broke off"),
        ("invalid_scope", 409, "(invalid_scope)"),
        ("<script>", 409, "(–)"),
        ("x" * 5000, 409, "(–)"),
    ],
)
def test_a_no_from_there_is_told_in_words_and_where_one_was_going_is_kept(
    cafe_with: StartCafe, error: str, status: int, words: str
) -> None:
    visitor = Visitor(cafe_with())
    state = parse_qs(urlsplit(goes_there(visitor, "/workshops/import")).query)["state"][0]
    answer = visitor.get("/login/oidc/back", query_string={"error": error, "state": state})
    assert answer.status_code == status
    assert words in answer.text
    assert "/login/oidc?next=/workshops/import" in answer.text
    assert 'name="next" value="/workshops/import"' in answer.text


@pytest.mark.parametrize("code", ["", "x", "é" * 3000, "\x00", "a&b=c"])
def test_a_code_that_is_none_lets_nobody_in(cafe_with: StartCafe, code: str) -> None:
    visitor = Visitor(cafe_with())
    asked = parse_qs(urlsplit(goes_there(visitor)).query)
    said = {"state": asked["state"][0], "code": code, "iss": asked.get("iss", [""])[0]}
    said["iss"] = visitor.client.application.extensions["cafe"].settings.oidc_issuer
    assert visitor.get("/login/oidc/back", query_string=said).status_code in (409, 503)


def test_where_it_goes_says_nothing_that_a_stranger_named(
    cafe_with: StartCafe, log_in_service: LogInService
) -> None:
    visitor = Visitor(cafe_with())
    answer = visitor.get("/login/oidc?next=//evil.example", headers={"X-Forwarded-Host": "evil"})
    asked = parse_qs(urlsplit(answer.location).query)
    assert asked["redirect_uri"] == ["http://localhost/login/oidc/back"]
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["response_type"] == ["code"]
    assert asked["client_id"] == [CLIENT]
    assert len(asked["nonce"][0]) == 64
    assert SECRET not in answer.location
    back = log_in_service.logs_in(answer.location, "ola").removeprefix("http://localhost")
    assert visitor.get(back).location == "/login/oidc/join"


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


def test_a_service_that_is_away_is_told_in_words_and_the_password_is_still_there(
    cafe_with: StartCafe, log_in_service: LogInService
) -> None:
    app = cafe_with()
    visitor = Visitor(app)
    comes_back(visitor, log_in_service, "ola")
    cafe = app.extensions["cafe"]
    object.__setattr__(cafe, "provider", Provider("http://127.0.0.1:9", CLIENT, SECRET))
    answer = visitor.get("/login/oidc?next=/workshops/import")
    assert answer.status_code == 503
    assert "does not answer just now" in answer.text
    assert "Or log in with e-mail and password." in answer.text
    assert answer.headers["Retry-After"] == "60"
    assert visitor.post("/logout").location == "/"
    state = {"state": "x", "code": "y"}
    assert visitor.get("/login/oidc/back", query_string=state).status_code == 409


def test_without_a_service_there_is_no_such_way(organiser: Visitor) -> None:
    for address in ("/login/oidc", "/login/oidc/back?state=x"):
        answer = Visitor(organiser.client.application).get(address)
        assert answer.status_code in (404, 409), address
    assert organiser.get("/login/oidc/join").location == "/login"
    assert "/login/oidc" not in Visitor(organiser.client.application).get("/login").text
