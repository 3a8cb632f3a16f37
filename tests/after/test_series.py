"""A series: the next café hears what the last one printed; nobody sees another's cafés."""

import re
from datetime import date

import pytest
from flask import Flask

from cafe.after.queries import last_said, timeline
from cafe.archive.actions import import_archive
from cafe.archive.schema import read
from cafe.document.changed import Line
from cafe.model import Category, Database, Person, Question, Series, Workshop
from cafe.people.actions import add_person, hash_password
from cafe.plan.actions import copy_workshop
from cafe.plan.queries import questions_of
from cafe.plan.queries_series import earlier_headings, series_of
from cafe.report.actions.versions import keep_version
from cafe.report.versions import store
from tests.people.colleagues import give
from tests.support.app import Visitor
from tests.support.world import a_workshop, new_id

KEY = "a key for tests"
SAID = [Line("text", "question-1", "Folk", "Naboer som hilser", "e1")]


class Two:
    """Two cafés of a series, each a copy of the one before, and who organises them."""

    def __init__(self, app: Flask) -> None:
        self.db: Database = app.extensions["cafe"].db
        with self.db.reading() as db:
            self.owner = db.query(Person).one()
        self.days = iter(range(1, 9))
        self.first = a_workshop(self.db, counts=[2, 1], owner=self.owner, key=KEY).id
        self.next = self.copy(self.first)

    def copy(self, id: str) -> str:
        with self.db.writing() as tx:
            return copy_workshop(
                tx, source=tx.get_one(Workshop, id), day=date(2027, 5, next(self.days)),
                owner=tx.get_one(Person, self.owner.id), secret_key=KEY, by="person:1",
                operation=new_id(),
            ).id  # fmt: skip

    def keep(self, id: str, lines: list[Line], *, final: bool = True) -> None:
        """Keep the café's document, with `lines` printed in it."""
        kept = store.Kept(revision=0, complete=True, lines=lines)
        with self.db.writing() as tx:
            here = tx.get_one(Workshop, id)
            keep_version(
                tx, workshop=here, final=final, folder=new_id()[:8], kept=kept, by="person:1",
                operation=new_id(),
            )  # fmt: skip

    def said(self, id: str, person_id: int = 0) -> dict[int, list[str]]:
        """By the question's number, what was said before."""
        with self.db.reading() as db:
            here = db.get_one(Workshop, id)
            found = last_said(db, here, person_id or self.owner.id)
            numbers = {one.uid: one.number for one in questions_of(db, here)}
            return {numbers[uid]: [s.text for s in one.sentences] for uid, one in found.items()}


@pytest.fixture
def two(organiser: Visitor, cafe_app: Flask) -> Two:
    assert organiser.get("/workshops").status_code == 200
    return Two(cafe_app)


def test_the_next_cafe_hears_what_the_last_final_version_printed(two: Two) -> None:
    assert two.said(two.next) == {}
    two.keep(two.first, [*SAID, Line("text", "question-2", "", "Alle", "e2")], final=False)
    assert two.said(two.next) == {}, "a draft says nothing"
    two.keep(two.first, SAID)
    assert two.said(two.next) == {1: ["Naboer som hilser"]}
    assert two.said(two.first) == {}
    third = two.copy(two.next)
    assert two.said(third) == {1: ["Naboer som hilser"]}, "a café without a document is passed over"
    two.keep(two.next, [Line("text", "question-2", "", "Skolen", "e3")])
    assert two.said(third) == {1: ["Naboer som hilser"], 2: ["Skolen"]}


def test_each_sentence_leads_to_its_place(two: Two, organiser: Visitor) -> None:
    two.keep(two.first, SAID)
    plan = organiser.get(f"/w/{two.next}/plan").text
    assert f'data-before="/w/{two.next}/plan/before"' in plan
    told = organiser.get(f"/w/{two.next}/plan/before", headers={"Accept-Encoding": ""}).json or {}
    (said,) = told.values()
    assert said["sentences"] == [
        {
            "text": "Naboer som hilser",
            "heading": "Folk",
            "address": f"/w/{two.first}/sort/entry/e1",
        }
    ]
    assert said["address"] == f"/w/{two.first}/report"


