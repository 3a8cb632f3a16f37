"""Note and poster photograph: what was said, typed once, its wording kept for ever.

A session finds the notes that hang on the posters and no others: in lists, joins, counts, columns
and a table's `notes`. A statement that shall find more says so: by `SORTED_TOO` those as well that
came from elsewhere, by `EVERY_STATE` all. What stands on a note, a sentence say, always has it.
"""

from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    Float,
    ForeignKey,
    Select,
    String,
    Text,
    UniqueConstraint,
    cast,
    event,
    false,
    func,
    null,
    or_,
    select,
)
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import (
    Mapped,
    ORMExecuteState,
    RelationshipDirection,
    Session,
    mapped_column,
    relationship,
    with_loader_criteria,
)

from cafe.model.base import NEVER_AGAIN, Base
from cafe.model.database.columns import Json, json_or_none
from cafe.model.database.shapes import Taken
from cafe.model.workshop import CafeTable, Place
from cafe.states import GATHERED, LATE, POSTER, SORTED, STATES, kept_as


def new_uid() -> str:
    """An id that is the same in every installation."""
    return str(uuid4())


class Note(Base):
    """A keyword or statement. `uid` is made on the tablet and is the same on every try.

    Struck out is a mark; set aside is a mark with a reason; earlier wordings stand in `change`.
    `position` is its place on the poster once it was moved, on the same scale as `id`; `round` is
    when it was said, 0 without rounds; `paper`: typed off a paper poster; `joined_into`: the uid of
    the note that took its words when two were joined (it is then struck out); `in_main`: an
    organiser has said that it is used in its table's main statement. `state` is one of
    `cafe/states.py`; `reason` may say why it was left out. `taken`: how and in which words it was
    taken in, None for what never was beside the poster or is there still. `erased`: its words are
    gone for good, everywhere; it is struck out and counts as erased. `spot`: where it stands on
    paper, by `cafe/table/rules_paper.py`, "" when that is not known.
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
    elaborations: Mapped[list[str]] = mapped_column(Json(list[str]), default=list)
    position: Mapped[float | None] = mapped_column(Float)
    round: Mapped[int] = mapped_column(default=0, server_default="0")
    paper: Mapped[bool] = mapped_column(default=False, server_default=false())
    joined_into: Mapped[str | None] = mapped_column(String(36))
    in_main: Mapped[bool] = mapped_column(default=False, server_default=false())
    state: Mapped[str] = mapped_column(String(10), default=POSTER, server_default=POSTER)
    reason: Mapped[str | None] = mapped_column(Text)
    taken: Mapped[dict[str, Any] | None] = json_or_none(Taken)
    erased: Mapped[bool] = mapped_column(default=False, server_default=false())
    spot: Mapped[str] = mapped_column(String(48), default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    table: Mapped[Place] = relationship(back_populates="notes")

    @hybrid_property
    def order(self) -> float:
        """Its place on the poster: where it was moved to, else where it was typed."""
        return float(self.id) if self.position is None else self.position

    @order.inplace.expression
    @classmethod
    def _order_column(cls) -> ColumnElement[float]:
        return func.coalesce(cls.position, cast(cls.id, Float))

    @property
    def hangs(self) -> bool:
        """Whether it is on its table's poster."""
        return STATES[self.state].hangs

    @property
    def sorted(self) -> bool:
        """Whether it is in the sorting and in the document."""
        return STATES[self.state].sorted

    @hybrid_property
    def gathered(self) -> bool:
        """Whether it came from elsewhere: it is sorted and printed, and hangs on no poster."""
        return self.state == GATHERED

    @property
    def written_here(self) -> bool:
        """Whether it was written at its table, and its writers may mend it."""
        return self.hangs or STATES[self.state].late

    @property
    def waits(self) -> bool:
        """Whether the organiser has still to decide about it."""
        return STATES[self.state].waits

    @property
    def decided(self) -> str:
        """What was decided: "waiting", "taken", "left", or "recalled" by who wrote it."""
        return STATES[self.state].decided

    @property
    def held(self) -> bool:
        """Whether a phone wrote it while such notes were to be looked at first."""
        return bool(self.taken["held"]) if self.taken else STATES[self.state].held

    @property
    def tray(self) -> bool:
        """Whether a phone wrote it into its table's tray."""
        return bool(self.taken.get("tray")) if self.taken else STATES[self.state].tray

    def kept_state(self, decided: str) -> str:
        """The state in which it is beside the poster: "waiting", "left" or "recalled"."""
        return kept_as(held=self.held, tray=self.tray, decided=decided)

    def as_late(self, name: str) -> Any:
        """Its `kind`, `part` or `text` as the organiser decided about it."""
        return self.taken[name] if self.taken else getattr(self, name)

    def take(self) -> None:
        """It hangs from now on. The words in which it came are kept."""
        how = {"held": self.held} | ({"tray": True} if self.tray else {})
        self.taken = how | {name: getattr(self, name) for name in WORDS}
        self.state, self.reason = POSTER, None

    def keep(self, *, decided: str = "waiting", reason: str | None = None) -> None:
        """It is beside the poster from now on, and in the words in which it came."""
        self.state, self.reason = self.kept_state(decided), reason
        for name, value in (self.taken or {}).items():
            if name in WORDS:
                setattr(self, name, value)
        self.taken = self.position = None

    @property
    def used_in_main(self) -> bool:
        """Whether it counts as used in the main statement."""
        return counts_in_main(self.in_main, self.table.main_statement)


