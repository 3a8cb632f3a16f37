"""Programs come in by a token in the head of each request, and by nothing else.

No cookie is read or given, so that no page elsewhere can have a browser send anything, and no form
token is asked for. RFC 6750: `Authorization: Bearer kafe_…`, never in the address.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, NoReturn, TypeVar, cast

from flask import g, request
from sqlalchemy.exc import SQLAlchemyError

from cafe.core.i18n import _
from cafe.errors import CafeError, Gone, NotAllowed, NotFound
from cafe.model import audited
from cafe.people import rules, tokens
from cafe.web.access import Who
from cafe.web.addresses import here
from cafe.web.limits.guesses import wrong
from cafe.web.limits.rates import rate_limit
from cafe.web.state import cafe, writing

log = logging.getLogger("cafe")
View = TypeVar("View", bound=Callable[..., Any])
SCHEME = "bearer "


@dataclass(frozen=True)
class Program(Who):
    """Who asks by a token: at `only` one café, or at all of the person's; `most` is its role."""

    most: rules.CafeRole = "reader"
    only: str | None = None


class NoToken(NotAllowed):
    """No token, or one that opens nothing."""

    status = 401
    kind = "not-logged-in"


def by_token(verb: str) -> Callable[[View], View]:
    """Let the view run as `view(program, **rest)` when the program that asks may do `verb`.

    Takes `workshop_id` out of the address.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(**address: Any) -> Any:
            who: Program = _who(verb, address.pop("workshop_id", None))
            rules.check(who.role, verb)
            g.who = who  # web/files.py asks it
            return view(who, **address)

        checked.verb = verb  # type: ignore[attr-defined]  # the list of routes reads it
        checked.bearer = True  # type: ignore[attr-defined]
        return cast(View, checked)

    return decorate


def _who(verb: str, workshop_id: str | None) -> Program:
    """Who asks, and as what at the café.

    Raises NoToken, NotFound for a café that is not this token's, Gone for one in the bin.
    """
    token = _the_token()
    rate_limit("token", str(token.id))
    most, label = cast(rules.CafeRole, token.role), f"token:{token.id}"
    who = Program("token", label, "", None, token.person_id, most=most, only=token.workshop_id)
    if workshop_id is None:
        _count(token.id)
        return who
    with cafe().db.engine.connect() as db:
        found = tokens.at_cafe(db, token, workshop_id)
    _count(token.id, workshop_id if found else "")
    if found is None:
        raise NotFound(_("You have no café with this address."))
    if found.binned is not None and verb not in rules.IN_BIN:
        raise Gone(_("This café lies in the bin. Take it back from there to open it."))
    rules.check_raw(found.raw_gone, verb)
    role = rules.of_token(most, cast(rules.CafeRole, found.role))
    return replace(who, role=role, workshop_id=workshop_id)


def _the_token() -> tokens.Found:
    said = request.headers.get("Authorization", "")
    if said[: len(SCHEME)].lower() != SCHEME:
        raise NoToken(_("Send a token: “Authorization: Bearer kafe_…”. You make one on My page."))
    with cafe().db.engine.connect() as db:
        token = tokens.find(db, said[len(SCHEME) :].strip())
    if token is None:
        _refuse()
    if not tokens.lives(token):
        raise NoToken(_("This token has been revoked or has ended. Make a new one on My page."))
    return token


def _refuse() -> NoReturn:
    wrong("token", place=here())
    raise NoToken(_("There is no such token. Check that all of it is there."))


def _count(token_id: int, workshop_id: str = "") -> None:
    """That it was used, and where; what cannot be kept just now keeps nobody from reading."""
    try:
        with writing() as tx:
            tokens.count(tx, token_id)
            if workshop_id:
                audited(tx, workshop_id, "token", by=f"token:{token_id}")
    except (SQLAlchemyError, CafeError):
        log.warning("that a token was used could not be kept")
