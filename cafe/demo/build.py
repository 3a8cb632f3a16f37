"""The demo café built to any stage, through the same actions a person uses."""

from math import ceil
from uuid import uuid4

from sqlalchemy.orm import Session

from cafe.config import Settings
from cafe.core.i18n import _
from cafe.demo import cafe
from cafe.demo.script import notes_of, steps_of, take
from cafe.demo.shapes import Table
from cafe.demo.sorting import sort_theme
from cafe.errors import Invalid
from cafe.model import CafeTable, Database, Person, Workshop
from cafe.plan import actions as plan
from cafe.plan.rules import STAGES

# In stage "sorting" the organiser is done with this many questions and in the middle of the next.
_SORTED = 3
# How far the tables have come when the café is open: something on the wall, and more to come.
TYPED = 0.6


def build_demo(
    db: Database,
    *,
    settings: Settings,
    stage: str = "sorting",
    owner: Person | None = None,
    typed: float = TYPED,
) -> str:
    """Build the demo café to `stage` in one transaction; gives the workshop's id.

    `typed` (0 to 1) is how much of the tables' work is done in stage open. Raises Invalid.
    """
    if stage not in STAGES:
        raise Invalid(_("“%(stage)s” is not a stage.", stage=stage[:40]), where="stage")
    by = f"person:{owner.id}" if owner else "demo"
    with db.writing() as tx:
        workshop = _plan(tx, settings.secret_key, owner, by)
        reached = STAGES[: STAGES.index(stage) + 1]
        if "open" in reached:
            _move(tx, workshop, "open", by)
            _type(tx, workshop, 1.0 if "vernissage" in reached else typed)
        if "vernissage" in reached:
            _move(tx, workshop, "vernissage", by)
        if "sorting" in reached:
            _move(tx, workshop, "sorting", by)
            _sort(tx, workshop, by, everything="finished" in reached)
        if "finished" in reached:
            _move(tx, workshop, "finished", by)
        return workshop.id


def laid_tables(workshop: Workshop) -> list[tuple[CafeTable, Table]]:
    """The café's tables beside their texts, lowest number first; tables without a text left out."""
    texts = {table.number: table for theme in cafe.QUESTIONS for table in theme.tables}
    laid = [table for question in workshop.questions for table in question.tables]
    pairs = [(table, texts[table.number]) for table in laid if table.number in texts]
    return sorted(pairs, key=lambda pair: pair[0].number)


def _plan(tx: Session, secret_key: str, owner: Person | None, by: str) -> Workshop:
    workshop = plan.create_workshop(
        tx,
        title=cafe.TITLE,
        document_title=cafe.DOCUMENT_TITLE,
        language=cafe.LANGUAGE,
        date=cafe.DAY,
        commissioner=cafe.COMMISSIONER,
        signature=dict(cafe.SIGNATURE),
        owner=owner,
        secret_key=secret_key,
        by=by,
        operation=_operation(),
    )
    for theme in cafe.QUESTIONS:
        parts = list(theme.parts)
        plan.add_question(
            tx, workshop=workshop, text=theme.text, parts=parts, by=by, operation=_operation()
        )
    counts = [len(theme.tables) for theme in cafe.QUESTIONS]
    plan.lay_tables(
        tx, workshop=workshop, counts=counts, secret_key=secret_key, by=by, operation=_operation()
    )
    for table, text in laid_tables(workshop):
        hosts = list(text.hosts)
        plan.set_hosts(tx, table=table, was=[], hosts=hosts, by=by, operation=_operation())
    return workshop


def _move(tx: Session, workshop: Workshop, stage: str, by: str) -> None:
    plan.move_stage(tx, workshop=workshop, stage=stage, by=by, operation=_operation())


def _type(tx: Session, workshop: Workshop, share: float) -> None:
    for table, text in laid_tables(workshop):
        steps = steps_of(text)
        for step in steps[: ceil(len(steps) * share)]:
            take(tx, table, step)


def _sort(tx: Session, workshop: Workshop, by: str, *, everything: bool) -> None:
    notes = notes_of(tx, workshop.id)
    for question, theme in zip(workshop.questions, cafe.QUESTIONS, strict=True):
        if everything or question.number <= _SORTED:
            sort_theme(tx, question, theme, notes, by=by)
        elif question.number == _SORTED + 1:
            half = len(theme.headings) // 2
            sort_theme(tx, question, theme, notes, by=by, headings=half)


def _operation() -> str:
    return str(uuid4())
