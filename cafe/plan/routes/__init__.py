"""Every route of the plan and the day: importing them puts them on the blueprint."""

from cafe.plan.room import room
from cafe.plan.routes import day, invitations, questions, seating, workshops

__all__ = ["day", "invitations", "questions", "room", "seating", "workshops"]
