"""Every route of the sorting desk: importing them puts them on the blueprint."""

from cafe.sort.room import room
from cafe.sort.routes import desk, offers, places

__all__ = ["desk", "offers", "places", "room"]
