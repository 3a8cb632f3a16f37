"""Browsers in which an account has been in before: nobody else's wrong tries shut them out.

A signed cookie for each account, sent to the login alone, outlives the login itself. It gives no
right but a try that is counted by itself (OWASP calls it a device cookie). It holds no name, and no
time either, so that no clock ends it. And what any browser is called here in its session.
"""

import hmac
import secrets

from flask import current_app, g, request, session
from werkzeug.wrappers import Response

from cafe.web.state import cafe

A_YEAR = 365 * 24 * 3600


def known_device(person_id: int) -> str:
    """This browser's own name at the account, "" when it was never in."""
    nonce, _dot, seal = request.cookies.get(_cookie(person_id), "").partition(".")
    right = hmac.compare_digest(seal.encode(), _seal(person_id, nonce).encode())
    return nonce if right else ""


def remember_device(response: Response, person_id: int) -> None:
    """The account is in now; at the next login this browser is known."""
    nonce = known_device(person_id) or secrets.token_hex(8)
    response.set_cookie(
        _cookie(person_id),
        f"{nonce}.{_seal(person_id, nonce)}",
        max_age=A_YEAR,
        path="/login",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )


def _cookie(person_id: int) -> str:
    return f"kafe-known-{person_id}"


def _seal(person_id: int, nonce: str) -> str:
    key, word = cafe().settings.secret_key.encode(), f"known:{person_id}:{nonce}".encode()
    return hmac.new(key, word, "sha256").hexdigest()


def device() -> str:
    """A random name for this browser, kept in its session. Limits count it, not the hall."""
    return str(session.get("device", ""))


def known_browser() -> str:
    """The same, "" for one that has just been made: nothing is counted of what comes but once."""
    return "" if g.get("newcomer") else device()
