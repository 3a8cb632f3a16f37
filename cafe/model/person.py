"""Who may come in: organisations, organisers with an account, programs that act for them, links."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    BigInteger,
    Connection,
    DateTime,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    event,
    false,
    func,
    insert,
    inspect,
    select,
)
from sqlalchemy.orm import Mapped, mapped_column

from cafe.model.base import NEVER_AGAIN, Base
from cafe.model.database.columns import json_of, json_or_none


class Organisation(Base):
    """A municipality, say: its members and its cafés. The first one begins without a name, and as
    long as it is alone and has none, no page speaks of organisations.

    `uid` (UUID) is what its keeper calls it by in scripts. `most_cafes` and `most_bytes` (of
    photographs) are its quota, 0 for none. `domains`: whose e-mail addresses have their first
    log-in here. `privacy`: who is answerable for what is kept (people/privacy/rules.py).
    """

    __tablename__ = "organisation"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True, default=lambda: str(uuid4()))
    name: Mapped[str] = mapped_column(Text, default="", server_default="")
    most_cafes: Mapped[int] = mapped_column(default=0, server_default="0")
    most_bytes: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    domains: Mapped[list[str]] = json_of(list)
    privacy: Mapped[dict[str, str] | None] = json_or_none(dict)


def _begin(_table: Any, connection: Connection, **_more: Any) -> None:
    """The first one is there before anybody is; migrations do the same for older databases."""
    connection.execute(insert(Organisation).values(uid=str(uuid4())))


event.listen(inspect(Organisation).local_table, "after_create", _begin)
# Where a row belongs of which nothing else is said.
FIRST = select(func.min(Organisation.id)).scalar_subquery()


class Person(Base):
    """An organiser's account. `email` is lower case.

    `organisation_id` None: taken out of one, and not taken up by another yet; such a person sees
    the cafés they have a role in. `keeper`: makes organisations, and sees no café by that.
    """

    __tablename__ = "person"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(Text)
    password_hash: Mapped[str] = mapped_column(Text)
    # Nobody has vouched for the address: whoever came by a link has typed it, or it was changed.
    address_typed: Mapped[bool] = mapped_column(default=False, server_default=false())
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("organisation.id"), index=True, default=FIRST
    )
    admin_of_organisation: Mapped[bool] = mapped_column(default=False, server_default=false())
    keeper: Mapped[bool] = mapped_column(default=False, server_default=false())
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class LoginSession(Base):
    """One browser in which a person is logged in. No row, not logged in: ending it deletes it.

    Only a digest of what the cookie holds is kept. `began` and `seen` are seconds by the process's
    own clock (`people/sessions.py`); `seen` is coarse. `browser` and `system` are what the browser
    calls itself, a word each, so that a person knows the row again.
    """

    __tablename__ = "login_session"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    began: Mapped[int] = mapped_column(BigInteger)
    seen: Mapped[int] = mapped_column(BigInteger)
    browser: Mapped[str] = mapped_column(String(20), default="")
    system: Mapped[str] = mapped_column(String(20), default="")


class Identity(Base):
    """Who a person is at a log-in service: `issuer` and `sub`, which it never gives to another.

    An e-mail address is no part of it: it may change there, and be given on.
    """

    __tablename__ = "identity"
    __table_args__ = (UniqueConstraint("issuer", "sub"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    issuer: Mapped[str] = mapped_column(String(500))
    sub: Mapped[str] = mapped_column(String(255))


class SecondFactor(Base):
    """A log-in by password has a second step: codes of a telephone (RFC 6238).

    The secret is worked out from `nonce` and the installation's key. `step` is the last half minute
    whose code was used, `used_by` the log-in that used it.
    """

    __tablename__ = "second_factor"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    nonce: Mapped[str] = mapped_column(String(32))
    step: Mapped[int] = mapped_column(BigInteger)
    used_by: Mapped[str] = mapped_column(String(32), default="")


class RecoveryCode(Base):
    """A code on paper, good for one log-in (`used_by`); only its digest is kept."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("person_id", "digest"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    digest: Mapped[str] = mapped_column(String(64))
    used_by: Mapped[str] = mapped_column(String(32), default="")


