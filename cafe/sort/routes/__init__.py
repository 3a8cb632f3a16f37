"""Every route of the sorting board: importing them puts them on the blueprint."""

from cafe.sort.room import room
from cafe.sort.routes import board, classes, offers, origins, past, places

__all__ = ["board", "classes", "offers", "origins", "past", "places", "room"]
