"""A café with a question at tables, one in pairs and one in plenary."""

from collections.abc import Sequence

from sqlalchemy import select

from cafe.model import CafeTable, Database, Link, Person, Question, Workshop
from cafe.people.links import token_of
from cafe.plan import actions
from tests.support.world import KEY, a_workshop, new_id

PROMPT = "Hva tar dere med dere hjem?"
SUB_QUESTIONS = ("Hva skal vi begynne med?", "Hvem kan hjelpe?")


def a_talk(
    db: Database,
    *,
    parts: Sequence[str] = SUB_QUESTIONS,
    stage: str = "open",
    language: str = "en",
    owner: Person | None = None,
    key: str = KEY,
) -> Workshop:
    """Question 1 has two tables, 2 is for pairs with sub-questions, 3 is plenary."""
    first = ("Hva er bra her?",)
    made = a_workshop(db, questions=first, counts=[2], language=language, owner=owner, key=key)
    with db.writing() as tx:
        workshop = tx.get_one(Workshop, made.id)
        more = {"workshop": workshop, "secret_key": key, "by": "person:1"}
        asked = {"text": PROMPT, "parts": list(parts), "form": "pairs"}
        actions.add_question(tx, **asked, **more, operation=new_id())  # type: ignore[arg-type]
        asked = {"text": "Hva sier vi sammen?", "parts": [], "form": "plenary"}
        actions.add_question(tx, **asked, **more, operation=new_id())  # type: ignore[arg-type]
        if stage != "planning":
            actions.move_stage(
                tx, workshop=workshop, stage=stage, by="person:1", operation=new_id()
            )
    return workshop


def question(db: Database, workshop: Workshop, number: int) -> Question:
    """The question with this number and its tables."""
    with db.reading() as session:
        query = select(Question).where(Question.workshop_id == workshop.id)
        found = session.scalars(query.where(Question.number == number)).one()
        assert found.tables is not None
        return found


def token(
    db: Database,
    workshop: Workshop,
    table: CafeTable | None = None,
    key: str = KEY,
    *,
    tray: bool = False,
) -> str:
    """The token of the wall, of a table, or of its tray."""
    with db.reading() as session:
        query = select(Link.nonce).where(Link.workshop_id == workshop.id)
        here = Link.table_id == (table.id if table else None)
        return token_of(key, session.scalars(query.where(here, Link.tray.is_(tray))).one())
