"""One's own page: name, e-mail address, password, logins, and an end to the account."""

import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple

from flask import Response, redirect, request, session
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.backup.gone import moment, remember
from cafe.core.files import jobs_folder, remove_all
from cafe.core.i18n import _
from cafe.errors import CafeError, Invalid
from cafe.jobs import queue
from cafe.model import Person
from cafe.people import actions
from cafe.people.actions import hash_password
from cafe.people.colleagues.queries import owned_alone
from cafe.people.factor.queries import has
from cafe.people.room import room
from cafe.people.routes.login import KNOWN
from cafe.people.routes.sessions import logins
from cafe.web.access import Who, allowed, login, the_person
from cafe.web.addresses import here
from cafe.web.forms import NOTHING, Refused, check_seen, form
from cafe.web.jobs import scope_of
from cafe.web.limits.guesses import try_allowed, wrong
from cafe.web.pages import page
from cafe.web.state import cafe, off_hub, reading, writing


class Section(NamedTuple):
    """A part of the page: its template, and what that is told beside `person` and `refused`."""

    template: str
    data: Callable[[Session, Person], dict[str, Any]] = lambda _db, _person: {}


# In the order in which they stand; others add theirs.
SECTIONS = [
    Section("people/account/who.html"),
    Section("people/account/password.html"),
    Section("people/account/second_step.html", lambda db, me: {"second": has(db, me.id)}),
    Section("people/account/logins.html", logins),
    Section("people/account/programs.html"),
    Section("people/account/end.html", lambda db, me: {"alone": owned_alone(db, me.id)}),
]


@room.get("/account")
@allowed("account.see")
def account(who: Who) -> Response:
    """All that is one's own."""
    return account_page(who)


def account_page(who: Who, refused: Refused = NOTHING) -> Response:
    """The page, with what was refused still in its form."""
    with reading() as db:
        person = the_person(db, who)
        told = {key: value for one in SECTIONS for key, value in one.data(db, person).items()}
        sections = [one.template for one in SECTIONS]
        return page(
            "people/account/page.html",
            sections=sections,
            person=person,
            refused=refused,
            saved=request.args.get("saved", ""),
            **told,
        )


@room.post("/account/name")
@allowed("account.edit")
@form(account_page, "/account?saved=name", at="/account")
def set_name(who: Who) -> None:
    """Another name."""
    with writing() as tx:
        person = the_person(tx, who)
        with check_seen(lambda: person.name):
            actions.set_name(tx, person=person, name=request.form.get("name", ""))


@room.post("/account/email")
@allowed("account.edit")
@form(account_page, "/account?saved=email", at="/account")
def set_email(who: Who) -> None:
    """Another address to log in with, for whoever knows the password."""
    _check_own(who, request.form.get("password", ""))
    with writing() as tx:
        person = the_person(tx, who)
        actions.set_email(tx, person=person, email=request.form.get("email", ""))


@room.post("/account/password")
@allowed("account.edit")
@form(account_page, "/account?saved=password", at="/account")
def change_password(who: Who) -> None:
    """Another password; other browsers are logged out."""
    own, found = _check_own(who, request.form.get("password", "")), login()
    with KNOWN.turn():
        password_hash = off_hub(hash_password, request.form.get("new", ""), *own)
    with writing() as tx:
        person = the_person(tx, who)
        but = found.id if found else None
        actions.set_password(tx, person=person, password_hash=password_hash, but=but)


@room.post("/account/delete")
@allowed("account.delete")
@form(account_page, at="/account")
def delete_account(who: Who) -> AnyResponse:
    """An end to the account; what it did in cafés stays there, without its name."""
    _check_own(who, request.form.get("password", ""))
    with writing() as tx:
        person = the_person(tx, who)
        made = moment(person.created_at)
        actions.delete_person(tx, person=person)
        tx.flush()
        # An older backup must not bring it back.
        remember(cafe().settings, "account", str(who.person_id), since=made)
    remove_all(jobs_folder(cafe().settings.data_dir, scope_of(who)))  # what they had made
    with suppress(CafeError, OSError):  # else the hourly round begins it
        queue.begin(cafe().settings, str(uuid.uuid4()), queue.Job("house", ("erase",), "erase"))
    session.pop("login", None)
    session["gone"] = who.person_id
    return redirect("/farewell", 303)


@room.get("/farewell")
def farewell() -> AnyResponse:
    """The account is gone; a script takes what its pages kept on this device.

    Whose it was stands in the session, once: an address that said it would empty anybody's device.
    """
    return page("people/account/farewell.html", gone=session.pop("gone", ""))


def _check_own(who: Who, password: str) -> tuple[str, str]:
    """Address and name of whoever asks. Raises Invalid when the password is not theirs.

    Counted by account: a browser that somebody left open is no place to guess it from.
    """
    with reading() as db:
        person = the_person(db, who)
        known, own = person.password_hash, (person.email, person.name)
    if not known:  # an account that only the log-in service opens
        return own
    tries = f"own:{who.person_id}"
    try_allowed("password", place=here(), device=tries, known=True)
    with KNOWN.turn():
        right = off_hub(actions.fits, known, password)
    if not right:
        wrong("password", place=here(), device=tries)
        raise Invalid(_("This is not your password."), where="password")
    return own
