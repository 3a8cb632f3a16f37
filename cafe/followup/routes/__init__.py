"""Every route of what comes of it: importing them puts them on the blueprint."""

from cafe.followup.room import room
from cafe.followup.routes import answers, contacts, following, joining, notices

__all__ = ["answers", "contacts", "following", "joining", "notices", "room"]
