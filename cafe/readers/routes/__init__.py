"""Every route of the reading round: importing them puts them on the blueprint."""

from cafe.readers.room import room
from cafe.readers.routes import board, cards, reading

__all__ = ["board", "cards", "reading", "room"]
