"""Every route of the front page and accounts: importing them puts them on the blueprint."""

from cafe.people.room import room
from cafe.people.routes import (
    front,
    login,
    logout,
    oidc,
    organisation,
    organisations,
    sessions,
    tokens,
)

__all__ = [
    "front",
    "login",
    "logout",
    "oidc",
    "organisation",
    "organisations",
    "room",
    "sessions",
    "tokens",
]
