"""The plan of who sits where: made, added to, and right about the tables of today."""

import re
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from cafe.errors import Conflict, Invalid
from cafe.model import CafeTable, Change, Database, Link, Question, Workshop
from cafe.people.links import token_of
from cafe.plan.actions import (
    add_table,
    agree_rounds,
    begin_round,
    change_tables,
    number_tables,
    remove_table,
    seating,
)
from cafe.plan.rotation import plan as rotation
from cafe.plan.rules_rounds import Agreed
from tests.support.app import Visitor
from tests.support.world import KEY, a_workshop, new_id, tables_of

BY = "person:1"


def planned(db: Database, people: int = 20, **world: object) -> Workshop:
    """A café with two questions, four tables and a plan of three rounds."""
    workshop = a_workshop(db, counts=[2, 2], **world)  # type: ignore[arg-type]
    with db.writing() as tx:
        mine = tx.get_one(Workshop, workshop.id)
        seats = rotation.plan(people, seating.spots_of(tx, mine), 3, tries=2_000)
        seating.keep_seating(tx, workshop=mine, seats=seats, by=BY, operation=new_id())
    return workshop


def kept(db: Database, workshop: Workshop) -> seating.Seating:
    with db.reading() as session:
        found = seating.seating_of(session, session.get_one(Workshop, workshop.id))
    assert found is not None
    return found


def test_a_plan_is_kept_and_looked_over(db: Database) -> None:
    found = kept(db, planned(db))
    assert (found.people, len(found.seats)) == (20, 3)
    assert (found.gone, found.unused, found.back) == ([], [], 0)
    # Two questions and three rounds: everybody gets one of them twice.
    assert found.asked.people == 20


def test_only_tables_of_the_form_tables_take_part(db: Database) -> None:
    workshop = a_workshop(db, counts=[2, 2])
    with db.writing() as tx:
        second = tx.scalars(select(Question).where(Question.number == 2)).one()
        second.form = "plenary"
        tx.flush()
        spots = seating.spots_of(tx, tx.get_one(Workshop, workshop.id))
    assert [spot.question for spot in spots] == [1, 1]


def test_one_more_moves_nobody(db: Database) -> None:
    workshop = planned(db)
    before = kept(db, workshop)
    with db.writing() as tx:
        mine = tx.get_one(Workshop, workshop.id)
        assert seating.add_person(tx, workshop=mine, by=BY, operation=new_id()) == 21
    after = kept(db, workshop)
    assert [row[:-1] for row in after.seats] == before.seats
    assert after.back == 0


def test_a_table_taken_away_is_named(db: Database) -> None:
    workshop = planned(db)
    with db.writing() as tx:
        gone = tx.scalars(select(CafeTable).where(CafeTable.number == 2)).one()
        remove_table(tx, table=gone, by=BY, operation=new_id())
    assert kept(db, workshop).gone == [2]
    with db.writing() as tx:
        mine = tx.get_one(Workshop, workshop.id)
        with pytest.raises(Conflict, match=r"[Nn]ew plan|ny plan"):
            seating.add_person(tx, workshop=mine, by=BY, operation=new_id())
        # The others are numbered anew, and one of them gets its number: it is gone all the same.
        number_tables(tx, workshop=mine, by=BY, operation=new_id())
    found = kept(db, workshop)
    assert (found.gone, found.unused) == ([4], [])
    assert max(row.count(table) for row in found.seats for table in row) == 5


def test_a_table_laid_later_stays_empty(db: Database) -> None:
    workshop = planned(db)
    with db.writing() as tx:
        question = tx.scalars(select(Question).where(Question.number == 1)).one()
        add_table(tx, question=question, secret_key=KEY, by=BY, operation=new_id())
    found = kept(db, workshop)
    assert found.unused == [5]


def test_a_plan_for_tables_that_went_meanwhile_is_not_kept(db: Database) -> None:
    workshop = a_workshop(db, counts=[1, 1])
    with db.writing() as tx:
        mine = tx.get_one(Workshop, workshop.id)
        with pytest.raises(Conflict, match="9"):
            seating.keep_seating(tx, workshop=mine, seats=[[1, 9]], by=BY, operation=new_id())


