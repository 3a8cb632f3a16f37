"""Every route of what comes after: importing them puts them on the blueprint."""

from cafe.after.room import room
from cafe.after.routes import page, series, short

__all__ = ["page", "room", "series", "short"]
