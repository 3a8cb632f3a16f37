"""Colleagues: people with an account, a role in a café, and a browser that is logged in."""

from functools import cache

from flask import Flask

from cafe.model import Database, Organiser
from cafe.people import sessions
from cafe.people.actions import add_person, hash_password
from cafe.people.rules import CafeRole
from tests.support.app import Visitor

PASSWORD = "en annen setning"


@cache
def _hashed() -> str:
    return hash_password(PASSWORD)


def account(db: Database, email: str, name: str = "") -> int:
    """The id of a new person with `PASSWORD`; called as the address begins unless named."""
    name = name or email.partition("@")[0].capitalize()
    with db.writing() as tx:
        return add_person(tx, email=email, name=name, password_hash=_hashed()).id


def enter(app: Flask, person_id: int) -> Visitor:
    """A browser in which this person has just logged in."""
    visitor, db = Visitor(app), app.extensions["cafe"].db
    with db.writing() as tx:
        word = sessions.begin(tx, person_id=person_id, user_agent="")
    with visitor.client.session_transaction() as cookie:
        cookie["login"] = word
    return visitor


def colleague(app: Flask, workshop_id: str, role: CafeRole, email: str = "") -> Visitor:
    """Somebody new who has `role` in the café and is logged in; `<role>@example.org` is theirs."""
    db = app.extensions["cafe"].db
    person_id = account(db, email or f"{role}@example.org")
    with db.writing() as tx:
        tx.add(Organiser(workshop_id=workshop_id, person_id=person_id, role=role))
    return enter(app, person_id)
