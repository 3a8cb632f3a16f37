"""Where somebody goes on whose form could not be taken: to the page that the form stands on."""

from urllib.parse import quote

from flask import current_app, request, session
from werkzeug.exceptions import HTTPException

from cafe.people.rules import BY_LOGIN
from cafe.web.access import BY_HAND
from cafe.web.addresses import inside


def after_login() -> str:
    """The login's address, which leads on to what was asked for, or to the page of the form sent.

    What was typed in it is kept by the browser (static/js/forms), and stands there again. Whose
    account was deleted by the same press, which came twice, comes where this device is emptied.
    """
    if "gone" in session:
        return "/farewell"
    if request.method == "GET":
        return f"/login?next={quote(request.full_path.removesuffix('?'))}"
    page = form_page()
    return f"/login?typed=1&next={quote(page)}" if page else "/login"


def asks_login() -> bool:
    """Whether the form that was sent is an organiser's, not a host's, a guest's or anybody's."""
    verb = getattr(current_app.view_functions.get(request.endpoint or ""), "verb", "")
    by_hand = BY_HAND.keys() & (request.view_args or {}).keys()
    return verb in BY_LOGIN and not by_hand


def form_page() -> str:
    """The page that this form was sent from, "" when nobody says."""
    # Taken apart by hand: a library's reader refuses some of what a stranger may send.
    _scheme, _colon, came = (request.referrer or "").partition("://")
    host, slash, rest = came.partition("/")
    path, mark, query = (slash + rest).partition("#")[0].partition("?")
    here = inside(path) if host == request.host else None
    page = page_at(here or request.path)
    return f"{page}{mark}{query}" if page == here else page


def page_at(path: str) -> str:
    """`path` when a page is there; where the form stands that is sent to it; else ""."""
    routes = current_app.create_url_adapter(request)
    for method in ("GET", "POST") if routes else ():
        try:
            endpoint, values = routes.match(path, method=method)  # type: ignore[union-attr]
        except HTTPException:
            continue
        if method == "GET":
            return path
        view = current_app.view_functions[endpoint]
        return str(getattr(view, "stands_on", "")).format(**values).partition("#")[0]
    return ""
