"""Every route of the front page and accounts: importing them puts them on the blueprint."""

from cafe.people.audit import routes as audit
from cafe.people.privacy import routes as privacy
from cafe.people.room import room
from cafe.people.routes import (
    account,
    colleagues,
    front,
    joining,
    login,
    logout,
    oidc,
    organisation,
    organisations,
    second_factor,
    second_step,
    sessions,
    tokens,
)

__all__ = [
    "account",
    "audit",
    "colleagues",
    "front",
    "joining",
    "login",
    "logout",
    "oidc",
    "organisation",
    "organisations",
    "privacy",
    "room",
    "second_factor",
    "second_step",
    "sessions",
    "tokens",
]
