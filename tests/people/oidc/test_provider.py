"""A service that is slow, odd or renewed, over a real network: bounded, in words, never hanging."""

import hashlib
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from cafe.people.oidc import provider
from cafe.people.oidc.provider import Provider
from cafe.people.oidc.rules import NoAnswer, Someone, Untrusted
from tests.people.oidc.odd import Odd

Answer = Callable[[BaseHTTPRequestHandler], None]
SLOW_SECONDS = 0.4


@pytest.fixture
def odd(monkeypatch: pytest.MonkeyPatch) -> Iterator[Odd]:
    monkeypatch.setattr(provider, "PATIENCE_SECONDS", SLOW_SECONDS)
    one = Odd()
    thread = threading.Thread(target=one.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield one
    one.over.set()
    one.shutdown()
    one.server_close()
    thread.join()


def comes_back(service: Provider, issuer: str | None = None) -> Someone:
    found, _token = service.redeem(
        code="c", issuer=issuer, back="http://localhost/", nonce="n", verifier="v" * 43
    )
    return found


def at(odd: Odd) -> Provider:
    return Provider(odd.issuer, "cafe", "secret")


def test_who_comes_is_read_from_the_token_and_what_the_service_adds(odd: Odd) -> None:
    found = comes_back(at(odd))
    assert (found.sub, found.email, found.verified) == ("ola", "ola@example.org", True)
    code = {"grant_type": ["authorization_code"], "code": ["c"], "code_verifier": ["v" * 43]}
    assert odd.sent == code | {"redirect_uri": ["http://localhost/"]}


def test_one_is_sent_there_with_what_ties_the_answer_to_this_log_in(odd: Odd) -> None:
    asked = {"state": "s" * 32, "nonce": "n", "prompt": "login"}
    address = at(odd).begin(back="http://localhost/", verifier="v" * 43, **asked)
    place, _mark, query = address.partition("?")
    proof = urlsafe_b64encode(hashlib.sha256(b"v" * 43).digest()).decode().rstrip("=")
    told = asked | {"response_type": "code", "client_id": "cafe", "scope": "openid profile email"}
    told |= {"code_challenge": proof, "code_challenge_method": "S256"}
    assert place == f"{odd.issuer}/auth"
    assert dict(parse_qsl(query)) == told | {"redirect_uri": "http://localhost/"}


def test_the_secret_goes_where_the_service_wants_it(odd: Odd) -> None:
    odd.said[PLACES[0]]["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
    assert comes_back(at(odd)).sub == "ola"
    assert (odd.sent["client_id"], odd.sent["client_secret"]) == (["cafe"], ["secret"])


def test_what_is_said_with_the_token_asks_for_nothing_more(odd: Odd) -> None:
    odd.new_key("first", email="kari@example.org")
    assert comes_back(at(odd)).email == "kari@example.org"
    assert "/me" not in odd.asked


@pytest.mark.parametrize(
    "other",
    [
        {"nonce": "another log-in's"},
        {"aud": "another"},
        {"iss": "https://evil.example"},
        {"exp": int(time.time()) - 999},
        {"at_hash": "of another access token"},
    ],
)
def test_a_true_token_of_something_else_lets_nobody_in(odd: Odd, other: dict[str, Any]) -> None:
    odd.new_key("first", **other)
    with pytest.raises(Untrusted, match=next(iter(other)) if "exp" not in other else "expired"):
        comes_back(at(odd))


@pytest.mark.parametrize("place", [0, 1, 2, 3])
def test_nobody_is_followed_to_another_address(odd: Odd, place: int) -> None:
    odd.said["/there"] = odd.said[PLACES[place]]
    head = b"HTTP/1.1 302 Go\r\nContent-Length: 0\r\nLocation: /there\r\n\r\n"
    odd.said[PLACES[place]] = raw(head)
    with pytest.raises((NoAnswer, Untrusted)):
        comes_back(at(odd))
    assert "/there" not in odd.asked


def test_an_answer_of_many_pieces_is_whole(odd: Odd) -> None:
    odd.said["/me"]["more"] = "x" * 300_000
    assert comes_back(at(odd)).email == "ola@example.org"


def test_the_way_out_says_whose_it_is(odd: Odd) -> None:
    there = urlsplit(at(odd).goodbye(hint="x.y.z", then="http://localhost/"))
    assert there.path == "/out"
    asked = {"id_token_hint": ["x.y.z"], "client_id": ["cafe"]}
    assert parse_qs(there.query) == asked | {"post_logout_redirect_uri": ["http://localhost/"]}


def test_changed_keys_are_fetched_once_in_a_while_and_no_more(
    odd: Odd, monkeypatch: pytest.MonkeyPatch
) -> None:
    service = at(odd)
    comes_back(service)
    odd.new_key("second")
    with pytest.raises(Untrusted):  # just fetched
        comes_back(service)
    monkeypatch.setattr(provider, "NEW_KEYS_SECONDS", 0)
    assert comes_back(service).sub == "ola"
    assert comes_back(service).sub == "ola"
    assert (odd.asked.count("/keys"), odd.asked.count(PLACES[0])) == (2, 1)


def hangs(handler: BaseHTTPRequestHandler) -> None:
    handler.server.over.wait(20)  # type: ignore[attr-defined]


def drips(first: bytes) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        try:
            handler.wfile.write(first)
            while not handler.server.over.wait(0.02):  # type: ignore[attr-defined]
                handler.wfile.write(b" ")
                handler.wfile.flush()
        except OSError:
            pass  # who asked has gone

    return answer


def raw(said: bytes) -> Answer:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(said)

    return answer


def large(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(b"HTTP/1.0 200 OK\r\n\r\n[")
    try:
        for _piece in range(40):
            handler.wfile.write(b"1," * 50_000)
    except OSError:
        pass  # nobody reads so much


ODD: dict[str, Any] = {
    "silence": hangs,
    "a head that never ends": drips(b"HTTP/1.1 200 OK\r\nX:"),
    "a body that never ends": drips(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n{"),
    "nothing": raw(b""),
    "no HTTP": raw(b"\x00\xff\x00\r\n\r\n"),
    "an error": raw(b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"),
    "another address": raw(b"HTTP/1.1 302 Go\r\nLocation: http://127.0.0.1:1/\r\n\r\n"),
    "a page": b"<!doctype html>",
    "letters": b"\xff\xfe",
    "a list": [],
    "a number": 7,
    "very much": large,
}


SLOW = ("silence", "a head that never ends", "a body that never ends")
PLACES = ("/.well-known/openid-configuration", "/keys", "/me", "/token")


@pytest.mark.parametrize(
    ("place", "name"),
    [(place, name) for place in PLACES for name in ODD if place == "/token" or name not in SLOW],
)
def test_an_odd_answer_ends_in_time_and_lets_nobody_in(odd: Odd, place: str, name: str) -> None:
    odd.said[place] = ODD[name]
    began = time.monotonic()
    with pytest.raises((NoAnswer, Untrusted)):
        comes_back(at(odd))
    assert time.monotonic() - began < SLOW_SECONDS + 5


@pytest.mark.parametrize(
    "token",
    [
        {"error": "invalid_grant"},
        {"error": {"a": 1}},
        {"access_token": "t"},
        {"id_token": 7},
        {"id_token": "x.y.z", "expires_in": []},
        {"id_token": "x.y.z", "expires_in": "soon"},
    ],
)
def test_an_odd_token_lets_nobody_in(odd: Odd, token: dict[str, Any]) -> None:
    odd.said["/token"] = token
    with pytest.raises((NoAnswer, Untrusted)):
        comes_back(at(odd))


def test_what_is_added_of_somebody_else_is_refused(odd: Odd) -> None:
    odd.said["/me"] = {"sub": "kari", "email": "kari@example.org", "email_verified": True}
    with pytest.raises(Untrusted):
        comes_back(at(odd))


def test_a_service_that_was_away_is_asked_again_in_a_while(
    odd: Odd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "AWAY_SECONDS", 3600)
    there, service = odd.said.pop(PLACES[0]), at(odd)
    odd.said[PLACES[0]] = raw(b"")
    for _who in range(3):
        with pytest.raises(NoAnswer):
            service.begin(back="http://localhost/", state="s", nonce="n", verifier="v" * 43)
    assert odd.asked.count(PLACES[0]) == 1
    odd.said[PLACES[0]] = there
    monkeypatch.setattr(service, "_away_until", 0)
    assert comes_back(service).sub == "ola"


def test_the_answer_of_another_service_is_refused_before_the_code_is_given_away(odd: Odd) -> None:
    with pytest.raises(Untrusted):
        comes_back(at(odd), issuer="https://evil.example")
    assert "/token" not in odd.asked


def test_a_service_without_a_log_out_has_none(odd: Odd) -> None:
    there = odd.said[PLACES[0]]
    odd.said[PLACES[0]] = raw(b"")
    assert at(odd).goodbye(hint="x.y.z", then="http://localhost/") == ""
    odd.said[PLACES[0]] = there
    del there["end_session_endpoint"]
    assert at(odd).goodbye(hint="x.y.z", then="http://localhost/") == ""
