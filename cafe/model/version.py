"""What leaves a café: its document as it was kept, who reads a draft of it and what they remarked,
who is told of it, and letters to hosts.

The letters and their addresses are in no archive, copy or document.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cafe.model.base import NEVER_AGAIN, Base
from cafe.model.database.columns import Json


class Version(Base):
    """A draft or a final version: it never changes. Only what it is called and who reads it may;
    and words that are erased for good leave it.

    Drafts and final versions are numbered apart. `folder` names its files in the data folder,
    `lines` are its texts for comparing (`document/changed.py`). `nonce` and `token_digest` are
    those of the link that shows it on the web, None until it has been shown; only a digest is kept.
    A final version is published while it is `shown`, last since `shown_at`; a draft may be read by
    its link to the end of the day `read_until`. `name` and `remark` are an organiser's own words.
    """

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("workshop_id", "final", "number"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    final: Mapped[bool]
    number: Mapped[int]
    revision: Mapped[int]
    folder: Mapped[str] = mapped_column(String(32))
    lines: Mapped[list[list[str]]] = mapped_column(Json(list), deferred=True)
    by: Mapped[str] = mapped_column(String(40))
    kept_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    shown: Mapped[bool] = mapped_column(default=False)
    nonce: Mapped[str | None] = mapped_column(String(32), default=None)
    token_digest: Mapped[str | None] = mapped_column(String(64), unique=True, default=None)
    shown_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True), default=None)
    read_until: Mapped[date | None] = mapped_column(Date, default=None)
    name: Mapped[str] = mapped_column(String(200), default="", server_default="")
    remark: Mapped[str] = mapped_column(Text, default="", server_default="")

    @property
    def withdrawn(self) -> bool:
        """Whether words in it were erased for good, and its files could not be made anew."""
        return not self.folder


class DocumentLink(Base):
    """The lasting address of a café's document: whatever final version was published last.

    It is made at the first publishing; `nonce` and `token_digest` are as a version's.
    """

    __tablename__ = "document_link"

    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True
    )
    nonce: Mapped[str] = mapped_column(String(32))
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)


class Reading(Base):
    """A reading round: those who were there read a draft, as long as its link leads there and until
    it is `closed`.

    `number` is the draft's. `cards`: only who has a word from a card may remark. `readers` is how
    many devices have opened it; `remarks`, counted when it closes, how many need an outcome.
    """

    __tablename__ = "reading"
    __table_args__ = (
        UniqueConstraint("workshop_id", "uid"),
        UniqueConstraint("version_id"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36))
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id", ondelete="SET NULL"))
    number: Mapped[int]
    cards: Mapped[bool] = mapped_column(default=True)
    closed: Mapped[bool] = mapped_column(default=False, server_default=false())
    readers: Mapped[int] = mapped_column(default=0, server_default="0")
    remarks: Mapped[int] = mapped_column(default=0, server_default="0")

    @property
    def item(self) -> dict[str, Any]:
        """The round as a line of the history has it: how many read and wrote is told when it is
        over, for before that it would tell when."""
        return {
            "id": self.uid,
            "draft": self.number,
            "closed": self.closed,
            "readers": self.readers if self.closed else 0,
            "remarks": self.remarks if self.closed else 0,
        }


class Remark(Base):
    """What somebody remarked on a sentence, a heading or a question of the draft.

    `uid` is a UUID made on the reader's device, which alone knows it. `about` says what `thing`
    names: an entry, a category, or nothing but the question; `words` are those that stood there.
    `kind` is one of `readers/rules.py: KINDS`, `outcome` "" until somebody has decided, or one of
    OUTCOMES. In SQLite the rows lie by `uid`, which is random: none is older than another.
    PostgreSQL lays them as they come, so no query leaves their order to it.
    """

    __tablename__ = "remark"
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  # SQLAlchemy's own form

    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True
    )
    uid: Mapped[str] = mapped_column(String(36), primary_key=True)
    reading_id: Mapped[int] = mapped_column(
        ForeignKey("reading.id", ondelete="CASCADE"), index=True
    )
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    about: Mapped[str] = mapped_column(String(8))
    thing: Mapped[str] = mapped_column(String(36), default="")
    words: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(7))
    text: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(String(6), default="", server_default="")
    reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    by: Mapped[str] = mapped_column(String(40), default="", server_default="")
    decided_on: Mapped[date | None] = mapped_column(Date, default=None)
    reading: Mapped[Reading] = relationship()

    @property
    def needs_outcome(self) -> bool:
        """A nod without words asks for nothing."""
        return bool(self.text) or self.kind != "said"

    @property
    def item(self) -> dict[str, Any]:
        """The remark as a line of the history has it: there is one when it has an outcome."""
        return {
            "id": self.uid,
            "reading": self.reading.uid,
            "question": self.question_id,
            "about": self.about,
            "thing": self.thing,
            "words": self.words,
            "kind": self.kind,
            "text": self.text,
            "outcome": self.outcome,
            "reason": self.reason,
        }


class Webhook(Base):
    """Where a café says that its document was published. No row: nobody is told.

    What signs its messages is worked out from `nonce` and the installation's secret key.
    """

    __tablename__ = "webhook"

    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), primary_key=True
    )
    address: Mapped[str] = mapped_column(Text)
    nonce: Mapped[str] = mapped_column(String(32))
    by: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class Delivery(Base):
    """One message for a webhook: that version `version_id` was published; none: a trial.

    `status`: "waiting" until `due`, "sent", or "failed" and `why`. `tries` are those that began: a
    process that dies in one leaves it waiting. What it says is worked out when it is sent, so that
    no link lies here.
    """

    __tablename__ = "webhook_delivery"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), index=True
    )
    version_id: Mapped[int | None] = mapped_column(ForeignKey("version.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(String(8), default="waiting")
    tries: Mapped[int] = mapped_column(default=0)
    due: Mapped[int] = mapped_column(BigInteger, index=True)
    why: Mapped[str] = mapped_column(Text, default="", server_default="")
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class HostAddress(Base):
    """The e-mail address of a host, by name; it goes with the host's name, and with the café."""

    __tablename__ = "host_address"
    __table_args__ = (UniqueConstraint("workshop_id", "name"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text)
    address: Mapped[str] = mapped_column(String(254))


class LetterSent(Base):
    """That a host was written to. `kind`: "ask" or "remind"; `status`: "sent" or "failed", and
    `why`, in words; "hand": an organiser has sent it and said so."""

    __tablename__ = "letter_sent"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), index=True
    )
    invitation_id: Mapped[int] = mapped_column(
        ForeignKey("invitation.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(6))
    status: Mapped[str] = mapped_column(String(6))
    why: Mapped[str] = mapped_column(Text, default="", server_default="")
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
