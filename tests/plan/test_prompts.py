"""What pairs are asked, opened by an organiser one at a time."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cafe.core.i18n import speaking
from cafe.errors import Conflict, Invalid
from cafe.model import Change, Database, Question, Workshop
from cafe.plan import actions
from cafe.sort.history.told import Names, Told
from cafe.sort.history.told import told as read
from cafe.table.actions.notes import add_note
from tests.support.pairs import SUB_QUESTIONS, a_talk, question
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


def in_words(db: Database, here: Question) -> list[Told]:
    """What the log says was done with the question."""
    with db.reading() as session, speaking("en"):
        lines = session.query(Change).filter_by(workshop_id=here.workshop_id, what="question")
        mine = lines.filter_by(key=str(here.id)).order_by(Change.revision)
        both = pairwise([one.item for one in mine])
        return [read("question", was, now, Names(), gone=False) for was, now in both]


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
    said = in_words(db, here)
    assert [(one.verb, one.thing) for one in said[-3:]] == [
        ("opened prompt A:", SUB_QUESTIONS[0]),
        ("opened prompt B:", SUB_QUESTIONS[1]),
        ("opened all prompts of the question", said[-1].thing),
    ]
    with pytest.raises(Invalid):
        press(db, here, "C")
    with pytest.raises(Invalid):
        press(db, question(db, workshop, 1), "A")


def test_a_hint_is_kept_beside_its_prompt_and_goes_with_it(db: Database) -> None:
    workshop = a_talk(db)
    here = question(db, workshop, 2)
    with db.writing() as tx:
        asked = tx.get_one(Question, here.id)
        doing = {"by": "person:1", "operation": new_id()}
        actions.set_hints(tx, question=asked, was=[], hints=["", "Ta tida"], **doing)
        with pytest.raises(Conflict):
            actions.set_hints(tx, question=asked, was=[], hints=["x"], **_doing())
        texts = [part["text"] for part in asked.parts]
        actions.set_parts(tx, question=asked, was=texts, parts=texts[1:], why="Kort", **_doing())
        assert asked.hints == ["Ta tida"]
    said = in_words(db, here)[-2]
    assert said.verb == "wrote how pairs go about the question"
    assert said.rewordings[0].after == " · Ta tida"


def test_a_prompt_that_comes_back_brings_its_hint_along(db: Database) -> None:
    texts, hints = list(SUB_QUESTIONS), ["Først", "Ta tida"]
    here = question(db, a_talk(db, stage="planning"), 2)
    with db.writing() as tx:
        asked = tx.get_one(Question, here.id)
        actions.set_hints(tx, question=asked, was=[], hints=hints, **_doing())
        actions.set_parts(tx, question=asked, was=texts, parts=texts[1:], **_doing())
        back: dict[str, Any] = {"was": texts[1:], "parts": texts, "hints": hints}
        actions.set_parts(tx, question=asked, **back | _doing())
        assert asked.hints == hints
        fewer: dict[str, Any] = {"was": texts, "parts": texts[1:], "hints": hints}
        with pytest.raises(Invalid):
            actions.set_parts(tx, question=asked, **fewer | _doing())


def divided(tx: Session, here: Question, parts: Sequence[str]) -> Question:
    """The question, when these are its parts."""
    asked = tx.get_one(Question, here.id)
    was = [part["text"] for part in asked.parts]
    actions.set_parts(tx, question=asked, was=was, parts=[*parts], why="Kort", **_doing())
    return asked


def test_a_prompt_that_moves_is_the_one_that_was_opened(db: Database) -> None:
    workshop = a_talk(db)
    here = question(db, workshop, 2)
    block: dict[str, object] = {"uid": new_id(), "kind": "pairs", "title": "To og to"}
    block |= {"minutes": 10, "pinned": "", "prompt": f"{here.uid}/B", "began": None}
    with db.writing() as tx:
        tx.get_one(Workshop, workshop.id).programme = [block]
    assert press(db, here, "B") == ["B"]
    for parts, letters in (
        (["Først", *SUB_QUESTIONS[:2]], ["C"]),
        (SUB_QUESTIONS[1:2], ["A"]),
        (["Ord på nytt"], ["A"]),
        ([], []),
    ):
        with db.writing() as tx:
            asked = divided(tx, here, parts)
            assert [one["letter"] for one in asked.prompts] == letters
            kept = asked.workshop.programme[0]["prompt"]
        assert kept == "".join(f"{here.uid}/{letter}" for letter in letters)


def test_a_note_stays_under_the_part_that_it_was_written_to(db: Database) -> None:
    workshop = a_talk(db)
    here = question(db, workshop, 2)
    one, two = SUB_QUESTIONS[:2]
    with db.writing() as tx:
        table = tx.get_one(Question, here.id).tables[0]
        words: Any = {"text": "lys", "kind": "keyword", "part": "A"}
        add_note(tx, table=table, uid=new_id(), **words | _doing())
    for parts in ([two], [two, one], ["Ny", one, two], []):
        with db.writing() as tx, pytest.raises(Conflict, match="A"):
            divided(tx, here, parts)
    with db.writing() as tx:
        found = divided(tx, here, ["Med andre ord", two, "Og så?"]).parts
    assert [part["text"] for part in found] == ["Med andre ord", two, "Og så?"]


def _doing() -> dict[str, str]:
    return {"by": "person:1", "operation": new_id()}
