"""Every route of the tables: importing them puts them on the blueprint."""

from cafe.table.room import room
from cafe.table.routes import (
    answers,
    messages,
    moving,
    notes,
    offline,
    on_paper,
    pairs,
    paper,
    tray,
)

__all__ = [
    "answers",
    "messages",
    "moving",
    "notes",
    "offline",
    "on_paper",
    "pairs",
    "paper",
    "room",
    "tray",
]
