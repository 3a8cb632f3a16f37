"""The organiser's board: how far each table has come, and what waits for a decision."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from cafe.core.limits import QUIET_AFTER_MS
from cafe.core.text import place_name
from cafe.model import CafeTable, Note, Question, VisitorQuestion, Workshop
from cafe.model.note import late_notes
from cafe.plan import rules_rounds
from cafe.plan.hall import rules
from cafe.plan.hall.queries import Message, Seat, messages_of, moment_of, seats_of
from cafe.plan.hall.rules import Trouble
from cafe.plan.queries import agreed_by, note_counts
from cafe.states import waiting_at

# Of one kind, on the organiser's page: it is drawn again at each event, also in a flood.
MOST_SHOWN = 300


@dataclass(frozen=True)
class Board:
    """Everything on the organiser's screen that changes by itself; `seats` by the table's id.

    `waiting` and `left` came late or were held, `asked` and `asked_left` are held questions.

    `clock`: one runs or has just run out; `running`: it is not out yet; `held`: it waits.
    `troubles`: what is wrong in the hall; `messages`: what was told and lies at tables still.
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
    held: bool
    troubles: list[Trouble]
    messages: list[Message]

    @property
    def opened(self) -> int:
        """How many tables' pages have been opened."""
        return sum(1 for seat in self.seats.values() if seat.table.opened_at)

    @property
    def rehearsing(self) -> list[CafeTable]:
        """The tables whose hosts are to try their page before the day."""
        return [seat.table for seat in self.seats.values() if seat.asked]

    @property
    def deaf(self) -> list[Seat]:
        """Where so many messages lie unread that no more are told there."""
        return [seat for seat in self.seats.values() if seat.unread >= rules.MOST_UNREAD]

    @property
    def notes(self) -> int:
        """How many notes hang on all posters."""
        return sum(seat.notes for seat in self.seats.values())


def board(
    db: Session,
    workshop: Workshop,
    questions: list[Question],
    away: Callable[[int], float] = lambda _table: 0.0,
) -> Board:
    """The board of `workshop` as it is now; `questions` with their tables, in order.

    `away`: for how many seconds a table has had no open page (`live/presence.py`).
    """
    late = _late_notes(db, workshop)
    asked = _held_questions(db, workshop)
    every = [one for one in late if one.waits]
    waiting = [one for one in every if one.state in waiting_at(workshop.stage)]
    tables = [table for question in questions for table in question.tables]
    messages = messages_of(db, workshop)
    seats = seats_of(db, workshop, tables, waiting=every, messages=messages, away=away)
    clock, running = _clock_matters(workshop), (workshop.timer_ends_ms or 0) > time.time() * 1000
    silent = sorted(filter(_lacks, tables), key=lambda table: table.number)
    return Board(
        seats=seats,
        waiting=waiting,
        left=[one for one in late if one.decided == "left"],
        asked=[one for one in asked if one.decided == "waiting"],
        asked_left=[one for one in asked if one.decided == "left"],
        lacking=[table for table in silent if seats[table.id].notes],
        empty=[table for table in silent if not seats[table.id].notes],
        step=step_of(workshop),
        clock=clock,
        running=running,
        held=workshop.paused_ms is not None,
        troubles=rules.troubles(moment_of(workshop), [seat.now for seat in seats.values()]),
        messages=messages,
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
