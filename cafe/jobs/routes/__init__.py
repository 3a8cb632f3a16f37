"""Every route of jobs: importing them puts them on the blueprint."""

from cafe.jobs.room import room
from cafe.jobs.routes import status

__all__ = ["room", "status"]
