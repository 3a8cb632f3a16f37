"""Every route of the print kit: importing them puts them on the blueprint."""

from cafe.kit.room import room
from cafe.kit.routes import pieces

__all__ = ["pieces", "room"]