def test_another_organiser_hears_nothing_of_cafes_that_are_not_theirs(
    two: Two, cafe_app: Flask, organiser: Visitor
) -> None:
    two.keep(two.first, SAID)
    with two.db.writing() as tx:
        hashed = hash_password("en annen setning")
        per = add_person(tx, email="per@example.org", name="Per", password_hash=hashed)
        give(tx, two.next, per.id)
        tx.add(Category(
            id=new_id(), question_id=tx.query(Question).order_by(Question.id).first().id,  # type: ignore[union-attr]
            heading="Hemmelig overskrift", listed=True, position=1.0,
        ))  # fmt: skip
    other = Visitor(cafe_app)
    other.log_in("per@example.org", "en annen setning")
    assert two.said(two.next, per.id) == {}
    told = other.get(f"/w/{two.next}/plan/before", headers={"Accept-Encoding": ""})
    assert told.json == {}
    with two.db.reading() as db:
        uid = db.query(Series).one().uid
        here = db.get_one(Workshop, two.next)
        assert earlier_headings(db, here, per.id) == []
        assert earlier_headings(db, here, two.owner.id) == ["Hemmelig overskrift"]
    page = other.get(f"/workshops/series/{uid}").text
    assert f'href="/w/{two.next}"' in page
    assert f'href="/w/{two.first}"' not in page
    assert "Hemmelig" not in page
    assert "Hemmelig overskrift" in organiser.get(f"/workshops/series/{uid}").text
    assert "Hemmelig overskrift" in organiser.get(f"/w/{two.next}/sort/1").text
    assert "Hemmelig overskrift" not in other.get(f"/w/{two.next}/sort/1").text
    organiser.post(f"/w/{two.first}/bin")
    assert two.said(two.next) == {}, "what lies in the bin is told nobody"


def test_out_of_a_series_and_into_another(two: Two, organiser: Visitor) -> None:
    series = f"/w/{two.next}/series"
    page = organiser.get(f"/w/{two.next}/plan").text
    uid = re.findall(r'name="was" value="([^"]+)"', page)[-1]
    stale = organiser.post(series, form="series", was="", series="")
    assert stale.status_code == 409
    refused = organiser.post(series, form="series", was=uid, series="new", name=" ")
    assert refused.status_code == 422
    assert 'id="series-name" name="name"' in refused.text
    assert organiser.post(series, form="series", was=uid, series=new_id()).status_code == 404
    made = organiser.post(series, form="series", was=uid, series="new", name="Ny")
    assert made.status_code == 303
    with two.db.reading() as db:
        names = {one.name for one in db.query(Series)}
        assert "Ny" in names
        assert len(names) == 2
        new = db.get_one(Workshop, two.next).series
        assert new is not None
    organiser.post(series, form="series", was=new.uid, series=uid)
    with two.db.reading() as db:
        assert [one.uid for one in db.query(Series)] == [uid], "an empty series is gone"
    for id in (two.first, two.next):
        organiser.post(f"/w/{id}/series", form="series", was=uid, series="")
    assert organiser.get(f"/workshops/series/{uid}").status_code == 404


def test_a_series_is_renamed_unless_somebody_was_first(two: Two, organiser: Visitor) -> None:
    with two.db.reading() as db:
        series = db.query(Series).one()
    address = f"/workshops/series/{series.uid}"
    mine = organiser.post(address, form="rename", was=series.name, name="Læringsnettverket 🧡")
    assert mine.location == address
    stale = organiser.post(address, form="rename", was=series.name, name="Noe annet")
    assert stale.status_code == 409
    assert "Læringsnettverket 🧡" in stale.text
    assert 'value="Noe annet"' in stale.text
    assert organiser.post(address, form="rename", name="x" * 401).status_code == 422
    assert organiser.get("/workshops?show=series").text.count("Læringsnettverket 🧡") == 1


def test_the_timeline_counts_what_is_there(two: Two) -> None:
    two.keep(two.first, SAID)
    with two.db.reading() as db:
        held = timeline(db, db.query(Series).one(), two.owner.id)
        assert [one.workshop.id for one in held] == [two.next, two.first]
        assert [one.tables for one in held] == [3, 3]
        assert [one.final is not None for one in held] == [False, True]


def test_a_series_goes_out_and_in_with_its_cafes(two: Two, organiser: Visitor) -> None:
    archive = organiser.get(f"/w/{two.next}/archive.json", headers={"Accept-Encoding": ""})
    told = archive.get_json(force=True)
    with two.db.reading() as db:
        series = db.query(Series).one()
        first = questions_of(db, db.get_one(Workshop, two.first))
    assert told["workshop"]["series"] == {"uid": series.uid, "name": series.name}
    assert [one["origin"] for one in told["questions"]] == [one.uid for one in first]
    with two.db.writing() as tx:
        came = import_archive(
            tx,
            archive=read(archive.data),
            by_person=tx.get_one(Person, two.owner.id),
            secret_key=KEY,
        )
    two.keep(two.first, SAID)
    with two.db.reading() as db:
        assert db.get_one(Workshop, came.id).series_id == series.id
    assert two.said(came.id) == {1: ["Naboer som hilser"]}


def test_a_file_is_no_way_into_a_series_of_others(two: Two, organiser: Visitor) -> None:
    archive = read(organiser.get(f"/w/{two.next}/archive.json").data)
    with two.db.writing() as tx:
        rival = add_person(
            tx, email="rival@example.org", name="R", password_hash=hash_password("et godt ord 7")
        )
        theirs = import_archive(tx, archive=archive, by_person=rival, secret_key=KEY).series
        ours = tx.get_one(Workshop, two.next).series
        assert theirs is not ours
        assert theirs
        assert ours
        assert theirs.name == ours.name
    with two.db.reading() as db:
        assert two.said(two.next) == {}
        assert len(series_of(db, two.owner.id)) == 1
