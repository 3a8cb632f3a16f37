"""The words an organiser may put in the document's own place: its introduction, its summaries.

Headings and sentences are changed by the commands of sorting (`/w/<id>/sort/acts`).
"""

from typing import Annotated

from flask import Response
from sqlalchemy.orm import Session

from cafe.core.limits import LONG
from cafe.document.material import Question, Table
from cafe.document.words import worded_summary
from cafe.nouns import Item
from cafe.report import actions
from cafe.report.room import room
from cafe.sort.queries import the_question
from cafe.sort.worded import language_of
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import Body, Id, LongText, answer, read_body, takes
from cafe.web.commands import command
from cafe.web.limits.sizes import Chars
from cafe.web.state import reading

# An introduction may have several paragraphs, each as long as a summary.
Paragraphs = Annotated[str, Chars(5 * LONG)]


class Worded(Body):
    """`was` is the organiser's text as it was seen; None is what the café makes by itself."""

    operation: Id
    was: Paragraphs | None
    text: Paragraphs | None


class Summed(Worded):
    """`meant`: the uid of the question that had this number on the page, when the page tells."""

    meant: Id | None = None


@room.put("/w/<workshop_id>/report/intro")
@allowed("report.edit")
@command(Worded)
def edit_intro(tx: Session, who: Who, body: Worded) -> Item:
    """Keep the introduction as worded, or go back to the one made from the facts."""
    actions.edit_intro(tx, workshop=the_workshop(tx, who), by=who.label, **body.model_dump())
    return {}


@room.put("/w/<workshop_id>/report/summary/<int:number>")
@allowed("report.edit")
@command(Summed)
def edit_summary(tx: Session, who: Who, body: Summed, number: int) -> Item:
    """Keep a question's summary as worded, or go back to the tables' main statements."""
    words = body.model_dump()
    question = the_question(tx, the_workshop(tx, who), number, words.pop("meant") or "")
    actions.edit_summary(tx, question=question, by=who.label, **words)
    return {}


class Typing(Body):
    """A summary as far as it is typed; `meant` as in `Summed`."""

    text: LongText
    meant: Id | None = None


@room.post("/w/<workshop_id>/report/class/<int:number>")
@allowed("report.see")
@takes(Typing)
def summary_class(who: Who, number: int) -> Response:
    """`{class}`: what a summary is beside the tables' main statements; "" where there are none."""
    body = read_body(Typing)
    with reading() as db:
        workshop = the_workshop(db, who)
        asked = the_question(db, workshop, number, body.meant or "")
        said = tuple(Table(one.number, main_statement=one.main_statement) for one in asked.tables)
        known = worded_summary(
            Question(number, "", summary=body.text, tables=said), language_of(workshop)
        )
        return answer({"class": known.kind if known else ""})
