"""Every route of the wall: importing them puts them on the blueprint."""

from cafe.wall.room import room
from cafe.wall.routes import asking, dots, phones, posters, screen, seat

__all__ = ["asking", "dots", "phones", "posters", "room", "screen", "seat"]
