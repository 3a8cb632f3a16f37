"""A draft is read, remarked on and answered; each outcome is printed, counted and told."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from cafe.core import clock
from cafe.core.clock import today
from cafe.core.i18n import speaking
from cafe.document.completeness import completeness, unaccounted
from cafe.document.compose import composed
from cafe.document.material import Material
from cafe.document.sentences.remarks import note_of
from cafe.model import Note, Origin, Workshop
from cafe.model.note import notes_in_any_state
from cafe.plan.actions import place_question
from cafe.plan.queries import questions_of
from cafe.report.queries import material_of
from cafe.sort.history.stacks import stacks
from tests.readers.house import House
from tests.support.world import new_id


def material(house: House) -> Material:
    with house.parts.db.reading() as db:
        return material_of(db, db.get_one(Workshop, house.id))


def gaps(house: House) -> list[str]:
    with speaking("en"):
        return [str(gap) for gap in unaccounted(material(house))]


def printed(house: House) -> str:
    with house.parts.db.writing() as tx:
        tx.get_one(Workshop, house.id).report_options = {"accounts": True}
    with speaking("en"):
        document = composed(material(house))
    texts = [*document.intro]
    for section in document.sections:
        leads = (*section.summaries, *section.listed, *section.unlisted)
        texts += [text for lead in leads for text in (lead.label, lead.text)]
    grids = [part.grid for one in document.appendices for part in one.parts if part.grid]
    texts += [" | ".join(row) for grid in grids for row in (grid.head, *grid.rows)]
    return "\n".join(texts).replace("\u2068", "").replace("\u2069", "")


def test_remarks_have_outcomes_that_are_printed_counted_and_told(house: House) -> None:
    assert house.phone().get(f"{house.address()}/round").status_code == 404
    house.open()
    assert "Draft 1 is still being read: close the round first." in gaps(house)
    phones = [house.phone() for _one in range(4)]
    for phone in phones:
        assert phone.opens() == 200
        phone.opens()  # counted once
    beside, taken, refused = new_id(), new_id(), new_id()
    assert phones[0].says("More light", "said").status_code == 200
    assert phones[0].says("More light", "words", "Vi sa lampe", beside).status_code == 200
    assert phones[1].says("Light", "missing", "Ingen nevnte vinduet", taken).status_code == 200
    assert phones[2].says("question-1", "missing", "Alt", refused).status_code == 200
    assert house.ends().status_code == 303
    assert gaps(house) == ["3 remarks from the readers have no outcome."]
    assert "3 remarks from the readers have no outcome." in completeness(material(house))

    assert house.decide(refused, "not").status_code == 422
    for uid, outcome, reason in (
        (beside, "beside", ""),
        (refused, "not", "it stands under question 2"),
        (taken, "taken", ""),
    ):
        answer = house.decide(uid, outcome, reason)
        assert answer.status_code == 303, answer.text
    # What is taken in is a note of the readers, to be placed as any other. It is answered: the
    # board does not offer to undo that, nor stops there on the way to what was done before.
    with house.parts.db.reading() as db:
        assert stacks(db, house.id, "person:1").done == []
    assert gaps(house) == ["Question 1: 1 note is neither in the document nor set aside."]
    with house.parts.db.reading() as db:
        note = db.scalars(notes_in_any_state().where(Note.uid == note_of(taken))).one()
        assert isinstance(note.table, Origin)
        assert (note.text, note.table.name) == ("Ingen nevnte vinduet", "Readers of the draft")

    text = printed(house)
    assert "A draft was read by four of those who were there." in text
    assert "Three remarks came from the readers." in text
    assert "One has been declined with a reason." in text
    assert "(A reader of the draft: “Vi sa lampe”)" in text
    assert "Alt | not taken in: it stands under question 2" in text
    assert "Ingen nevnte vinduet | taken in: not yet placed" in text
    assert "readers of the draft" in text
    assert [one["outcome"] for one in phones[1].hears(taken)] == ["taken"]
    page = phones[3].get(f"{house.address()}/round").text
    assert "Vi sa lampe" in page
    assert "Not taken in: it stands under question 2" in page
    # What is a note is dealt with as one.
    assert house.decide(taken, "beside", was="taken").status_code == 409
    assert house.decide(beside, "not", "no", was="not").status_code == 409


def test_a_remark_is_sent_twice_and_mended_and_ends_with_its_answer(house: House) -> None:
    house.open()
    phone, uid = house.phone(), new_id()
    for _twice in range(2):
        assert phone.says("More light", "words", "lampe", uid).status_code == 200
    assert phone.says("More light", "words", "en lampe", uid).status_code == 200
    assert [one.text for one in house.remarks()] == ["en lampe"]
    assert phone.says("Light", "words", "en lampe", uid).status_code == 409
    assert house.decide(uid, "beside").status_code == 303
    assert phone.says("More light", "words", "noe annet", uid).status_code == 409
    assert phone.says("More light", "words", "en lampe", uid).status_code == 200
    assert phone.says("question-1", "missing", " ").status_code == 422
    assert phone.says("question-77", "said").status_code == 404
    assert phone.says("question-1", "shout").status_code == 422
    house.ends()
    assert phone.says("question-1", "said").status_code == 409
    assert house.ends("open").status_code == 303
    assert phone.says("question-1", "said").status_code == 200


def test_only_who_has_a_card_remarks(house: House) -> None:
    house.open(cards=True)
    phone, word = house.phone(), house.word()
    assert phone.says("question-1", "said").status_code == 403
    assert phone.post(f"{house.address()}/round", word="bjelle fjell").status_code == 404
    typed = f"  {word.upper().replace(' ', ' – ')} "
    assert phone.post(f"{house.address()}/round", word=typed).status_code == 303
    assert phone.says("question-1", "said").status_code == 200
    other = house.phone()
    answer = other.post("/read", word=word)
    assert answer.headers["Location"] == f"{house.address()}/round"
    assert other.says("question-1", "said").status_code == 200
    norwegian = {"Accept-Language": "nb"}
    cards = house.organiser.get(f"{house.place}/readers/cards?each=2", headers=norwegian).text
    assert cards.count(word) == 2
    assert "Skriv ut" in cards
    assert "Thank you for coming!" in cards, "they are for the hall, whoever prints them"


def test_the_link_tells_what_became_of_it_when_the_draft_is_no_longer_read(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.open()
    phone = house.phone()
    assert "round" in phone.get(house.address()).text
    assert phone.says("question-1", "said").status_code == 200
    later = today() + timedelta(days=20)
    monkeypatch.setattr(clock, "today", lambda: later)
    for module in ("cafe.people.document_links", "cafe.readers.queries"):
        monkeypatch.setattr(f"{module}.today", lambda: later)
    answer = phone.get(house.address())
    assert answer.headers["Location"] == f"{house.address()}/round"
    assert phone.get(f"{house.address()}/document.docx").status_code == 410
    assert "The reading round is over" in phone.get(f"{house.address()}/round").text
    assert phone.says("question-1", "said").status_code == 409


def test_a_draft_is_lent_before_it_is_remarked_on(house: House) -> None:
    there = f"{house.place}/report/versions/{house.draft}/lent"
    assert house.organiser.post(there, do="end").status_code == 303
    answer = house.organiser.post(f"{house.place}/readers/rounds", version=str(house.draft))
    assert answer.status_code == 409
    with house.parts.db.reading() as db:
        assert db.scalars(select(Workshop.id)).all() == [house.id]


def test_a_remark_goes_to_its_question_wherever_that_stands_now(house: House) -> None:
    house.open()
    with house.parts.db.writing() as tx:
        first, *others = questions_of(tx, tx.get_one(Workshop, house.id))
        asked = first.id
        doing = {"by": "person:1", "operation": new_id()}
        place_question(tx, question=first, before=None, **doing)
        assert others
    for words in ("question-1", "Light", "More light"):
        assert house.phone().says(words, "missing", "Hva med vinduet?").status_code == 200
    assert {one.question_id for one in house.remarks()} == {asked}


def test_no_card_is_looked_for_when_somebody_has_tried_too_often(house: House) -> None:
    house.open(cards=True)
    asked: list[str] = []
    phone, word = house.phone(), house.word()
    tried = [phone.post("/read", word="bjelle fjell").status_code for _again in range(21)]
    assert (tried[0], tried[-1]) == (404, 429)

    def hear(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    event.listen(house.parts.db.engine, "before_cursor_execute", hear)
    for where in ("/read", f"{house.address()}/round"):
        asked.clear()
        assert phone.post(where, word=word).status_code == 429
        assert not [one for one in asked if "FROM cafe_table" in one]
