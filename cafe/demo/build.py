"""The demo café built to any stage, through the same actions a person uses."""

from functools import partial
from math import ceil
from uuid import uuid4

from sqlalchemy.orm import Session

from cafe.archive.erase import erase
from cafe.archive.slices import AtOnce, Slowly, Write
from cafe.config import Settings
from cafe.core.i18n import _
from cafe.demo import cafe
from cafe.demo.script import Step, notes_of, steps_of, take
from cafe.demo.shapes import Table
from cafe.demo.sorting import sort_theme
from cafe.errors import Invalid
from cafe.model import LEAVING, CafeTable, Database, Person, Workshop
from cafe.plan import actions as plan
from cafe.plan.actions.remains import tick_line
from cafe.plan.remains.rules import ASKED
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
    slowly: bool = False,
) -> str:
    """Build the demo café to `stage`; gives the workshop's id.

    `typed` (0 to 1) is how much of the tables' work is done in stage open. It is built in one
    transaction, or `slowly`, in many short ones, beside cafés in which people write. Raises
    Invalid; whatever is raised, nothing is left behind.
    """
    check_stage(stage)
    by = f"person:{owner.id}" if owner else "demo"
    plan_it = partial(_plan, settings.secret_key, owner, by)
    if not slowly:
        with db.writing() as tx:
            workshop_id = plan_it(tx)
            _bring_to(AtOnce(tx), workshop_id, stage, typed, by)
        return workshop_id
    with db.writing() as tx:
        workshop_id = plan_it(tx)
    try:
        with Slowly(db) as write:
            _bring_to(write, workshop_id, stage, typed, by)
    except BaseException:
        _take_back(db, settings, workshop_id)
        raise
    return workshop_id


def check_stage(stage: str) -> str:
    """`stage` itself when a café can be in it. Raises Invalid."""
    if stage not in STAGES:
        raise Invalid(_("“%(stage)s” is not a stage.", stage=stage[:40]), where="stage")
    return stage


def _take_back(db: Database, settings: Settings, workshop_id: str) -> None:
    with db.writing() as tx:
        tx.get_one(Workshop, workshop_id).stage = LEAVING
    erase(db, settings, workshop_id)


def _bring_to(write: Write, workshop_id: str, stage: str, typed: float, by: str) -> None:
    reached = STAGES[: STAGES.index(stage) + 1]
    move = partial(_move, workshop_id, by)
    if "open" in reached:
        write(partial(move, "open"))
        _type(write, workshop_id, 1.0 if "vernissage" in reached else typed)
    if "vernissage" in reached:
        write(partial(move, "vernissage"))
    if "sorting" in reached:
        write(partial(move, "sorting"))
        for at in range(len(cafe.QUESTIONS)):
            write(partial(_sort, workshop_id, by, at, "finished" in reached))
    if "finished" in reached:
        write(partial(move, "finished"))


def laid_tables(workshop: Workshop) -> list[tuple[CafeTable, Table]]:
    """The café's tables beside their texts, lowest number first; tables without a text left out."""
    texts = {table.number: table for theme in cafe.QUESTIONS for table in theme.tables}
    laid = [table for question in workshop.questions for table in question.tables]
    pairs = [(table, texts[table.number]) for table in laid if table.number in texts]
    return sorted(pairs, key=lambda pair: pair[0].number)


def _plan(secret_key: str, owner: Person | None, by: str, tx: Session) -> str:
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
    _programme(tx, workshop, by)
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
    asked = {"key": ASKED, "was": "open", "state": "done"}
    tick_line(tx, workshop=workshop, by=by, operation=_operation(), **asked)
    return workshop.id


def _programme(tx: Session, workshop: Workshop, by: str) -> None:
    """When and where it is, and what happens then."""
    for name, text in cafe.FACTS.items():
        words = {"name": name, "was": "", "text": text}
        plan.set_fact(tx, workshop=workshop, by=by, operation=_operation(), **words)
    for kind, title, minutes, pinned in cafe.PROGRAMME:
        written = {"kind": kind, "title": title, "minutes": minutes, "pinned": pinned, "prompt": ""}
        uid, operation = _operation(), _operation()
        plan.add_block(tx, workshop=workshop, uid=uid, written=written, by=by, operation=operation)


def _move(workshop_id: str, by: str, stage: str, tx: Session) -> None:
    workshop = tx.get_one(Workshop, workshop_id)
    plan.move_stage(tx, workshop=workshop, stage=stage, by=by, operation=_operation())


def _type(write: Write, workshop_id: str, share: float) -> None:
    def work(tx: Session) -> list[tuple[int, list[Step]]]:
        laid = laid_tables(tx.get_one(Workshop, workshop_id))
        return [(table.id, steps_of(text)) for table, text in laid]

    for table_id, steps in write(work):
        for step in steps[: ceil(len(steps) * share)]:
            write(partial(_take, table_id, step))


def _take(table_id: int, step: Step, tx: Session) -> None:
    take(tx, tx.get_one(CafeTable, table_id), step)


def _sort(workshop_id: str, by: str, at: int, everything: bool, tx: Session) -> None:
    question, theme = tx.get_one(Workshop, workshop_id).questions[at], cafe.QUESTIONS[at]
    notes = notes_of(tx, workshop_id)
    if everything or question.number <= _SORTED:
        sort_theme(tx, question, theme, notes, by=by)
    elif question.number == _SORTED + 1:
        half = len(theme.headings) // 2
        sort_theme(tx, question, theme, notes, by=by, headings=half)


def _operation() -> str:
    return str(uuid4())
