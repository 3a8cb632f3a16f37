"""A log-in service that answers what it is told to."""

import hashlib
import json
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import ECKey

from cafe.people.oidc.provider import Provider
from cafe.people.oidc.rules import Someone

Answer = Callable[[BaseHTTPRequestHandler], None]
PLACES = ("/.well-known/openid-configuration", "/keys", "/me", "/token")


class Odd(ThreadingHTTPServer):
    """A service that answers what it is told to, and counts who asks for what."""

    daemon_threads = True

    def __init__(self) -> None:
        self.said: dict[str, Any] = {}
        self.asked: list[str] = []
        self.sent: dict[str, list[str]] = {}
        self.heads: dict[str, str] = {}
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)
        self.at("http")
        self.new_key("first")
        self.said["/me"] = {"sub": "ola", "email": "ola@example.org", "email_verified": True}

    def at(self, scheme: str) -> None:
        """Be at this kind of address, and say so."""
        self.issuer = f"{scheme}://127.0.0.1:{self.server_address[1]}"
        self.said["/.well-known/openid-configuration"] = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/me",
            "end_session_endpoint": f"{self.issuer}/out",
        }

    def new_key(self, kid: str, **other: Any) -> None:
        """Sign with another key from now on, and say something `other`."""
        key = ECKey.generate_key("P-256", {"kid": kid, "use": "sig"})
        self.said["/keys"] = {"keys": [key.as_dict(private=False)]}
        claims = {"iss": self.issuer, "sub": "ola", "aud": "cafe", "nonce": "n", "iat": 0}
        claims |= {"iat": int(time.time()), "exp": int(time.time()) + 60}
        half = hashlib.sha256(b"t").digest()[:16]
        claims |= {"at_hash": urlsafe_b64encode(half).decode().rstrip("="), **other}
        token = jwt.encode({"alg": "ES256", "kid": kid}, claims, key)
        self.said["/token"] = {"id_token": token, "access_token": "t", "token_type": "Bearer"}


class _Handler(BaseHTTPRequestHandler):
    server: Odd

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.command == "POST":
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.server.sent, self.server.heads = parse_qs(body.decode()), dict(self.headers)
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


def comes_back(service: Provider, issuer: str | None = None) -> Someone:
    found, _token = service.redeem(
        code="c", issuer=issuer, back="http://localhost/", nonce="n", verifier="v" * 43
    )
    return found


def at(odd: Odd) -> Provider:
    return Provider(odd.issuer, "cafe", "secret")


def goes(service: Provider) -> str:
    return service.begin(back="http://localhost/", state="s", nonce="n", verifier="v" * 43)


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
