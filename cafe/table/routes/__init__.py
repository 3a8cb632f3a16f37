"""Every route of the tables: importing them puts them on the blueprint."""

from cafe.table.room import room
from cafe.table.routes import answers, moving, notes, offline, pairs, paper

__all__ = ["answers", "moving", "notes", "offline", "pairs", "paper", "room"]
