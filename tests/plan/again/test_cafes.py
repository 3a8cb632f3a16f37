"""The list of cafés by real forms: found, put away, binned and taken back, deleted for good."""

import re
import unicodedata
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from lxml import html
from sqlalchemy import event, update

from cafe.core.clock import now, today
from cafe.model import HIDDEN, Database, Organisation, Organiser, Person, Workshop
from cafe.people.links import code_of, token_of
from cafe.people.queries import links_of
from cafe.plan.actions import due_in_bin
from cafe.plan.queries_cafes import cafes_of
from cafe.plan.routes.cafes import FEW
from cafe.plan.rules_cafes import BIN_DAYS
from cafe.server.rounds import empty_bin
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.world import a_workshop, new_id

A_DAY = 24 * 3600


@pytest.fixture
def doors(organiser: Visitor, cafe_app: Flask) -> Doors:
    """A café with every kind of link."""
    assert organiser.get("/workshops").status_code == 200
    with cafe_app.extensions["cafe"].db.reading() as db:
        return Doors(cafe_app, db.query(Person).one())


def addresses(doors: Doors) -> list[str]:
    words = doors.secrets()
    return [f"/v/{words.wall}", f"/t/{words.table}", f"/h/{words.invitation}", f"/d/{words.shared}"]


def test_into_the_bin_and_back(organiser: Visitor, visitor: Visitor, doors: Doors) -> None:
    assert [visitor.get(one).status_code for one in addresses(doors)] == [200] * 4
    answer = organiser.post(f"/w/{doors.id}/bin", act=new_id())
    assert answer.location == f"/workshops?show=bin#cafe-{doors.id}"
    for address in addresses(doors):
        gone = visitor.get(address)
        assert gone.status_code == 410
        assert "put this café away" in gone.text
    code = visitor.post("/code", code=doors.secrets().wall_code)
    assert code.status_code == 410
    for place in ("plan", "day", "sort", "report", "snapshot", "archive.json"):
        shut = organiser.get(f"/w/{doors.id}/{place}")
        assert shut.status_code == 410
    assert organiser.post(f"/w/{doors.id}/stage", stage="sorting").status_code == 410
    assert f'href="/w/{doors.id}"' not in organiser.get("/workshops").text
    assert f"in {BIN_DAYS} days" in organiser.get("/workshops?show=bin").text
    back = organiser.post(f"/w/{doors.id}/back")
    assert back.location == f"/workshops#cafe-{doors.id}"
    assert [visitor.get(one).status_code for one in addresses(doors)] == [200] * 4
    assert visitor.post("/code", code=doors.secrets().wall_code).status_code == 302


def test_whoever_listens_hears_that_it_is_gone(organiser: Visitor, doors: Doors) -> None:
    heard: list[list[str]] = []
    doors.db.closers.append(heard.append)
    organiser.post(f"/w/{doors.id}/bin")
    with doors.db.reading() as db:
        links = {link.token_digest for link in links_of(db, doors.id)}
    assert links < set(heard[0])


def test_deleting_for_good_wants_the_header_line(organiser: Visitor, doors: Doors) -> None:
    organiser.post(f"/w/{doors.id}/bin")
    refused = organiser.post(f"/w/{doors.id}/delete", title="noe", form=f"delete-{doors.id}")
    assert refused.status_code == 422
    assert 'value="noe"' in refused.text
    with doors.db.reading() as db:
        title = db.get_one(Workshop, doors.id).title
    old = addresses(doors)
    assert organiser.post(f"/w/{doors.id}/delete", title=title).status_code == 303
    with doors.db.reading() as db:
        assert db.get(Workshop, doors.id) is None
    gone = Visitor(doors.app).get(old[0])
    assert gone.status_code == 410
    assert "no longer valid" in gone.text
    assert organiser.post(f"/w/{doors.id}/back").status_code == 404


