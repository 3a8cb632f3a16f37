"""How pairs go about each prompt: a line beside it in the plan."""

from sqlalchemy.orm import Session

from cafe.model import Question
from cafe.plan import actions
from cafe.plan.room import room
from cafe.plan.routes.outline import Lines, question_of
from cafe.plan.routes.tables import AT, Command
from cafe.web.access import Who, allowed
from cafe.web.commands import command


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
