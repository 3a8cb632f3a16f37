"""What people do at the wall: ask about a note, and put a dot on it."""

from datetime import datetime

from sqlalchemy import DateTime, ForeignKey, String, Text, UniqueConstraint, false, func
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cafe.model.base import NEVER_AGAIN, Base
from cafe.model.note import Note


class VisitorQuestion(Base):
    """A question somebody asked about a note; nobody's name. `uid` is a UUID made on the phone.

    `answered` is "no", "voice" (the host answered at the poster) or "written" (then `answer` says
    it). Host and organiser see it at once, the wall when it is `shown` and not `hidden`. `decided`
    is None, or for one that is held for the organiser as a late note's: the host has it when taken.
    `erased`: question and answer are gone for good; it is hidden.
    """

    __tablename__ = "asked"
    __table_args__ = (UniqueConstraint("workshop_id", "uid"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36))
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    note_id: Mapped[int] = mapped_column(ForeignKey("note.id", ondelete="CASCADE"), index=True)
    text: Mapped[str] = mapped_column(Text)
    answered: Mapped[str] = mapped_column(String(7), default="no")
    answer: Mapped[str | None] = mapped_column(Text)
    shown: Mapped[bool] = mapped_column(default=False)
    hidden: Mapped[bool] = mapped_column(default=False)
    decided: Mapped[str | None] = mapped_column(String(8))
    reason: Mapped[str | None] = mapped_column(Text)
    erased: Mapped[bool] = mapped_column(default=False, server_default=false())
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    note: Mapped[Note] = relationship()


class Dot(Base):
    """One device's dot on one note. `device` is a digest, and no way back to the device.

    `lifted` is the operation that took it off, None while it counts.
    """

    __tablename__ = "dot"

    note_id: Mapped[int] = mapped_column(
        ForeignKey("note.id", ondelete="CASCADE"), primary_key=True
    )
    device: Mapped[str] = mapped_column(String(40), primary_key=True)
    at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    lifted: Mapped[str | None] = mapped_column(String(36))
