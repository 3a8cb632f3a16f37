"""What the plan's pages read."""

import secrets
from datetime import UTC, datetime
from itertools import pairwise
from typing import cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from cafe.core.i18n import _
from cafe.core.text import short
from cafe.errors import Conflict, NotFound
from cafe.model import (
    CafeTable,
    Change,
    Link,
    Note,
    Organiser,
    Person,
    Question,
    Workshop,
    clock_time,
)
from cafe.model.database.shapes import Block
from cafe.plan.programme.rules import DAY, DayStatus, Slot, day_status, reckon
from cafe.plan.rules import LETTERS, letters_after
from cafe.plan.rules_rounds import Agreed

# Read aloud and typed in a shell: no letters that look alike.
_ID_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def questions_of(db: Session, workshop: Workshop) -> list[Question]:
    """The questions in order, their tables with them."""
    query = select(Question).where(Question.workshop_id == workshop.id).order_by(Question.number)
    return list(db.scalars(query.options(selectinload(Question.tables))))


def with_uid(db: Session, workshop_id: str, uid: str) -> Question | None:
    """The question that was written under this id."""
    here = (Question.workshop_id == workshop_id, Question.uid == uid)
    return db.scalars(select(Question).where(*here)).first()


def the_question(db: Session, workshop_id: str, question_id: int) -> Question:
    """A question of this workshop. Raises NotFound."""
    question = db.get(Question, question_id)
    if question is None or question.workshop_id != workshop_id:
        raise NotFound(_("This café has no such question."))
    return question


def part_now(db: Session, question: Question, letter: str | None, said: str | None) -> str | None:
    """The letter that a part has by now which was `letter` where it said `said`, or None.

    It is the part of these words; where none says so, the one that was worded anew at its place, as
    the history tells. `said` None: whoever wrote did not tell, and `letter` is taken at its word.
    """
    now = {part["letter"]: part["text"] for part in question.parts}
    if letter is None or said is None or now.get(letter) == said:
        return letter
    found = next((other for other, text in now.items() if text == said), None)
    return found or _followed(_parts_told(db, question), letter, said)


def prompt_now(db: Session, workshop: Workshop, prompt: str, said: str | None) -> str:
    """`prompt`, "uid/B", by the letter that its part has by now which said `said`.

    Raises Conflict when there is no such part any more.
    """
    uid, _slash, letter = prompt.partition("/")
    question = with_uid(db, workshop.id, uid) if letter and said else None
    if question is None:
        return prompt
    here = part_now(db, question, letter, said)
    if here is None:
        raise no_part(said or "", where="prompt")
    return f"{uid}/{here}"


def no_part(said: str, *, where: str = "part") -> Conflict:
    """What is raised where a part of a question is named that is no more."""
    words = _("The part “%(part)s” is no more. Choose another.", part=short(said))
    return Conflict(words, where=where)


def _followed(told: list[list[str]], letter: str, said: str) -> str | None:
    last = next((at for at in reversed(range(len(told))) if said in told[at]), None)
    if last is None:
        return None
    words = told[last]
    mine = dict(zip(LETTERS, words, strict=False)).get(letter) == said
    here: str | None = letter if mine else LETTERS[words.index(said)]
    for was, parts in pairwise(told[last:]):
        here = letters_after(was, parts).get(here or "")
    return here


def _parts_told(db: Session, question: Question) -> list[list[str]]:
    """What its parts said after each change of the question, oldest first."""
    here = (Change.workshop_id == question.workshop_id, Change.what == "question")
    query = select(Change.item).where(*here, Change.key == str(question.id))
    items = db.scalars(query.order_by(Change.revision))
    return [[part["text"] for part in item["parts"]] for item in items if item]


def a_table(db: Session, workshop_id: str, table_id: int) -> CafeTable:
    """A table of this workshop. Raises NotFound."""
    table = db.get(CafeTable, table_id)
    if table is None or table.workshop_id != workshop_id:
        raise NotFound(_("This café has no such table."))
    return table


def a_link(db: Session, workshop_id: str, link_id: int) -> Link:
    """A link of this workshop. Raises NotFound."""
    link = db.get(Link, link_id)
    if link is None or link.workshop_id != workshop_id:
        raise NotFound(_("This café has no such link."))
    return link


def note_counts(db: Session, workshop: Workshop) -> dict[int, int]:
    """How many notes each table has that are not struck out."""
    query = select(Note.table_id, func.count()).where(
        Note.workshop_id == workshop.id, Note.struck.is_(False)
    )
    rows = db.execute(query.group_by(Note.table_id))
    return {table: count for table, count in rows}  # noqa: C416 - a Row is no pair to mypy


def organisers_of(db: Session, workshop: Workshop) -> list[Person]:
    """Who organises this workshop."""
    query = select(Person).join(Organiser).where(Organiser.workshop_id == workshop.id)
    return list(db.scalars(query.order_by(Person.name, Person.id)))


def new_id(tx: Session) -> str:
    """A short id no workshop has: six letters, not in order, so that none can be counted up to."""
    while True:
        short = "".join(secrets.choice(_ID_LETTERS) for _letter in range(6))
        if tx.get(Workshop, short) is None:
            return short


def agreed_by(workshop: Workshop) -> Agreed | None:
    """What was agreed for this café, or None for one long talk."""
    rounds = workshop.rounds
    if rounds is None:
        return None
    return {"count": rounds["count"], "minutes": rounds["minutes"], "change": rounds["change"]}


def blocks_of(workshop: Workshop) -> list[Block]:
    """The programme's blocks in order, as copies that may be changed."""
    return [cast(Block, {**block}) for block in workshop.programme]


def slots_of(workshop: Workshop) -> list[Slot]:
    """The programme with its times."""
    return reckon(blocks_of(workshop), starts=workshop.starts, agreed=agreed_by(workshop))


def status_of_day(workshop: Workshop, now: float) -> DayStatus:
    """Where the day is at `now`, seconds since 1970, by the clock in the hall."""
    began = {one["uid"]: one["began"] for one in workshop.programme if one["began"] is not None}
    at = {uid: _in_hall(workshop, ms / 1000) for uid, ms in began.items()}
    return day_status(slots_of(workshop), at, _in_hall(workshop, now))


def began_at(block: Block) -> str:
    """When a block that was begun did, by the clock in the hall."""
    return f"{_hall(cast(int, block['began']) / 1000):%H:%M}"


def _hall(seconds: float) -> datetime:
    return clock_time(datetime.fromtimestamp(seconds, UTC))


def _in_hall(workshop: Workshop, seconds: float) -> int:
    """Minutes since the midnight before the day, as the clock in the hall shows them."""
    at = _hall(seconds)
    return (at.date() - workshop.date).days * DAY + at.hour * 60 + at.minute
