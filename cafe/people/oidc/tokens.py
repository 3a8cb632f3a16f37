"""The ID token: whether it is the service's, for us, for this one log-in, and of now.

OpenID Connect Core 1.0, 3.1.3.7. Only signatures by a key of the service's own: an algorithm with
a shared secret, or none, is no proof whatever the token says of itself (RFC 8725, 3.1 and 3.2).
"""

from collections.abc import Mapping
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import (
    ExpiredTokenError,
    InvalidClaimError,
    InvalidKeyIdError,
    JoseError,
)
from joserfc.jwk import Key, KeySet, import_key
from joserfc.jws import JWSRegistry

from cafe.people.oidc.rules import ClocksDiffer, Untrusted

ALGORITHMS = (
    *("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"),
    *("ES256", "ES384", "ES512", "EdDSA", "Ed25519"),  # the last is the other's name since RFC 9864
)
PUBLIC = ("RSA", "EC", "OKP")
LEEWAY_SECONDS = 120
LONGEST = 100_000


class UnknownKey(Untrusted):
    """Signed by a key that was not there when the keys were last fetched."""


def key_set(found: Any) -> KeySet:
    """The service's public keys, as it publishes them; one that cannot be read is left out."""
    listed = found.get("keys") if isinstance(found, Mapping) else None
    keys = listed if isinstance(listed, list) else []
    return KeySet([key for key in map(_public, filter(_signs, keys)) if key])


def _public(key: dict[str, Any]) -> Key | None:
    try:
        return import_key(key)
    except (JoseError, ValueError, TypeError, KeyError):
        return None


def _signs(key: Any) -> bool:
    return isinstance(key, dict) and key.get("kty") in PUBLIC and key.get("use", "sig") == "sig"


def claims_of(
    token: object,
    *,
    keys: KeySet,
    issuer: str,
    client_id: str,
    nonce: str,
    access_token: str,
    now: int,
) -> dict[str, Any]:
    """What a token says, once all of it is checked. Raises UnknownKey, ClocksDiffer, Untrusted."""
    if not isinstance(token, str) or len(token) > LONGEST:
        raise Untrusted("there is no ID token")
    try:
        read = _read(token, keys)
        claims = CodeIDToken(
            read.claims,
            read.header,
            {"iss": {"value": issuer}, "aud": {"value": client_id}},
            {"nonce": nonce, "client_id": client_id, "access_token": access_token},
        )
        claims.validate(now=now, leeway=LEEWAY_SECONDS)
    except Untrusted:
        raise
    except ExpiredTokenError:
        raise ClocksDiffer("the token has expired") from None
    except InvalidClaimError as error:
        kind = ClocksDiffer if error.claim in ("iat", "nbf") else Untrusted
        raise kind(f"the token's {error.claim} is not what it must be") from None
    except (JoseError, ValueError, TypeError, KeyError, OverflowError):
        raise Untrusted("the token is not the service's") from None
    return dict(claims)


def _read(token: str, keys: KeySet) -> jwt.Token:
    registry = JWSRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)
    # A head may have a chain of certificates. The token's own length is bounded.
    registry.max_header_length = registry.max_signature_length = LONGEST
    try:
        return jwt.decode(token, keys, registry=registry)
    except InvalidKeyIdError:
        raise UnknownKey("the token is signed by an unknown key") from None
