"""Workshop, question and café table: what is planned."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    false,
    func,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from cafe.model.base import NEVER_AGAIN, Base
from cafe.model.database import shapes
from cafe.model.database.columns import Json, json_of, json_or_none
from cafe.model.person import FIRST

if TYPE_CHECKING:
    from cafe.model.followup.series import Series

# Stages that nobody sees: brought in but not whole yet, or deleted and not quite gone yet.
# Or its raw material is just going, since its date has come (archive/erase.py: empty).
ARRIVING, LEAVING, EMPTYING = "arriving", "leaving", "emptying"
HIDDEN = (ARRIVING, LEAVING, EMPTYING)

Day = date  # a row's own `date` hides it


class Workshop(Base):
    """One gathering, with questions, tables, stages and one document.

    `rounds` is what was agreed, {"count", "minutes", "change"}, or None for one long talk; `round`
    counts from 1 when the first has begun, and `changing` says that people change tables after it.
    `paused_ms`: what is left of a clock that is held (then none runs), None when none is.
    `talk_began_ms`: since when people have been talking without a break, as far as the clock tells.
    `asks_main`: the tables have been asked for their main statements. `seating`: who sits where in
    each round, {"people", "rounds": [[table number of person 1, …], …]}. `dots`: how many each
    device may place at one question, 0 when there are none; `dots_hidden`: only the organiser is
    told how many each note has, until they are shown. `silent`: minutes in which each writes alone
    before the tables talk, 0 for none. `phones`: what phones write comes up at once ("open"), is
    held for the organiser ("held"), or is not taken ("paused"). `abbreviations`: the café's own
    short forms with what they stand for, for finding likely doubles.
    `report_options`: what the document has beside its plain form, None for nothing
    (`document/options.py`). `codes`: links may be opened by their short codes too.
    `checklist`: what was said by hand of what remains, {"ticks": {key: {"state"}}}, and own lines,
    {"own": [{"id", "list", "text", "state"}]} (`plan/remains/rules.py`).
    `letter`: what hosts are sent, in own words with its gaps (`plan/inviting/rules.py`), or "".
    `name` to `background` are what was planned, in the organiser's words, "" where nothing is said;
    `starts` and `ends`: "17:00", as the clock in the hall has it. `goal`: of the day.
    `programme`: its blocks in order (`plan/programme/rules.py: Block`).
    `binned`: since when it lies in the bin (seconds since 1970), None: it does not. `template`: it
    is no gathering but what new ones are made of, and has no day. `series`: of which it is one;
    `listed`: it stands on that one's page on the web.
    `seal`: the last value of its history's chain (`canonical.py`), None until the tables open;
    `seals`: what it was each time that they closed (`seal/shown.py`), oldest first.
    `closed_to_organisation`: only who has a role in it sees it; else the organisation's members do.
    `raw_until` and `final_until`: the last days of the raw material and of the final versions, as
    an owner chose (None: plan/retention/rules.py); `raw_gone`: when the raw material went.
    `reminded`: on how many days that was said, `reminded_on` the last. `case_number`: of the
    archive. `privacy`: who is answerable, where it is another than the organisation says.
    `evaluation`: the forms that ask how the day was (`plan/programme/evaluation.py`).
    `screen`: what the big screen shows and for whom, as the remote last said
    (`wall/rules_screen.py: Screen`), None: nobody has said anything.
    """

    __tablename__ = "workshop"

    id: Mapped[str] = mapped_column(String(8), primary_key=True)
    title: Mapped[str] = mapped_column(Text)
    document_title: Mapped[str] = mapped_column(Text)
    language: Mapped[str] = mapped_column(String(2))
    date: Mapped[date] = mapped_column(Date)
    name: Mapped[str] = mapped_column(Text, default="", server_default="")
    network: Mapped[str] = mapped_column(Text, default="", server_default="")
    starts: Mapped[str] = mapped_column(String(5), default="", server_default="")
    ends: Mapped[str] = mapped_column(String(5), default="", server_default="")
    place: Mapped[str] = mapped_column(Text, default="", server_default="")
    purpose: Mapped[str] = mapped_column(Text, default="", server_default="")
    participants: Mapped[str] = mapped_column(Text, default="", server_default="")
    background: Mapped[str] = mapped_column(Text, default="", server_default="")
    goal: Mapped[str] = mapped_column(Text, default="", server_default="")
    programme: Mapped[list[dict[str, Any]]] = json_of(list[shapes.Block])
    letter: Mapped[str] = mapped_column(Text, default="", server_default="")
    commissioner: Mapped[str] = mapped_column(Text, default="")
    intro: Mapped[list[str] | None] = json_or_none(list[str])
    signature: Mapped[dict[str, str] | None] = json_or_none(dict)
    stage: Mapped[str] = mapped_column(String(12), default="planning")
    timer_ends_ms: Mapped[int | None] = mapped_column(BigInteger, default=None)
    paused_ms: Mapped[int | None] = mapped_column(default=None)
    talk_began_ms: Mapped[int | None] = mapped_column(BigInteger, default=None)
    rounds: Mapped[dict[str, int] | None] = json_or_none(shapes.Rounds)
    round: Mapped[int] = mapped_column(default=0, server_default="0")
    changing: Mapped[bool] = mapped_column(default=False, server_default=false())
    asks_main: Mapped[bool] = mapped_column(default=False, server_default=false())
    dots: Mapped[int] = mapped_column(default=0, server_default="0")
    silent: Mapped[int] = mapped_column(default=0, server_default="0")
    dots_hidden: Mapped[bool] = mapped_column(default=False, server_default=false())
    codes: Mapped[bool] = mapped_column(default=True, server_default=true())
    phones: Mapped[str] = mapped_column(String(6), default="open", server_default="open")
    print_elaborations: Mapped[bool] = mapped_column(default=False, server_default=false())
    report_options: Mapped[dict[str, Any] | None] = json_or_none(shapes.Only)
    abbreviations: Mapped[dict[str, str] | None] = json_or_none(dict)
    seating: Mapped[dict[str, Any] | None] = json_or_none(dict)
    binned: Mapped[int | None] = mapped_column(BigInteger, default=None)
    template: Mapped[bool] = mapped_column(default=False, server_default=false())
    series_id: Mapped[int | None] = mapped_column(
        ForeignKey("series.id", ondelete="SET NULL"), index=True, default=None
    )
    listed: Mapped[bool] = mapped_column(default=False, server_default=false())
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("organisation.id"), index=True, default=FIRST
    )
    closed_to_organisation: Mapped[bool] = mapped_column(default=True, server_default=true())
    checklist: Mapped[dict[str, Any] | None] = json_or_none(dict)
    raw_until: Mapped[Day | None] = mapped_column(Date, default=None)
    final_until: Mapped[Day | None] = mapped_column(Date, default=None)
    raw_gone: Mapped[Day | None] = mapped_column(Date, default=None)
    reminded: Mapped[int] = mapped_column(default=0, server_default="0")
    reminded_on: Mapped[Day | None] = mapped_column(Date, default=None)
    case_number: Mapped[str] = mapped_column(Text, default="", server_default="")
    privacy: Mapped[dict[str, str] | None] = json_or_none(dict)
    evaluation: Mapped[dict[str, Any]] = json_of(dict[str, shapes.Form])
    screen: Mapped[dict[str, Any] | None] = json_or_none(dict)
    revision: Mapped[int] = mapped_column(default=0)
    seal: Mapped[bytes | None] = mapped_column(LargeBinary(32), default=None)
    seals: Mapped[list[dict[str, Any]]] = json_of(list[dict[str, Any]])
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    questions: Mapped[list["Question"]] = relationship(
        back_populates="workshop", order_by="Question.number", cascade="all, delete-orphan"
    )
    versions: Mapped[list[Any]] = relationship("Version", order_by="Version.id", viewonly=True)
    series: Mapped["Series | None"] = relationship("Series")


class Question(Base):
    """A numbered question; its long text may have parts: [{"letter": "A", "text": "…"}].

    `prompts`: the parts that an organiser has opened for pairs by hand, in that order, [{"letter",
    "at_ms"}]. Once there is one, the others wait; while there is none, all are open. `hints`: how
    pairs go about each prompt, in the order of the parts (without parts: one); "": as is usual.

    `uid` is made where it was written (UUID), so that it can be written on before the café has it.
    `origin`: the `uid` of the question that it is a copy of, however many cafés ago, "" for none.
    """

    __tablename__ = "question"
    __table_args__ = (
        UniqueConstraint("workshop_id", "number"),
        UniqueConstraint("workshop_id", "uid"),
        NEVER_AGAIN,
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[str] = mapped_column(String(36), default=lambda: str(uuid4()))
    origin: Mapped[str] = mapped_column(String(36), default="", server_default="")
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    form: Mapped[str] = mapped_column(String(8), default="tables")
    parts: Mapped[list[dict[str, str]]] = mapped_column(Json(list[shapes.Part]), default=list)
    prompts: Mapped[list[dict[str, Any]]] = json_of(list[shapes.Opened])
    hints: Mapped[list[str]] = json_of(list)
    summary: Mapped[str | None] = mapped_column(Text)
    # Where each of the summary's words comes from, as computed at the last write (sort/ledger).
    summary_words: Mapped[list[list[Any]] | None] = json_or_none(list)
    workshop: Mapped[Workshop] = relationship(back_populates="questions")
    tables: Mapped[list["CafeTable"]] = relationship(
        back_populates="question", order_by="CafeTable.number", cascade="all, delete-orphan"
    )
    origins: Mapped[list["Origin"]] = relationship(
        back_populates="question", order_by="Origin.number", cascade="all, delete-orphan"
    )
    categories: Mapped[list[Any]] = relationship(
        "Category",
        back_populates="question",
        order_by="Category.position, Category.id",
        cascade="all, delete-orphan",
    )

    @property
    def places(self) -> list["Place"]:
        """Wherever notes of it come from: its tables, then its origins."""
        return [*self.tables, *self.origins]

    @property
    def came_from(self) -> str:
        """What it is known by from one café of a series to the next, "" outside of any."""
        return self.origin or (self.uid if self.workshop.series_id else "")


class Place(Base):
    """Where notes of a question come from: a table of the day, or an origin beside it.

    Whoever asks for a `CafeTable` finds tables alone, also in joins, counts and by id: so nothing
    of the day knows an origin. Sorting, document and archive ask for places.

    A table's `number` is its own, not the question's; an origin's only says the order, and is above
    all tables'. The rest is a table's alone. `roles`: what a host is there as, [{"host": a name,
    "role": one of `plan.rules.ROLES`}]. `meeting`: where a table that is not in the hall meets
    (https). `tags`: whatever tables are told apart by. `rehearsed`: a host has tried the page with
    practice notes, which never come here. `cells`: what is said of cells of its sheets that no note
    was typed from, [{"cell": "1/7", "said": "empty" | "illegible"}]. `uid` (UUID) is the same in
    every installation. An origin's alone are `name`, `origin_kind` (`sort.origins.rules.KINDS`),
    `day` ("2026-03-04") and `took_part`, how many did; "" and 0 are not said.
    """

    __tablename__ = "cafe_table"
    __table_args__ = (
        UniqueConstraint("workshop_id", "number"),
        Index("uq_cafe_table_workshop_id_uid", "workshop_id", "uid", unique=True),
        NEVER_AGAIN,
    )
    __mapper_args__ = {"polymorphic_on": "kind", "polymorphic_abstract": True}  # noqa: RUF012

    kind: Mapped[str] = mapped_column(String(6), default="table", server_default="table")
    uid: Mapped[str | None] = mapped_column(String(36), default=lambda: str(uuid4()))
    name: Mapped[str] = mapped_column(Text, default="", server_default="")
    origin_kind: Mapped[str] = mapped_column(String(13), default="", server_default="")
    day: Mapped[str] = mapped_column(String(10), default="", server_default="")
    took_part: Mapped[int] = mapped_column(default=0, server_default="0")
    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[str] = mapped_column(ForeignKey("workshop.id", ondelete="CASCADE"))
    question_id: Mapped[int] = mapped_column(
        ForeignKey("question.id", ondelete="CASCADE"), index=True
    )
    number: Mapped[int]
    cafe_name: Mapped[str | None] = mapped_column(Text)
    by_parts: Mapped[bool] = mapped_column("split", default=False)
    hosts: Mapped[list[str]] = mapped_column(Json(list), default=list)
    roles: Mapped[list[dict[str, str]]] = json_of(list[shapes.Role])
    meeting: Mapped[str] = mapped_column(Text, default="", server_default="")
    tags: Mapped[list[str]] = json_of(list)
    main_statement: Mapped[str | None] = mapped_column(Text)
    opened_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    rehearsed: Mapped[bool] = mapped_column(default=False, server_default=false())
    cells: Mapped[list[dict[str, str]]] = json_of(list[shapes.Cell])
    notes: Mapped[list[Any]] = relationship(
        "Note",
        back_populates="table",
        order_by="func.coalesce(Note.position, Note.id), Note.id",
        cascade="all, delete-orphan",
    )
    if TYPE_CHECKING:  # each kind has it, with its own other side
        question: Mapped[Question]


class CafeTable(Place):
    """A table of the day."""

    __mapper_args__ = {"polymorphic_identity": "table"}  # noqa: RUF012

    question: Mapped[Question] = relationship(back_populates="tables")
    posters: Mapped[list[Any]] = relationship(
        "Poster", back_populates="table", order_by="Poster.id", cascade="all, delete-orphan"
    )


FIRST_ORIGIN = 10_001  # above every table's number


class Origin(Place):
    """Where notes come from beside the tables: a focus group, a questionnaire.

    It has notes only: no link, host, main statement or poster.
    """

    __mapper_args__ = {"polymorphic_identity": "origin"}  # noqa: RUF012

    question: Mapped[Question] = relationship(back_populates="origins")


class HallMessage(Base):
    """What an organiser tells a table's host on the day, until the host has tapped it away.

    A row of its own for each table, and nothing else has its words: no event, history, archive,
    copy or document. `uid` is the same at all tables that were told at once. Read or taken back it
    has no words any more; that it was told is known until the talk is over, lest it be told again.
    """

    __tablename__ = "hall_message"
    __table_args__ = (UniqueConstraint("table_id", "uid"), NEVER_AGAIN)

    id: Mapped[int] = mapped_column(primary_key=True)
    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), index=True
    )
    table_id: Mapped[int] = mapped_column(ForeignKey("cafe_table.id", ondelete="CASCADE"))
    uid: Mapped[str] = mapped_column(String(36))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
