"""A service that is slow or odd, over a real network: bounded, in words, never hanging."""

import threading
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from cafe.people.oidc import provider
from cafe.people.oidc.rules import NoAnswer, Untrusted
from tests.people.oidc.odd import (
    PLACES,
    Odd,
    at,
    comes_back,
    drips,
    goes,
    hangs,
    raw,
)


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


# What is told of it in the log.
WHY = {
    "silence": "it takes too long",
    "a head that never ends": "it takes too long",
    "a body that never ends": "it takes too long",
    "an error": "^status 500$",
    "another address": "^status 302$",
    "a page": "JSONDecodeError",
}
SLOW_SECONDS = 0.4
SLOW = ("silence", "a head that never ends", "a body that never ends")


@pytest.mark.parametrize(
    ("place", "name"),
    [(place, name) for place in PLACES for name in ODD if place == "/token" or name not in SLOW],
)
def test_an_odd_answer_ends_in_time_and_lets_nobody_in(
    odd: Odd, monkeypatch: pytest.MonkeyPatch, place: str, name: str
) -> None:
    odd.said[place] = ODD[name]
    if name in SLOW:
        monkeypatch.setattr(provider, "PATIENCE_SECONDS", SLOW_SECONDS)
    why = WHY.get(name) if place != "/token" or name in SLOW else None
    with pytest.raises((NoAnswer, Untrusted), match=why):
        comes_back(at(odd))


def test_neither_the_way_there_nor_the_way_out_is_waited_for(
    odd: Odd, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("PATIENCE_SECONDS", "GOODBYE_SECONDS"):
        monkeypatch.setattr(provider, name, SLOW_SECONDS)
    odd.said[PLACES[0]] = ODD["a body that never ends"]
    before = {*threading.enumerate()}
    with pytest.raises(NoAnswer, match="it takes too long"):
        goes(at(odd))
    assert at(odd).goodbye(hint="x.y.z", then="http://localhost/") == ""
    left = {*threading.enumerate()} - before
    assert left
    assert all(one.daemon for one in left), "what still waits keeps no process from ending"


@pytest.mark.parametrize(
    ("token", "why"),
    [
        ({"error": "invalid_grant"}, "^the code was refused: invalid_grant$"),
        ({"error": {"a": 1}}, "^the code was refused: $"),
        ({"access_token": "t"}, None),
        ({"access_token": "t", "id_token": 7}, None),
        ({"id_token": "x.y.z", "expires_in": []}, None),
        ({"id_token": "x.y.z", "expires_in": "soon"}, None),
    ],
)
def test_an_odd_token_lets_nobody_in(odd: Odd, token: dict[str, Any], why: str | None) -> None:
    odd.said["/token"] = token
    with pytest.raises((NoAnswer, Untrusted), match=why):
        comes_back(at(odd))
