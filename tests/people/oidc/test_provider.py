"""A service that is slow, odd or renewed, over a real network: bounded, in words, never hanging."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey

from cafe.people.oidc import provider
from cafe.people.oidc.provider import Provider
from cafe.people.oidc.rules import NoAnswer, Someone, Untrusted

Answer = Callable[[BaseHTTPRequestHandler], None]
SLOW_SECONDS = 0.4


class Odd(ThreadingHTTPServer):
    """A service that answers what it is told to, and counts who asks for what."""

    daemon_threads = True

    def __init__(self) -> None:
        self.said: dict[str, Any] = {}
        self.asked: list[str] = []
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.said["/.well-known/openid-configuration"] = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/me",
        }
        self.new_key("first")
        self.said["/me"] = {"sub": "ola", "email": "ola@example.org", "email_verified": True}

    def new_key(self, kid: str) -> None:
        """Sign with another key from now on."""
        key = ECKey.generate_key("P-256", {"kid": kid, "use": "sig"})
        self.said["/keys"] = {"keys": [key.as_dict(private=False)]}
        claims = {"iss": self.issuer, "sub": "ola", "aud": "cafe", "nonce": "n", "iat": 0}
        claims |= {"iat": int(time.time()), "exp": int(time.time()) + 60}
        token = jwt.encode({"alg": "ES256", "kid": kid}, claims, key)
        self.said["/token"] = {"id_token": token, "access_token": "t", "token_type": "Bearer"}


class _Handler(BaseHTTPRequestHandler):
    server: Odd

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        said = self.server.said[self.path]
        if callable(said):
            said(self)
            return
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815 - as the library calls it

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


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
    assert odd.asked.count("/keys") == 2


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
    assert at(odd).goodbye(hint="x.y.z", then="http://localhost/") == ""
