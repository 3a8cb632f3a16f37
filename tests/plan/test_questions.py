"""Questions that are not talked over at tables: pairs and plenary, planned."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cafe.errors import Conflict, Invalid
from cafe.model import Database, Link, Note, Question, Workshop
from cafe.plan import actions
from cafe.table.actions.notes import add_note
from tests.support.pairs import a_talk, question
from tests.support.world import KEY, a_workshop, new_id, tables_of


def by() -> dict[str, Any]:
    return {"by": "person:1", "operation": new_id()}


def numbers(db: Database, workshop: Workshop) -> list[int]:
    return [table.number for table in tables_of(db, workshop)]


def test_pairs_and_plenary_have_one_table_each_after_the_others(db: Database) -> None:
    workshop = a_talk(db)
    assert numbers(db, workshop) == [1, 2, 901, 902]
    pairs, plenary = question(db, workshop, 2), question(db, workshop, 3)
    assert [(table.number, table.by_parts) for table in pairs.tables] == [(901, True)]
    assert [(table.number, table.by_parts) for table in plenary.tables] == [(902, False)]
    assert [part["letter"] for part in pairs.parts] == ["A", "B"]
    with db.reading() as session:
        linked = set(session.scalars(session.query(Link.table_id).statement))
    assert linked == {None, *(table.id for table in tables_of(db, workshop))}


def test_laying_tables_anew_counts_only_the_questions_at_tables(db: Database) -> None:
    workshop = a_talk(db, stage="planning")
    gathered = question(db, workshop, 2).tables[0].id
    with db.writing() as tx:
        here = tx.get_one(Workshop, workshop.id)
        with pytest.raises(Invalid):
            actions.lay_tables(tx, workshop=here, counts=[2, 1, 1], secret_key=KEY, **by())
        actions.lay_tables(tx, workshop=here, counts=[3], secret_key=KEY, **by())
    assert numbers(db, workshop) == [1, 2, 3, 901, 902]
    assert question(db, workshop, 2).tables[0].id == gathered


def test_one_more_table_follows_the_tables_and_never_joins_a_pair(db: Database) -> None:
    workshop = a_talk(db)
    found = [question(db, workshop, number) for number in (1, 2)]
    with db.writing() as tx:
        first, pairs = map(tx.merge, found)
        assert actions.add_table(tx, question=first, secret_key=KEY, **by()).number == 3
        with pytest.raises(Conflict):
            actions.add_table(tx, question=pairs, secret_key=KEY, **by())


def test_an_imported_gathering_table_makes_room(db: Database) -> None:
    workshop = a_talk(db, stage="planning")
    with db.writing() as tx:
        tx.merge(question(db, workshop, 2)).tables[0].number = 3
    with db.writing() as tx:
        here = tx.get_one(Workshop, workshop.id)
        actions.lay_tables(tx, workshop=here, counts=[4], secret_key=KEY, **by())
    assert numbers(db, workshop) == [1, 2, 3, 4, 901, 902]


def test_a_gathering_table_has_a_scribe_but_no_other_number(db: Database) -> None:
    workshop = a_talk(db)
    with db.writing() as tx:
        table = tx.merge(question(db, workshop, 3)).tables[0]
        with pytest.raises(Conflict):
            actions.number_table(tx, table=table, was=902, number=4, **by())
        actions.set_hosts(tx, table=table, was=[], hosts=["Siri"], **by())
        assert table.hosts == ["Siri"]


def test_a_table_cannot_take_a_gathering_number(db: Database) -> None:
    workshop = a_workshop(db, counts=[1, 1])
    with db.writing() as tx:
        table = tx.merge(tables_of(db, workshop)[0])
        with pytest.raises(Invalid):
            actions.number_table(tx, table=table, was=table.number, number=901, **by())


@pytest.mark.parametrize(
    ("form", "count", "fine"),
    [
        *(("pairs", count, count <= 3) for count in range(5)),
        *(("tables", count, count != 7) for count in (0, 1, 2, 6, 7)),
        ("plenary", 7, False),
        ("dinner", 0, False),
    ],
)
def test_how_many_parts(db: Database, form: str, count: int, fine: bool) -> None:
    workshop = a_workshop(db, questions=())
    parts = [f"Del {number}" for number in range(count)]
    with db.writing() as tx:
        here = tx.get_one(Workshop, workshop.id)
        typed = {"text": "Hva?", "parts": parts, "form": form, "secret_key": KEY}
        if fine:
            made = actions.add_question(tx, workshop=here, **typed, **by())  # type: ignore[arg-type]
            assert len(made.parts) == count
            return
        with pytest.raises(Invalid):
            actions.add_question(tx, workshop=here, **typed, **by())  # type: ignore[arg-type]


def edit(db: Database, workshop: Workshop, number: int, form: str) -> None:
    with db.writing() as tx:
        asked = tx.merge(question(db, workshop, number))
        was = [part["text"] for part in asked.parts]
        actions.set_parts(tx, question=asked, was=was, parts=[], **by())
        actions.set_form(tx, question=asked, was=asked.form, form=form, secret_key=KEY, **by())


def test_the_form_changes_while_nothing_is_written(db: Database) -> None:
    workshop = a_talk(db, stage="planning")
    edit(db, workshop, 1, "pairs")
    assert numbers(db, workshop) == [901, 902, 903]
    edit(db, workshop, 2, "tables")
    assert question(db, workshop, 2).tables == []
    kept = question(db, workshop, 3).tables[0].id
    edit(db, workshop, 3, "pairs")
    assert [table.id for table in question(db, workshop, 3).tables] == [kept]


@pytest.mark.parametrize(("number", "form"), [(1, "pairs"), (2, "plenary"), (3, "tables")])
def test_the_form_stays_once_something_is_written(db: Database, number: int, form: str) -> None:
    workshop = a_talk(db)
    with db.writing() as tx:
        table = tx.merge(question(db, workshop, number)).tables[0]
        add_note(tx, table=table, uid=new_id(), kind="keyword", text="lys", by="t", operation="a")
    before = question(db, workshop, number).form
    with pytest.raises(Conflict):
        edit(db, workshop, number, form)
    assert question(db, workshop, number).form == before
    assert len(tables_of(db, workshop)) == 4


def test_saving_lays_the_table_that_an_archive_left_out(db: Database) -> None:
    workshop = a_talk(db, stage="planning")
    with db.writing() as tx:
        tx.delete(tx.merge(question(db, workshop, 2)).tables[0])
    edit(db, workshop, 2, "pairs")
    assert [table.number for table in question(db, workshop, 2).tables] == [901]


def test_what_came_too_late_holds_its_table(db: Database) -> None:
    workshop = a_talk(db)
    with db.writing() as tx:
        asked = tx.merge(question(db, workshop, 2))
        late = Note(uid=new_id(), workshop_id=workshop.id, state="late")
        late.table_id, late.kind, late.text, late.part = asked.tables[0].id, "keyword", "sent", "B"
        tx.add(late)
    with pytest.raises(Conflict, match="B"):
        edit(db, workshop, 2, "pairs")
    with db.writing() as tx, pytest.raises(Conflict):
        actions.remove_question(tx, question=tx.merge(question(db, workshop, 2)), **by())


def test_a_pairs_question_goes_with_its_table(db: Database) -> None:
    workshop = a_talk(db, stage="planning")
    with db.writing() as tx:
        actions.remove_question(tx, question=tx.merge(question(db, workshop, 2)), **by())
    assert numbers(db, workshop) == [1, 2, 902]


def test_an_extract_has_the_questions_that_were_chosen_whatever_their_numbers(
    db: Database,
) -> None:
    workshop = a_workshop(db, questions=("Hva?", "Hvem?", "Når?", "Hvor?"), counts=(1, 0, 0, 0))
    with db.writing() as tx:
        here = tx.get_one(Workshop, workshop.id)
        here.report_options = {"lists": True, "only": [4, 2]}

    def chosen() -> list[str]:
        with db.reading() as session:
            here = session.get_one(Workshop, workshop.id)
            texts = {one.number: one.text for one in here.questions}
            return [texts[number] for number in (here.report_options or {}).get("only", [])]

    def asked(tx: Session, text: str) -> Question:
        return tx.query(Question).filter_by(workshop_id=workshop.id, text=text).one()

    steps: tuple[tuple[Callable[[Session], object], list[str]], ...] = (
        (
            lambda tx: actions.place_question(
                tx, question=asked(tx, "Hvor?"), before=asked(tx, "Hva?"), **by()
            ),
            ["Hvor?", "Hvem?"],
        ),
        (
            lambda tx: actions.add_question(
                tx,
                workshop=tx.get_one(Workshop, workshop.id),
                text="Først?",
                before=asked(tx, "Hvor?"),
                **by(),
            ),
            ["Hvor?", "Hvem?"],
        ),
        (
            lambda tx: actions.remove_question(tx, question=asked(tx, "Når?"), **by()),
            ["Hvor?", "Hvem?"],
        ),
        (lambda tx: actions.remove_question(tx, question=asked(tx, "Hvor?"), **by()), ["Hvem?"]),
        (lambda tx: actions.remove_question(tx, question=asked(tx, "Hvem?"), **by()), []),
    )
    for does, left in steps:
        with db.writing() as tx:
            does(tx)
        assert chosen() == left
    with db.reading() as session:
        assert session.get_one(Workshop, workshop.id).report_options == {"lists": True}
