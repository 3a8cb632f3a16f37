"""Pages: the language spoken, what every template knows, and the headers."""

import base64
import hashlib
import json
import secrets
import time
import uuid
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from flask import Flask, Response, g, render_template, request, session
from flask_wtf.csrf import generate_csrf
from jinja2 import pass_context
from jinja2.runtime import Context
from werkzeug.routing import RequestRedirect

from cafe.core import i18n, limits
from cafe.core.calm import calmly
from cafe.core.clock import ahead_of_utc, now
from cafe.core.i18n import _
from cafe.core.text import place_name, short
from cafe.errors import NotFound
from cafe.model import clock_time
from cafe.people import rules
from cafe.people.organisations import queries
from cafe.setup.paths import static_dir
from cafe.web.access import logged_in
from cafe.web.state import cafe, reading

# No inline script or style, nothing from anywhere else. Data blocks (application/json) do not run.
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
# What is ours says so: somebody else on a bad Wi-Fi may answer in the same form (core/http.js).
OURS = "Dialogkafe"
PROGRAMS = "/api/v"  # and the version's number
HTTPS_FROM_NOW_ON = "max-age=31536000"  # a year; other names under the same domain are not ours
# What stands in the address of each role that comes by a link.
WAYS_IN: dict[rules.Role, str] = {
    "viewer": "v",
    "host": "t",
    "sitting": "silent",
    "invited": "h",
    "shared": "d",
    "series": "s",
    "following": "f",
    "joining": "join",
    "resetting": "reset",
}
A_YEAR = "public, max-age=31536000, immutable"


def page(template: str, status: int = 200, **values: Any) -> Response:
    """Draw `template`. `values` are its words; language, login and CSRF are there already."""
    return Response(render_template(template, **values), status, mimetype="text/html")


def policy_with(*styles: bytes) -> str:
    """The policy for a page without scripts that carries these style sheets inside it, no other."""
    digests = (base64.b64encode(hashlib.sha256(one).digest()).decode("ascii") for one in styles)
    known = " ".join(f"'sha256-{one}'" for one in digests)
    silent = POLICY.replace("script-src 'self'", "script-src 'none'")
    return silent.replace("style-src 'self'", f"style-src {known}")


def speak_for_request(workshop_language: str | None = None) -> None:
    """This answer's language: the chosen, the workshop's, the browser's, or bokmål."""
    chosen = i18n.nearest(request.args.get("lang")) or i18n.nearest(session.get("language"))
    if i18n.nearest(request.args.get("lang")):
        session["language"] = chosen
    wished = (i18n.nearest(tag) for tag, _q in request.accept_languages)
    g.spoken = True
    i18n.speak(chosen or workshop_language or next(filter(None, wished), i18n.DEFAULT))


@cache
def script_texts(language: str) -> dict[str, Any]:
    """The messages of the browser half in `language`."""
    path = Path(static_dir()) / "dist" / "texts" / f"{language}.json"
    return json.loads(path.read_text()) if path.exists() else {}


def asset(name: str) -> str:
    """The address of a bundle, e.g. `js/table/page.js`."""
    return f"/static/dist/{cafe().assets[name]}"


def _isolating(fill: Callable[..., str]) -> Callable[..., str]:
    """The template's own `_()` and `ngettext`: what they fill in turns nothing of ours around."""

    @pass_context
    def filled(context: Context, *texts: Any, **values: object) -> str:
        return fill(context, *texts, **i18n.isolated_values(values))

    return filled


def said_in(tag: str, macro: Callable[..., str], *given: Any) -> str:
    """What `macro` makes of `given` in the language `tag`: what is printed for a hall speaks the
    café's, whoever prints it.
    """
    with i18n.speaking(tag):
        return macro(*given)


