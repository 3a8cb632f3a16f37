"""Every route of the interface: importing them puts them on the blueprints."""

from cafe.api.room import room, v1
from cafe.api.routes import archive, cafes, description, documents, followup, notes, webhook

__all__ = [
    "archive",
    "cafes",
    "description",
    "documents",
    "followup",
    "notes",
    "room",
    "v1",
    "webhook",
]
