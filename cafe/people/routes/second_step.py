"""The second step of a log-in by password: a code of the telephone, or one from paper."""

import time
from datetime import datetime
from typing import NamedTuple

from flask import Response, redirect, request, session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core import i18n
from cafe.core.i18n import _
from cafe.errors import Conflict, Invalid
from cafe.model import Person
from cafe.people.factor.actions import Answer, use
from cafe.people.factor.rules import is_recovery
from cafe.people.room import room
from cafe.people.routes.entering import digest_of, finished
from cafe.web.addresses import here
from cafe.web.device_cookies import known_device
from cafe.web.forms import NOTHING, Refused, form
from cafe.web.limits.guesses import try_allowed, wrong
from cafe.web.limits.rates import check_left, has_spent
from cafe.web.pages import page
from cafe.web.state import cafe, reading, writing


class Half(NamedTuple):
    """A log-in whose password was right: whose it is, its own name, where it leads on, and which
    password it was: when there is another one, it is no log-in any more.
    """

    person_id: int
    ticket: str
    following: str
    joins: bool
    password: str
    at: int


def _half() -> Half | None:
    kept = session.get("half")
    if not kept or len(kept) != len(Half._fields):
        return None
    half = Half(*kept)
    with reading() as db:
        person = db.get(Person, half.person_id)
    return half if person and digest_of(person) == half.password else None


@room.get("/login/code")
def second_page() -> AnyResponse:
    """The field for the code, for who has typed the password."""
    return _page() if _half() else redirect("/login")


def _page(refused: Refused = NOTHING) -> Response:
    return page("people/second_step.html", problem=refused.of(""))


@room.post("/login/code")
@form(_page, at="/login/code")
def second_step() -> AnyResponse:
    """Log in, with a code that was not used before."""
    half, typed = _half(), request.form.get("code", "")
    if half is None:
        raise Conflict(_("This took too long, or there is another password by now. Log in again."))
    person = check_code(half.person_id, typed, half.ticket)
    return finished(person, half.following, joins=half.joins)


def check_code(person_id: int, typed: str, ticket: str) -> Person:
    """The person, when the code is theirs and no other `ticket` used it. Raises Invalid, TooMany.

    Wrong ones are counted by account and browser; one that has been in before by itself.
    """
    known = known_device(person_id)
    tries = f"known:{known}" if known else f"{person_id} {here()}"
    try_allowed("factor", place=here(), device=tries, known=bool(known))
    if not known:
        check_left("factor", str(person_id))
    with writing() as tx:
        answer = use(
            tx,
            person_id=person_id,
            typed=typed,
            ticket=ticket,
            now=time.time(),  # the telephone's clock is the world's, not the process's
            secret_key=cafe().settings.secret_key,
        )
        person = tx.get(Person, person_id)
    if person is None or answer != "fits":
        if not known:
            has_spent("factor", str(person_id))
        wrong("factor", place=here(), device=tries)
        raise Invalid(why_not(answer, typed), where="code")
    return person


def why_not(answer: Answer, typed: str) -> str:
    """What is wrong with a code, and the way out."""
    if is_recovery(typed):
        if answer == "used":
            return _("This recovery code has been used. Take another one.")
        return _("This is none of your recovery codes. Look at each letter again.")
    if answer == "used":
        return _("This code has been used. Wait for the next one: half a minute at most.")
    return _(
        "This code does not fit. Type the one that the app shows now. The clock here says "
        "%(time)s: if that is wrong, no code fits, but a recovery code does.",
        time=i18n.moment(datetime.now().astimezone()),
    )
