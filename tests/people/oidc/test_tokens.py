"""Forged tokens: each is refused, whatever it says of itself. The true one is taken."""

import hmac
import json
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, OctKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry

from cafe.people.oidc.rules import ClocksDiffer, Untrusted
from cafe.people.oidc.tokens import LONGEST, UnknownKey, claims_of, key_set

ISSUER, CLIENT, NONCE, NOW = "https://login.example.org", "cafe", "n" * 32, 1_800_000_000
RSA = RSAKey.generate_key(2048, {"kid": "a", "use": "sig"})
EC = ECKey.generate_key("P-256", {"kid": "b", "use": "sig"})
OTHER = ECKey.generate_key("P-256", {"kid": "b", "use": "sig"})
KEYS = key_set({"keys": [RSA.as_dict(private=False), EC.as_dict(private=False)]})
CLAIMS: dict[str, Any] = {
    "iss": ISSUER,
    "sub": "ola",
    "aud": CLIENT,
    "exp": NOW + 300,
    "iat": NOW,
    "nonce": NONCE,
}


def signed(key: Any = EC, alg: str = "ES256", kid: str | None = "b", **claims: Any) -> str:
    said = {name: value for name, value in {**CLAIMS, **claims}.items() if value is not None}
    header = {"alg": alg, **({"kid": kid} if kid else {})}
    return jwt.encode(header, said, key, algorithms=[alg])


def read(token: object, keys: KeySet = KEYS, **more: Any) -> dict[str, Any]:
    asked = {"issuer": ISSUER, "client_id": CLIENT, "nonce": NONCE, "access_token": "t"}
    return claims_of(token, keys=keys, now=NOW, **{**asked, **more})


def part(value: object) -> str:
    return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


def test_a_true_token_is_taken_by_whichever_key_signed_it() -> None:
    assert read(signed())["sub"] == "ola"
    assert read(signed(RSA, "RS256", "a"))["sub"] == "ola"
    assert read(signed(aud=[CLIENT, "x"], azp=CLIENT))["sub"] == "ola"
    alone = key_set({"keys": [EC.as_dict(private=False)]})
    assert read(signed(kid=None), alone)["sub"] == "ola"


# A key of each kind that the library signs by, by the algorithm's first letters.
SIGNS: dict[str, Any] = {
    **dict.fromkeys(("RS", "PS", "no"), RSA),
    "HS": OctKey.generate_key(512, {"kid": "a"}),
    "EdDSA": OKPKey.generate_key("Ed25519", {"kid": "a"}),
    "Ed25519": OKPKey.generate_key("Ed25519", {"kid": "a"}),
    "Ed448": OKPKey.generate_key("Ed448", {"kid": "a"}),
    **{
        alg: ECKey.generate_key(curve, {"kid": "a"})
        for alg, curve in (
            *(("ES256K", "secp256k1"), ("ES256", "P-256")),
            *(("ES384", "P-384"), ("ES512", "P-521")),
        )
    },
}
OURS = {
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),
}


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
@pytest.mark.parametrize("alg", JWSRegistry.algorithms)
def test_a_true_signature_is_taken_by_public_keys_alone(alg: str) -> None:
    """Each is really signed, by a key that is listed: the algorithm alone makes the difference."""
    key = SIGNS.get(alg) or SIGNS[alg[:2]]
    token, keys = signed(key, alg, "a"), KeySet([key])
    if alg in OURS:
        assert read(token, keys)["sub"] == "ola"
        assert read(token, key_set(keys.as_dict(private=False)))["sub"] == "ola"
    else:
        with pytest.raises(Untrusted) as refused:
            read(token, keys)
        assert not isinstance(refused.value, UnknownKey)


def test_what_else_the_head_of_a_token_says_is_let_be() -> None:
    how = JWSRegistry(algorithms=["ES256"], strict_check_header=False)
    how.max_header_length = 10_000
    for chain in ([], ["M" * 2000, "I" * 2000]):  # what a service puts there of its certificates
        head = {"alg": "ES256", "kid": "b", "of_its_own": 1, **({"x5c": chain} if chain else {})}
        assert read(jwt.encode(head, CLAIMS, EC, registry=how))["sub"] == "ola"


def with_shared_secret(secret: bytes) -> str:
    said = f"{part({'alg': 'HS256', 'kid': 'a'})}.{part(CLAIMS)}"
    seal = hmac.digest(secret, said.encode(), "sha256")
    return f"{said}.{urlsafe_b64encode(seal).decode().rstrip('=')}"


