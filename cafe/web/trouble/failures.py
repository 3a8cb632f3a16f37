"""Failures become answers here: a calm page for people, problem JSON (RFC 9457) for scripts."""

import logging

from flask import Flask, Response, redirect, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, SQLAlchemyError
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _
from cafe.errors import CafeError, Gone, Invalid, NotFound, Unavailable
from cafe.model.database.trouble import of_system, unavailable
from cafe.web.access import NotLoggedIn, logged_in
from cafe.web.bodies import answer
from cafe.web.pages import for_programs, page
from cafe.web.trouble.broken import ours, plain_page
from cafe.web.trouble.returning import after_login, asks_login, form_page, page_at

log = logging.getLogger("cafe")
STALE = "stale-form"


def set_up(app: Flask) -> None:
    """Answer every failure of `app`."""
    app.register_error_handler(CafeError, respond)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Unavailable, _unavailable)
    app.register_error_handler(SQLAlchemyError, _database)
    app.register_error_handler(OSError, _system)
    app.register_error_handler(DataError, _odd)
    app.register_error_handler(Exception, _ours)
    # Flask's own would write the address, whose token gives access; `_http` writes what failed.
    app.log_exception = lambda exc_info: None  # type: ignore[method-assign]  # noqa: ARG005


def respond(error: CafeError) -> AnyResponse:
    """`error` as problem JSON to a script, as a page to a person."""
    if wants_json():
        return problem(error)
    if isinstance(error, NotLoggedIn):
        return redirect(after_login())
    stale = error.kind == STALE
    back = form_page() if stale and request.method == "POST" else ""
    more = {"back": back, "stale": stale, "of_link": _of_link(error)}
    drawn = page("web/failure.html", error.status, message=error.message, **more)
    return later(drawn, error)


def _of_link(error: CafeError) -> bool:
    """Whether the link to a table, its tray or a wall opens nothing: a code may lead there all the
    same.
    """
    ways = ("/t/", "/v/", "/silent/")
    return isinstance(error, Gone | NotFound) and request.path.startswith(ways)


def problem(error: CafeError) -> Response:
    """The error as `application/problem+json`."""
    body = {
        "type": f"/problems/{error.kind}",
        "title": error.message,
        "status": error.status,
        "where": error.where,
        "now": error.now,
    }
    if error.mended is not None:
        body["mended"] = error.mended
    if error.meanwhile is not None:
        body["meanwhile"] = error.meanwhile
    response = answer(body, error.status)
    response.mimetype = "application/problem+json"
    return later(response, error)


def later(response: Response, error: CafeError) -> Response:
    """The answer to `error`, saying when the same may be tried again where that is known."""
    if error.after is not None:
        response.headers["Retry-After"] = str(error.after)
    return response


def wants_json() -> bool:
    """True when a script asks: it sends JSON or accepts it before HTML."""
    accepts = request.accept_mimetypes
    if for_programs():
        return True
    return request.is_json or accepts["application/json"] > accepts["text/html"]


def _stale_form(_error: CSRFError) -> AnyResponse:
    if asks_login() and not logged_in() and not wants_json():
        return redirect(after_login())
    stale = CafeError(_("The page had been open too long. Reload it and try again."))
    stale.kind = STALE
    return respond(stale)


def _http(error: HTTPException) -> AnyResponse:
    if isinstance(error, InternalServerError):  # an answer to a failure failed as well
        return _ours(error.original_exception or error)  # type: ignore[arg-type]
    if error.code == 404:
        return respond(NotFound(_("There is no page at this address.")))
    if error.code is None or error.code < 400:
        return AnyResponse(status=error.code or 500)
    looks = error.code == 405 and request.method in ("GET", "HEAD") and not wants_json()
    if looks and (page_of_form := page_at(request.path)):
        return redirect(page_of_form, 303)
    words = {
        405: _("This address does not take that kind of request."),
        411: _("What is sent must say how long it is (Content-Length)."),
        413: _("What you sent is too large. There is room for %(most)s here.", most=_room()),
        415: _("What is sent to this address must be JSON."),
    }
    failure = CafeError(words.get(error.code) or _("The request could not be understood."))
    failure.status, failure.kind = error.code, "http"
    response = respond(failure)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:  # RFC 9110, 15.5.6
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _room() -> str:
    most = request.max_content_length or 0
    return f"{most / 1024:.0f} kB" if most < 10 * 1024 * 1024 else f"{most / 1024**2:.0f} MB"


def _unavailable(error: Unavailable) -> AnyResponse:
    """What is drawn needs nothing of what does not answer."""
    log.error("%s at %s", error.kind, request.endpoint)
    return later(problem(error) if wants_json() else plain_page(error), error)


def _database(error: SQLAlchemyError) -> AnyResponse:
    known = unavailable(error)
    return _unavailable(known) if known else _ours(error)


def _system(error: OSError) -> AnyResponse:
    known = of_system(error)
    return _unavailable(known) if known else _ours(error)


def _odd(_error: DataError) -> AnyResponse:
    """A text or a number that the database has no room for: nobody typed that on a page of ours."""
    if "\0" in request.path:
        return respond(NotFound(_("There is no page at this address.")))
    return respond(Invalid(_("The request could not be understood.")))


def _ours(error: Exception) -> AnyResponse:
    failure = ours(error)
    return problem(failure) if wants_json() else plain_page(failure)
