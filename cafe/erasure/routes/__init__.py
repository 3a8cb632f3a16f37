"""Every route of erasing: importing them puts them on the blueprint."""

from cafe.erasure.room import room
from cafe.erasure.routes import page

__all__ = ["page", "room"]
