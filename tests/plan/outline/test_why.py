"""A question that the tables have is changed for a reason, and what it read before is kept."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from cafe.errors import Conflict, Invalid
from cafe.live.audience import ORGANISER, WALL, Audience
from cafe.live.snapshot import changes_since, snapshot
from cafe.model import Change, Question, Workshop
from cafe.model.events import words_of
from cafe.nouns import Item
from cafe.plan import actions
from cafe.report.queries import compose
from tests.plan.outline.test_outline import TEXTS, Outline, by
from tests.support.app import Visitor
from tests.support.ground import Ground, Known
from tests.support.world import KEY, new_id
from tests.web.twice.house import HOUSE, House, Sent
from tests.web.twice.plan import PLANNING
from tests.web.twice.table import TABLE


@pytest.fixture
def outline(db: Any) -> Outline:
    found = Outline(db)
    with db.writing() as tx:
        last = found.one(tx, len(TEXTS))
        actions.set_count(tx, question=last, was=0, count=1, secret_key=KEY, **by())
    return found


@pytest.fixture
def ground() -> Ground:
    return HOUSE


def to(outline: Outline, stage: str) -> None:
    with outline.db.writing() as tx:
        here = tx.get_one(Workshop, outline.workshop.id)
        actions.move_stage(tx, workshop=here, stage=stage, anyway=True, **by())


def reword(outline: Outline, was: str, text: str, why: str = "", number: int = 1) -> None:
    with outline.db.writing() as tx:
        question = outline.one(tx, number)
        actions.reword_question(tx, question=question, was=was, text=text, why=why, **by())


def divide(outline: Outline, was: list[str], parts: list[str], why: str = "") -> None:
    with outline.db.writing() as tx:
        question = outline.one(tx, 1)
        actions.set_parts(tx, question=question, was=was, parts=parts, why=why, **by())


def told(outline: Outline, audience: Audience = WALL) -> list[Item]:
    with outline.db.reading() as db:
        here = db.get_one(Workshop, outline.workshop.id)
        found: list[Item] = snapshot(db, here, audience)["wordings"]
        return found


def notices(outline: Outline) -> list[str]:
    with outline.db.reading() as db:
        document = compose(db, db.get_one(Workshop, outline.workshop.id))
        return [f"{lead.label} {lead.text}".replace("\u00a0", " ") for lead in document.notices]


def test_before_the_tables_open_nothing_is_asked_or_kept(outline: Outline) -> None:
    reword(outline, TEXTS[0], "Hva virker?")
    divide(outline, [], ["inne", "ute"])
    assert told(outline) == []
    assert notices(outline) == []


@pytest.mark.parametrize("why", ["", "  ", "\u200b", "...", ". ."])
def test_later_a_reason_is_asked_for(outline: Outline, why: str) -> None:
    to(outline, "open")
    with pytest.raises(Conflict) as refused:
        reword(outline, TEXTS[0], "Hva virker?", why)
    assert (refused.value.where, refused.value.now["text"]) == ("why", TEXTS[0])  # type: ignore[index]
    with pytest.raises(Conflict) as refused:
        divide(outline, [], ["inne", "ute"], why)
    assert refused.value.where == "why"
    assert outline.texts() == [*TEXTS]


@pytest.mark.parametrize("why", ["x" * 201, "a\x00b", "to\nlinjer"])
def test_a_reason_that_cannot_be_one_is_refused_at_its_field(outline: Outline, why: str) -> None:
    to(outline, "open")
    with pytest.raises(Invalid) as refused:
        reword(outline, TEXTS[0], "Hva virker?", why)
    assert refused.value.where == "why"
    assert told(outline) == []


def test_back_in_planning_the_tables_have_still_seen_it(outline: Outline) -> None:
    to(outline, "open")
    to(outline, "planning")
    with pytest.raises(Conflict):
        reword(outline, TEXTS[0], "Hva virker?")


def test_what_it_read_is_told_to_whom_it_concerns(outline: Outline) -> None:
    to(outline, "open")
    with outline.db.reading() as db:
        since = db.get_one(Workshop, outline.workshop.id).revision
    reword(outline, TEXTS[0], "Hva virker?", "det ble misforstått.")
    divide(outline, [], ["inne", "ute"], "det var to ting")
    first, second = told(outline)
    assert (first["was"], first["text"], first["why"]) == (
        TEXTS[0],
        "Hva virker?",
        "det ble misforstått",
    )
    assert (second["was_parts"], [one["text"] for one in second["parts"]]) == ([], ["inne", "ute"])
    assert told(outline, ORGANISER) == [first, second]
    question = first["question"]
    assert told(outline, Audience("t", 1, question)) == [first, second]
    assert told(outline, Audience("t", 1, question + 1)) == []
    with outline.db.reading() as db:
        here = db.get_one(Workshop, outline.workshop.id)
        heard = changes_since(db, here, WALL, since)["changes"]
    assert [one["item"] for one in heard if one["what"] == "wording"] == [first, second]


def test_the_same_again_and_the_same_words_are_no_change(outline: Outline) -> None:
    to(outline, "open")
    doer: Any = {"by": "person:1", "operation": new_id()}
    for _time in range(2):
        with outline.db.writing() as tx:
            question = outline.one(tx, 1)
            words = {"was": TEXTS[0], "text": "Hva virker?", "why": "uklart"}
            actions.reword_question(tx, question=question, **words, **doer)
    reword(outline, "Hva virker?", "Hva virker?", "igjen")
    assert len(told(outline)) == 1
    with pytest.raises(Conflict) as refused:
        reword(outline, TEXTS[0], "Hva er best?", "jeg så den gamle")
    assert refused.value.where == "was"
    assert len(told(outline)) == 1


def test_the_document_tells_of_both_changes_and_of_a_correction(outline: Outline) -> None:
    to(outline, "open")
    reword(outline, TEXTS[0], "Hva virker?", "det ble misforstått")
    reword(outline, "Hva virker?", "Hva virker her?", "det gjelder oss")
    to(outline, "sorting")
    lower = TEXTS[1].lower()
    reword(outline, TEXTS[1], lower, "det er ingen overskrift", number=2)
    reword(outline, lower, "Hva kan ikke bli bedre?", "et ord manglet", number=2)
    with pytest.raises(Conflict) as refused:
        divide(outline, [], ["inne", "ute"], "det var to ting")
    assert refused.value.where == "parts"
    first, second, third, fourth = [one.split(":", 1) for one in notices(outline)[-4:]]
    assert (first[0], third[0]) == ("Spørsmål endret", "Spørsmål rettet")
    assert "fordi det ble misforstått. Før: «Hva er bra?» Nå: «Hva virker?»" in first[1]
    assert "fordi det gjelder oss. Før: «Hva virker?» Nå: «Hva virker her?»" in second[1]
    assert "ble rettet etter samtalen" in third[1]
    assert fourth[0] == "Spørsmål endret", "it asks something else by the rules for sentences"
    assert "ble endret etter samtalen" in fourth[1]


def test_the_document_tells_of_parts_by_their_letters(outline: Outline) -> None:
    to(outline, "open")
    divide(outline, [], ["inne", "ute"], "det var to ting")
    assert "«(ingen deler)» Nå: «A: inne B: ute»" in notices(outline)[-1]


def asked(house: House) -> dict[str, Item]:
    with house.db.reading() as db:
        rows = db.scalars(select(Question).where(Question.workshop_id == house.id))
        return {one.uid: words_of(one) for one in rows}


def reasons(house: House) -> int:
    with house.db.reading() as db:
        query = select(Change).where(Change.workshop_id == house.id, Change.what == "wording")
        return len(db.scalars(query).all())


def test_no_command_changes_a_question_without_a_reason(
    cafe_app: Flask, organiser: Visitor, known: Known
) -> None:
    """Each command that a page sends, from the code's own list, while the tables are open."""
    house = House.again(cafe_app, organiser, known["house"])
    changing = set()
    for name, (_stage, commands) in {**TABLE, **PLANNING}.items():
        house.move("open")
        was, kept = asked(house), reasons(house)
        first: Sent = commands(house)[0]
        bare = {key: value for key, value in first.body.items() if key != "why"}
        organiser.send(first.method, first.path, {**bare, "act": new_id()})
        now = asked(house)
        still = now.keys() & was
        assert {uid: now[uid] for uid in still} == {uid: was[uid] for uid in still}, name
        sent = {**first.body, "act": new_id(), "why": "det var uklart"}
        if organiser.send(first.method, first.path, sent).status_code < 300:
            now = asked(house)
            if any(now[uid] != was[uid] for uid in now.keys() & was):
                changing.add(name)
                assert reasons(house) == kept + 1, name
    assert changing == {"plan.words", "plan.parts"}
