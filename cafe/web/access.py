"""The one place where rights are checked: every route says its verb, and gets to know who asks."""

import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any, NoReturn, TypeVar, cast

from flask import g, request, session
from sqlalchemy import bindparam, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, joinedload

from cafe.core.i18n import _
from cafe.errors import CafeError, Gone, NotAllowed, NotFound
from cafe.model import HIDDEN, CafeTable, Person, Workshop
from cafe.people import document_links, links, refusals, rules, sessions
from cafe.web.addresses import here
from cafe.web.device_cookies import device, known_browser
from cafe.web.limits.crowd import take_turn
from cafe.web.limits.guesses import Kind, opened, wrong
from cafe.web.limits.rates import rate_limit
from cafe.web.state import cafe, reading, writing

log = logging.getLogger("cafe")

View = TypeVar("View", bound=Callable[..., Any])


class NotLoggedIn(NotAllowed):
    """An organiser's page without an organiser: pages lead to the login, scripts get 401."""

    status = 401
    kind = "not-logged-in"


@dataclass(frozen=True)
class Who:
    """Who asks, as what. `label` is what history says; `key`: the link's token, or login's word."""

    role: rules.Role
    label: str = "nobody"
    workshop_id: str = ""
    table_id: int | None = None
    person_id: int | None = None
    key: str = ""
    room: str = ""
    version_id: int | None = None
    account_link_id: int | None = None
    series_id: int | None = None
    follower_id: int | None = None


def allowed(verb: str) -> Callable[[View], View]:
    """Let the view run as `view(who, **rest)` when whoever asks may do `verb`.

    Takes `token` (a link), `invitation`, `shared` (a kept document), `series` (its page),
    `account`, `follower` or `workshop_id` (an organiser's) out of the address.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(**address: Any) -> Any:
            workshop_id = address.pop("workshop_id", None)
            held = next((name for name in BY_HAND if name in address), None)
            who = BY_HAND[held](address.pop(held)) if held else by_session(verb, workshop_id)
            rules.check(who.role, verb)
            g.who = who
            if held:
                if known := known_browser():
                    rate_limit("link", who.label, known)
                take_turn(f"{who.workshop_id}:{who.label}", device())
            return view(who, **address)

        checked.verb = verb  # type: ignore[attr-defined]  # the list of routes reads it
        return cast(View, checked)

    return decorate


def by_link(token: str, kind: Kind = "link") -> Who:
    """The host, the viewer or who sits at a table and writes alone: as a link's token says.

    Raises Gone when the link was renewed or taken back, and NotFound, counted, for any other word.
    """
    with cafe().db.engine.connect() as db:
        link = links.find_opened(db, token, cafe().settings.secret_key)
    if link is None:
        _refuse(token, links.TOKEN, kind)
    workshop_id, table_id, digest, tray = link
    room = link_room(digest)
    opened(here(), room)
    if tray:
        return Who("sitting", f"sitting:{table_id}", workshop_id, table_id, key=token, room=room)
    if table_id is None:
        return Who("viewer", "viewer", workshop_id, key=token, room=room)
    return Who("host", f"table:{table_id}", workshop_id, table_id, key=token, room=room)


def by_invitation(token: str) -> Who:
    """The host who was asked beforehand. Raises Gone when it was withdrawn; else NotFound."""
    with reading() as db:
        asked = links.find_invitation(db, token, cafe().settings.secret_key)
    if asked is None:
        _refuse(token, links.INVITATION, "invitation")
    label = f"invited:{asked.id}"
    return Who("invited", label, asked.workshop_id, asked.table_id, key=token)


def by_shared(token: str) -> Who:
    """Who reads a kept document that is shown. Raises Gone when it no longer is; else NotFound."""
    with reading() as db:
        version = document_links.find_version(db, token, cafe().settings.secret_key)
        ended = None if version else document_links.ended_on(db, token, cafe().settings.secret_key)
    if version is None:
        _refuse(token, links.SHARED, "shared", document_links.no_more(ended))
    label = f"version:{version.id}"
    return Who("shared", label, version.workshop_id, key=token, version_id=version.id)


def by_series(token: str) -> Who:
    """Who reads the page of a series. Raises Gone when it is no longer shown; else NotFound."""
    with reading() as db:
        series = links.find_series(db, token, cafe().settings.secret_key)
    if series is None:
        _refuse(token, links.SERIES, "series")
    return Who("series", f"series:{series.id}", key=token, series_id=series.id)


def by_account_link(token: str) -> Who:
    """Who comes by a link to an account: to join a café, or to have another password.

    Raises Gone when it was used, withdrawn or is too old; else NotFound.
    """
    with reading() as db:
        found = links.find_account_link(db, token, cafe().settings.secret_key)
    if found is None:
        _refuse(token, links.ACCOUNT, "account")
    role: rules.Role = "resetting" if found.kind == "reset" else "joining"
    workshop_id, label = found.workshop_id or "", f"{role}:{found.id}"
    return Who(role, label, workshop_id, key=token, account_link_id=found.id)


def by_follower(token: str) -> Who:
    """Whose address is told what comes of it. Raises Gone when it was deleted; else NotFound."""
    with reading() as db:
        found = document_links.find_follower(db, token, cafe().settings.secret_key)
    if found is None:
        _refuse(token, links.FOLLOWER, "follower")
    label = f"follower:{found.id}"
    who = Who("following", label, found.workshop_id or "", key=token, follower_id=found.id)
    return replace(who, series_id=found.series_id)


def _refuse(token: str, form: re.Pattern[str], kind: Kind, gone: str = "") -> NoReturn:
    """Say no to a word that opens nothing: only what never was one of ours is a guess."""
    with cafe().db.engine.connect() as db:
        binned = links.in_bin(db, token, cafe().settings.secret_key)
        ours = links.was_ours(db, token, form, cafe().settings.secret_key)
    if binned:
        raise Gone(
            _(
                "The organiser has put this café away. If it is taken back, this link opens "
                "it again. Ask the organiser about it."
            )
        )
    if ours:
        raise Gone(gone or refusals.gone_words(kind))
    wrong(kind, place=here(), device=known_browser())
    raise NotFound(refusals.unknown_words(kind))


# What an address may hold that gives access by itself, whoever has it.
BY_HAND: dict[str, Callable[[str], Who]] = {
    "token": by_link,
    "invitation": by_invitation,
    "shared": by_shared,
    "series": by_series,
    "account": by_account_link,
    "follower": by_follower,
}


def link_room(token_digest: str) -> str:
    """Where a link's holders listen. A renewed link is another room: the old one goes quiet."""
    return f"link:{token_digest[:24]}"


