"""What the board of the hall reads: when each table wrote last, what waits there, what was told."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.text import place_name
from cafe.model import CafeTable, HallMessage, Note, VisitorQuestion, Workshop, clock_time
from cafe.plan.hall import rules
from cafe.plan.hall.rules import AtTable
from cafe.plan.queries import note_counts
from cafe.states import waiting_at


@dataclass(frozen=True)
class Message:
    """One message, and the tables at which nobody has tapped it away yet, by number."""

    uid: str
    text: str
    tables: tuple[CafeTable, ...]


@dataclass(frozen=True)
class Seat:
    """A table as the organiser sees it: `late` counts notes that wait for a decision, `tray` those
    that lie in its tray for its host.

    `now` is what the hall's rules ask of it, `last` the minutes since its last note (None: it has
    none), `unread` how many messages nobody has tapped away there.
    """

    table: CafeTable
    now: AtTable
    late: int
    tray: int
    last: int | None
    unread: int

    @property
    def name(self) -> str:
        """What people call it."""
        return self.now.name

    @property
    def notes(self) -> int:
        """How many hang there."""
        return self.now.notes

    @property
    def asked(self) -> bool:
        """It shall have a main statement, as pairs and a plenary need not."""
        return self.now.asked

    @property
    def lost(self) -> bool:
        """Its page was open, and is so no more."""
        return rules.is_lost(self.now)


def seats_of(
    db: Session,
    workshop: Workshop,
    tables: Sequence[CafeTable],
    *,
    waiting: Sequence[Note],
    messages: Sequence[Message],
    away: Callable[[int], float],
) -> dict[int, Seat]:
    """Each table by its id. `waiting`: late, or in a tray; `away`: seconds without an open page."""
    now, counts, last = time.time(), note_counts(db, workshop), last_notes(db, workshop)
    mine = waiting_at(workshop.stage)
    late = Counter(note.table_id for note in waiting if note.state in mine)
    tray = Counter(note.table_id for note in waiting if note.state not in mine)
    asked = unanswered(db, workshop)
    unread = Counter(table.id for message in messages for table in message.tables)
    began = (workshop.talk_began_ms or 0) / 1000

    def seat(table: CafeTable) -> Seat:
        wrote, (questions, since) = last.get(table.id), asked.get(table.id, (0, now))
        heard = max(wrote or 0, began)
        at_table = AtTable(
            name=place_name(table.question.form, table.number),
            number=table.number,
            opened=table.opened_at is not None,
            host=table.question.form != "pairs",
            asked=table.question.form == "tables",
            away=away(table.id),
            quiet=now - heard if heard else None,
            notes=counts.get(table.id, 0),
            main=bool(table.main_statement),
            questions=questions,
            waited=now - since,
        )
        minutes = None if wrote is None else max(0, int(now - wrote) // 60)
        waits = late[table.id], tray[table.id]
        return Seat(table, at_table, *waits, minutes, unread[table.id])

    return {table.id: seat(table) for table in tables}


def moment_of(workshop: Workshop) -> rules.Moment:
    """What is on in the hall just now."""
    left = (workshop.timer_ends_ms or 0) / 1000 - time.time()
    begun = workshop.rounds is None or workshop.round > 0
    last = workshop.rounds is None or workshop.round >= workshop.rounds["count"]
    on = workshop.stage == "open" and begun and not workshop.changing
    ending = on and last and workshop.timer_ends_ms is not None
    ending = ending and left < rules.CLOSING_MINUTES * 60
    return rules.Moment(
        stage=workshop.stage,
        talk=on and workshop.paused_ms is None and workshop.talk_began_ms is not None,
        closing=workshop.asks_main or ending,
    )


def last_notes(db: Session, workshop: Workshop) -> dict[int, float]:
    """When the last note came to each table that has some, seconds since 1970."""
    query = select(Note.table_id, func.max(Note.created_at)).where(Note.workshop_id == workshop.id)
    return {
        table: clock_time(at).timestamp() for table, at in db.execute(query.group_by(Note.table_id))
    }


def unanswered(db: Session, workshop: Workshop) -> dict[int, tuple[int, float]]:
    """How many questions from the wall each table has not answered, and since when (seconds since
    1970) the oldest of them waits."""
    query = (
        select(Note.table_id, func.count(), func.min(VisitorQuestion.at))
        .join(Note, Note.id == VisitorQuestion.note_id)
        .where(
            VisitorQuestion.workshop_id == workshop.id,
            VisitorQuestion.answered == "no",
            VisitorQuestion.hidden.is_(False),
            VisitorQuestion.erased.is_(False),
            VisitorQuestion.decided.is_(None) | (VisitorQuestion.decided == "taken"),
        )
        .group_by(Note.table_id)
    )
    return {table: (count, clock_time(at).timestamp()) for table, count, at in db.execute(query)}


def messages_of(db: Session, workshop: Workshop) -> list[Message]:
    """What has been told and not been tapped away, the newest first."""
    here = select(HallMessage, CafeTable).join(CafeTable, CafeTable.id == HallMessage.table_id)
    here = here.where(HallMessage.workshop_id == workshop.id, HallMessage.text != "")
    here = here.order_by(CafeTable.number)
    texts: dict[str, tuple[int, str]] = {}
    told: dict[str, list[CafeTable]] = {}
    for message, table in db.execute(here):
        newest = max(message.id, texts.get(message.uid, (0, ""))[0])
        texts[message.uid] = (newest, message.text)
        told.setdefault(message.uid, []).append(table)
    in_order = sorted(texts, key=lambda uid: -texts[uid][0])
    return [Message(uid, texts[uid][1], tuple(told[uid])) for uid in in_order]