WORDS = ("kind", "part", "text")
# The options of a statement that shall find notes in whatever state, or all that are sorted.
EVERY_STATE = {"every_state": True}
SORTED_TOO = {"sorted_too": True}
# Each statement is asked for itself, also one that reads more of what is at hand.
_HOW = {"include_aliases": True, "propagate_to_loaders": False}
_HANGING = with_loader_criteria(Note, lambda note: note.state == POSTER, **_HOW)
_SORTED = with_loader_criteria(Note, lambda note: note.state.in_(SORTED), **_HOW)


@event.listens_for(Session, "do_orm_execute")
def _only_what_hangs(asked: ORMExecuteState) -> None:
    # What is read again of an object at hand (`is_column_load`) is not a way to find one.
    finds = asked.is_select and not asked.is_column_load and not _stands_on_a_note(asked)
    if finds and not asked.execution_options.get("every_state"):
        sorted_too = asked.execution_options.get("sorted_too")
        asked.statement = asked.statement.options(_SORTED if sorted_too else _HANGING)


def _stands_on_a_note(asked: ORMExecuteState) -> bool:
    """Whether the one note is read that something at hand, a sentence's source say, belongs to."""
    if not asked.is_relationship_load or asked.loader_strategy_path is None:
        return False
    way: Any = asked.loader_strategy_path.path[-1]
    return bool(way.direction is RelationshipDirection.MANYTOONE and way.mapper.class_ is Note)


def notes_in_any_state() -> Select[Note]:
    """A query for notes, whether they hang or not."""
    return select(Note).execution_options(**EVERY_STATE)


def late_notes() -> Select[Note]:
    """A query for what events call late: what is kept, or was before it was taken in."""
    here = or_(Note.state.in_(LATE), Note.taken.is_not(null()))
    return notes_in_any_state().where(here)


def counts_in_main(in_main: bool, main_statement: str | None) -> bool:
    """A note is used in its table's main statement only when there is one."""
    return in_main and bool(main_statement)


class Poster(Base):
    """A photograph of a paper poster. `file` is its name in the archive and the data folder, and
    `size` how many bytes it has there, None until that is looked up.

    `uid` is the same everywhere, also when parts of it are drawn over. `sheet`: it is the table's
    sheet of this number with numbered cells, straightened; None: any other paper. `parts`: among
    how many parts of the question its cells are divided.
    """

    __tablename__ = "poster"
    __table_args__ = (
        UniqueConstraint("table_id", "file"),
        UniqueConstraint("table_id", "uid"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    table_id: Mapped[int] = mapped_column(
        ForeignKey("cafe_table.id", ondelete="CASCADE"), index=True
    )
    file: Mapped[str] = mapped_column(String(120))
    alt: Mapped[str] = mapped_column(Text, default="")
    size: Mapped[int | None] = mapped_column(BigInteger, default=None)
    uid: Mapped[str] = mapped_column(String(36), default=new_uid)
    sheet: Mapped[int | None] = mapped_column(default=None)
    parts: Mapped[int] = mapped_column(default=0, server_default="0")
    table: Mapped[CafeTable] = relationship(back_populates="posters")
