"""Every route of the document: importing them puts them on the blueprint."""

from cafe.report.room import room
from cafe.report.routes import (
    became,
    evaluation,
    extracts,
    jobs,
    letterhead,
    page,
    publishing,
    remains,
    shared,
    versions,
    webhook,
    words,
)

__all__ = [
    "became",
    "evaluation",
    "extracts",
    "jobs",
    "letterhead",
    "page",
    "publishing",
    "remains",
    "room",
    "shared",
    "versions",
    "webhook",
    "words",
]