def by_session(verb: str, workshop_id: str | None) -> Who:
    """Who is logged in: a person, or at `workshop_id` what they are there.

    Raises NotLoggedIn, NotFound for a café that is not this person's, and Gone for one in the bin.
    """
    if verb in rules.RIGHTS["nobody"]:
        return Who("nobody")
    found = login(workshop_id)
    # A page that a script sends from says whose it is: another account's words are not mine.
    whose = request.headers.get("Account", "")
    if found is None or (whose and whose != str(found.person_id)):
        raise _logged_out()
    who = Who(_role_of(found, verb), f"person:{found.person_id}", "", None, found.person_id)
    if workshop_id is None:
        return who
    if found.role is None:
        raise NotFound(_("You have no café with this address."))
    if found.binned is not None and verb not in rules.IN_BIN:
        raise Gone(_("This café lies in the bin. Take it back from there to open it."))
    rules.check_raw(found.raw_gone, verb)
    room = sessions.room_of(workshop_id, found.id)
    return replace(
        who, role=cast(rules.Role, found.role), workshop_id=workshop_id, key=workshop_id, room=room
    )


def _role_of(found: sessions.Found, verb: str) -> rules.Role:
    """What somebody is where no café is named: an admin or a keeper for what those alone may."""
    if found.admin and verb in rules.RIGHTS["admin"]:
        return "admin"
    return "keeper" if found.keeper and verb in rules.RIGHTS["keeper"] else "person"


def login(workshop_id: str | None = None) -> sessions.Found | None:
    """This browser's login, and its role in the café; asked once in a request."""
    word = session.get("login")
    if not isinstance(word, str):
        return None
    asked = (word, workshop_id)
    known: dict[tuple[str, str | None], sessions.Found | None] = g.setdefault("logins", {})
    if asked not in known:
        with cafe().db.engine.connect() as db:
            known[asked] = sessions.find(db, word, workshop_id)
        if (found := known[asked]) and sessions.is_due(found):
            _used(found)
    return known[asked]


def logged_in() -> int | None:
    """The id of the person who is logged in in this browser."""
    known = next((found for found in g.get("logins", {}).values() if found), None) or login()
    return known.person_id if known else None


def _used(found: sessions.Found) -> None:
    """Once an hour: keep that the login is used, and have the browser keep its cookie on."""
    session.modified = True
    try:
        with writing() as tx:
            sessions.touch(tx, found.id)
    except (SQLAlchemyError, CafeError):
        log.warning("when a login was last used could not be kept; the next request tries again")


def _logged_out() -> NotLoggedIn:
    return NotLoggedIn(
        _("You are no longer logged in here. What you typed is kept: log in, and go on.")
    )


def the_person(db: Session, who: Who) -> Person:
    """Who is logged in. Raises NotLoggedIn if the account was deleted meanwhile."""
    person = db.get(Person, who.person_id)
    if person is None:
        raise _logged_out()
    return person


def the_workshop(db: Session, who: Who) -> Workshop:
    """The workshop that `who` came to. Raises NotFound if it was deleted meanwhile."""
    workshop = db.get(Workshop, who.workshop_id)
    if workshop is None or workshop.stage in HIDDEN:
        raise NotFound(_("This café has been deleted."))
    return workshop


_TABLE = select(CafeTable).where(CafeTable.id == bindparam("here"))
_TABLE = _TABLE.options(joinedload(CafeTable.question))


def the_table(db: Session, who: Who) -> CafeTable:
    """The table whose link `who` holds, and its question in one query. Raises NotFound."""
    table = db.scalars(_TABLE, {"here": who.table_id}).first()
    if table is None:
        raise NotFound(_("This table has been taken out of the café."))
    return table
