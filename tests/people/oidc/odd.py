"""A log-in service that answers what it is told to."""

import hashlib
import json
import threading
import time
from base64 import urlsafe_b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import ECKey


class Odd(ThreadingHTTPServer):
    """A service that answers what it is told to, and counts who asks for what."""

    daemon_threads = True

    def __init__(self) -> None:
        self.said: dict[str, Any] = {}
        self.asked: list[str] = []
        self.sent: dict[str, list[str]] = {}
        self.over = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)
        self.issuer = f"http://127.0.0.1:{self.server_address[1]}"
        self.said["/.well-known/openid-configuration"] = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/auth",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "userinfo_endpoint": f"{self.issuer}/me",
            "end_session_endpoint": f"{self.issuer}/out",
        }
        self.new_key("first")
        self.said["/me"] = {"sub": "ola", "email": "ola@example.org", "email_verified": True}

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
            self.server.sent = parse_qs(body.decode())
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
