"""Every route of the seal: importing them puts them on the blueprint."""

from cafe.seal.room import room
from cafe.seal.routes import pieces

__all__ = ["pieces", "room"]