FORGED: dict[str, object] = {
    "another key": signed(OTHER),
    "no signature": signed().rpartition(".")[0] + ".",
    "alg none": f"{part({'alg': 'none', 'kid': 'b'})}.{part(CLAIMS)}.",
    "alg None": f"{part({'alg': 'None', 'kid': 'b'})}.{part(CLAIMS)}.",
    "no alg": f"{part({'kid': 'b'})}.{part(CLAIMS)}.x",
    "HS256 with the public key": with_shared_secret(RSA.as_pem(private=False)),
    "a key that it brings": jwt.encode(
        {"alg": "ES256", "jwk": OTHER.as_dict(private=False)}, CLAIMS, OTHER
    ),
    "other claims under a true signature": ".".join(
        [signed().split(".")[0], part({**CLAIMS, "sub": "kari"}), signed().split(".")[2]]
    ),
    "another audience": signed(aud="another"),
    "many audiences without azp": signed(aud=[CLIENT, "another"], azp="another"),
    "another party": signed(azp="another"),
    "no audience": signed(aud=None),
    "an empty audience": signed(aud=[]),
    "another issuer": signed(iss="https://evil.example"),
    "an issuer with a slash": signed(iss=f"{ISSUER}/"),
    "no issuer": signed(iss=None),
    "another nonce": signed(nonce="m" * 32),
    "no nonce": signed(nonce=None),
    "a nonce in a list": signed(nonce=[NONCE]),
    "nobody": signed(sub=None),
    "a number": signed(sub=7),
    "no end": signed(exp=None),
    "an end in words": signed(exp="in the year 9999"),
    "an end that is none": signed(exp=float("nan")),
    "no beginning": signed(iat=None),
    "another access token": signed(at_hash="x" * 22),
    "words": "not a token",
    "dots": "..",
    "letters": "é.é.é",
    "nothing": "",
    "a list": [],
    "none": None,
    "too long": "x" * (LONGEST + 1),
    "no claims": f"{part({'alg': 'ES256'})}.{part([])}.x",
}


# What the log says of it: nothing that came.
WHY = {
    "a key that it brings": "the token is signed by an unknown key",
    "no claims": "the token is signed by an unknown key",
    **dict.fromkeys(["a list", "none", "too long"], "there is no ID token"),
}
CLAIM = {
    "another audience": "aud",
    "many audiences without azp": "azp",
    "another party": "azp",
    "an empty audience": "aud",
    "another issuer": "iss",
    "an issuer with a slash": "iss",
    "another nonce": "nonce",
    "a nonce in a list": "nonce",
    "a number": "sub",
    "an end in words": "exp",
    "an end that is none": "exp",
    "another access token": "at_hash",
}
WHY |= {name: f"the token's {claim} is not what it must be" for name, claim in CLAIM.items()}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_token_is_refused(name: str) -> None:
    with pytest.raises(Untrusted) as refused:
        read(FORGED[name])
    assert str(refused.value) == WHY.get(name, "the token is not the service's")
    assert not isinstance(refused.value, ClocksDiffer), "whoever waits is not told to try later"


@pytest.mark.parametrize(
    ("times", "why"),
    [
        ({"exp": NOW - 121}, "^the token has expired"),
        ({"exp": 0}, "^the token has expired"),
        ({"iat": NOW + 121, "exp": NOW + 999}, "iat"),
        ({"nbf": NOW + 121}, "nbf"),
        ({"iat": 253_402_300_799}, "iat"),
    ],
)
def test_a_token_of_another_time_is_told_apart(times: dict[str, Any], why: str) -> None:
    with pytest.raises(ClocksDiffer, match=why):
        read(signed(**times))


def test_clocks_may_differ_a_little() -> None:
    assert read(signed(exp=NOW - 60, iat=NOW + 60))["sub"] == "ola"


def test_an_unknown_key_is_told_apart_so_that_the_keys_are_fetched_anew() -> None:
    with pytest.raises(UnknownKey):
        read(signed(kid="new"))
    with pytest.raises(UnknownKey):
        read(signed(kid=None))
    with pytest.raises(UnknownKey):
        read(signed(), key_set({}))


@pytest.mark.parametrize("found", [None, [], {"keys": 7}, {"keys": [7, {}, {"kty": "XX"}]}])
def test_keys_that_are_none_are_none(found: object) -> None:
    assert list(key_set(found)) == []


def test_only_public_keys_for_signatures_are_kept() -> None:
    public = EC.as_dict(private=False)
    unsaid = {"kid": "c", **{name: public[name] for name in ("kty", "crv", "x", "y")}}
    encrypts = {**RSA.as_dict(private=False), "use": "enc"}
    shared = {"kty": "oct", "k": "c2VjcmV0c2VjcmV0", "kid": "a"}
    broken = {"kty": "RSA", "n": "!", "e": "AQAB"}
    found = key_set({"keys": [public, encrypts, shared, broken, unsaid]})
    assert [key.kid for key in found] == ["b", "c"]