def set_up(app: Flask) -> None:
    """Give `app` its template helpers, its language per request and its headers."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        i18n.gettext, i18n.ngettext_raw, newstyle=True
    )
    for name in ("gettext", "ngettext"):
        fill = cast(Callable[..., str], app.jinja_env.globals[name])
        app.jinja_env.globals[name] = _isolating(fill)
    app.jinja_env.filters |= {"calmly": calmly, "retold": i18n.retold, "short": short}
    app.jinja_env.globals.update(
        asset=asset,
        clock_time=clock_time,
        csrf=generate_csrf,
        hall_offset=lambda: ahead_of_utc(now()),
        languages=i18n.LANGUAGES,
        language=i18n.language,
        long_date=i18n.long_date,
        long_moment=i18n.long_moment,
        moment=i18n.moment,
        script_texts=script_texts,
        limits=limits.SENT,
        place_name=place_name,
        new_operation=lambda: str(uuid.uuid4()),
        logged_in=logged_in,
        may=may,
        privacy_address=privacy_address,
        rights=rights,
        role_name=rules.role_name,
        said_in=said_in,
        who_is_here=who_is_here,
        organisation_here=organisation_here,
        with_language=_with_language,
    )
    app.before_request(_begin)
    app.after_request(_headers)


def may(verb: str, role: rules.Role | None = None) -> bool:
    """Whether whoever asks for this page may do `verb`, here or where they have this `role`.

    It is what a template asks of whatever it offers.
    """
    return rules.may(role or (g.who.role if "who" in g else "nobody"), verb)


def privacy_address() -> str:
    """Where it is told who is answerable here: at this way in, or in general."""
    who = g.get("who")
    if who and (kind := WAYS_IN.get(who.role)):
        return f"/{kind}/{who.key}/privacy"
    return f"/w/{who.workshop_id}/privacy" if who and who.role in rules.CAFE_ROLES else "/privacy"


def rights() -> str:
    """What may be done in this café, for the page's scripts; "" where no café is named."""
    here = "who" in g and g.who.role in rules.CAFE_ROLES
    return " ".join(sorted(rules.RIGHTS[g.who.role])) if here else ""


def who_is_here() -> str:
    """The name of the person who is logged in in this browser; "" for nobody."""
    return _named()[0]


def organisation_here() -> str:
    """What the organisation of this café is called, else that of who is logged in; "" for none."""
    return _named()[1]


def _named() -> tuple[str, str]:
    if "named" not in g:
        with reading() as db:
            g.named = queries.names_of(db, logged_in(), g.who.workshop_id if "who" in g else "")
    return cast(tuple[str, str], g.named)


def _with_language(tag: str) -> str:
    """This page's address in another language, with whatever else it asks for."""
    asked = {name: value for name, value in request.args.items(multi=True) if name != "lang"}
    return "?" + urlencode({**asked, "lang": tag})


def for_programs() -> bool:
    """Whether this is an address of the HTTP interface: no cookie is read or given there."""
    return request.path.startswith(PROGRAMS)


def _begin() -> None:
    if for_programs():
        wished = (i18n.nearest(tag) for tag, _quality in request.accept_languages)
        g.spoken = True
        i18n.speak(next(filter(None, wished), i18n.DEFAULT))
        if isinstance(request.routing_exception, RequestRedirect):  # two slashes, say
            raise NotFound(_("There is no page at this address."))
        return
    if request.endpoint != "static":
        g.newcomer = "device" not in session
        if g.newcomer:  # touched only once: signing it anew costs each request
            session["device"], session["since"] = secrets.token_hex(8), int(time.time())
            session.permanent = True
        speak_for_request()


def _headers(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers[OURS] = "1"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex"  # a link is the key; no search engine keeps it
    response.headers["Permissions-Policy"] = "geolocation=(), microphone=(), camera=(self)"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if cafe().settings.public_url.startswith("https:"):
        response.headers["Strict-Transport-Security"] = HTTPS_FROM_NOW_ON
    if not request.path.startswith("/static/"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response
