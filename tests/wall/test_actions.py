"""Asking and dots, without a browser: what is kept, told and refused."""

from typing import Any

import pytest
from sqlalchemy import func, insert, select

from cafe.core.i18n import speaking
from cafe.errors import Conflict, Invalid, NotFound
from cafe.live.audience import WALL
from cafe.live.snapshot import snapshot
from cafe.model import Database, Dot, Note, VisitorQuestion, Workshop
from cafe.wall import actions, rules
from cafe.wall.actions import phones, phones_undo
from tests.support.vernissage import Vernissage
from tests.support.world import new_id


@pytest.fixture
def hall(db: Database) -> Vernissage:
    return Vernissage(db)


def ask(hall: Vernissage, text: str, about: str = "mer lys", **more: Any) -> str:
    words = {"uid": new_id(), "by": "viewer", "operation": new_id(), **more}
    with hall.db.writing() as tx:
        note = tx.scalars(select(Note).where(Note.uid == hall.notes[about])).one()
        return actions.ask(tx, note=note, text=text, **words).uid


def dot(hall: Vernissage, about: str, device: str = "one", put: bool = True) -> int:
    operation = actions.put_dot if put else actions.take_dot
    with hall.db.writing() as tx:
        note = tx.scalars(select(Note).where(Note.uid == hall.notes[about])).one()
        return operation(tx, note=note, device=device, by="viewer", operation=new_id())


def set_dots(hall: Vernissage, count: int) -> None:
    with hall.db.writing() as tx:
        workshop = tx.get_one(Workshop, hall.workshop.id)
        actions.set_dots(tx, workshop=workshop, count=count, by="person:1", operation=new_id())


def test_a_question_is_kept_as_typed_and_told_without_a_name(hall: Vernissage) -> None:
    uid = ask(hall, " Hvem ⇒ når?\n")
    [(by, item)] = hall.changes("asked")
    assert by == "viewer"
    assert item == {
        "id": uid, "note": hall.notes["mer lys"], "table": hall.tables[1],
        "text": " Hvem ⇒ når?\n", "answered": "no", "answer": None, "shown": False,
        "hidden": False, "decided": None, "reason": None, "erased": False,
    }  # fmt: skip


def test_the_same_question_sent_twice_is_one(hall: Vernissage) -> None:
    sent: dict[str, Any] = {"text": "Hvem?", "uid": new_id(), "operation": new_id()}
    uid = ask(hall, **sent)
    assert ask(hall, **sent) == uid
    hall.move("sorting")
    assert ask(hall, **sent) == uid
    assert len(hall.changes("asked")) == 1
    for wrong in ({"text": "Hva?"}, {"about": "kaffe"}):
        with pytest.raises(Conflict):
            ask(hall, **{**sent, **wrong})


def test_whoever_guesses_a_question_hears_the_same_of_right_words_and_of_wrong(
    hall: Vernissage,
) -> None:
    uid, said = ask(hall, "Hvem?"), set()
    for text in ("Hvem?", "Hva?"):
        with pytest.raises(Conflict) as refused:
            ask(hall, text, uid=uid)
        said.add((refused.value.message, refused.value.where))
    assert len(said) == 1


@pytest.mark.parametrize("stage", ["planning", "sorting", "finished"])
def test_nobody_asks_when_no_host_is_there(hall: Vernissage, stage: str) -> None:
    hall.move(stage)
    with pytest.raises(Conflict):
        ask(hall, "Hvem?")


def test_nobody_asks_about_a_note_that_was_struck_out(hall: Vernissage) -> None:
    hall.strike("mer lys")
    with pytest.raises(Conflict) as refused:
        ask(hall, "Hvem?")
    assert refused.value.where == "note"
    with pytest.raises(Invalid):
        ask(hall, "Hvem?", about="kaffe", uid="not a uuid")
    with hall.db.reading() as db:
        assert db.scalar(select(func.count()).select_from(VisitorQuestion)) == 0


def test_dots_are_off_until_the_organiser_turns_them_on(hall: Vernissage) -> None:
    for put in (True, False):
        with pytest.raises(NotFound):
            dot(hall, "kaffe", put=put)
    set_dots(hall, 2)
    assert hall.changes("workshop")[-1][1]["dots"] == 2
    assert dot(hall, "kaffe") == 1


