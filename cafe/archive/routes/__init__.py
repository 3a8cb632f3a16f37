"""Every route of archives: importing them puts them on the blueprint."""

from cafe.archive.room import room
from cafe.archive.routes import bringing_in

__all__ = ["bringing_in", "room"]
