"""Logging in with a real provider: every way it fails lets nobody in, and is told in words."""

import time
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from cafe.model import Person
from cafe.people.oidc.provider import Provider
from tests.support.app import EMPTY, WITH_ORGANISER, Visitor, application, settings_in
from tests.support.ground import Ground
from tests.support.programs.provider import (
    CLIENT,
    SECRET,
    LogInService,
    StartCafe,
    comes_back,
    goes_there,
)


@pytest.fixture
def ground() -> Ground:
    return WITH_ORGANISER


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
    with app.extensions["cafe"].db.reading() as db:
        assert db.query(Person).count() == 1


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


def test_a_wrong_clock_is_told_as_such(
    cafe_with: StartCafe, log_in_service: LogInService, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = Visitor(cafe_with(oidc_domains="kommune.example"))
    there = log_in_service.logs_in(goes_there(visitor), "ola").removeprefix("http://localhost")
    monkeypatch.setattr(time, "time", lambda: 3_600.0)
    answer = visitor.get(there)
    assert answer.status_code == 409
    assert "do not agree on the time" in answer.text


def test_the_first_account_is_made_with_the_setup_word_all_the_same(
    tmp_path: Path, log_in_service: LogInService
) -> None:
    folder = tmp_path / "new"
    folder.mkdir()
    EMPTY.make(folder)
    told = log_in_service.told(settings_in(folder), oidc_domains="kommune.example")
    with application(folder, told) as app:
        visitor = Visitor(app)
        there = log_in_service.logs_in(goes_there(visitor), "ola").removeprefix("http://localhost")
        answer = visitor.get(there)
        assert answer.status_code == 409
        assert "setup word" in answer.text
        assert visitor.make_first().location == "/workshops"
