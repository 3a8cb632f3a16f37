"""What comes of what a café said: answers to its published document, and who asked to be told.

It lies outside the document, whose words and digest it never touches, and outlives the raw
material. Who asked to be told is linked to nothing that anybody wrote.
"""

from datetime import date, datetime

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
from cafe.model.database.columns import json_of


class Followup(Base):
    """A heading or a sentence of a published final version that was answered, as it was printed.

    `uid` (UUID) is the same in every installation. `question`: its number. `entry`: the sentence's
    id, "" for a heading; `text`: the sentence. `sentences`: the ids of those that stood under the
    heading, by which it is known again when it is called something else. `version`: of which final
    version the words are.
    """

    __tablename__ = "followup"
    __table_args__ = (UniqueConstraint("workshop_id", "uid"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36))
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    question: Mapped[int]
    heading: Mapped[str] = mapped_column(Text)
    entry: Mapped[str] = mapped_column(String(36), default="", server_default="")
    text: Mapped[str] = mapped_column(Text, default="", server_default="")
    sentences: Mapped[list[str]] = json_of(list)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    answers: Mapped[list["FollowupAnswer"]] = relationship(
        back_populates="about", order_by="FollowupAnswer.id", cascade="all, delete-orphan"
    )


class FollowupAnswer(Base):
    """One dated answer. It is never changed: another one `corrects` it, by its uid, and both stay.

    `status`: one of `followup.rules.STATUSES`. `why`: for what is not done, or not now. `due`: when
    `responsible` means to be through. `day`: of which day it tells; `written`: when.
    """

    __tablename__ = "followup_answer"
    __table_args__ = (UniqueConstraint("followup_id", "uid"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36))
    followup_id: Mapped[int] = mapped_column(ForeignKey("followup.id", ondelete="CASCADE"))
    status: Mapped[str] = mapped_column(String(8))
    words: Mapped[str] = mapped_column(Text, default="", server_default="")
    why: Mapped[str] = mapped_column(Text, default="", server_default="")
    responsible: Mapped[str] = mapped_column(Text, default="", server_default="")
    due: Mapped[date | None] = mapped_column(Date, default=None)
    day: Mapped[date] = mapped_column(Date)
    corrects: Mapped[str] = mapped_column(String(36), default="", server_default="")
    by: Mapped[str] = mapped_column(String(40))
    written: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    about: Mapped[Followup] = relationship(back_populates="answers")


class Follower(Base):
    """An e-mail address that asked to be told: of answers in a café, or of the next café of a
    series (then it is a contact of that, with what it wished to say of itself as `name`).

    It is told nothing, and shown to nobody, before it is `confirmed` by its own letter's link (of
    which a digest is kept), and is deleted after the day `ends`. `paper`: an organiser typed it off
    a list. `told`: up to which answer; `told_on`: when last. `counted`: on how many days the
    machine was running when its end was near, `counted_on` the last.
    """

    __tablename__ = "follower"
    __table_args__ = (
        UniqueConstraint("workshop_id", "address"),
        UniqueConstraint("series_id", "address"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[str | None] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    series_id: Mapped[int | None] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"))
    address: Mapped[str] = mapped_column(String(254))
    name: Mapped[str] = mapped_column(Text, default="", server_default="")
    paper: Mapped[bool] = mapped_column(default=False, server_default=false())
    language: Mapped[str] = mapped_column(String(2))
    nonce: Mapped[str] = mapped_column(String(32))
    token_digest: Mapped[str] = mapped_column(String(64), unique=True)
    confirmed: Mapped[bool] = mapped_column(default=False, server_default=false())
    made: Mapped[int] = mapped_column(BigInteger)
    ends: Mapped[date] = mapped_column(Date)
    told: Mapped[int] = mapped_column(default=0, server_default="0")
    told_on: Mapped[date | None] = mapped_column(Date, default=None)
    counted: Mapped[int] = mapped_column(default=0, server_default="0")
    counted_on: Mapped[date | None] = mapped_column(Date, default=None)


class SeriesLetter(Base):
    """What an organiser wrote to the contacts of a series: an invitation to the café it names.

    `act`: the operation, so that it is written once. `count`: to how many; each has a letter of its
    own (`FollowupLetter`).
    """

    __tablename__ = "series_letter"
    __table_args__ = (UniqueConstraint("series_id", "act"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[int] = mapped_column(ForeignKey("series.id", ondelete="CASCADE"))
    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), index=True
    )
    words: Mapped[str] = mapped_column(Text)
    act: Mapped[str] = mapped_column(String(36))
    by: Mapped[str] = mapped_column(String(40))
    count: Mapped[int]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class FollowupLetter(Base):
    """A letter about it: to a follower, or to an organiser (`person_id`).

    `kind`: "confirm" or "told", "invite" (what `letter_id` says), "remind3", "remind12" or
    "overdue"; `status`: "queued", "going", "sent", or "failed" and `why`. To confirm that one is a
    contact of a series it is of no café.
    """

    __tablename__ = "followup_letter"
    __table_args__ = (NEVER_AGAIN,)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[str | None] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), index=True
    )
    follower_id: Mapped[int | None] = mapped_column(
        ForeignKey("follower.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int | None] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    letter_id: Mapped[int | None] = mapped_column(
        ForeignKey("series_letter.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(8))
    status: Mapped[str] = mapped_column(String(6), default="queued")
    why: Mapped[str] = mapped_column(Text, default="", server_default="")
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
