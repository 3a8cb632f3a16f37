"""A log-in service over a real network: what is asked of it and told to it, and when anew."""

import hashlib
import time
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from cafe.people.oidc import provider
from cafe.people.oidc.provider import Provider
from cafe.people.oidc.rules import NoAnswer, Untrusted
from tests.people.oidc.odd import PLACES, Odd, at, comes_back, goes, raw
from tests.support.programs.https import authority, speaking_https


def test_who_comes_is_read_from_the_token_and_what_the_service_adds(odd: Odd) -> None:
    found = comes_back(at(odd))
    assert (found.sub, found.email, found.verified) == ("ola", "ola@example.org", True)
    code = {"grant_type": ["authorization_code"], "code": ["c"], "code_verifier": ["v" * 43]}
    assert odd.sent == code | {"redirect_uri": ["http://localhost/"]}
    assert odd.heads["Accept-Encoding"] == "identity", "nothing small that becomes large"


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


def test_a_cafe_without_a_secret_says_its_name_alone(odd: Odd) -> None:
    assert comes_back(Provider(odd.issuer, "cafe", "")).sub == "ola"
    assert odd.sent["client_id"] == ["cafe"]
    assert "client_secret" not in odd.sent
    assert "Authorization" not in odd.heads


def test_it_is_spoken_with_where_it_is_and_only_under_a_certificate_that_is_trusted(
    odd: Odd, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    for name in ("no_proxy", "REQUESTS_CA_BUNDLE"):
        monkeypatch.delenv(name, raising=False)
    assert comes_back(Provider(f"{odd.issuer}/", "cafe", "secret")).sub == "ola"
    monkeypatch.setenv("http_proxy", odd.issuer)
    outside = "http://login.example.org"
    odd.said[outside + PLACES[0]] = b"[]"
    with pytest.raises(Untrusted):
        goes(Provider(outside, "cafe", "secret"))
    assert outside + PLACES[0] in odd.asked, "the machine's proxy leads to the world outside"
    odd.socket = speaking_https(odd.socket, tmp_path)
    odd.at("https")
    with pytest.raises(NoAnswer, match="SSLError"):
        goes(at(odd))
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(authority(tmp_path)))
    assert goes(at(odd)).startswith(f"{odd.issuer}/auth?")
    odd.said[PLACES[0]] |= {"more": "x" * provider.MOST_BYTES}
    with pytest.raises(NoAnswer, match="ContentDecodingError"):
        goes(at(odd))


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
    odd.said["/me"]["more"] = "x" * provider.MOST_BYTES
    with pytest.raises(NoAnswer, match="ContentDecodingError"):
        comes_back(at(odd))


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


def test_what_is_added_of_somebody_else_is_refused(odd: Odd) -> None:
    odd.said["/me"] = {"sub": "kari", "email": "kari@example.org", "email_verified": True}
    with pytest.raises(Untrusted, match=r"^what the service adds is of somebody else"):
        comes_back(at(odd))


def test_a_service_that_was_away_is_asked_again_in_a_while(
    odd: Odd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(provider, "AWAY_SECONDS", 3600)
    there, service = odd.said.pop(PLACES[0]), at(odd)
    odd.said[PLACES[0]] = raw(b"")
    for why in ("ConnectionError", "a moment ago", "a moment ago"):
        with pytest.raises(NoAnswer, match=why):
            goes(service)
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
