"""Every route of what comes of it: importing them puts them on the blueprint."""

from cafe.followup.room import room
from cafe.followup.routes import answers, following, notices

__all__ = ["answers", "following", "notices", "room"]
