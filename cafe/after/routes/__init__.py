"""Every route of what comes after: importing them puts them on the blueprint."""

from cafe.after.room import room
from cafe.after.routes import series

__all__ = ["room", "series"]
