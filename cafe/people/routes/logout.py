"""Logging out: here, and where one logged in."""

from flask import current_app, redirect, request, session
from werkzeug.wrappers import Response as AnyResponse

from cafe.people import sessions
from cafe.people.room import room
from cafe.web.access import login
from cafe.web.addresses import base_address
from cafe.web.pages import page
from cafe.web.state import cafe, writing

HINT = "kafe-hint"  # the ID token: in its owner's browser alone, which sends it here alone
MOST_HINT = 3500  # characters: what a browser keeps of a cookie
KEPT_SECONDS = 14 * 24 * 3600


def with_hint(response: AnyResponse, token: str) -> AnyResponse:
    """`response`, with which the browser keeps what logs it out at the log-in service."""
    if len(token) <= MOST_HINT:
        response.set_cookie(
            HINT,
            token,
            max_age=KEPT_SECONDS,
            path="/logout",
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
    return response


@room.post("/logout")
def log_out() -> AnyResponse:
    """Log out: the login ends, also where its cookie was copied to.

    In this browser it has ended whatever becomes of the rest: the next person at this machine is
    nobody's colleague because a disk is full.
    """
    found = login()
    session.pop("login", None)
    if found:
        with writing() as tx:
            sessions.end(tx, person_id=found.person_id, session_id=found.id)
    return _there_as_well()


def _there_as_well() -> AnyResponse:
    """For who came by the log-in service, on to its own log-out; else the front page.

    A page and no redirect: a form may lead to our own pages alone (Content-Security-Policy).
    """
    hint, service = request.cookies.get(HINT), cafe().provider
    then = base_address(cafe().settings) + "/"
    there = service.goodbye(hint=hint, then=then) if hint and service else ""
    response = page("people/logged_out.html", there=there) if there else redirect("/")
    if there:
        response.headers["Refresh"] = f"0; url={there}"
    if hint:
        response.delete_cookie(HINT, path="/logout")
    return response
