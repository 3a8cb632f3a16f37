"""The organiser's board: how far each table has come, and what waits for a decision."""

import time
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cafe.core.limits import QUIET_AFTER_MS
from cafe.core.text import place_name
from cafe.model import CafeTable, Note, Question, VisitorQuestion, Workshop
from cafe.model.note import late_notes
from cafe.plan import rules_rounds
from cafe.plan.queries import agreed_by, note_counts

# Of one kind, on the organiser's page: it is drawn again at each event, also in a flood.
MOST_SHOWN = 300


@dataclass(frozen=True)
class Seat:
    """A table as the organiser sees it: `late` counts notes that wait for a decision.

    `asked`: it shall have a main statement, as pairs and a plenary need not.
    """

    table: CafeTable
    name: str
    notes: int
    late: int
    asked: bool


@dataclass(frozen=True)
class Board:
    """Everything on the organiser's screen that changes by itself; `seats` by the table's id.

    `waiting` and `left` came late or were held, `asked` and `asked_left` are held questions.

    `clock`: one runs or has just run out; `running`: it is not out yet.
    """

    seats: dict[int, Seat]
    waiting: list[Note]
    left: list[Note]
    asked: list[VisitorQuestion]
    asked_left: list[VisitorQuestion]
    lacking: list[CafeTable]
    empty: list[CafeTable]
    step: rules_rounds.NextStep
    clock: bool
    running: bool

    @property
    def opened(self) -> int:
        """How many tables' pages have been opened."""
        return sum(1 for seat in self.seats.values() if seat.table.opened_at)

    @property
    def rehearsing(self) -> list[CafeTable]:
        """The tables whose hosts are to try their page before the day."""
        return [seat.table for seat in self.seats.values() if seat.asked]

    @property
    def notes(self) -> int:
        """How many notes hang on all posters."""
        return sum(seat.notes for seat in self.seats.values())


def board(db: Session, workshop: Workshop, questions: list[Question]) -> Board:
    """The board of `workshop` as it is now; `questions` with their tables, in order."""
    late = _late_notes(db, workshop)
    asked = _held_questions(db, workshop)
    waiting = [one for one in late if one.waits]
    tables = [table for question in questions for table in question.tables]
    counts = note_counts(db, workshop)
    clock = _clock_matters(workshop)
    silent = sorted(filter(_lacks, tables), key=lambda table: table.number)
    return Board(
        seats={table.id: _seat(table, counts, waiting) for table in tables},
        waiting=waiting,
        left=[one for one in late if one.decided == "left"],
        asked=[one for one in asked if one.decided == "waiting"],
        asked_left=[one for one in asked if one.decided == "left"],
        lacking=[table for table in silent if counts.get(table.id)],
        empty=[table for table in silent if not counts.get(table.id)],
        step=step_of(workshop),
        clock=clock,
        running=(workshop.timer_ends_ms or 0) > time.time() * 1000,
    )


def lacking(db: Session, workshop: Workshop) -> tuple[list[CafeTable], list[CafeTable]]:
    """Tables without a main statement, by number: those that have notes, and those that have none.

    Only where people talk at tables: nobody asks pairs or a plenary for one sentence.
    """
    query = select(CafeTable).join(Question).where(CafeTable.workshop_id == workshop.id)
    tables = [table for table in db.scalars(query.order_by(CafeTable.number)) if _lacks(table)]
    counts = note_counts(db, workshop)
    talked = [table for table in tables if counts.get(table.id)]
    return talked, [table for table in tables if not counts.get(table.id)]


def called(table: CafeTable) -> str:
    """A table as it is named among others, e.g. "Table 3 (KAFÉ KAI)"."""
    name = place_name(table.question.form, table.number)
    return f"{name} ({table.cafe_name})" if table.cafe_name else name


def _lacks(table: CafeTable) -> bool:
    return table.question.form == "tables" and not table.main_statement


def _seat(table: CafeTable, counts: dict[int, int], waiting: list[Note]) -> Seat:
    return Seat(
        table=table,
        name=place_name(table.question.form, table.number),
        notes=counts.get(table.id, 0),
        late=sum(1 for one in waiting if one.table_id == table.id),
        asked=table.question.form == "tables",
    )


def _late_notes(db: Session, workshop: Workshop) -> list[Note]:
    here = Note.workshop_id == workshop.id, Note.erased.is_(False)
    query = late_notes().where(*here).order_by(Note.id)
    with_table = selectinload(Note.table.of_type(CafeTable)).selectinload(CafeTable.question)
    return list(db.scalars(query.options(with_table)))


def _held_questions(db: Session, workshop: Workshop) -> list[VisitorQuestion]:
    query = select(VisitorQuestion).where(
        VisitorQuestion.workshop_id == workshop.id,
        VisitorQuestion.decided.is_not(None),
        VisitorQuestion.erased.is_(False),
    )
    with_note = (
        selectinload(VisitorQuestion.note)
        .selectinload(Note.table.of_type(CafeTable))
        .selectinload(CafeTable.question)
    )
    return list(db.scalars(query.options(with_note).order_by(VisitorQuestion.id)))


def _clock_matters(workshop: Workshop) -> bool:
    ends = workshop.timer_ends_ms
    return ends is not None and time.time() * 1000 - ends < QUIET_AFTER_MS


def step_of(workshop: Workshop) -> rules_rounds.NextStep:
    """The step that the day's page proposes: of the café's own row alone."""
    return rules_rounds.next_step(
        stage=workshop.stage,
        agreed=agreed_by(workshop),
        round=workshop.round,
        changing=workshop.changing,
        asks_main=workshop.asks_main,
        clock=_clock_matters(workshop),
    )
