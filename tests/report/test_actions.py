import uuid

import pytest
from sqlalchemy import select

from cafe.errors import Conflict, Invalid
from cafe.model import Change, Database, Question, Workshop
from cafe.report.actions import edit_intro, edit_summary
from cafe.report.queries import compose, material_of
from tests.archive.archives import an_archive
from tests.report.samples import brought_in


@pytest.fixture
def here(db: Database) -> str:
    return brought_in(db, an_archive())


def operation() -> str:
    return str(uuid.uuid4())


def test_the_introduction_is_kept_logged_and_taken_back(db: Database, here: str) -> None:
    with db.writing() as tx:
        workshop = tx.get_one(Workshop, here)
        edit_intro(
            tx,
            workshop=workshop,
            was=None,
            text="Ours.\n \nToo.",
            by="person:1",
            operation=operation(),
        )
    with db.reading() as session:
        workshop = session.get_one(Workshop, here)
        assert compose(session, workshop).intro == ("Ours.", "Too.")
        [change] = session.scalars(select(Change))
        assert (change.what, change.key, change.by) == ("intro", here, "person:1")
        assert change.item == {"text": "Ours.\n\nToo."}
    with db.writing() as tx:
        workshop = tx.get_one(Workshop, here)
        edit_intro(
            tx,
            workshop=workshop,
            was="Ours.\n\nToo.",
            text=None,
            by="person:1",
            operation=operation(),
        )
        assert len(compose(tx, workshop).intro) == 4


def test_a_summary_is_kept_logged_and_taken_back(db: Database, here: str) -> None:
    with db.writing() as tx:
        question = tx.scalars(select(Question).where(Question.number == 1)).one()
        edit_summary(
            tx, question=question, was=None, text="Ours!", by="person:1", operation=operation()
        )
    with db.reading() as session:
        summary = compose(session, session.get_one(Workshop, here)).sections[0].summary
        assert summary is not None
        assert summary.text == "Ours!"
        assert session.scalars(select(Change.what)).all() == ["summary"]
    with db.writing() as tx:
        question = tx.scalars(select(Question).where(Question.number == 1)).one()
        edit_summary(
            tx, question=question, was="Ours!", text=None, by="person:1", operation=operation()
        )
        assert question.summary is None


def test_the_same_act_twice_acts_once(db: Database, here: str) -> None:
    once = operation()
    for text in ("First.", "Second."):
        with db.writing() as tx:
            workshop = tx.get_one(Workshop, here)
            edit_intro(tx, workshop=workshop, was=None, text=text, by="person:1", operation=once)
    with db.reading() as session:
        assert session.get_one(Workshop, here).intro == ["First."]
        assert session.get_one(Workshop, here).revision == 1


@pytest.mark.parametrize("bad", ["", "  ", "x" * 20_001, "a\x07b"])
def test_what_cannot_be_printed_is_refused(db: Database, here: str, bad: str) -> None:
    with db.writing() as tx:
        workshop = tx.get_one(Workshop, here)
        question = tx.scalars(select(Question).where(Question.number == 1)).one()
        with pytest.raises(Invalid):
            edit_intro(tx, workshop=workshop, was=None, text=bad, by="p", operation=operation())
        with pytest.raises(Invalid):
            edit_summary(tx, question=question, was=None, text=bad, by="p", operation=operation())
    with db.reading() as session:
        assert session.get_one(Workshop, here).intro is None
        assert session.scalars(select(Change)).all() == []


def test_words_of_somebody_else_are_not_written_over_unseen(db: Database, here: str) -> None:
    with db.writing() as tx:
        workshop = tx.get_one(Workshop, here)
        question = tx.scalars(select(Question).where(Question.number == 1)).one()
        edit_intro(
            tx, workshop=workshop, was=None, text="Hers.", by="person:2", operation=operation()
        )
        edit_summary(
            tx, question=question, was=None, text="Hers!", by="person:2", operation=operation()
        )
        with pytest.raises(Conflict) as refused:
            edit_intro(
                tx, workshop=workshop, was=None, text="Ours.", by="person:1", operation=operation()
            )
        assert refused.value.now == {"text": "Hers."}
        with pytest.raises(Conflict) as refused:
            edit_summary(
                tx, question=question, was="Old.", text=None, by="person:1", operation=operation()
            )
        assert refused.value.now == {"text": "Hers!"}
        # The same words from another place are no quarrel, and no change.
        edit_intro(
            tx, workshop=workshop, was=None, text="Hers.", by="person:1", operation=operation()
        )
        assert workshop.revision == 2


def test_the_material_is_what_stands_in_the_cafe(db: Database, here: str) -> None:
    with db.reading() as session:
        material = material_of(session, session.get_one(Workshop, here))
    first, second = material.questions
    assert [table.number for table in first.tables] == [1, 3]
    assert [slip.text for slip in first.tables[0].slips] == ["more light", "a chair by the door"]
    assert first.parts == (("A", "Now"), ("B", "Later"))
    assert [heading.entries for heading in first.headings] == [
        ("More light and a chair by the door.",),
        ("Our own.",),
    ]
    assert (first.unplaced, first.unsourced) == (1, 1)
    assert first.piles["main"] == 1
    assert (second.form, second.tables) == ("plenary", ())