def test_without_a_plan_nobody_is_added(db: Database) -> None:
    workshop = planned(db)
    with db.writing() as tx:
        mine = tx.get_one(Workshop, workshop.id)
        seating.remove_seating(tx, workshop=mine, by=BY, operation=new_id())
        assert seating.seating_of(tx, mine) is None
        with pytest.raises(Conflict):
            seating.add_person(tx, workshop=mine, by=BY, operation=new_id())


def test_a_full_plan_takes_no_more(db: Database) -> None:
    workshop = planned(db, people=rotation.MOST_PEOPLE)
    with db.writing() as tx:
        mine = tx.get_one(Workshop, workshop.id)
        with pytest.raises(Invalid, match="400"):
            seating.add_person(tx, workshop=mine, by=BY, operation=new_id())


# By forms, and on a phone.


IN_NORWEGIAN = {"Accept-Language": "nb"}


def owned(organiser: Visitor, cafe_app: Flask, data: Path | None = None) -> tuple[str, Database]:
    """The id of an open café of the organiser's, and its database."""
    from cafe.people.queries import the_person

    db: Database = cafe_app.extensions["cafe"].db
    with db.reading() as session:
        owner = the_person(session, "berit@example.org")
    workshop = a_workshop(db, counts=[3, 3], stage="open", language="en", owner=owner)
    assert organiser.get(f"/w/{workshop.id}/seating").status_code == 200
    return workshop.id, db


def make(organiser: Visitor, workshop_id: str, **typed: object) -> str:
    form = {"form": "make", "people": "40", "rounds": "3", "table": list("123456"), **typed}
    answer = organiser.post(f"/w/{workshop_id}/seating", **form)
    return answer.text if answer.status_code != 303 else str(answer.location)


def wall_of(db: Database, workshop_id: str) -> str:
    with db.reading() as session:
        here = select(Link).where(Link.workshop_id == workshop_id, Link.table_id.is_(None))
        return f"/v/{token_of(KEY, session.scalars(here).one().nonce)}"


def test_a_plan_by_form_and_its_papers(organiser: Visitor, cafe_app: Flask) -> None:
    workshop_id, db = owned(organiser, cafe_app)
    assert make(organiser, workshop_id).endswith("/seating#plan")
    page = organiser.get(f"/w/{workshop_id}/seating").text
    assert "40 people" in page
    assert len(re.findall(r'id="person-\d+"', page)) == 40
    cards = organiser.get(f"/w/{workshop_id}/seating/cards").text
    assert cards.count('class="badge"') == 40
    sheets = organiser.get(f"/w/{workshop_id}/seating/rounds").text
    assert sheets.count('class="round-sheet"') == 3
    for place in ("cards", "rounds"):
        printed = organiser.get(f"/w/{workshop_id}/seating/{place}", headers=IN_NORWEGIAN).text
        assert "Skriv ut" in printed
        assert ">Table 1<" in printed, "it is for the hall, whoever prints it"
    for one in (cards, sheets):
        assert "taken away" not in one
    with db.writing() as tx:
        gone = tx.scalars(select(CafeTable).where(CafeTable.number == 2)).one()
        remove_table(tx, table=gone, by=BY, operation=new_id())
    for place in ("", "/cards", "/rounds"):
        assert "taken away: 2." in organiser.get(f"/w/{workshop_id}/seating{place}").text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"people": "0"}, "1 to 400"),
        ({"people": "401"}, "1 to 400"),
        ({"people": "mange"}, "is not a number"),
        ({"rounds": "9"}, "1 to 8"),
        ({"table": []}, "at least one table"),
        ({"table": ["99", "x"]}, "at least one table"),
    ],
)
def test_nonsense_leaves_the_words(
    organiser: Visitor, cafe_app: Flask, typed: dict[str, object], words: str
) -> None:
    workshop_id, _db = owned(organiser, cafe_app)
    page = make(organiser, workshop_id, **typed)
    assert words in page
    assert f'value="{typed.get("people", "40")}"' in page


def test_one_more_by_form_acts_once(organiser: Visitor, cafe_app: Flask) -> None:
    workshop_id, db = owned(organiser, cafe_app)
    make(organiser, workshop_id, table=["1", "2"], rounds="2")
    operation = new_id()
    for _time in range(2):
        organiser.post(f"/w/{workshop_id}/seating/people", act=operation)
    with db.reading() as session:
        plan = session.get_one(Workshop, workshop_id).seating
        assert plan is not None
        assert plan["people"] == 41
        assert {table for row in plan["rounds"] for table in row} == {1, 2}
        assert session.query(Change).filter_by(operation=operation).count() == 1