@pytest.mark.parametrize(
    "title",
    [
        "KAFÉ\u00a0KAI, 5.\u00a0SEPTEMBER\u00a02014",
        unicodedata.normalize("NFD", "KAFÉ KAI, 5. SEPTEMBER 2014"),
        "\u200fKAFÉ  KAI,\u200b 5. SEPTEMBER 2014 ",
    ],
)
def test_what_nobody_sees_in_a_header_line_need_not_be_typed(
    organiser: Visitor, doors: Doors, title: str
) -> None:
    with doors.db.writing() as tx:
        tx.get_one(Workshop, doors.id).title = title
    organiser.post(f"/w/{doors.id}/bin")
    for typed, status in (
        ("KAFÉ KAI, 5. SEPTEMBER 2015", 422),
        ("KAFÉ KAI, 5. SEPTEMBER 2014", 303),
    ):
        assert organiser.post(f"/w/{doors.id}/delete", title=typed).status_code == status
    with doors.db.reading() as db:
        assert db.get(Workshop, doors.id) is None


def test_what_cannot_be_taken_back_says_so_where_it_lies(organiser: Visitor, doors: Doors) -> None:
    organiser.post(f"/w/{doors.id}/bin")
    with doors.db.writing() as tx:
        tx.execute(update(Organisation).values(most_cafes=1))
        owner = tx.query(Person).first()
    a_workshop(doors.db, owner=owner)
    tree = html.fromstring(organiser.get("/workshops?show=bin").text)
    (form,) = tree.xpath(f"//form[@action='/w/{doors.id}/back']")
    typed = {one.get("name"): one.get("value") for one in form.xpath(".//input")}
    refused = organiser.post(f"/w/{doors.id}/back", **typed)
    assert refused.status_code == 409
    (said,) = html.fromstring(refused.text).xpath("//*[@id='problem']")
    assert said.xpath("string(ancestor::li/@id)") == f"cafe-{doors.id}"


def test_after_a_month_the_hourly_round_takes_it(organiser: Visitor, doors: Doors) -> None:
    old = addresses(doors)[0]
    organiser.post(f"/w/{doors.id}/bin")

    def a_day_on_which_it_has_lain(days: int) -> bool:
        """Whether it is still there after the round, on a day that no other was counted on."""
        yesterday = today() - timedelta(days=1)
        with doors.db.writing() as tx:
            here = tx.get_one(Workshop, doors.id)
            here.binned, here.reminded_on = now() - days * A_DAY, here.reminded_on and yesterday
        for step in empty_bin(doors.db):
            step()
        with doors.db.reading() as db:
            return db.get_one(Workshop, doors.id).stage not in HIDDEN

    # A clock that is far ahead, for some hours: on one day more.
    assert [a_day_on_which_it_has_lain(days) for days in (1, 200, 2)] == [True] * 3
    for days in range(3, BIN_DAYS):
        assert a_day_on_which_it_has_lain(days)
    assert not a_day_on_which_it_has_lain(BIN_DAYS)
    with doors.db.reading() as db:
        assert due_in_bin(db, now()) == []
    assert organiser.post(f"/w/{doors.id}/back").status_code == 404
    assert Visitor(doors.app).get(old).status_code == 410


@pytest.mark.parametrize("ahead", [-50 * 365, 400, 70 * 365])
def test_what_was_put_there_by_a_clock_that_was_wrong_has_its_month_all_the_same(
    organiser: Visitor, doors: Doors, ahead: int
) -> None:
    organiser.post(f"/w/{doors.id}/bin")
    with doors.db.writing() as tx:
        tx.execute(update(Workshop).values(binned=now() + ahead * A_DAY))
    for _hour in range(2):
        for step in empty_bin(doors.db):
            step()
    assert f"in {BIN_DAYS} days" in organiser.get("/workshops?show=bin").text
    assert organiser.post(f"/w/{doors.id}/back").status_code == 303


def test_put_away_it_is_found_again_and_others_keep_theirs(
    organiser: Visitor, cafe_app: Flask, doors: Doors
) -> None:
    from cafe.people.actions import add_person, hash_password
    from tests.people.colleagues import give

    with doors.db.writing() as tx:
        hashed = hash_password("en annen setning")
        per = add_person(tx, email="per@example.org", name="Per", password_hash=hashed)
        give(tx, doors.id, per.id)
    other = Visitor(cafe_app)
    other.log_in("per@example.org", "en annen setning")
    link = f'href="/w/{doors.id}"'
    assert organiser.post(f"/w/{doors.id}/away", do="away").location == "/workshops"
    assert link not in organiser.get("/workshops").text
    assert link in organiser.get("/workshops?show=away").text
    assert link in organiser.get("/workshops?q=godt+STED").text
    assert link not in organiser.get("/workshops?q=noe+annet").text
    assert link in other.get("/workshops").text
    assert organiser.get(f"/w/{doors.id}/plan").status_code == 200
    organiser.post(f"/w/{doors.id}/away", do="list")
    assert link in organiser.get("/workshops").text


