"""The demo café built to any stage, through the same actions a person uses."""

from collections.abc import Sequence
from functools import partial
from math import ceil
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.archive.erase import erase
from cafe.archive.slices import AtOnce, Slowly, Write
from cafe.config import Settings
from cafe.core.i18n import _
from cafe.demo.cafe import CAFE
from cafe.demo.script import Step, notes_of, steps_of, take
from cafe.demo.shapes import Cafe, Table, Theme
from cafe.demo.sorting import sort_theme
from cafe.demo.texts.silent import LYING, TABLE
from cafe.errors import Invalid
from cafe.model import LEAVING, CafeTable, Database, Person, Workshop
from cafe.people.links import open_links
from cafe.plan import actions as plan
from cafe.plan.actions.remains import tick_line
from cafe.plan.remains.rules import ASKED
from cafe.plan.rules import STAGES
from cafe.table.actions import tray

# In stage "sorting" the organiser is done with this many questions and in the middle of the next.
_SORTED = 3
# With all that comes after, the café before and the next (`whole.py`): asked for as a stage is.
WHOLE = "after"
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
    if stage not in STAGES:
        raise _no_stage(stage)
    by = f"person:{owner.id}" if owner else "demo"
    plan_it = partial(plan_demo, CAFE, settings.secret_key, owner, by)
    if not slowly:
        with db.writing() as tx:
            workshop_id = plan_it(tx)
            _bring_to(AtOnce(tx), workshop_id, settings, stage=stage, typed=typed, by=by)
        return workshop_id
    with db.writing() as tx:
        workshop_id = plan_it(tx)
    try:
        with Slowly(db) as write:
            _bring_to(write, workshop_id, settings, stage=stage, typed=typed, by=by)
    except BaseException:
        take_back(db, settings, workshop_id)
        raise
    return workshop_id


def check_stage(stage: str) -> str:
    """`stage` itself when a demo is built to it: a café's, or WHOLE. Raises Invalid."""
    if stage not in (*STAGES, WHOLE):
        raise _no_stage(stage)
    return stage


def _no_stage(stage: str) -> Invalid:
    return Invalid(_("“%(stage)s” is not a stage.", stage=stage[:40]), where="stage")


def take_back(db: Database, settings: Settings, workshop_id: str) -> None:
    """Erase a café that was not built to the end."""
    with db.writing() as tx:
        tx.get_one(Workshop, workshop_id).stage = LEAVING
    erase(db, settings, workshop_id)


def _bring_to(
    write: Write, workshop_id: str, settings: Settings, *, stage: str, typed: float, by: str
) -> None:
    reached = STAGES[: STAGES.index(stage) + 1]
    if "open" in reached:
        share = 1.0 if "vernissage" in reached else typed
        talk(write, workshop_id, CAFE.questions, share, by=by)
    if stage == "open":
        write(partial(_fill_tray, workshop_id, settings.secret_key, by))
    if "vernissage" in reached:
        move(write, workshop_id, "vernissage", by=by)
    if "sorting" in reached:
        move(write, workshop_id, "sorting", by=by)
        everything = "finished" in reached
        sort(write, workshop_id, CAFE.questions, everything=everything, by=by)
    if "finished" in reached:
        move(write, workshop_id, "finished", by=by)


def laid_tables(
    workshop: Workshop, themes: Sequence[Theme] = CAFE.questions
) -> list[tuple[CafeTable, Table]]:
    """The café's tables beside their texts, lowest number first; tables without a text left out."""
    texts = {table.number: table for theme in themes for table in theme.tables}
    laid = [table for question in workshop.questions for table in question.tables]
    pairs = [(table, texts[table.number]) for table in laid if table.number in texts]
    return sorted(pairs, key=lambda pair: pair[0].number)


