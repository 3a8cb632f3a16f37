"""The front door, with real forms and cookies."""

from urllib.parse import parse_qs, urlsplit

from flask import Flask

from cafe.app import routes
from cafe.people.links import code_of, token_of
from cafe.people.queries import links_of
from cafe.people.rules import RIGHTS
from tests.support.app import PASSWORD, Visitor
from tests.support.world import a_workshop

OPEN = {
    "/",
    "/code",
    "/read",
    "/start",
    "/login",
    "/logout",
    "/csrf",
    "/forgotten",
    "/farewell",
    "/privacy",
    "/accessibility",
    "/seal/words",
}
OPEN |= {"/guides", "/guides/<name>", "/guides/<language>/<name>.pdf"}
OPEN |= {"/api", "/api/v1/openapi.json"}
OPEN |= {"/login/code", "/login/oidc", "/login/oidc/back", "/login/oidc/join"}
FILES = {"/static/<path:name>", "/.well-known/security.txt", "/healthz", "/readyz"}


def test_every_door_asks_who_you_are(cafe_app: Flask) -> None:
    known = frozenset().union(*RIGHTS.values())
    for methods, address, verb in routes(cafe_app):
        if verb == "open":
            assert address in OPEN | FILES, f"{methods} {address} asks nobody"
        else:
            assert verb in known, f"{methods} {address}: no such right {verb}"


def test_first_account_then_login(visitor: Visitor) -> None:
    assert visitor.get("/").location == "/start"
    made = visitor.make_first(name="Berit", email="Berit@example.org")
    assert made.location == "/workshops"
    assert visitor.get("/workshops").status_code == 200
    visitor.post("/logout")
    assert visitor.get("/workshops").location == "/login?next=/workshops"
    # What was chosen stands behind the "?": of the preview of a table of notes, say.
    chosen = "/workshops?show=bin&q=b%C3%A5t%26hus"
    log_in = visitor.get(chosen).location
    assert parse_qs(urlsplit(log_in).query) == {"next": [chosen]}
    assert visitor.log_in().location == "/workshops"


def test_only_one_first_account(organiser: Visitor, cafe_app: Flask) -> None:
    assert organiser.get("/workshops").status_code == 200
    late = Visitor(cafe_app)
    answer = late.make_first(name="Snik", email="snik@example.org")
    assert answer.status_code == 409
    assert late.get("/workshops").status_code == 302


def test_refused_form_keeps_what_was_typed(visitor: Visitor) -> None:
    answer = visitor.make_first(password="kort")
    assert answer.status_code == 422
    assert 'value="berit@example.org"' in answer.text
    assert "at least 10 characters" in answer.text


def test_form_without_token_is_refused(visitor: Visitor) -> None:
    answer = visitor.client.post(
        "/start", data={"name": "B", "email": "b@c.d", "password": PASSWORD}
    )
    assert answer.status_code == 400
    assert "open too long" in answer.text


def test_code_opens_the_table_and_the_wall(cafe_app: Flask, visitor: Visitor) -> None:
    cafe = cafe_app.extensions["cafe"]
    workshop = a_workshop(cafe.db, counts=[1, 1], key=cafe.settings.secret_key)
    with cafe.db.reading() as db:
        wall, table, _other = links_of(db, workshop.id)
    key = cafe.settings.secret_key
    assert visitor.post("/code", code=code_of(key, wall.nonce)).location.startswith("/v/")
    typed = code_of(key, table.nonce).lower()
    answer = visitor.post("/code", code=f"{typed[:3]} {typed[3:]}")
    assert answer.location == f"/t/{token_of(key, table.nonce)}"
    refused = visitor.post("/code", code="NOT YET")
    assert refused.status_code == 404
    assert 'value="NOT YET"' in refused.text


def test_a_right_code_is_never_refused_because_others_mistype(cafe_app: Flask) -> None:
    cafe = cafe_app.extensions["cafe"]
    workshop = a_workshop(cafe.db, counts=[1, 1], key=cafe.settings.secret_key)
    with cafe.db.reading() as db:
        wall = links_of(db, workshop.id)[0]
    mistyping, right = Visitor(cafe_app), Visitor(cafe_app)
    for _try in range(25):
        last = mistyping.post("/code", code="AAAAAA")
    assert last.status_code == 429
    assert (
        right.post("/code", code=code_of(cafe.settings.secret_key, wall.nonce)).status_code == 302
    )


def test_languages(visitor: Visitor, organiser: Visitor) -> None:
    assert 'lang="nn"' in visitor.get("/login?lang=nn").text
    assert '<html lang="nn">' in visitor.get("/login").text, "the choice is kept"
    plain = visitor.client.application.test_client()
    assert '<html lang="nb">' in plain.get("/login").text
    assert organiser.get("/workshops").status_code == 200
    visitor.log_in()
    assert '<html lang="nn">' in visitor.get("/workshops").text, "also over a login"


def test_headers(visitor: Visitor) -> None:
    answer = visitor.get("/login")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert "SameSite=Lax" in answer.headers["Set-Cookie"]


def test_unknown_pages_and_methods(visitor: Visitor) -> None:
    assert visitor.get("/nowhere").status_code == 404
    answer = visitor.get("/nowhere", headers={"Accept": "application/json"})
    assert answer.mimetype == "application/problem+json"
    assert answer.json
    assert answer.json["type"] == "/problems/not-found"
    assert visitor.get("/logout").status_code == 405


def test_whoever_is_logged_in_comes_to_the_cafes(organiser: Visitor, visitor: Visitor) -> None:
    assert "Come in" in visitor.get("/").text
    assert organiser.get("/").location == "/workshops"
    assert "Berit Bakke" in organiser.get("/workshops").text
    asked = organiser.get("/?code=")
    assert "Come in" in asked.text
    assert 'href="/workshops"' in asked.text
    # In another language it is the same page.
    assert 'href="?code=&amp;lang=nn"' in asked.text
