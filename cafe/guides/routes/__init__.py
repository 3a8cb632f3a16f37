"""Every route of the guides: importing them puts them on the blueprint."""

from cafe.guides.room import room
from cafe.guides.routes import pages

__all__ = ["pages", "room"]
