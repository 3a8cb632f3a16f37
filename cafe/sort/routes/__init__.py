"""Every route of the sorting desk: importing them puts them on the blueprint."""

from cafe.sort.room import room
from cafe.sort.routes import board, offers, places

__all__ = ["board", "offers", "places", "room"]
