"""Every route of the plan and the day: importing them puts them on the blueprint."""

from cafe.plan.room import room
from cafe.plan.routes import (
    cafes,
    copies,
    day,
    hall,
    hints,
    invitations,
    outline,
    programme,
    remains,
    retention,
    seating,
    series,
    tables,
    workshops,
)

__all__ = [
    "cafes",
    "copies",
    "day",
    "hall",
    "hints",
    "invitations",
    "outline",
    "programme",
    "remains",
    "retention",
    "room",
    "seating",
    "series",
    "tables",
    "workshops",
]
