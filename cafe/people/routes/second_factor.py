"""The second step of one's own account: set up and switched off."""

import secrets
import time

from flask import Response, redirect, request, session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _
from cafe.model import Person
from cafe.people.factor import rules
from cafe.people.factor.actions import set_up, take_away
from cafe.people.factor.queries import codes_left, has
from cafe.people.links import LETTERS
from cafe.people.room import room
from cafe.people.routes.login import check_own_password
from cafe.people.routes.second_step import check_code
from cafe.web.access import Who, allowed, the_person
from cafe.web.addresses import qr_svg
from cafe.web.forms import NOTHING, Refused, form
from cafe.web.pages import page
from cafe.web.state import cafe, reading, writing

AT = "/account/second-step"


@room.get(AT)
@allowed("factor.edit")
def second_factor(who: Who) -> Response:
    """How it is set up, or what is left of the recovery codes and how it is switched off."""
    session.pop("set_up", None)  # whoever comes here has kept the codes
    return _page(who)


def _page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        person = the_person(db, who)
        on, left = has(db, person.id), codes_left(db, person.id)
    secret = rules.secret_of(cafe().settings.secret_key, _begun()[0])
    return page(
        "people/second_factor.html",
        refused=refused,
        on=on,
        left=left,
        by_password=bool(person.password_hash) and not cafe().settings.oidc_required,
        key=rules.in_groups(secret),
        qr=qr_svg(rules.address_of(secret, person.email), _("QR code with the key")),
    )


def _begun() -> tuple[str, str]:
    """What the secret and the recovery codes are worked out from while it is being set up: the
    same on a page that is loaded again, or sent twice.
    """
    if "setting_up" not in session:
        session["setting_up"] = [secrets.token_hex(16), secrets.token_hex(16)]
    nonce, codes = session["setting_up"]
    return nonce, codes


@room.post(AT)
@allowed("factor.edit")
@form(_page, at=AT)
def set_up_second(who: Who) -> AnyResponse:
    """Switch it on: the answer shows the recovery codes, once; the same when it is loaded again."""
    with reading() as db:
        on = has(db, who.person_id or 0)
    key, (nonce, codes) = cafe().settings.secret_key, (on and session.get("set_up")) or _begun()
    check_own_password(_person(who), request.form.get("password", ""))
    shown = rules.recovery_codes(key, codes, LETTERS)
    with writing() as tx:
        set_up(
            tx,
            person_id=who.person_id or 0,
            nonce=nonce,
            typed=request.form.get("code", ""),
            codes=shown,
            now=time.time(),
            secret_key=key,
        )
    session.pop("setting_up", None)
    session["set_up"] = [nonce, codes]
    return page("people/recovery_codes.html", codes=shown)


@room.post(f"{AT}/off")
@allowed("factor.edit")
@form(_page, at=AT)
def switch_off_second(who: Who) -> AnyResponse:
    """Switch it off, with the password and a code. What is off already stays so."""
    with reading() as db:
        on = has(db, who.person_id or 0)
    if on:
        check_own_password(_person(who), request.form.get("password", ""))
        check_code(who.person_id or 0, request.form.get("code", ""), secrets.token_hex(16))
        with writing() as tx:
            take_away(tx, person_id=who.person_id or 0)
    return redirect(AT, 303)


def _person(who: Who) -> Person:
    with reading() as db:
        return the_person(db, who)
