"""Where letters to hosts go, and which were sent. Neither is in an archive, copy or document."""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from cafe.model.base import NEVER_AGAIN, Base


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
