"""Category, entry and source: where notes stand in the document."""

from typing import Any

from sqlalchemy import Float, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cafe.model.base import Base
from cafe.model.database.columns import json_or_none
from cafe.model.note import Note
from cafe.model.workshop import Question


class Category(Base):
    """A heading under a question: a bullet when listed, else a plain paragraph after them."""

    __tablename__ = "category"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), index=True
    )
    heading: Mapped[str] = mapped_column(Text)
    listed: Mapped[bool] = mapped_column(default=True)
    position: Mapped[float] = mapped_column(Float)
    question: Mapped[Question] = relationship(back_populates="categories")
    entries: Mapped[list["Entry"]] = relationship(
        back_populates="category",
        order_by="Entry.position, Entry.id",
        cascade="all, delete-orphan",
    )


class Entry(Base):
    """One printed sentence with the notes behind it; none behind it: the organiser's own.

    `words`: where each of its words comes from, as computed at the last write (sort/ledger); None
    when it has not been written since this is kept.
    """

    __tablename__ = "entry"

    id: Mapped[str] = mapped_column(String(36), primary_key=True)
    category_id: Mapped[str] = mapped_column(
        ForeignKey("category.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str] = mapped_column(Text)
    position: Mapped[float] = mapped_column(Float)
    words: Mapped[list[list[Any]] | None] = json_or_none(list)
    category: Mapped[Category] = relationship(back_populates="entries")
    sources: Mapped[list["Source"]] = relationship(
        back_populates="entry",
        order_by="Source.position, Source.note_id",
        cascade="all, delete-orphan",
    )


class Apart(Base):
    """Somebody has looked at two notes that seemed alike, and said that they are not the same.

    `first_id` is the lower of the two. The pair is not offered again.
    """

    __tablename__ = "apart"

    first_id: Mapped[int] = mapped_column(
        ForeignKey("note.id", ondelete="CASCADE"), primary_key=True
    )
    second_id: Mapped[int] = mapped_column(
        ForeignKey("note.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Opposed(Base):
    """Two notes that say opposite things, so both are to be printed; `first_id` is the lower."""

    __tablename__ = "opposed"

    first_id: Mapped[int] = mapped_column(
        ForeignKey("note.id", ondelete="CASCADE"), primary_key=True
    )
    second_id: Mapped[int] = mapped_column(
        ForeignKey("note.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Source(Base):
    """A note behind an entry: printed in it, or absorbed by it as double or alike."""

    __tablename__ = "source"

    entry_id: Mapped[str] = mapped_column(
        ForeignKey("entry.id", ondelete="CASCADE"), primary_key=True
    )
    note_id: Mapped[int] = mapped_column(
        ForeignKey("note.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    absorbed: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    entry: Mapped[Entry] = relationship(back_populates="sources")
    note: Mapped[Note] = relationship()