def test_a_plan_that_one_has_not_seen_is_not_written_over(
    organiser: Visitor, cafe_app: Flask
) -> None:
    workshop_id, db = owned(organiser, cafe_app)
    at, few = f"/w/{workshop_id}/seating", {"rounds": "2", "table": ["1", "2"]}
    forms = {"make": (at, {"people": "9", **few}), "away": (f"{at}/away", {})}

    def seen(page: str) -> str:
        return str(re.findall(r'name="was" value="([^"]*)"', page)[0])

    def sent(form: str, was: str) -> TestResponse:
        to, typed = forms[form]
        return organiser.post(to, form=form, act=new_id(), was=was, **typed)

    def plan() -> object:
        with db.reading() as session:
            return session.get_one(Workshop, workshop_id).seating

    for form in forms:
        for people in ("6", "7"):  # where there was no plan, and where there was another
            stale = seen(organiser.get(at).text)
            make(organiser, workshop_id, people=people, was=stale, **few)
            kept, refused = plan(), sent(form, stale)
            assert kept is not None
            assert refused.status_code == 409, (form, people)
            assert f"There now: {people} people, 2 rounds" in refused.text
            assert plan() == kept
        assert sent(form, seen(refused.text)).status_code == 303
        assert plan() != kept
        sent("away", seen(organiser.get(at).text))


def test_the_phone_shows_the_way(organiser: Visitor, cafe_app: Flask) -> None:
    workshop_id, db = owned(organiser, cafe_app)
    wall, phone = wall_of(db, workshop_id), Visitor(cafe_app)
    assert "sit where you like" in phone.get(f"{wall}/seat").text
    assert f"{wall}/seat" not in phone.get(wall).text
    make(organiser, workshop_id)
    assert f"{wall}/seat" in phone.get(wall).text
    assert "What is your number?" in phone.get(f"{wall}/seat").text
    with db.reading() as session:
        plan = session.get_one(Workshop, workshop_id).seating or {}
    page = phone.get(f"{wall}/seat?number=17").text
    shown = re.findall(r'class="my-table">Table (\d+)<', page)
    assert shown == [str(row[16]) for row in plan["rounds"]]
    wrong = phone.get(f"{wall}/seat?number=41")
    assert wrong.status_code == 404
    assert "from 1 to 40" in wrong.text
    assert phone.get(f"{wall}/seat?number=<b>").status_code == 422


def test_the_phone_knows_the_round(organiser: Visitor, cafe_app: Flask) -> None:
    workshop_id, db = owned(organiser, cafe_app)
    make(organiser, workshop_id)
    phone, address = Visitor(cafe_app), f"{wall_of(db, workshop_id)}/seat?number=3"
    now = re.compile(r'data-round="(\d)" aria-current="step"')
    assert now.findall(phone.get(address).text) == []
    with db.writing() as tx:
        mine = tx.get_one(Workshop, workshop_id)
        agreed: Agreed = {"count": 3, "minutes": 12, "change": 2}
        agree_rounds(tx, workshop=mine, agreed=agreed, by=BY, operation=new_id())
        begin_round(tx, workshop=mine, number=1, by=BY, operation=new_id())
    assert now.findall(phone.get(address).text) == ["1"]
    with db.writing() as tx:
        mine = tx.get_one(Workshop, workshop_id)
        change_tables(tx, workshop=mine, after=1, by=BY, operation=new_id())
    assert now.findall(phone.get(address).text) == ["2"]
    page = organiser.get(f"/w/{workshop_id}/seating").text
    assert re.findall(r'class="round now" aria-labelledby="round-(\d)"', page) == ["2"]


def test_only_the_organiser_plans(organiser: Visitor, cafe_app: Flask, visitor: Visitor) -> None:
    workshop_id, db = owned(organiser, cafe_app)
    assert visitor.get(f"/w/{workshop_id}/seating").status_code == 302
    assert visitor.post(f"/w/{workshop_id}/seating", people="9", rounds="1").status_code == 302
    with db.reading() as session:
        assert session.get_one(Workshop, workshop_id).seating is None
    table = tables_of(db, Workshop(id=workshop_id))[0]
    with db.reading() as session:
        nonce = session.scalars(select(Link.nonce).where(Link.table_id == table.id)).one()
    assert visitor.get(f"/v/{token_of(KEY, nonce)}/seat").status_code == 403
