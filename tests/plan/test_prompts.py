"""What pairs are asked, opened by an organiser one at a time."""

import pytest

from cafe.errors import Invalid
from cafe.model import Change, Database, Question, Workshop
from cafe.plan import actions
from tests.support.pairs import a_talk, question
from tests.support.world import new_id


def press(db: Database, here: Question, letter: str) -> list[str]:
    """A press of an organiser's button; the parts that are open by hand then."""
    doing = {"by": "person:1", "operation": new_id()}
    with db.writing() as tx:
        asked = tx.get_one(Question, here.id)
        if letter == "all":
            actions.open_all_prompts(tx, question=asked, **doing)
        else:
            actions.open_prompt(tx, question=asked, letter=letter, **doing)
        return [one["letter"] for one in asked.prompts]


def told(db: Database, workshop: Workshop) -> int:
    with db.reading() as session:
        here = session.query(Change).filter_by(workshop_id=workshop.id, what="question")
        return here.filter(Change.by == "person:1").count()


def test_two_who_press_the_same_button_open_one_prompt(db: Database) -> None:
    workshop = a_talk(db)
    here = question(db, workshop, 2)
    before = told(db, workshop)
    assert press(db, here, "all") == []
    assert press(db, here, "A") == ["A"]
    assert press(db, here, "A") == ["A"]
    assert press(db, here, "B") == ["A", "B"]
    assert press(db, here, "all") == []
    assert told(db, workshop) - before == 3
    with pytest.raises(Invalid):
        press(db, here, "C")
    with pytest.raises(Invalid):
        press(db, question(db, workshop, 1), "A")
