"""Colleagues: people with an account, a role in a café, and a browser that is logged in."""

from functools import cache
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from cafe.model import Database, Organiser, Person, Workshop
from cafe.people import sessions
from cafe.people.actions import add_person, hash_password
from cafe.people.colleagues.actions import invite_colleague, reset_link, withdraw_invitation
from cafe.people.rules import CafeRole, Role
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.world import new_id

PASSWORD = "en annen setning"


@cache
def _hashed() -> str:
    return hash_password(PASSWORD)


def account(db: Database, email: str, name: str = "") -> int:
    """The id of a new person with `PASSWORD`; called as the address begins unless named."""
    name = name or email.partition("@")[0].capitalize()
    with db.writing() as tx:
        return add_person(tx, email=email, name=name, password_hash=_hashed()).id


def give(tx: Session, workshop_id: str, person_id: int, role: CafeRole = "owner") -> None:
    """This person has the role in the café."""
    tx.add(Organiser(workshop_id=workshop_id, person_id=person_id, role=role))
    tx.flush()


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
        give(tx, workshop_id, person_id, role)
    return enter(app, person_id)


def to_accounts(
    mine: Doors, others: Doors, person_id: int
) -> dict[str, tuple[str, Role | None, bool]]:
    """Links to accounts: to join a café and to another password, living and taken back."""
    key = "a key for tests"

    def joining(tx: Any, workshop: Workshop) -> None:
        made = {"role": "reader", "name": "", "email": "", "made_by": 1, "mails": False}
        words.append(
            invite_colleague(
                tx,
                workshop=workshop,
                secret_key=key,
                operation=new_id(),
                **made,  # type: ignore[arg-type]
            )
        )

    def resetting(tx: Any, _workshop: Workshop) -> None:
        person = tx.get_one(Person, person_id)
        words.append(reset_link(tx, person=person, made_by=None, secret_key=key))

    words: list[str] = []
    mine.does(joining)
    mine.does(lambda tx, workshop: withdraw_invitation(tx, workshop=workshop, link_id=1))
    for cafe, make in ((mine, joining), (others, joining), (mine, resetting), (mine, resetting)):
        cafe.does(make)
    return {
        "a retired joining": (words[0], "joining", True),
        "joining": (words[1], "joining", False),
        "another café's joining": (words[2], "joining", False),
        "a retired resetting": (words[3], "resetting", True),
        "resetting": (words[4], "resetting", False),
    }
