"""What people do with a phone: ask about a note, put a dot on it, and say how the day was."""

import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    DateTime,
    ForeignKey,
    String,
    Text,
    UniqueConstraint,
    delete,
    false,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from cafe.core.limits import FEW
from cafe.model.base import NEVER_AGAIN, Base
from cafe.model.canonical import Item, told_of
from cafe.model.change import record
from cafe.model.note import Note
from cafe.model.workshop import Workshop

CLOSED = "closed"  # as the form of an evaluation is kept
Given = tuple[str, str, int, bool]  # an answer: its question's uid, text, number, held
RESULTS = "evaluation"  # as lines of the history have it: no screen is told


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


# How the day was. Nobody shall find out who said what, also not whoever has a copy of the database.
# So nothing of an answer stands in the history, with no time and in no order: both tables lie in
# the order of their keys, which are digests. What one person says to two questions lies in two rows
# that nothing joins. While a form is open the device that answered can make the keys again, to
# correct what it said; when it closes (`settle`) they become random, for good.
IN_ORDER_OF_KEYS = {"sqlite_with_rowid": False}


class Answer(Base):
    """What one sheet says to one question of a form (`question`: its uid).

    `text`: in words; `number`: which step of a scale, or which of the choices, from 1; 0: words.
    `held`: it is counted in nothing that is shown (`settle` says when it is).
    """

    __tablename__ = "evaluation_answer"
    __table_args__ = IN_ORDER_OF_KEYS

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), index=True
    )
    question: Mapped[str] = mapped_column(String(36))
    text: Mapped[str] = mapped_column(Text, default="", server_default="")
    number: Mapped[int] = mapped_column(default=0, server_default="0")
    held: Mapped[bool] = mapped_column(default=False, server_default=false())


class Sheet(Base):
    """That a device, or a sheet of `paper`, has answered a form, and nothing of what it said.

    `key`: a digest of the device, in this café and for this form alone. `operation`: the last that
    came from it, so that a repeat does nothing. `settled`: what it said can be corrected no more.
    """

    __tablename__ = "evaluation_sheet"
    __table_args__ = IN_ORDER_OF_KEYS

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    workshop_id: Mapped[str] = mapped_column(
        ForeignKey("workshop.id", ondelete="CASCADE"), index=True
    )
    audience: Mapped[str] = mapped_column(String(12))
    paper: Mapped[bool] = mapped_column(default=False, server_default=false())
    operation: Mapped[str] = mapped_column("act", String(36), default="", server_default="")
    settled: Mapped[bool] = mapped_column(default=False, server_default=false())


def settle(tx: Session, workshop_id: str, audience: str, questions: Iterable[str]) -> None:
    """From now on nothing leads from a device to the answers to `questions`, a form's.

    The rows are written anew in another order, so that neither their keys nor their place in the
    database's file tell which came first, or from whom.

    What came in since the last time is shown from now on, unless whoever compares could tell from
    it what somebody has answered (`_tells_of_nobody`): then it is held until more have come.
    """
    here = Answer.workshop_id == workshop_id, Answer.question.in_(list(questions))
    tx.flush()
    columns = Answer.question, Answer.text, Answer.number, Answer.held
    found = tx.execute(select(*columns).where(*here))
    rows: list[Given] = [(one, text, number, held) for one, text, number, held in found]
    tx.execute(delete(Answer).where(*here))
    keep(tx, workshop_id, _shown_or_held(rows))
    theirs = Sheet.workshop_id == workshop_id, Sheet.audience == audience
    tx.execute(update(Sheet).where(*theirs).values(settled=True))
    tx.expire_all()


def _shown_or_held(rows: Sequence[Given]) -> Iterator[Given]:
    """The answers to a form that closes, each with whether it is held from now on."""
    by_question: dict[str, list[Given]] = defaultdict(list)
    for row in rows:
        by_question[row[0]].append(row)
    first = all(row[3] for row in rows)
    for given in by_question.values():
        tells = first or _tells_of_nobody(given)
        for question, text, number, held in given:
            yield question, text, number, held and not tells


def _tells_of_nobody(given: Sequence[Given]) -> bool:
    """Whether what is held of the answers to a question can be shown to who has seen the others.

    Enough have come, or how the earlier were divided was never shown: there were too few.
    """
    held = sum(row[3] for row in given)
    divided = len(given) - held >= FEW
    return held >= FEW or (given[0][2] > 0 and not divided)


def keep(tx: Session, workshop_id: str, said: Iterable[Given]) -> None:
    """Answers that belong to nobody, under random keys."""
    new = [
        {
            "key": random_key(),
            "workshop_id": workshop_id,
            "question": question,
            "text": text,
            "number": number,
            "held": held,
        }
        for question, text, number, held in said
    ]
    if new:
        tx.execute(insert(Answer), sorted(new, key=lambda row: str(row["key"])))


def random_key() -> str:
    """A key that no device can make."""
    return secrets.token_hex(32)


def pieces_of(db: Session, workshop: Workshop) -> Iterator[Item]:
    """Each form of the café as an archive has it: what says nothing is left out. The answers to a
    question stand in an order that tells of nobody.
    """
    said: dict[str, list[tuple[int, str, bool]]] = defaultdict(list)
    rows = select(Answer.question, Answer.number, Answer.text, Answer.held)
    rows = rows.where(Answer.workshop_id == workshop.id)
    for question, number, text, held in db.execute(rows) if workshop.evaluation else ():
        said[question].append((number, text, held))
    for audience, form in workshop.evaluation.items():
        about = {"status": form["status"], **_sheets(db, workshop.id, audience)}
        about["questions"] = [_question(one, said[one["uid"]]) for one in form["questions"]]
        yield {"audience": audience, **{name: one for name, one in about.items() if one}}


def _sheets(db: Session, workshop_id: str, audience: str) -> dict[str, int]:
    query = select(Sheet.paper, func.count()).where(
        Sheet.workshop_id == workshop_id, Sheet.audience == audience
    )
    rows = db.execute(query.group_by(Sheet.paper)).all()
    counts = {paper: count for paper, count in rows}  # noqa: C416  # rows are no pairs for mypy
    return {"devices": counts.get(False, 0), "paper": counts.get(True, 0)}


def _question(asked: Mapping[str, Any], said: Iterable[tuple[int, str, bool]]) -> Item:
    """`held` in it: which of the answers are, as they stand there, from 0."""
    about = {"id": asked["uid"], "kind": asked["kind"], "text": asked["text"]}
    answers = sorted(said)
    more = {
        "choices": asked["choices"],
        "gone": asked["gone"],
        "words": [text for number, text, _held in answers if not number],
        "numbers": [number for number, _text, _held in answers if number],
        "held": [at for at, (*_said, held) in enumerate(answers) if held],
    }
    return about | {name: one for name, one in more.items() if one}


def tell_results(
    tx: Session, workshop: Workshop, audience: str, *, by: str, operation: str
) -> None:
    """Write down how a form stands that is closed; of any other nothing is told.

    `workshop` is held (`locked`).
    """
    if workshop.evaluation.get(audience, {}).get("status") != CLOSED:
        return
    tx.flush()
    for piece in pieces_of(tx, workshop):
        if piece["audience"] == audience:
            told = {"by": by, "operation": operation}
            record(tx, workshop, what=RESULTS, key=audience, item=told_of(piece), **told)