class Organiser(Base):
    """This person has a role in this workshop: owner, editor, sorter or reader.

    `put_away`: it is out of this person's list.
    """

    __tablename__ = "organiser"

    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[str] = mapped_column(String(8))
    put_away: Mapped[bool] = mapped_column(default=False, server_default=false())


class Link(Base):
    """Opens one table (`table_id`) or the wall of one workshop (no `table_id`); with `tray`, what
    those who sit at the table write, each on the own phone, into its tray, and nothing else.

    Only digests are kept: the token and the short code are worked out from `nonce` and the
    installation's secret key, so that a stolen database gives no access and the organiser can still
    see the link. A new nonce renews it; a new `code_nonce` renews the code alone.
    """

    __tablename__ = "link"
    __table_args__ = (UniqueConstraint("table_id", "tray"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), index=True
    )
    table_id: Mapped[int | None] = mapped_column(ForeignKey("cafe_table.id", ondelete="CASCADE"))
    tray: Mapped[bool] = mapped_column(default=False, server_default=false())
    nonce: Mapped[str] = mapped_column(String(32))
    code_nonce: Mapped[str] = mapped_column(String(32), server_default="")
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    code_digest: Mapped[str] = mapped_column(String(64), unique=True)

    @property
    def leads(self) -> str:
        """Where in the café's addresses it leads."""
        return "v" if self.table_id is None else "silent" if self.tray else "t"

    @property
    def seen(self) -> str:
        """What a page that shows it as it is now says of it; it opens nothing."""
        return self.code_digest[:16]


class Invitation(Base):
    """A host who was asked beforehand. `answer` None: has not said. Opens only its own page.

    The token is worked out from `nonce` as a link's is; only its digest is kept.
    """

    __tablename__ = "invitation"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), index=True
    )
    table_id: Mapped[int] = mapped_column(
        ForeignKey("cafe_table.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(Text)
    nonce: Mapped[str] = mapped_column(String(32))
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    answer: Mapped[bool | None] = mapped_column(default=None)
    answered_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class AccountLink(Base):
    """A link that leads to an account, once, until `ends` (by the process's own clock).

    `kind` "join": a role in a café for whoever comes with it (and `member`: a place in its
    organisation); "home": a place in an organisation, `role` "member" or "admin"; "reset": another
    password for `person_id`. Only a digest of its word is kept; `nonce`, which the word is made of,
    as long as the letter that carries it has not gone. `status` of that letter: "" (none),
    "queued", "going", "sent" or "failed", and `why`; it speaks `language`.
    """

    __tablename__ = "account_link"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(5))
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    nonce: Mapped[str | None] = mapped_column(String(32))
    workshop_id: Mapped[str | None] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))
    role: Mapped[str] = mapped_column(String(8), default="")
    name: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    language: Mapped[str] = mapped_column(String(2), default="nb")
    operation: Mapped[str] = mapped_column(String(36), default="")
    member: Mapped[bool] = mapped_column(default=False)
    made: Mapped[int] = mapped_column(BigInteger)
    ends: Mapped[int] = mapped_column(BigInteger)
    status: Mapped[str] = mapped_column(String(6), default="")
    why: Mapped[str] = mapped_column(Text, default="")


class Retired(Base):
    """The digest of a token that opened something once: who still has it is told so."""

    __tablename__ = "retired"

    token_digest: Mapped[str] = mapped_column(String(64), primary_key=True)


class ApiToken(Base):
    """A program that acts for a person, at one café or (no `workshop_id`) at all of theirs.

    Only a digest of the token is kept. `role` is the most that it may be; what the person is at a
    café when it is used may be less. `made`, `ends`, `used` (coarse) and `revoked` are seconds by
    the process's own clock. `operation` made it: a form that is sent twice makes one.
    """

    __tablename__ = "api_token"
    __table_args__ = (UniqueConstraint("person_id", "operation"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    workshop_id: Mapped[str | None] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(Text)
    role: Mapped[str] = mapped_column(String(8))
    operation: Mapped[str] = mapped_column(String(36))
    made: Mapped[int] = mapped_column(BigInteger)
    ends: Mapped[int] = mapped_column(BigInteger)
    used: Mapped[int | None] = mapped_column(BigInteger, default=None)
    uses: Mapped[int] = mapped_column(default=0)
    revoked: Mapped[int | None] = mapped_column(BigInteger, default=None)
