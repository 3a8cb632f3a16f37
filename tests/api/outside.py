"""A program that comes in from outside: a token, and what it asks with it."""

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from cafe.model import Database
from cafe.people import tokens
from cafe.people.actions import add_person
from cafe.web.state import cafe
from tests.support.world import new_id

V1 = "/api/v1"


def a_token(
    app: Flask, person_id: int = 1, *, role: str = "editor", workshop_id: str | None = None
) -> str:
    """A new token of this person."""
    with cafe(app).db.writing() as tx:
        return tokens.make(
            tx,
            person_id=person_id,
            workshop_id=workshop_id,
            name="Saksarkivet",
            role=role,
            days=365,
            operation=new_id(),
        )


def account(db: Database, email: str) -> int:
    """The id of a new person, who only comes in by a token."""
    with db.writing() as tx:
        return add_person(tx, email=email, name=email[:3], password_hash="none").id


class Program:
    """It keeps no cookie, and says who it is in the head of each request."""

    def __init__(self, app: Flask, token: str) -> None:
        """With this token; "" is none."""
        self.app = app
        self.client = app.test_client(use_cookies=False)
        self.head = {"Authorization": f"Bearer {token}"} if token else {}

    def ask(self, method: str, path: str, body: Any = None, **head: str) -> TestResponse:
        """One request below /api/v1."""
        how = {} if body is None else {"json": body}
        heads = {**self.head, **{name.replace("_", "-"): value for name, value in head.items()}}
        return self.client.open(f"{V1}{path}", method=method, headers=heads, **how)

    def get(self, path: str, **head: str) -> TestResponse:
        """Ask for something."""
        return self.ask("GET", path, **head)
