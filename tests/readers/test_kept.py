"""A reading round goes out and in with its café, is held to the history, and can be erased."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from cafe.archive.history.check import check_history
from cafe.archive.queries import archive_of
from cafe.archive.schema import as_json, read
from cafe.document.compose import composed
from cafe.errors import Unavailable
from cafe.model import Database, Reading, Remark, Workshop
from cafe.model.events import publish
from cafe.model.sealing import seal
from cafe.plan.actions import place_question
from cafe.plan.queries import questions_of
from cafe.readers.actions import remark
from cafe.readers.rules import Spot
from cafe.report.queries import material_of
from cafe.verify.past import archive_at
from tests.erasure.ground import erased, holding
from tests.readers.house import House
from tests.report.samples import brought_in
from tests.support.world import new_id


def archive(db: Database, workshop_id: str) -> dict[str, Any]:
    with db.reading() as session:
        found: dict[str, Any] = archive_of(session, session.get_one(Workshop, workshop_id))
    return found


def document(db: Database, workshop_id: str) -> Any:
    with db.reading() as session:
        return composed(material_of(session, session.get_one(Workshop, workshop_id)))


def answered(house: House) -> list[str]:
    """A round that is over; one remark is beside, one is not taken in, one waits."""
    with house.parts.db.writing() as tx:
        workshop = tx.get_one(Workshop, house.id)
        seal(tx, workshop)
        workshop.report_options = {"accounts": True}
        publish(tx, workshop, by="person:1", operation=new_id())
    house.open()
    phone, uids = house.phone(), [new_id() for _three in range(3)]
    phone.opens()
    for uid, at in zip(uids, ("More light", "Light", "question-1"), strict=True):
        assert phone.says(at, "missing", f"Ord om {at}", uid).status_code == 200
    house.ends()
    house.decide(uids[0], "beside")
    house.decide(uids[1], "not", "står et annet sted")
    return uids


def test_it_goes_out_and_in_with_its_cafe(house: House) -> None:
    answered(house)
    out = archive(house.parts.db, house.id)
    assert [*check_history(out)] == []
    again = brought_in(house.parts.db, as_json(out))
    assert archive(house.parts.db, again) == out
    told = [str(document(house.parts.db, one)).replace(one, "") for one in (house.id, again)]
    assert [one.count("Ord om More light") for one in told] == [2, 2]
    # Without its history the remark is beside the same sentence, from café to café.
    bare = {name: of for name, of in out.items() if name not in ("history", "seal")}
    for _twice in range(2):
        alone = brought_in(house.parts.db, as_json(bare))
        assert archive(house.parts.db, alone) == bare
        assert str(document(house.parts.db, alone)).count("Ord om More light") == 2
    # Whoever changes an outcome in the file is found out.
    forged = json.loads(as_json(out))
    remarks = [one for question in forged["questions"] for one in question.get("remarks", ())]
    next(one for one in remarks if one.get("outcome") == "not")["reason"] = "noe annet"
    assert [*check_history(read(as_json(forged)).model_dump(exclude_unset=True))] != []


def test_the_cafe_as_it_was_has_the_outcomes_of_that_moment(house: House) -> None:
    uids = answered(house)
    with house.parts.db.reading() as session:
        before = session.get_one(Workshop, house.id).revision
    assert house.decide(uids[2], "beside").status_code == 303
    then = archive_at(archive(house.parts.db, house.id), before)
    assert then is not None
    remarks = [one for question in then.archive["questions"] for one in question["remarks"]]
    assert sorted(one["outcome"] for one in remarks) == ["beside", "not"]
    assert then.archive["readings"][0]["remarks"] == 3


def test_the_words_of_a_remark_are_erased_for_good(house: House) -> None:
    """Out of its row, the history, and a version in which they are printed beside a sentence."""
    word = "Zyxq Wværtsen"
    house.open()
    phone, uid = house.phone(), new_id()
    assert phone.says("More light", "words", f"Spør {word} om det", uid).status_code == 200
    house.ends()
    assert house.decide(uid, "beside").status_code == 303
    house.keep(2)
    folder = house.parts.settings.data_dir
    assert len(holding(folder, word)) > 1
    erased(house.parts.db, house.parts.settings, house.id, "words", words=word)
    assert holding(folder, word) == []
    with house.parts.db.reading() as session:
        assert "Spør" in session.get_one(Remark, (house.id, uid)).text
    assert [*check_history(archive(house.parts.db, house.id))] == []
    # Who has the draft open hears of it, and what was begun about the same things goes there.
    answer = phone.send("POST", f"{house.address()}/read", {})
    [cut] = (answer.json or {})["cuts"]
    assert uid in cut["about"]


def test_words_that_were_erased_do_not_come_back_from_a_readers_outbox(house: House) -> None:
    word, uid = "Wværtsen", new_id()
    house.open()
    phone = house.phone()
    said = ("More light", "words", f"Spør {word} om det", uid)
    assert phone.says(*said).status_code == 200
    erased(house.parts.db, house.parts.settings, house.id, "words", words=word)
    for text in (said[2], "noe annet"):
        assert phone.says("More light", "words", text, uid).get_json()["where"] == "erased"
    assert holding(house.parts.settings.data_dir, word) == []
    # Nor do those that stood in the draft, when it was made anew while a remark was under way.
    spot = Spot(1, "question", "", word, word)
    words: dict[str, Any] = {"kind": "said", "text": "", "uid": new_id(), "spot": spot}
    with house.parts.db.reading() as tx:
        round_ = tx.scalars(select(Reading)).one()
        asked = questions_of(tx, tx.get_one(Workshop, house.id))[0].id
        with pytest.raises(Unavailable):
            remark(tx, reading=round_, is_open=True, question_id=asked, folder="older", **words)


def test_what_was_erased_of_a_question_is_told_by_where_it_stands_in_the_draft(
    house: House,
) -> None:
    """Whoever reads the draft has a question where it stood then, wherever it stands now."""
    db, settings, word = house.parts.db, house.parts.settings, "Wværtsen"
    with db.writing() as tx:
        questions_of(tx, tx.get_one(Workshop, house.id))[0].text = f"What does {word} need?"
    house.draft = house.keep(2)
    house.lend(house.draft)
    with db.writing() as tx:
        first, *others = questions_of(tx, tx.get_one(Workshop, house.id))
        assert others
        place_question(tx, question=first, before=None, by="person:1", operation=new_id())
    house.open()
    erased(db, settings, house.id, "words", words=word)
    assert holding(settings.data_dir, word) == []
    answer = house.phone().send("POST", f"{house.address()}/read", {})
    [cut] = (answer.json or {})["cuts"]
    assert [one for one in cut["about"] if one.startswith("question")] == ["question-1"]
