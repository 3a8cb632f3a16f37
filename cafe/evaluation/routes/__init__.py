"""Every route of the evaluation: importing them puts them on the blueprint."""

from cafe.evaluation.room import room
from cafe.evaluation.routes import answering, paper, planning

__all__ = ["answering", "paper", "planning", "room"]
