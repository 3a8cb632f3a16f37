"""Every route of notes from elsewhere: importing them puts them on the blueprint."""

from cafe.intake.room import room
from cafe.intake.routes import sending, taking

__all__ = ["room", "sending", "taking"]
