"""Note and poster photograph: what was said, typed once, its wording kept for ever."""

from datetime import datetime

from sqlalchemy import (
    JSON,
    ColumnElement,
    DateTime,
    Float,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    cast,
    func,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cafe.model.base import NEVER_AGAIN, Base
from cafe.model.workshop import CafeTable


class Note(Base):
    """A keyword or statement. `uid` is made on the tablet and is the same on every try.

    Struck out is a mark; set aside is a mark with a reason; earlier wordings stand in `change`.
    `position` is its place on the poster once it was moved, on the same scale as `id`; `round` is
    when it was said, 0 without rounds; `paper`: typed off a paper poster; `joined_into`: the uid of
    the note that took its words when two were joined (it is then struck out); `in_main`: an
    organiser has said that it is used in its table's main statement.
    """

    __tablename__ = "note"
    __table_args__ = (UniqueConstraint("workshop_id", "uid"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36))
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    table_id: Mapped[int] = mapped_column(
        ForeignKey("cafe_table.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(9))
    part: Mapped[str | None] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(Text)
    struck: Mapped[bool] = mapped_column(default=False)
    aside_reason: Mapped[str | None] = mapped_column(Text)
    elaborations: Mapped[list[str]] = mapped_column(JSON, default=list)
    position: Mapped[float | None] = mapped_column(Float)
    round: Mapped[int] = mapped_column(default=0)
    paper: Mapped[bool] = mapped_column(default=False)
    joined_into: Mapped[str | None] = mapped_column(String(36))
    in_main: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    table: Mapped[CafeTable] = relationship(back_populates="notes")

    @hybrid_property
    def order(self) -> float:
        """Its place on the poster: where it was moved to, else where it was typed."""
        return float(self.id) if self.position is None else self.position

    @order.inplace.expression
    @classmethod
    def _order_column(cls) -> ColumnElement[float]:
        return func.coalesce(cls.position, cast(cls.id, Float))

    @property
    def used_in_main(self) -> bool:
        """Whether it counts as used in the main statement."""
        return counts_in_main(self.in_main, self.table.main_statement)


def counts_in_main(in_main: bool, main_statement: str | None) -> bool:
    """A note is used in its table's main statement only when there is one."""
    return in_main and bool(main_statement)


class LateNote(Base):
    """A note that is kept for the organiser to decide, and hangs nowhere before that.

    It came after its table was closed, or is `held`: phones' notes were to be looked at first.
    `decided` is "waiting", "taken" (a Note with the same uid hangs on the poster) or "left"; then
    `reason` may say why.
    """

    __tablename__ = "late_note"
    __table_args__ = (UniqueConstraint("workshop_id", "uid"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36))
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    table_id: Mapped[int] = mapped_column(
        ForeignKey("cafe_table.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(9))
    part: Mapped[str | None] = mapped_column(String(2))
    text: Mapped[str] = mapped_column(Text)
    paper: Mapped[bool] = mapped_column(default=False)
    decided: Mapped[str] = mapped_column(String(8), default="waiting")
    held: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str | None] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    table: Mapped[CafeTable] = relationship()


class Poster(Base):
    """A photograph of a paper poster. `file` is its name in the archive and the data folder."""

    __tablename__ = "poster"
    __table_args__ = (UniqueConstraint("table_id", "file"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    table_id: Mapped[int] = mapped_column(
        ForeignKey("cafe_table.id", ondelete="CASCADE"), index=True
    )
    file: Mapped[str] = mapped_column(String(120))
    alt: Mapped[str] = mapped_column(Text, default="")
    table: Mapped[CafeTable] = relationship(back_populates="posters")
