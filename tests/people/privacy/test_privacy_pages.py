"""At each way in it is told who is answerable, in one's language; what is written is checked."""

import pytest
from flask import Flask

from cafe.model import Organisation, Person, Workshop
from cafe.people.privacy import known_lacks, rules
from cafe.web.state import cafe
from tests.people.colleagues import colleague
from tests.support.app import Visitor
from tests.support.links import Doors

TOWN = {"controller": "Elvebyen kommune", "contact": "post@elvebyen.example", "basis": "6 (1) e"}


@pytest.fixture
def doors(organiser: Visitor, cafe_app: Flask) -> Doors:
    assert organiser.get("/workshops").status_code == 200
    with cafe(cafe_app).db.reading() as db:
        return Doors(cafe_app, db.query(Person).one())


def ways_in(doors: Doors) -> dict[str, str]:
    words = doors.secrets()
    return {
        f"/v/{words.wall}": f"/v/{words.wall}/privacy",
        f"/t/{words.table}": f"/t/{words.table}/privacy",
        f"/h/{words.invitation}": f"/h/{words.invitation}/privacy",
        "/login": "/privacy",
        "/?code=": "/privacy",
    }


def test_each_way_in_leads_to_who_is_answerable(
    cafe_app: Flask, doors: Doors, organiser: Visitor
) -> None:
    assert (
        organiser.post("/organisation/privacy", was=rules.as_seen(None), **TOWN).status_code == 303
    )
    own = {"officer": "Ombudet"}
    here = f"/w/{doors.id}/privacy"
    assert organiser.post(here, was=rules.as_seen(None), **own).status_code == 303
    for path, leads in ways_in(doors).items():
        visitor = Visitor(cafe_app)
        assert f'href="{leads}"' in visitor.get(path).text, path
        told = visitor.get(f"{leads}?lang=en").text
        assert "Elvebyen kommune" in told
        assert ("Ombudet" in told) == (leads != "/privacy"), "what differs in the café stands there"
        assert "Empty this tablet" in told
    shared = Visitor(cafe_app).get(f"/d/{doors.secrets().shared}/privacy").text
    assert "Ombudet" in shared
    assert f'href="{here}"' in organiser.get(f"/w/{doors.id}/plan").text
    assert "Elvebyen kommune" in Visitor(cafe_app).get("/accessibility").text


def test_a_document_on_the_web_leads_there(cafe_app: Flask, doors: Doors) -> None:
    here = f"/d/{doors.secrets().shared}"
    assert Visitor(cafe_app).get(here).text.count(f'<a href="{here}/privacy">') == 1


def test_what_nobody_has_stated_is_said_so(visitor: Visitor) -> None:
    assert visitor.get("/privacy?lang=en").text.count("Not stated yet.") == len(rules.FIELDS)


@pytest.mark.parametrize(
    ("typed", "status"),
    [({"controller": "x" * 20_000}, 422), ({"purpose": "bell\x07"}, 422), ({}, 303)],
)
def test_bad_words_are_refused_whole(
    doors: Doors, organiser: Visitor, typed: dict[str, str], status: int
) -> None:
    form = {"form": "privacy", "was": rules.as_seen(None), "contact": "a@b.example", **typed}
    for path in ("/organisation/privacy", f"/w/{doors.id}/privacy"):
        answer = organiser.post(path, **form)
        assert answer.status_code == status
        assert ('id="problem"' in answer.text) == (status == 422)
    with doors.db.reading() as db:
        kept = (db.get_one(Workshop, doors.id).privacy, db.query(Organisation).one().privacy)
    assert (kept == (None, None)) == (status == 422)


def test_nobody_writes_over_another(doors: Doors, organiser: Visitor) -> None:
    here, stale = f"/w/{doors.id}/privacy", rules.as_seen(None)
    assert organiser.post(here, was=stale, contact="one").status_code == 303
    assert organiser.post(here, form="privacy", was=stale, contact="two").status_code == 409
    with doors.db.reading() as db:
        assert db.get_one(Workshop, doors.id).privacy == {"contact": "one"}


def test_only_owners_and_admins_write(cafe_app: Flask, doors: Doors) -> None:
    editor = colleague(cafe_app, doors.id, "editor")
    assert 'action="/w/' not in editor.get(f"/w/{doors.id}/privacy").text
    assert editor.post(f"/w/{doors.id}/privacy", contact="x").status_code == 403
    assert editor.post("/organisation/privacy", contact="x").status_code == 403


def test_the_statement_has_the_forms_points_and_the_known_lacks(visitor: Visitor) -> None:
    page = visitor.get("/accessibility?lang=en").text
    for point in ("Who the statement is from", "Status", "What is not accessible", "Enforcement"):
        assert point in page
    assert page.count("Requirement ") == len(known_lacks.LACKS)
    assert "Partly in accordance" in page
