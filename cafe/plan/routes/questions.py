"""Questions and tables on the plan's page: each form one action."""

from collections.abc import Callable
from typing import TypedDict

from flask import request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from cafe.plan import actions, queries
from cafe.plan.room import room
from cafe.plan.routes.workshops import plan_page
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import run_once, typed_number
from cafe.web.state import cafe


def _acted(who: Who, anchor: str, work: Callable[[Session, str], object]) -> Response:
    """Run `work(tx, operation)` once for this operation; then back to `anchor` on the plan."""
    then = f"/w/{who.workshop_id}/plan#{anchor}"
    return run_once(who, work, then, lambda refused: plan_page(who, refused))


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
def add_question(who: Who) -> Response:
    """A question after the last one."""

    def work(tx: Session, operation: str) -> None:
        actions.add_question(
            tx,
            workshop=the_workshop(tx, who),
            **_typed_question(),
            form=request.form.get("talk", "tables"),
            by=who.label,
            operation=operation,
        )

    return _acted(who, "new-question", work)


@room.post("/w/<workshop_id>/questions/<int:question_id>")
@allowed("plan.edit")
def change_question(who: Who, question_id: int) -> Response:
    """New words, another place, or away with it: the button pressed says which."""

    def work(tx: Session, operation: str) -> None:
        question, do = (
            queries.the_question(tx, who.workshop_id, question_id),
            request.form.get("do"),
        )
        if do in ("up", "down"):
            actions.move_question(
                tx, question=question, up=do == "up", by=who.label, operation=operation
            )
        elif do == "remove":
            actions.remove_question(tx, question=question, by=who.label, operation=operation)
        else:
            form = request.form.get("talk")
            typed = _typed_question()
            actions.edit_question(
                tx, question=question, **typed, form=form, by=who.label, operation=operation
            )

    return _acted(who, f"question-{question_id}", work)


@room.post("/w/<workshop_id>/tables")
@allowed("plan.edit")
def lay_tables(who: Who) -> Response:
    """Lay all tables in one step: a count for each question."""

    def work(tx: Session, operation: str) -> None:
        workshop = the_workshop(tx, who)
        counts = [
            typed_number(f"count_{question.id}")
            for question in queries.questions_of(tx, workshop)
            if question.form == "tables"
        ]
        key = cafe().settings.secret_key
        actions.lay_tables(
            tx, workshop=workshop, counts=counts, secret_key=key, by=who.label, operation=operation
        )

    return _acted(who, "tables", work)


@room.post("/w/<workshop_id>/questions/<int:question_id>/tables")
@allowed("plan.edit")
def add_table(who: Who, question_id: int) -> Response:
    """One more table at a question."""

    def work(tx: Session, operation: str) -> None:
        question = queries.the_question(tx, who.workshop_id, question_id)
        key = cafe().settings.secret_key
        actions.add_table(tx, question=question, secret_key=key, by=who.label, operation=operation)

    return _acted(who, "tables", work)


@room.post("/w/<workshop_id>/tables/<int:table_id>")
@allowed("plan.edit")
def change_table(who: Who, table_id: int) -> Response:
    """A table's number and hosts, or away with it."""

    def work(tx: Session, operation: str) -> None:
        table = queries.a_table(tx, who.workshop_id, table_id)
        if request.form.get("do") == "remove":
            actions.remove_table(tx, table=table, by=who.label, operation=operation)
            return
        number = typed_number("number") if "number" in request.form else table.number
        hosts = request.form.get("hosts", "").split(",")
        actions.edit_table(
            tx, table=table, number=number, hosts=hosts, by=who.label, operation=operation
        )

    return _acted(who, f"table-{table_id}", work)
