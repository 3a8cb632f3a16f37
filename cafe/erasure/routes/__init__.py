"""Every route of erasing: importing them puts them on the blueprint."""

from cafe.erasure.room import room
from cafe.erasure.routes import heard, page

__all__ = ["heard", "page", "room"]
