"""The front page: a code, and what anybody may read."""

from datetime import UTC, datetime

from flask import Response, redirect, request
from flask_wtf.csrf import generate_csrf
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _
from cafe.errors import Gone, NotFound, TooMany
from cafe.model import Link, Workshop
from cafe.people import queries, security
from cafe.people.links import codes_open, find_code, token_of
from cafe.people.room import room
from cafe.web.access import link_room, logged_in
from cafe.web.addresses import base_address, here
from cafe.web.bodies import answer
from cafe.web.device_cookies import known_browser
from cafe.web.forms import NOTHING, Refused, form
from cafe.web.limits.guesses import try_allowed, was_opened, wrong
from cafe.web.pages import page
from cafe.web.state import cafe, reading


@room.get("/")
def front() -> AnyResponse:
    """A code field for the hall; on a new installation, the first account.

    Who is logged in comes to the cafés, and to the code field by asking for it: `/?code=`.
    """
    if logged_in() and "code" not in request.args:
        return redirect("/workshops")
    with reading() as db:
        if not queries.anybody(db):
            return redirect("/start")
    return _front_page()


def _front_page(refused: Refused = NOTHING) -> Response:
    return page("people/front.html", problem=refused.of(""), code=refused.values.get("code"))


@room.post("/code")
@form(_front_page, at="/?code=")
def enter_code() -> AnyResponse:
    """To the table or the wall that the code opens. Only wrong codes are counted."""
    try:
        link = _opened_by(request.form.get("code", ""), here())
    except TooMany as error:
        words = _("Too many tries. Wait a few minutes and try again, or scan the QR code.")
        raise TooMany(words, after=error.after) from error
    token = token_of(cafe().settings.secret_key, link.nonce)
    return redirect(f"/{link.leads}/{token}")


def _opened_by(code: str, place: str) -> Link:
    """The link that `code`, typed at this place, opens. Raises NotFound, Gone, TooMany."""
    with reading() as db:
        link = find_code(db, code, cafe().settings.secret_key)
        workshop = db.get(Workshop, link.workshop_id) if link else None
    known = link is not None and was_opened(place, link_room(link.token_digest))
    try_allowed("code", place=place, device=known_browser(), known=known)
    if link is None:
        wrong("code", place=place, device=known_browser())
        raise NotFound(_("No table or wall has the code “%(code)s”.", code=code[:20]))
    if workshop is None or not codes_open(workshop):
        raise Gone(
            _(
                "The code “%(code)s” opens nothing any more. "
                "Scan the QR code, or ask the organiser for the link.",
                code=code[:20],
            )
        )
    return link


@room.get("/csrf")
def fresh_csrf() -> Response:
    """A new form token for a page that has been open longer than its session."""
    return answer({"token": generate_csrf()})


@room.get("/.well-known/security.txt")
def security_txt() -> Response:
    """Whom to tell of a weakness (RFC 9116)."""
    settings = cafe().settings
    base = base_address(settings)
    text = security.contact_file(settings.security_contact, base, datetime.now(UTC))
    return Response(text, mimetype="text/plain")