def test_copies_and_templates_by_one_press(organiser: Visitor, doors: Doors) -> None:
    act = new_id()
    first, again = (
        organiser.post(f"/w/{doors.id}/copy", do="hosts", act=act).location for _press in range(2)
    )
    assert first == again
    assert re.fullmatch(r"/w/\w+/plan", first)
    assert organiser.post(f"/w/{doors.id}/copy", do="template").location == (
        "/workshops?show=templates"
    )
    page = organiser.get("/workshops?show=templates").text
    assert "World Café in three rounds" in page
    (template,) = set(re.findall(r"/w/(\w+)/copy", page))
    made = organiser.post(f"/w/{template}/copy", do="copy").location
    assert made not in (first, f"/w/{template}/plan")
    shipped = organiser.post("/workshops/new", template="short", act=new_id()).location
    assert "Short meeting" not in organiser.get(shipped).text
    assert "short" not in shipped
    assert organiser.post("/workshops/new", template="borte").status_code == 422


def test_the_list_asks_as_much_of_the_database_for_three_cafes_as_for_one(db: Database) -> None:
    with db.writing() as tx:
        person = Person(email="a@b.c", name="Ada", password_hash="x")
        tx.add(person)
    today = datetime.now().astimezone().date()
    counts = []
    for _cafe in range(3):
        a_workshop(db, counts=[2, 1], owner=person)
        asked: list[str] = []

        def count(*words: object, asked: list[str] = asked) -> None:
            asked.append(str(words[2]))

        event.listen(db.engine, "before_cursor_execute", count)
        with db.reading() as session:
            found = cafes_of(session, person.id, today)
        event.remove(db.engine, "before_cursor_execute", count)
        counts.append(len([one for one in asked if one.startswith("SELECT")]))
    assert counts == [3, 3, 3]
    cards = found.now + found.coming + found.earlier
    assert [(card.questions, card.tables) for card in cards] == [(2, 3)] * 3


def test_codes_of_a_binned_cafe_are_no_guess(organiser: Visitor, doors: Doors) -> None:
    organiser.post(f"/w/{doors.id}/bin")
    with doors.db.reading() as db:
        wall = links_of(db, doors.id)[0]
    stranger = Visitor(doors.app)
    answer = stranger.post("/code", code=code_of(doors.key, wall.code_nonce))
    assert answer.status_code == 410
    assert stranger.get(f"/v/{token_of(doors.key, wall.nonce)}").status_code == 410


def test_a_long_list_shows_what_is_near_and_all_when_asked(
    organiser: Visitor, cafe_app: Flask
) -> None:
    assert organiser.get("/workshops").status_code == 200
    with cafe_app.extensions["cafe"].db.writing() as tx:
        me = tx.query(Person).one()
        for number in range(FEW + 2):
            id = f"old{number:03}"
            day = date(2020, 1, 1) + timedelta(days=number)
            words = {"document_title": "D", "language": "nb", "date": day, "commissioner": ""}
            tx.add(Workshop(id=id, title=f"GAMMEL {number}", stage="finished", **words))
            tx.flush()
            tx.add(Organiser(workshop_id=id, person_id=me.id, role="owner"))
    page = organiser.get("/workshops").text
    assert page.count('class="card cafe"') == FEW
    assert f"GAMMEL {FEW + 1}<" in page
    assert "GAMMEL 1<" not in page
    for address in ("/workshops?show=all", "/workshops?show=all&q=gammel"):
        assert organiser.get(address).text.count('class="card cafe"') == FEW + 2
    assert organiser.get("/workshops?q=gammel+1%20januar").text.count('class="card cafe"') > 1
    for odd in ("%00", "%ff", "%F0%9F%A7%A1", "a" * 5000, "<script>", "&%E2%80%AE"):
        assert organiser.get(f"/workshops?q={odd}").status_code == 200


def test_a_template_is_found_and_has_no_day(organiser: Visitor, doors: Doors) -> None:
    organiser.post(f"/w/{doors.id}/copy", do="template")
    found = organiser.get("/workshops?q=godt").text
    assert found.count("Plan a café from this") == 1
    assert found.count(">Start the clock<") == 1, "a template has no next step"
