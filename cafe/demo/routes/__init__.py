"""Every route of the demo café: importing them puts them on the blueprint."""

from cafe.demo.room import room
from cafe.demo.routes import building, walk

__all__ = ["building", "room", "walk"]
