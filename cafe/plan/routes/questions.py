"""Questions and tables on the plan's page: each form one action."""

from typing import TypedDict

from flask import request
from sqlalchemy.orm import Session

from cafe.plan import actions, queries
from cafe.plan.room import room
from cafe.plan.routes.workshops import plan_page
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import Doer, form_command, typed_number
from cafe.web.state import cafe


class _Typed(TypedDict):
    text: str
    parts: list[str]
    secret_key: str


def _typed_question() -> _Typed:
    return {
        "text": request.form.get("text", ""),
        "parts": request.form.getlist("part"),
        "secret_key": cafe().settings.secret_key,
    }


@room.post("/w/<workshop_id>/questions")
@allowed("plan.edit")
@form_command(plan_page, "/w/{workshop_id}/plan#new-question")
def add_question(tx: Session, who: Who, doer: Doer) -> None:
    """A question after the last one."""
    workshop, talk = the_workshop(tx, who), request.form.get("talk", "tables")
    actions.add_question(tx, workshop=workshop, **_typed_question(), form=talk, **doer)


@room.post("/w/<workshop_id>/questions/<int:question_id>")
@allowed("plan.edit")
@form_command(plan_page, "/w/{workshop_id}/plan#question-{question_id}")
def change_question(tx: Session, who: Who, doer: Doer, question_id: int) -> None:
    """New words, another place, or away with it: the button pressed says which."""
    question = queries.the_question(tx, who.workshop_id, question_id)
    do, talk = request.form.get("do"), request.form.get("talk")
    if do in ("up", "down"):
        actions.move_question(tx, question=question, up=do == "up", **doer)
    elif do == "remove":
        actions.remove_question(tx, question=question, **doer)
    else:
        actions.edit_question(tx, question=question, **_typed_question(), form=talk, **doer)


@room.post("/w/<workshop_id>/tables")
@allowed("plan.edit")
@form_command(plan_page, "/w/{workshop_id}/plan#tables")
def lay_tables(tx: Session, who: Who, doer: Doer) -> None:
    """Lay all tables in one step: a count for each question."""
    workshop, key = the_workshop(tx, who), cafe().settings.secret_key
    counts = [
        typed_number(f"count_{question.id}")
        for question in queries.questions_of(tx, workshop)
        if question.form == "tables"
    ]
    actions.lay_tables(tx, workshop=workshop, counts=counts, secret_key=key, **doer)


@room.post("/w/<workshop_id>/questions/<int:question_id>/tables")
@allowed("plan.edit")
@form_command(plan_page, "/w/{workshop_id}/plan#tables")
def add_table(tx: Session, who: Who, doer: Doer, question_id: int) -> None:
    """One more table at a question."""
    question = queries.the_question(tx, who.workshop_id, question_id)
    actions.add_table(tx, question=question, secret_key=cafe().settings.secret_key, **doer)


@room.post("/w/<workshop_id>/tables/<int:table_id>")
@allowed("plan.edit")
@form_command(plan_page, "/w/{workshop_id}/plan#table-{table_id}")
def change_table(tx: Session, who: Who, doer: Doer, table_id: int) -> None:
    """A table's number and hosts, or away with it."""
    table = queries.a_table(tx, who.workshop_id, table_id)
    if request.form.get("do") == "remove":
        actions.remove_table(tx, table=table, **doer)
        return
    number = typed_number("number") if "number" in request.form else table.number
    hosts = request.form.get("hosts", "").split(",")
    actions.edit_table(tx, table=table, number=number, hosts=hosts, **doer)
