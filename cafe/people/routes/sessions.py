"""Where an organiser is logged in, and ending it there."""

from datetime import datetime
from typing import Any, NamedTuple

from flask import redirect
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.clock import at_second
from cafe.core.i18n import _
from cafe.model import LoginSession, Person
from cafe.people import sessions
from cafe.people.room import room
from cafe.web.access import Who, allowed, login
from cafe.web.state import writing


class Row(NamedTuple):
    """One browser as it is shown."""

    id: int
    name: str
    began: datetime
    seen: datetime


@room.get("/sessions")
@allowed("sessions.see")
def list_sessions(who: Who) -> AnyResponse:  # noqa: ARG001 - the page of one's own shows them
    """They stand on one's own page."""
    return redirect("/account#logins")


def logins(db: Session, person: Person) -> dict[str, Any]:
    """The browsers in which this person is logged in, this one first."""
    found = login()
    here = found.id if found else 0
    mine = sessions.of_person(db, person.id)
    return {"rows": sorted(map(_row, mine), key=lambda row: row.id != here), "here": here}


@room.post("/sessions/<int:session_id>/end")
@allowed("sessions.end")
def end_session(who: Who, session_id: int) -> AnyResponse:
    """End one of them. One that has ended already, or another's, is simply not there after it."""
    with writing() as tx:
        if any(one.id == session_id for one in sessions.of_person(tx, who.person_id or 0)):
            sessions.end(tx, person_id=who.person_id or 0, session_id=session_id)
    return redirect("/account#logins", 303)


@room.post("/sessions/end-others")
@allowed("sessions.end")
def end_others(who: Who) -> AnyResponse:
    """End all but this one."""
    found = login()
    with writing() as tx:
        sessions.end_all(tx, person_id=who.person_id or 0, but=found.id if found else None)
    return redirect("/account#logins", 303)


def _row(one: LoginSession) -> Row:
    return Row(one.id, _name(one.browser, one.system), at_second(one.began), at_second(one.seen))


def _name(browser: str, system: str) -> str:
    if browser and system:
        return _("%(browser)s on %(system)s", browser=browser, system=system)
    return browser or system or _("A browser that does not say its name")
