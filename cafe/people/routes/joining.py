"""Where a link to an account leads, and how one is asked for by who has forgotten the password."""

import logging
import threading

from flask import Flask, Response, current_app, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _, language
from cafe.errors import Conflict, NotAllowed, NotFound
from cafe.model import Organisation, Person, audited
from cafe.people.actions import add_person, hash_password
from cafe.people.colleagues import actions
from cafe.people.colleagues.queries import the_link
from cafe.people.oidc.actions import join
from cafe.people.organisations.inviting import become_member
from cafe.people.queries import person_by_email
from cafe.people.room import room
from cafe.people.routes.entering import elsewhere, let_in
from cafe.people.routes.login import KNOWN
from cafe.people.rules import check_email, role_name
from cafe.web.access import Who, allowed, logged_in, the_workshop
from cafe.web.device_cookies import known_browser
from cafe.web.forms import NOTHING, Refused, form
from cafe.web.limits.rates import rate_limit
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, off_hub, reading, writing

log = logging.getLogger("cafe")


@room.get("/join/<account>")
@allowed("account.join")
def joining(who: Who) -> Response:
    """What one is invited to, and the way in: an account made here, or the one that one has."""
    return _join_page(who)


def _join_page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        link = the_link(db, who.account_link_id)
        workshop = the_workshop(db, who) if who.workshop_id else None
        by = db.get(Person, link.made_by) if link.made_by else None
        speak_for_request(workshop.language if workshop else link.language)
        id = logged_in()
        me = db.get(Person, id) if id else None
        return page(
            "people/colleagues/join.html",
            who=who,
            link=link,
            cafe=workshop,
            by=by,
            role=role_name(link.role) if workshop else "",
            home=db.get(Organisation, link.organisation_id) if link.organisation_id else None,
            me=me,
            leaves=db.get(Organisation, me.organisation_id) if me and me.organisation_id else None,
            new=elsewhere(),
            makes=not cafe().settings.oidc_required,
            refused=refused,
        )


@room.post("/join/<account>")
@allowed("account.join")
@form(_join_page, at="/join/{account}")
def make_account(who: Who) -> AnyResponse:
    """The account of whoever comes by the link, logged in, and with the role in the café."""
    if cafe().settings.oidc_required:
        raise NotAllowed(_("Here one logs in with the log-in service. A password opens nothing."))
    name, email, password = (request.form.get(key, "") for key in ("name", "email", "password"))
    with KNOWN.turn():
        password_hash = off_hub(hash_password, password, email, name)
    with writing() as tx:
        person = add_person(tx, email=email, name=name, password_hash=password_hash)
        person.organisation_id, person.address_typed = None, True
        to = _join(tx, who, person)
    return let_in(person, to)


@room.post("/join/<account>/new")
@allowed("account.join")
@form(_join_page, at="/join/{account}")
def make_from_elsewhere(who: Who) -> AnyResponse:
    """As `make_account`, for who has come from the log-in service: it opens the account, too."""
    new = elsewhere()
    if new is None:
        raise Conflict(_("This took too long. Log in again, and open the link once more."))
    name, email = request.form.get("name", ""), new.email or request.form.get("email", "")
    with writing() as tx:
        person = add_person(tx, email=email, name=name, password_hash="")
        person.organisation_id, person.address_typed = None, not new.verified
        join(tx, person=person, who=new)
        to = _join(tx, who, person)
    return let_in(person, to)


@room.post("/join/<account>/me")
@allowed("account.join")
@form(_join_page, at="/join/{account}")
def join_as_me(who: Who) -> AnyResponse:
    """Whoever is logged in has the role in the café."""
    me = logged_in()
    with writing(who.workshop_id or None) as tx:
        person = tx.get(Person, me) if me else None
        if person is None:
            raise Conflict(_("You are no longer logged in here. Log in, and open the link again."))
        to = _join(tx, who, person)
    return redirect(to, 303)


def _join(tx: Session, who: Who, person: Person) -> str:
    """Have what the link gives; where that is."""
    if who.workshop_id:
        workshop_id = actions.join(tx, link_id=who.account_link_id, person=person)
        audited(tx, workshop_id, "joined", by=f"person:{person.id}")
        return f"/w/{workshop_id}"
    become_member(tx, link_id=who.account_link_id, person=person)
    return "/workshops"


@room.get("/reset/<account>")
@allowed("account.reset")
def resetting(who: Who) -> Response:
    """A new password, by a link that works once."""
    return _reset_page(who)


def _reset_page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        link = the_link(db, who.account_link_id)
        person = db.get_one(Person, link.person_id)
        return page("people/account/reset.html", who=who, person=person, refused=refused)


@room.post("/reset/<account>")
@allowed("account.reset")
@form(_reset_page, at="/reset/{account}")
def reset_password(who: Who) -> AnyResponse:
    """The new password; whoever was logged in with the old one is so no longer."""
    with reading() as db:
        link = the_link(db, who.account_link_id)
        known = db.get_one(Person, link.person_id)
        own = (known.email, known.name)
    with KNOWN.turn():
        password_hash = off_hub(hash_password, request.form.get("password", ""), *own)
    with writing() as tx:
        actions.reset_password(tx, link_id=who.account_link_id, password_hash=password_hash)
    return redirect("/login?new=1", 303)


@room.get("/forgotten")
def forgotten() -> Response:
    """What one can do without the password."""
    return _forgotten_page()


def _forgotten_page(refused: Refused = NOTHING) -> Response:
    settings = cafe().settings
    if settings.oidc_required:
        raise NotFound(_("Here one logs in with the log-in service. A password opens nothing."))
    asked, mails = "asked" in request.args, settings.sends_mail
    return page("people/account/forgotten.html", asked=asked, mails=mails, refused=refused)


@room.post("/forgotten")
@form(_forgotten_page, at="/forgotten")
def ask_for_letter() -> AnyResponse:
    """A letter with a link, if there is an account. Counted by the address typed and by browser:
    a whole hall has one network address.

    Whether there is one is looked up when the answer has gone, so that it takes as long.
    """
    if not cafe().settings.sends_mail or cafe().settings.oidc_required:
        raise NotFound(_("No mail server is set for this installation."))
    email = check_email(request.form.get("email", ""))
    rate_limit("forgotten", email)
    if known := known_browser():
        rate_limit("forgotten-browser", known)
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    threading.Thread(target=_queue, args=(app, email, language()), daemon=True).start()
    return redirect("/forgotten?asked", 303)


def _queue(app: Flask, email: str, spoken: str) -> None:
    parts = cafe(app)
    try:
        with parts.db.writing() as tx:
            if person := person_by_email(tx, email):
                key = parts.settings.secret_key
                actions.reset_link(tx, person=person, made_by=None, secret_key=key, language=spoken)
    except Exception as error:  # nobody waits for it: who gets no letter asks again
        log.error("a letter with a new password could not be queued", exc_info=error)
