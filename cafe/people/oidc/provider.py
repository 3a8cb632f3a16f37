"""The log-in service as we speak with it: what it says of itself, its keys, a code redeemed.

Everything is fetched with a bounded time and size, on a thread of its own (a green one, where the
hub is): a service that is away or slow costs whoever logs in some seconds, and nobody else any.
"""

import os
import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.common.urls import add_params_to_uri
from authlib.integrations.requests_client import OAuth2Session
from joserfc.jwk import KeySet
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from cafe.core.web_address import LOOPBACK
from cafe.people.oidc.rules import (
    NoAnswer,
    Service,
    Someone,
    Untrusted,
    check_answered_by,
    error_code,
    identity,
    service,
)
from cafe.people.oidc.tokens import UnknownKey, claims_of, key_set

T = TypeVar("T")
DESCRIPTION = "/.well-known/openid-configuration"
PATIENCE_SECONDS = 8.0  # for all that one log-in asks of it
GOODBYE_SECONDS = 3.0
EACH_SECONDS = (3.0, 5.0)  # to be connected; between two pieces of an answer
MOST_BYTES = 1_000_000
GOOD_FOR_SECONDS = 3600  # its description and keys
AWAY_SECONDS = 5  # in which nobody asks again after no answer
NEW_KEYS_SECONDS = 30  # between two looks for a key that is not known
# Nothing came, or what came has another form than it must.
NO_ANSWER = (
    *(requests.RequestException, HTTPError, OSError, AuthlibBaseError),
    *(ValueError, TypeError, KeyError, AttributeError),
)


class Provider:
    """One log-in service, for one installation; its description and keys are kept in memory."""

    def __init__(self, issuer: str, client_id: str, secret: str) -> None:
        """`secret` is "" for a café that has none there."""
        self.issuer = issuer
        self._client_id, self._secret = client_id, secret
        self._service: tuple[float, Service] | None = None
        self._keys: tuple[float, KeySet] | None = None
        self._away_until = 0.0

    def begin(self, *, back: str, state: str, nonce: str, verifier: str, **more: str) -> str:
        """Where the person goes to log in; asked anew, so that nobody is sent to a dead address.

        Raises NoAnswer, Untrusted.
        """
        known = _within(PATIENCE_SECONDS, self._described_now)
        with self._session() as session:
            address, _state = session.create_authorization_url(
                known.authorization_endpoint,
                state=state,
                code_verifier=verifier,
                redirect_uri=back,
                scope=known.scope,
                nonce=nonce,
                **more,
            )
        return str(address)

    def redeem(
        self, *, code: str, issuer: str | None, back: str, nonce: str, verifier: str
    ) -> tuple[Someone, str]:
        """Who came back with `code` from `issuer` (if the answer says), and their ID token.

        Raises NoAnswer; Untrusted when anything of it does not fit this one log-in.
        """

        def ask() -> tuple[Someone, str]:
            known = self._described()
            check_answered_by(issuer, known)
            with self._session(known) as session:
                token = _fetched(session, known, code, back, verifier)
                claims = self._claims(token, known, nonce)
                return identity(self._completed(session, claims, known)), token["id_token"]

        return _within(PATIENCE_SECONDS, ask)

    def goodbye(self, *, hint: str, then: str) -> str:
        """Where the person logs out there as well; "" when the service has no such place, or does
        not say now (OpenID Connect RP-Initiated Logout 1.0, 2).
        """
        try:
            known = _within(GOODBYE_SECONDS, self._described_now)
        except (NoAnswer, Untrusted):
            return ""
        if not known.end_session_endpoint:
            return ""
        words = {
            "id_token_hint": hint,
            "client_id": self._client_id,
            "post_logout_redirect_uri": then,
        }
        return str(add_params_to_uri(known.end_session_endpoint, list(words.items())))

    def _session(self, known: Service | None = None) -> OAuth2Session:
        how = "client_secret_post" if known and known.secret_in_body else "client_secret_basic"
        session = OAuth2Session(
            self._client_id,
            self._secret or None,
            token_endpoint_auth_method=how if self._secret else "none",
            code_challenge_method="S256",
        )
        session.adapters.clear()
        session.mount("http", _Bounded())  # and https
        session.headers["Accept-Encoding"] = "identity"
        # The machine's own proxy is for the world outside.
        session.trust_env = urlsplit(self.issuer).hostname not in LOOPBACK
        session.verify = os.environ.get("REQUESTS_CA_BUNDLE") or True
        return session

    def _described(self) -> Service:
        if self._service and time.monotonic() < self._service[0]:
            return self._service[1]
        return self._described_now()

    def _described_now(self) -> Service:
        if time.monotonic() < self._away_until:  # a crowd that logs in does not wait one by one
            raise NoAnswer("it did not a moment ago")
        address = self.issuer.rstrip("/") + DESCRIPTION
        try:
            with self._session() as session:
                found = service(_json(session, address, withhold_token=True), self.issuer)
        except Exception:
            self._away_until = time.monotonic() + AWAY_SECONDS
            raise
        self._service = (time.monotonic() + GOOD_FOR_SECONDS, found)
        return found

    def _claims(self, token: dict[str, Any], known: Service, nonce: str) -> dict[str, Any]:
        def read(keys: KeySet) -> dict[str, Any]:
            return claims_of(
                token.get("id_token"),
                keys=keys,
                issuer=known.issuer,
                client_id=self._client_id,
                nonce=nonce,
                access_token=str(token["access_token"]),
                now=int(time.time()),
            )

        try:
            return read(self._published(known, GOOD_FOR_SECONDS))
        except UnknownKey:  # they are changed now and then
            return read(self._published(known, NEW_KEYS_SECONDS))

    def _published(self, known: Service, good_for: float) -> KeySet:
        if self._keys is None or time.monotonic() - self._keys[0] >= good_for:
            with self._session() as session:
                found = key_set(_json(session, known.jwks_uri, withhold_token=True))
            self._keys = (time.monotonic(), found)
        return self._keys[1]

    def _completed(
        self, session: OAuth2Session, claims: dict[str, Any], known: Service
    ) -> dict[str, Any]:
        """The claims, with address and name from where the service keeps them (Core 1.0, 5.3)."""
        if "email" in claims or not known.userinfo_endpoint:
            return claims
        more = _json(session, known.userinfo_endpoint)
        if not isinstance(more, dict) or more.get("sub") != claims.get("sub"):
            raise Untrusted("what the service adds is of somebody else")
        return {**more, **claims}


