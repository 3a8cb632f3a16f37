"""Every route of the document: importing them puts them on the blueprint."""

from cafe.report.room import room
from cafe.report.routes import became, jobs, letterhead, page, remains, versions, webhook, words

__all__ = [
    "became",
    "jobs",
    "letterhead",
    "page",
    "remains",
    "room",
    "versions",
    "webhook",
    "words",
]
