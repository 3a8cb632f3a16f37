"""Logging in with the log-in service: there, back, and whose account it is."""

import hmac
import logging
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from flask import Response, redirect, request, session
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response as AnyResponse

from cafe.core import i18n
from cafe.core.i18n import _
from cafe.errors import CafeError, Conflict, NotAllowed, NotFound, Unavailable
from cafe.model import Person
from cafe.people.oidc.actions import enter
from cafe.people.oidc.rules import ClocksDiffer, NoAnswer, Someone, Untrusted, error_code
from cafe.people.room import room
from cafe.people.routes.entering import (
    after_password,
    elsewhere,
    let_in,
    remember_elsewhere,
    short,
)
from cafe.people.routes.login import login_page_with, who_has
from cafe.people.routes.logout import with_hint
from cafe.web.access import logged_in
from cafe.web.addresses import base_address, here, inside
from cafe.web.forms import NOTHING, Refused, form
from cafe.web.limits.rates import rate_limit
from cafe.web.pages import page
from cafe.web.state import cafe, writing

if TYPE_CHECKING:
    from cafe.people.oidc.provider import Provider

T = TypeVar("T")
BACK = "/login/oidc/back"
MOST_BEGUN = 4  # tabs in which somebody logs in at once

log = logging.getLogger("cafe")


@room.get("/login/oidc")
def begin() -> AnyResponse:
    """To the log-in service; what one was about to do waits in the address behind `next`."""
    following, state = inside(request.args.get("next", "")) or "", secrets.token_urlsafe(24)
    more = {"prompt": "login"} if "other" in request.args else {}
    try:
        address = _asked(
            lambda: _service().begin(
                back=base_address(cafe().settings) + BACK,
                state=state,
                nonce=_of(state, "nonce"),
                verifier=_of(state, "verifier"),
                ui_locales=i18n.language(),
                **more,
            )
        )
    except CafeError as error:
        return login_page_with(error, following)
    begun = [*session.get("begun", []), [state, short(following)]]
    session["begun"] = begun[-MOST_BEGUN:]
    return redirect(address)


@room.get(BACK)
def come_back() -> AnyResponse:
    """From the log-in service, with a code that is good once, in the browser that began."""
    following = _began(request.args.get("state", ""))
    if following is None and logged_in():  # the page was loaded again
        return redirect("/workshops")
    try:
        who, token = _who_came(following)
        person = _account(who)
    except CafeError as error:
        return login_page_with(error, following or "")
    if person is not None:
        return with_hint(let_in(person, following or ""), token)
    remember_elsewhere(who)
    # Who was invited makes the account there.
    invited = (following or "").startswith("/join/")
    return with_hint(redirect(following if following and invited else "/login/oidc/join"), token)


def _began(state: str) -> str | None:
    """Where the log-in with this `state` leads on, None when it is over."""
    begun = session.get("begun", [])
    found = next(
        (one for one in begun if hmac.compare_digest(one[0].encode(), state.encode())), None
    )
    if found is None:
        return None
    session["begun"] = [one for one in begun if one is not found]
    session["follow"] = found[1]
    return str(found[1])


def _who_came(following: str | None) -> tuple[Someone, str]:
    """Who came back, and their ID token. Raises what is told on the log-in's page."""
    asked = request.args
    if following is None:
        raise Conflict(_("This log-in was begun in another browser, or is over. Begin again."))
    if "error" in asked:
        raise _said_no(error_code(asked["error"]))
    rate_limit("oidc", here())
    state, code = asked["state"], asked.get("code", "")
    return _asked(
        lambda: _service().redeem(
            code=code,
            issuer=asked.get("iss"),
            back=base_address(cafe().settings) + BACK,
            nonce=_of(state, "nonce"),
            verifier=_of(state, "verifier"),
        )
    )


def _said_no(code: str) -> CafeError:
    if code == "access_denied":
        return NotAllowed(
            _(
                "The log-in service did not let you in, or you broke off. Try again, or ask "
                "whoever runs it whether you may use this café."
            )
        )
    words = _("The log-in service could not log you in (%(code)s).", code=code or "–")
    return Conflict(f"{words} {_tell_them()}")


def _tell_them() -> str:
    return _("Try again. If it happens again, tell whoever runs this installation.")


def _asked(ask: Callable[[], T]) -> T:
    """What the log-in service answers, or why not in words. The log has the reason."""
    try:
        return ask()
    except NoAnswer as error:
        log.warning("the log-in service does not answer: %s", error)
        words = _("The log-in service does not answer just now. Try again in a minute.")
        if cafe().settings.oidc_required:
            raise Unavailable(words, after=60) from error
        also = _("Or log in with e-mail and password.")
        raise Unavailable(f"{words} {also}", after=60) from error
    except ClocksDiffer as error:
        log.warning("the log-in service's answer is not used: %s", error)
        raise Conflict(
            _(
                "The log-in service and this café do not agree on the time: here it is %(time)s. "
                "Whoever runs this installation must set the machine's clock right.",
                time=i18n.moment(datetime.now().astimezone()),
            )
        ) from error
    except Untrusted as error:
        log.warning("the log-in service's answer is not used: %s", error)
        words = _("The log-in service's answer does not fit, so nobody was let in.")
        raise Conflict(f"{words} {_tell_them()}") from error


def _account(who: Someone) -> Person | None:
    """As `enter`; of two tabs that come at once, the second finds what the first has made."""
    for last in (False, True):
        try:
            with writing() as tx:
                return enter(tx, who=who, domains=cafe().settings.oidc_domains)
        except (IntegrityError, Conflict):
            if last:
                raise
    return None


def _service() -> "Provider":
    if (found := cafe().provider) is None:
        raise NotFound(_("There is no page at this address."))
    return found


def _of(state: str, what: str) -> str:
    """A secret that belongs to one log-in, worked out anew when it comes back: none is kept."""
    key = cafe().settings.secret_key.encode()
    return hmac.new(key, f"oidc {what}:{state}".encode(), "sha256").hexdigest()


@room.get("/login/oidc/join")
def join_page() -> AnyResponse:
    """For somebody without an account of that identity: what they can do."""
    return _join_page() if elsewhere() else redirect("/login")


def _join_page(refused: Refused = NOTHING) -> Response:
    who = elsewhere()
    typed = refused.values or {"email": who.email if who else ""}
    return page("people/join.html", problem=refused.of(""), values=typed, who=who)


@room.post("/login/oidc/join")
@form(_join_page, at="/login/oidc/join")
def join_account() -> AnyResponse:
    """With the account's password, once: from then on the log-in service opens it."""
    if elsewhere() is None:
        return redirect("/login")
    return after_password(who_has(request.form), session.get("follow", ""), joins=True)
