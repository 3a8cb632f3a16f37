"""Questions from the wall, at the host's tablet and at the organiser's board; elaborations."""

from typing import Annotated, Literal

from pydantic import Field
from sqlalchemy.orm import Session

from cafe.model import Note, VisitorQuestion
from cafe.model.events import Thing
from cafe.table.actions import answers
from cafe.table.room import room
from cafe.table.routes.notes import OperationId
from cafe.web.access import Who, allowed
from cafe.web.bodies import StatementText, Typed
from cafe.web.commands import command

Several = Annotated[list[StatementText], Field(max_length=2 * answers.MOST_ELABORATIONS)]


class Answer(Typed):
    """Answered aloud, in writing or not; `was` is the written answer that was seen."""

    answered: Literal["no", "voice", "written"]
    answer: StatementText | None = None
    was: StatementText | None
    operation: OperationId


class Shown(Typed):
    """On the wall, or not."""

    shown: bool
    operation: OperationId


class Hidden(Typed):
    """Kept off the wall, or not."""

    hidden: bool
    operation: OperationId


class Elaborations(Typed):
    """All elaborations of the note; `was` are those that were seen."""

    elaborations: Several
    was: Several
    operation: OperationId


@room.put("/t/<token>/asked/<uid>")
@allowed("table.answer")
@command(Answer)
def answer_at_table(tx: Session, who: Who, body: Answer, uid: str) -> Thing:
    """The host answers, aloud or in writing."""
    return _answer(tx, who, body, uid)


@room.put("/w/<workshop_id>/asked/<uid>")
@allowed("questions.edit")
@command(Answer)
def answer_at_board(tx: Session, who: Who, body: Answer, uid: str) -> Thing:
    """The organiser answers."""
    return _answer(tx, who, body, uid)


@room.put("/t/<token>/asked/<uid>/shown")
@allowed("table.answer")
@command(Shown)
def show_at_table(tx: Session, who: Who, body: Shown, uid: str) -> Thing:
    """The host shows a question on the wall, or takes it down."""
    return _show(tx, who, body, uid)


@room.put("/w/<workshop_id>/asked/<uid>/shown")
@allowed("questions.edit")
@command(Shown)
def show_at_board(tx: Session, who: Who, body: Shown, uid: str) -> Thing:
    """The organiser shows a question on the wall, or takes it down."""
    return _show(tx, who, body, uid)


@room.put("/w/<workshop_id>/asked/<uid>/hidden")
@allowed("questions.edit")
@command(Hidden)
def hide(tx: Session, who: Who, body: Hidden, uid: str) -> Thing:
    """The organiser keeps a question off the wall, or lets it go there again."""
    return answers.hide(tx, asked=_asked(tx, who, uid), by=who.label, **body.model_dump())


@room.put("/t/<token>/notes/<uid>/elaborations")
@allowed("table.answer")
@command(Elaborations)
def elaborate_at_table(tx: Session, who: Who, body: Elaborations, uid: str) -> Thing:
    """The host elaborates a note of the table."""
    return _elaborate(tx, who, body, uid)


@room.put("/w/<workshop_id>/notes/<uid>/elaborations")
@allowed("questions.edit")
@command(Elaborations)
def elaborate_at_board(tx: Session, who: Who, body: Elaborations, uid: str) -> Thing:
    """The organiser elaborates a note."""
    return _elaborate(tx, who, body, uid)


def _answer(tx: Session, who: Who, body: Answer, uid: str) -> Thing:
    return answers.answer(tx, asked=_asked(tx, who, uid), by=who.label, **body.model_dump())


def _show(tx: Session, who: Who, body: Shown, uid: str) -> Thing:
    return answers.show(tx, asked=_asked(tx, who, uid), by=who.label, **body.model_dump())


def _elaborate(tx: Session, who: Who, body: Elaborations, uid: str) -> Thing:
    return answers.elaborate(tx, note=_note(tx, who, uid), by=who.label, **body.model_dump())


def _asked(tx: Session, who: Who, uid: str) -> VisitorQuestion:
    return answers.asked_at(tx, uid=uid, workshop_id=who.workshop_id, table_id=who.table_id)


def _note(tx: Session, who: Who, uid: str) -> Note:
    return answers.note_for(tx, uid=uid, workshop_id=who.workshop_id, table_id=who.table_id)
