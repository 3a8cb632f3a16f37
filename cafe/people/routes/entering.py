"""From a password that fits, or a log-in elsewhere, to being logged in."""

import secrets

from flask import redirect, request, session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.clock import now
from cafe.model import Person
from cafe.model.audit import audited_everywhere
from cafe.people import sessions
from cafe.people.factor.queries import has
from cafe.people.oidc.actions import join
from cafe.people.oidc.rules import Someone
from cafe.people.room import room
from cafe.web.addresses import inside
from cafe.web.device_cookies import remember_device
from cafe.web.pages import for_programs
from cafe.web.state import cafe, reading, writing

ASKED_SECONDS = 15 * 60  # for the second step, and for the password that joins an identity
MOST_NEXT = 300
MOST_NAME = 80  # letters: all of a session goes into one cookie of 4 kB


def after_password(person: Person, following: str, *, joins: bool = False) -> AnyResponse:
    """Log the person in, or ask for the second step first. `joins`: with who they are elsewhere."""
    with reading() as db:
        asks = has(db, person.id)
    if not asks:
        return finished(person, following, joins=joins)
    about = [person.id, secrets.token_hex(16), short(following), joins]
    session["half"] = [*about, digest_of(person), now()]
    return redirect("/login/code")


def digest_of(person: Person) -> str:
    """What tells this password of theirs from their next one, and nothing else of it."""
    return sessions.digest(person.password_hash)[:16]


def short(following: str) -> str:
    """Where it leads on, unless that is more than the cookie holds: then to the list of cafés."""
    return following if len(following) <= MOST_NEXT else ""


def finished(person: Person, following: str, *, joins: bool) -> AnyResponse:
    """All that was asked for was there."""
    if joins and (who := elsewhere()):
        with writing() as tx:
            join(tx, person=person, who=who)
    return let_in(person, following)


def let_in(person: Person, following: str) -> AnyResponse:
    """Log the person in in this browser, and lead on to `following` when that is ours."""
    with writing() as tx:
        word = sessions.begin(tx, person_id=person.id, user_agent=request.user_agent.string)
        audited_everywhere(tx, person.id, "login")
    stays = ("device", "since", "known", "language", "cards", "read")
    kept = {key: session.get(key) for key in stays if session.get(key)}
    session.clear()  # a session is never carried over a login
    session.update(kept, login=word)
    response = redirect(inside(following) or "/workshops")
    remember_device(response, person.id)
    return response


@room.before_app_request
def forget_in_time() -> None:
    """What is kept for a while leaves the cookie after it, whatever page is asked for."""
    if request.endpoint == "static" or for_programs():
        return
    for name in ("half", "elsewhere"):
        kept = session.get(name)
        if kept and now() - kept[-1] > ASKED_SECONDS:
            session.pop(name)


def remember_elsewhere(who: Someone) -> None:
    """Keep for a while who this browser's user is at the log-in service."""
    name = who.name[:MOST_NAME]
    session["elsewhere"] = [who.issuer, who.sub, who.email, name, who.verified, now()]
    session.pop("begun", None)


def elsewhere() -> Someone | None:
    """Who this browser's user is at the log-in service, while they have no account here yet."""
    kept = session.get("elsewhere")
    if cafe().provider is None or not kept:
        return None
    return Someone(*kept[:-1])
