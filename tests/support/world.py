"""Small worlds, made by the actions a person uses."""

import uuid
from collections.abc import Sequence
from datetime import date

from cafe.model import CafeTable, Database, Person, Workshop
from cafe.plan import actions

KEY = "a key for tests"
QUESTIONS = ("Hva gjør stedet godt å bo på?", "Hvem kan gjøre mer sammen?")


def new_id() -> str:
    """The id of a new operation."""
    return str(uuid.uuid4())


def a_workshop(
    db: Database,
    *,
    counts: Sequence[int] = (),
    questions: Sequence[str] = QUESTIONS,
    parts: Sequence[str] = (),
    stage: str = "planning",
    language: str = "nb",
    owner: Person | None = None,
    key: str = KEY,
) -> Workshop:
    """A café; with `counts` its tables are laid. `parts` are the first question's."""
    with db.writing() as tx:
        workshop = actions.create_workshop(
            tx,
            title="ET GODT STED – SAMLING 12. NOVEMBER 2026",
            document_title="DIALOGKAFÉ – OPPSUMMERING",
            language=language,
            date=date(2026, 11, 12),
            commissioner="",
            signature=None,
            owner=owner,
            secret_key=key,
            by="person:1",
            operation=new_id(),
        )
        for index, text in enumerate(questions):
            mine = list(parts) if index == 0 else []
            actions.add_question(
                tx, workshop=workshop, text=text, parts=mine, by="person:1", operation=new_id()
            )
        if counts:
            actions.lay_tables(
                tx,
                workshop=workshop,
                counts=list(counts),
                secret_key=key,
                by="person:1",
                operation=new_id(),
            )
        if stage != "planning":
            actions.move_stage(
                tx, workshop=workshop, stage=stage, by="person:1", operation=new_id()
            )
    return workshop


def tables_of(db: Database, workshop: Workshop) -> list[CafeTable]:
    """The café's tables by number."""
    with db.reading() as session:
        here = CafeTable.workshop_id == workshop.id
        return session.query(CafeTable).where(here).order_by(CafeTable.number).all()
