"""The words an organiser may put in the document's own place: its introduction, its summaries.

Headings and sentences are changed by the commands of sorting (`/w/<id>/sort/acts`).
"""

from typing import Annotated

from flask import Response

from cafe.core.limits import LONG
from cafe.report import actions
from cafe.report.room import room
from cafe.sort.queries import the_question
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import Body, Id, answer, read_body, takes
from cafe.web.limits.sizes import Chars
from cafe.web.state import writing

# An introduction may have several paragraphs, each as long as a summary.
Paragraphs = Annotated[str, Chars(5 * LONG)]


class Worded(Body):
    """`was` is the organiser's text as it was seen; None is what the café makes by itself."""

    operation: Id
    was: Paragraphs | None
    text: Paragraphs | None


@room.put("/w/<workshop_id>/report/intro")
@allowed("report.edit")
@takes(Worded)
def edit_intro(who: Who) -> Response:
    """Keep the introduction as worded, or go back to the one made from the facts."""
    body = read_body(Worded)
    with writing(who.workshop_id) as tx:
        workshop = the_workshop(tx, who)
        actions.edit_intro(
            tx,
            workshop=workshop,
            was=body.was,
            text=body.text,
            by=who.label,
            operation=body.operation,
        )
        return answer({"revision": workshop.revision})


@room.put("/w/<workshop_id>/report/summary/<int:number>")
@allowed("report.edit")
@takes(Worded)
def edit_summary(who: Who, number: int) -> Response:
    """Keep a question's summary as worded, or go back to the tables' main statements."""
    body = read_body(Worded)
    with writing(who.workshop_id) as tx:
        workshop = the_workshop(tx, who)
        question = the_question(tx, workshop, number)
        actions.edit_summary(
            tx,
            question=question,
            was=body.was,
            text=body.text,
            by=who.label,
            operation=body.operation,
        )
        return answer({"revision": workshop.revision})
