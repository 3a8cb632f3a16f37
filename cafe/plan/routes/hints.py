"""How pairs go about each prompt: a line beside it in the plan."""

from typing import Annotated

from pydantic import Field
from sqlalchemy.orm import Session

from cafe.model import Question
from cafe.plan import actions, rules
from cafe.plan.room import room
from cafe.plan.routes.outline import question_of
from cafe.plan.routes.tables import AT, Command
from cafe.web.access import Who, allowed
from cafe.web.bodies import LineText
from cafe.web.commands import command

Lines = Annotated[list[LineText], Field(max_length=rules.MOST_PARTS)]


class Hints(Command):
    """The hints in the order of the parts; `was` is what their author saw."""

    was: Lines
    hints: Lines


@room.put(f"{AT}/questions/<uid>/hints")
@allowed("plan.edit")
@command(Hints)
def hints(tx: Session, who: Who, body: Hints, uid: str) -> Question:
    """A line on how to go about each prompt."""
    question = question_of(tx, who, uid)
    return actions.set_hints(tx, question=question, by=who.label, **body.model_dump())
