"""Questions from the wall, at the host's tablet and at the organiser's board; elaborations."""

from typing import Annotated, Literal

from flask import Response
from pydantic import Field
from sqlalchemy.orm import Session

from cafe.model import Note, VisitorQuestion, events
from cafe.table.actions import answers
from cafe.table.room import room
from cafe.table.routes.notes import OperationId, with_revision
from cafe.web.access import Who, allowed
from cafe.web.bodies import Body, StatementText, answer, read_body, takes
from cafe.web.state import writing

Several = Annotated[list[StatementText], Field(max_length=2 * answers.MOST_ELABORATIONS)]


class Answer(Body):
    """Answered aloud, in writing or not; `was` is the written answer that was seen."""

    answered: Literal["no", "voice", "written"]
    answer: StatementText | None = None
    was: StatementText | None
    operation: OperationId


class Shown(Body):
    """On the wall, or not."""

    shown: bool
    operation: OperationId


class Hidden(Body):
    """Kept off the wall, or not."""

    hidden: bool
    operation: OperationId


class Elaborations(Body):
    """All elaborations of the note; `was` are those that were seen."""

    elaborations: Several
    was: Several
    operation: OperationId


@room.put("/t/<token>/asked/<uid>")
@allowed("table.answer")
@takes(Answer)
def answer_at_table(who: Who, uid: str) -> Response:
    """The host answers, aloud or in writing."""
    return _answer(who, uid)


@room.put("/w/<workshop_id>/asked/<uid>")
@allowed("questions.edit")
@takes(Answer)
def answer_at_desk(who: Who, uid: str) -> Response:
    """The organiser answers."""
    return _answer(who, uid)


@room.put("/t/<token>/asked/<uid>/shown")
@allowed("table.answer")
@takes(Shown)
def show_at_table(who: Who, uid: str) -> Response:
    """The host shows a question on the wall, or takes it down."""
    return _show(who, uid)


@room.put("/w/<workshop_id>/asked/<uid>/shown")
@allowed("questions.edit")
@takes(Shown)
def show_at_desk(who: Who, uid: str) -> Response:
    """The organiser shows a question on the wall, or takes it down."""
    return _show(who, uid)


@room.put("/w/<workshop_id>/asked/<uid>/hidden")
@allowed("questions.edit")
@takes(Hidden)
def hide(who: Who, uid: str) -> Response:
    """The organiser keeps a question off the wall, or lets it go there again."""
    body = read_body(Hidden)
    with writing(who.workshop_id) as tx:
        asked = answers.hide(tx, asked=_asked(tx, who, uid), by=who.label, **body.model_dump())
        item = with_revision(tx, who, events.body(asked))
    return answer(item)


@room.put("/t/<token>/notes/<uid>/elaborations")
@allowed("table.answer")
@takes(Elaborations)
def elaborate_at_table(who: Who, uid: str) -> Response:
    """The host elaborates a note of the table."""
    return _elaborate(who, uid)


@room.put("/w/<workshop_id>/notes/<uid>/elaborations")
@allowed("questions.edit")
@takes(Elaborations)
def elaborate_at_desk(who: Who, uid: str) -> Response:
    """The organiser elaborates a note."""
    return _elaborate(who, uid)


def _answer(who: Who, uid: str) -> Response:
    body = read_body(Answer)
    with writing(who.workshop_id) as tx:
        asked = answers.answer(tx, asked=_asked(tx, who, uid), by=who.label, **body.model_dump())
        item = with_revision(tx, who, events.body(asked))
    return answer(item)


def _show(who: Who, uid: str) -> Response:
    body = read_body(Shown)
    with writing(who.workshop_id) as tx:
        asked = answers.show(tx, asked=_asked(tx, who, uid), by=who.label, **body.model_dump())
        item = with_revision(tx, who, events.body(asked))
    return answer(item)


def _elaborate(who: Who, uid: str) -> Response:
    body = read_body(Elaborations)
    with writing(who.workshop_id) as tx:
        note = answers.elaborate(tx, note=_note(tx, who, uid), by=who.label, **body.model_dump())
        item = with_revision(tx, who, events.body(note))
    return answer(item)


def _asked(tx: Session, who: Who, uid: str) -> VisitorQuestion:
    return answers.asked_at(tx, uid=uid, workshop_id=who.workshop_id, table_id=who.table_id)


def _note(tx: Session, who: Who, uid: str) -> Note:
    return answers.note_for(tx, uid=uid, workshop_id=who.workshop_id, table_id=who.table_id)