def plan_demo(cafe: Cafe, secret_key: str, owner: Person | None, by: str, tx: Session) -> str:
    """Plan `cafe`, with questions, tables, hosts and programme; gives the workshop's id."""
    workshop = plan.create_workshop(
        tx,
        title=cafe.title,
        document_title=cafe.document_title,
        language=cafe.language,
        date=cafe.day,
        commissioner=cafe.commissioner,
        signature=dict(cafe.signature),
        owner=owner,
        secret_key=secret_key,
        by=by,
        operation=new_operation(),
    )
    _programme(tx, cafe, workshop, by)
    for theme in cafe.questions:
        parts = list(theme.parts)
        plan.add_question(
            tx, workshop=workshop, text=theme.text, parts=parts, by=by, operation=new_operation()
        )
    counts = [len(theme.tables) for theme in cafe.questions]
    doing = {"by": by, "operation": new_operation()}
    plan.lay_tables(tx, workshop=workshop, counts=counts, secret_key=secret_key, **doing)
    for table, text in laid_tables(workshop, cafe.questions):
        hosts = list(text.hosts)
        plan.set_hosts(tx, table=table, was=[], hosts=hosts, by=by, operation=new_operation())
    asked = {"key": ASKED, "was": "open", "state": "done"}
    tick_line(tx, workshop=workshop, by=by, operation=new_operation(), **asked)
    return workshop.id


def _programme(tx: Session, cafe: Cafe, workshop: Workshop, by: str) -> None:
    """When and where it is, and what happens then."""
    for name, text in cafe.facts.items():
        words = {"name": name, "was": "", "text": text}
        plan.set_fact(tx, workshop=workshop, by=by, operation=new_operation(), **words)
    for kind, title, minutes, pinned in cafe.programme:
        written = {"kind": kind, "title": title, "minutes": minutes, "pinned": pinned, "prompt": ""}
        uid, operation = new_operation(), new_operation()
        plan.add_block(tx, workshop=workshop, uid=uid, written=written, by=by, operation=operation)


def _fill_tray(workshop_id: str, secret_key: str, by: str, tx: Session) -> None:
    """Each has written alone before the talk; the host has set one note aside so far."""
    workshop = tx.get_one(Workshop, workshop_id)
    said = {"name": "silent", "was": "", "text": "5"}
    plan.set_fact(tx, workshop=workshop, by=by, operation=new_operation(), **said)
    open_links(tx, workshop, secret_key)
    here = select(CafeTable).where(CafeTable.workshop_id == workshop_id)
    table = tx.scalars(here.where(CafeTable.number == TABLE)).one()
    for text in LYING:
        writes = {"by": f"sitting:{table.id}", "operation": new_operation()}
        note = tray.write(tx, table=table, uid=new_operation(), text=text, **writes)
    tray.decide(tx, note=note, do="aside", by=f"table:{table.id}", operation=new_operation())


def move(write: Write, workshop_id: str, stage: str, *, by: str) -> None:
    """Move the café to `stage`."""
    write(partial(_move, workshop_id, by, stage))


def _move(workshop_id: str, by: str, stage: str, tx: Session) -> None:
    workshop = tx.get_one(Workshop, workshop_id)
    plan.move_stage(tx, workshop=workshop, stage=stage, by=by, operation=new_operation())


def talk(write: Write, workshop_id: str, themes: Sequence[Theme], share: float, *, by: str) -> None:
    """Open the tables, and let their hosts do a `share` (0 to 1) of what they do."""
    move(write, workshop_id, "open", by=by)

    def work(tx: Session) -> list[tuple[int, list[Step]]]:
        laid = laid_tables(tx.get_one(Workshop, workshop_id), themes)
        return [(table.id, steps_of(text)) for table, text in laid]

    for table_id, steps in write(work):
        for step in steps[: ceil(len(steps) * share)]:
            write(partial(_take, table_id, step))


def _take(table_id: int, step: Step, tx: Session) -> None:
    take(tx, tx.get_one(CafeTable, table_id), step)


def sort(
    write: Write, workshop_id: str, themes: Sequence[Theme], *, everything: bool, by: str
) -> None:
    """Sort everything, or as far as an organiser has come who is in the middle of it."""
    for at, theme in enumerate(themes):
        if everything or at < _SORTED:
            write(partial(_sort, workshop_id, by, at, theme))
        elif at == _SORTED:
            write(partial(_sort, workshop_id, by, at, theme, headings=len(theme.headings) // 2))


def _sort(
    workshop_id: str,
    by: str,
    at: int,
    theme: Theme,
    tx: Session,
    *,
    headings: int | None = None,
) -> None:
    question = tx.get_one(Workshop, workshop_id).questions[at]
    sort_theme(tx, question, theme, notes_of(tx, workshop_id), by=by, headings=headings)


def new_operation() -> str:
    """The id of one thing done."""
    return str(uuid4())
