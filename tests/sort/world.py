"""A small café in the stage of sorting: two questions, the first with two tables."""

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypedDict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.model import CafeTable, Category, Change, Entry, Note, Person, Question, Workshop
from cafe.model.note import SORTED_TOO
from cafe.people.actions import add_person
from cafe.plan.actions import add_question, create_workshop, lay_tables, move_stage
from cafe.sort import actions
from cafe.sort.history.log import LogEntry, log_entry_as_done
from cafe.sort.history.stacks import HUNG, SORTED
from cafe.sort.routes.bodies import AnyCommand
from cafe.sort.routes.bodies import Command as Sent
from cafe.table.actions.notes import add_note

BY = "person:1"
OTHER = "person:2"
TEXTS = ("godt samarbeid", "Mer tid til å snakke", "hvem eier tilbudet?", "samarbeid", "kaffe...")


def new_id() -> str:
    """An operation nobody has used."""
    return str(uuid.uuid4())


def as_sent(workshop: Workshop, **body: Any) -> AnyCommand:
    """An operation as the page sends it, whose author has seen all there is."""
    whole = {"act": new_id(), **body}
    if body["do"] not in ("undo", "redo"):
        whole = {"saw": workshop.revision, **whole}
    return Sent.model_validate(whole).root


class Operation(TypedDict):
    """Who acts, and under which number."""

    by: str
    operation: str


def operation(by: str = BY) -> Operation:
    """A new operation by somebody."""
    return {"by": by, "operation": new_id()}


@dataclass
class World:
    """What the tests speak about."""

    workshop: Workshop
    question: Question
    elsewhere: Question
    notes: list[Note] = field(default_factory=list)
    far: Note | None = None


def build(
    tx: Session,
    *,
    stage: str = "sorting",
    texts: tuple[str, ...] = TEXTS,
    owner: Person | None = None,
    language: str = "nb",
    parts: tuple[str, ...] = (),
) -> World:
    """The café, with `texts` dealt to the first question's tables (it may have `parts`) and one
    note at the second's.
    """
    common = operation()
    workshop = create_workshop(
        tx,
        title="PRØVEKAFÉ",
        document_title="DIALOGKAFÉ – OPPSUMMERING",
        language=language,
        date=date(2026, 3, 4),
        commissioner="",
        signature=None,
        owner=owner,
        secret_key="x" * 40,
        **common,
    )
    words = {"Hva gjør et møte godt?": [*parts], "Hva trenger vi mer av?": []}
    asked = [
        add_question(tx, workshop=workshop, text=text, parts=its, **common)
        for text, its in words.items()
    ]
    lay_tables(tx, workshop=workshop, counts=[2, 1], secret_key="x" * 40, **common)
    move_stage(tx, workshop=workshop, stage="open", **common)
    tx.flush()
    for question in asked:
        tx.refresh(question)
    world = World(workshop, asked[0], asked[1])
    tables = asked[0].tables
    world.notes = [write(tx, tables[i % 2], text) for i, text in enumerate(texts)]
    for table in tables:
        table.main_statement = f"Hovedutsagn ved bord {table.number}."
    world.far = write(tx, asked[1].tables[0], "et annet sted")
    move_stage(tx, workshop=workshop, stage=stage, anyway=True, **common)
    tx.flush()
    return world


def write(tx: Session, table: CafeTable, text: str) -> Note:
    """A note as a host writes it."""
    by = f"table:{table.id}"
    uid = str(uuid.uuid4())
    return add_note(
        tx, table=table, uid=uid, kind="statement", text=text, by=by, operation=new_id()
    )


def organiser(tx: Session, name: str, email: str) -> Person:
    """Somebody with an account; nobody logs in with this hash."""
    return add_person(tx, email=email, name=name, password_hash="-")


def heading(tx: Session, world: World, text: str = "Tid") -> Category:
    """A heading, by the first organiser."""
    return actions.add_category(tx, question=world.question, heading=text, **operation())


def placed(tx: Session, note: Note, category: Category) -> Entry:
    """The note as a sentence, last."""
    return actions.place_note(tx, note=note, category=category, **operation())


def order(tx: Session, category: Category) -> list[str]:
    """What stands under a heading, as printed."""
    entries = select(Entry).where(Entry.category_id == category.id).order_by(Entry.position)
    return [entry.text for entry in tx.scalars(entries)]


def noted(tx: Session, note_id: int) -> Note:
    """The note with this id, wherever it came from."""
    return tx.get_one(Note, note_id, execution_options=SORTED_TOO)


def sorted_notes(tx: Session, *which: Any) -> list[Note]:
    """The notes that are sorted, those from elsewhere too."""
    return list(tx.scalars(select(Note).where(*which), execution_options=SORTED_TOO))


def log_of(db: Session, workshop: Workshop) -> list[LogEntry]:
    """What people have done while sorting, the newest first, as the board tells each."""
    theirs = Change.by.like("person:%") | Change.by.in_(("organiser", "program"))
    here = Change.workshop_id == workshop.id, Change.what.in_((*SORTED, HUNG)), theirs
    newest = select(Change.operation).where(*here).group_by(Change.operation)
    done = db.scalars(newest.order_by(func.max(Change.revision).desc())).all()
    return [log_entry_as_done(db, workshop, one) for one in done]