class _Bounded(HTTPAdapter):
    """Each request with patience that ends, and an answer that may only be so large."""

    def send(self, request: Any, **how: Any) -> requests.Response:  # type: ignore[override]
        """As the library's."""
        response = super().send(request, **{**how, "stream": True, "timeout": EACH_SECONDS})
        body = bytearray()
        while piece := response.raw.read1(65_536, decode_content=True):
            body += piece
            if len(body) > MOST_BYTES:
                response.close()
                raise requests.exceptions.ContentDecodingError("the answer is too large")
        response._content = bytes(body)
        return response


def _json(session: OAuth2Session, address: str, **how: Any) -> Any:
    response = session.get(address, allow_redirects=False, **how)
    if response.status_code != 200:
        raise NoAnswer(f"status {response.status_code}")
    return response.json()


def _fetched(
    session: OAuth2Session, known: Service, code: str, back: str, verifier: str
) -> dict[str, Any]:
    """What the code is worth. A code that is refused was used before, or never ours."""
    try:
        found = session.fetch_token(
            known.token_endpoint,
            code=code,
            redirect_uri=back,
            code_verifier=verifier,
            allow_redirects=False,
        )
    except AuthlibBaseError as error:
        raise Untrusted(f"the code was refused: {error_code(str(error.error))}") from None
    return dict(found)


def _within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives. Raises NoAnswer when that takes longer, however little comes at a time."""
    found: list[T | Exception] = []

    def run() -> None:
        try:
            found.append(work())
        except Exception as error:
            found.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if not found:
        raise NoAnswer("it takes too long")
    if isinstance(found[0], NO_ANSWER):
        raise NoAnswer(type(found[0]).__name__) from found[0]
    if isinstance(found[0], Exception):
        raise found[0]
    return found[0]
