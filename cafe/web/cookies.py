"""The one cookie `kafe`: signed, and read and kept without asking this machine's clock.

Flask's own cookie carries the time it was signed and the date it ends: a clock that is set back
makes every one of them invalid (each tablet's form token, each phone's right to its own notes), and
the browser drops new ones at once. How long a login lasts is the row's business
(`people/sessions.py`); how long the browser keeps the cookie is told in seconds from now.
"""

from typing import Any

from flask import Flask, Request, Response
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface, SessionMixin
from itsdangerous import BadData, URLSafeSerializer


class Cookies(SecureCookieSessionInterface):
    """Flask's session, without its clock."""

    salt = "kafe"

    def _signer(self, app: Flask) -> URLSafeSerializer:
        how: dict[str, Any] = {
            "key_derivation": self.key_derivation,
            "digest_method": self.digest_method,
        }
        key = app.config["SECRET_KEY"]
        return URLSafeSerializer(key, salt=self.salt, serializer=self.serializer, signer_kwargs=how)

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession:
        """What the browser brought, if we signed it."""
        value = request.cookies.get(self.get_cookie_name(app), "")
        try:
            return self.session_class(self._signer(app).loads(value))
        except BadData:
            return self.session_class()

    def save_session(self, app: Flask, session: SessionMixin, response: Response) -> None:
        """Give the browser what has changed, to keep for so many seconds."""
        if session.accessed:
            response.vary.add("Cookie")
        if not session.modified:
            return
        response.set_cookie(
            self.get_cookie_name(app),
            self._signer(app).dumps(dict(session)),
            max_age=app.permanent_session_lifetime,
            path=self.get_cookie_path(app),
            secure=self.get_cookie_secure(app),
            httponly=True,
            samesite=self.get_cookie_samesite(app),
        )