def test_dots_are_counted_once_per_device_and_spent_per_question(hall: Vernissage) -> None:
    set_dots(hall, 2)
    assert [dot(hall, "kaffe"), dot(hall, "kaffe"), dot(hall, "kaffe", "two")] == [1, 1, 2]
    assert dot(hall, "mer lys") == 1
    with pytest.raises(Conflict) as refused:
        dot(hall, "rom for alle")
    assert refused.value.where == "dots"
    assert dot(hall, "en nøkkel til") == 1  # another question
    assert dot(hall, "mer lys", put=False) == 0
    assert dot(hall, "mer lys", put=False) == 0
    assert dot(hall, "rom for alle") == 1
    told = [(item["id"], item["count"]) for _by, item in hall.changes("dots")]
    assert told.count((hall.notes["kaffe"], 1)) == 1
    assert {by for by, _item in hall.changes("dots")} == {"viewer"}
    with hall.db.reading() as db:
        shown = snapshot(db, db.get_one(Workshop, hall.workshop.id), WALL)["dots"]
    assert {one["id"]: one["count"] for one in shown} == {
        hall.notes["kaffe"]: 2, hall.notes["rom for alle"]: 1, hall.notes["en nøkkel til"]: 1,
    }  # fmt: skip


def test_a_note_takes_no_more_dots_than_an_archive_has(hall: Vernissage) -> None:
    """However many devices somebody makes: the café could not come in again."""
    set_dots(hall, 2)
    with hall.db.writing() as tx:
        note = tx.scalars(select(Note.id).where(Note.uid == hall.notes["kaffe"])).one()
        many = range(rules.MOST_ON_NOTE - 1)
        tx.execute(insert(Dot), [{"note_id": note, "device": f"phone {one}"} for one in many])
    assert dot(hall, "kaffe") == rules.MOST_ON_NOTE
    assert dot(hall, "kaffe", put=False) == rules.MOST_ON_NOTE - 1
    assert dot(hall, "kaffe", "two") == rules.MOST_ON_NOTE
    with pytest.raises(Conflict, match="no more"), speaking("en"):
        dot(hall, "kaffe", "three")


def test_a_struck_note_gives_the_dot_back_and_takes_no_other(hall: Vernissage) -> None:
    set_dots(hall, 1)
    dot(hall, "mer lys")
    hall.strike("mer lys")
    assert dot(hall, "kaffe") == 1
    with pytest.raises(Conflict):
        dot(hall, "mer lys", "two")


@pytest.mark.parametrize("way", ["struck out", "taken off"])
@pytest.mark.parametrize("each", [1, 2])
def test_nobody_has_more_dots_when_one_that_was_given_back_counts_again(
    hall: Vernissage, way: str, each: int
) -> None:
    set_dots(hall, each)
    dot(hall, "mer lys")
    dot(hall, "mer lys", "two")
    lifted = new_id()
    if way == "struck out":
        hall.strike("mer lys")
    else:
        with hall.db.writing() as tx:
            here = tx.get_one(Workshop, hall.workshop.id)
            dots = tx.scalars(select(Dot)).all()
            phones.lift_dots(tx, workshop=here, dots=dots, by="person:1", operation=lifted)
    assert [dot(hall, "kaffe"), dot(hall, "en nøkkel til")] == [1, 1], "another question is apart"
    if way == "struck out":
        hall.strike("mer lys", struck=False)
    else:
        with hall.db.writing() as tx:
            here = tx.get_one(Workshop, hall.workshop.id)
            phones_undo.undo(tx, workshop=here, target=lifted, by="person:1", operation=new_id())
    assert dot(hall, "mer lys", "two") == each, "the second phone's has come back"
    with hall.db.reading() as db:
        told = {item["id"]: item["count"] for _by, item in hall.changes("dots")}
        shown = snapshot(db, db.get_one(Workshop, hall.workshop.id), WALL)["dots"]
        counts = {one["id"]: one["count"] for one in shown}
    assert counts == {uid: count for uid, count in told.items() if count}
    assert counts[hall.notes["kaffe"]] + counts[hall.notes["mer lys"]] == each + 1


def test_fewer_dots_take_none_away_and_after_the_vernissage_they_stay(hall: Vernissage) -> None:
    set_dots(hall, 2)
    dot(hall, "mer lys")
    dot(hall, "kaffe")
    set_dots(hall, 1)
    with hall.db.reading() as db:
        assert db.scalar(select(func.count()).select_from(Dot)) == 2
    hall.move("sorting")
    for put, about in ((True, "rom for alle"), (False, "kaffe")):
        with pytest.raises(Conflict):
            dot(hall, about, put=put)


def test_settings_say_nothing_when_nothing_changes(hall: Vernissage) -> None:
    before = len(hall.changes("workshop"))
    set_dots(hall, 0)
    assert len(hall.changes("workshop")) == before
    set_dots(hall, 3)
    assert len(hall.changes("workshop")) == before + 1
    with pytest.raises(Invalid):
        set_dots(hall, 51)
