"""The nouns, shared by all rooms."""

from cafe.model.audit import Audit, audited
from cafe.model.base import Base, Database, clock_time
from cafe.model.change import Change, locked, record
from cafe.model.entry import Apart, Category, Entry, Opposed, Source
from cafe.model.note import Note, Poster
from cafe.model.person import (
    AccountLink,
    ApiToken,
    Identity,
    Invitation,
    Link,
    LoginSession,
    Organisation,
    Organiser,
    Person,
    RecoveryCode,
    Retired,
    SecondFactor,
)
from cafe.model.vernissage import Dot, VisitorQuestion
from cafe.model.version import Delivery, DocumentLink, HostAddress, LetterSent, Version, Webhook
from cafe.model.workshop import (
    ARRIVING,
    FIRST_ORIGIN,
    HIDDEN,
    LEAVING,
    CafeTable,
    Origin,
    Place,
    Question,
    Series,
    Workshop,
)

__all__ = [
    "ARRIVING",
    "FIRST_ORIGIN",
    "HIDDEN",
    "LEAVING",
    "AccountLink",
    "Apart",
    "ApiToken",
    "Audit",
    "Base",
    "CafeTable",
    "Category",
    "Change",
    "Database",
    "Delivery",
    "DocumentLink",
    "Dot",
    "Entry",
    "HostAddress",
    "Identity",
    "Invitation",
    "LetterSent",
    "Link",
    "LoginSession",
    "Note",
    "Opposed",
    "Organisation",
    "Organiser",
    "Origin",
    "Person",
    "Place",
    "Poster",
    "Question",
    "RecoveryCode",
    "Retired",
    "SecondFactor",
    "Series",
    "Source",
    "Version",
    "VisitorQuestion",
    "Webhook",
    "Workshop",
    "audited",
    "clock_time",
    "locked",
    "record",
]
