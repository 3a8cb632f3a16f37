"""At each way in it is told who is answerable, in one's language; what is written is checked."""

from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from cafe.followup.actions.following import join
from cafe.followup.rules_contacts import Contact
from cafe.model import Follower, Organisation, Person, Workshop
from cafe.people.colleagues.actions import invite_colleague, reset_link
from cafe.people.document_links import follower_token
from cafe.people.organisations.actions import make_organisation
from cafe.people.organisations.inviting import invite_member
from cafe.people.privacy import known_lacks, rules
from cafe.people.rules import CAFE_ROLES, RIGHTS
from cafe.web.pages import WAYS_IN
from cafe.web.state import cafe
from tests.people.colleagues import account, colleague, enter, give
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.world import new_id

TOWN = {"controller": "Elvebyen kommune", "contact": "post@elvebyen.example", "basis": "6 (1) e"}


@pytest.fixture
def doors(organiser: Visitor, cafe_app: Flask) -> Doors:
    assert organiser.get("/workshops").status_code == 200
    with cafe(cafe_app).db.reading() as db:
        return Doors(cafe_app, db.query(Person).one())


@dataclass
class Town:
    """A second organisation, of whoever comes by a link or is logged in there."""

    ways: dict[str, str]  # by the role that each gives
    owner: Visitor


@pytest.fixture
def town(cafe_app: Flask, doors: Doors) -> Town:
    """It has the café, the series and somebody; it and the café have said who is answerable."""
    person = account(doors.db, "ombud@elvebyen.example")
    made: Any = {
        "name": "",
        "email": "",
        "made_by": person,
        "mails": False,
        "secret_key": doors.key,
    }

    def own(tx: Session, workshop: Workshop) -> None:
        home = make_organisation(tx, uid=new_id(), name="Elvebyen kommune")
        home.privacy, workshop.privacy = TOWN, {"officer": "Ombudet"}
        owner = tx.get_one(Person, person)
        workshop.organisation_id = owner.organisation_id = home.id
        assert workshop.series
        workshop.series.organisation_id = home.id
        give(tx, workshop.id, person)
        words.update(
            joining=invite_colleague(
                tx, workshop=workshop, role="reader", operation=new_id(), **made
            ),
            member=invite_member(tx, organisation=home, admin=False, operation=new_id(), **made),
            resetting=reset_link(tx, person=owner, made_by=None, secret_key=doors.key),
        )
        join(
            tx,
            series=workshop.series,
            contact=Contact("ola@example.org", "Ola"),
            secret_key=doors.key,
        )
        listed = tx.query(Follower).filter_by(series_id=workshop.series.id).one()
        words["contact"] = follower_token(doors.key, listed.nonce)

    words: dict[str, str] = {}
    doors.does(own)
    known = doors.secrets()
    ways = {
        "viewer": f"/v/{known.wall}",
        "host": f"/t/{known.table}",
        "sitting": f"/silent/{known.tray}",
        "invited": f"/h/{known.invitation}",
        "shared": f"/d/{known.shared}",
        "series": f"/s/{known.series}",
        "following": f"/f/{known.follower}",
        "following a series": f"/f/{words['contact']}",
        "joining": f"/join/{words['joining']}",
        "joining an organisation": f"/join/{words['member']}",
        "resetting": f"/reset/{words['resetting']}",
    }
    return Town(ways, enter(cafe_app, person))


# These lead to no one café.
TO_NO_CAFE = {"series", "following a series", "joining an organisation", "resetting"}


def test_each_way_in_leads_to_who_is_answerable_there_and_nowhere_else(
    cafe_app: Flask, organiser: Visitor, town: Town
) -> None:
    elsewhere = {"controller": "Fjellheim kommune"}  # what is said first, and of the installation
    said = organiser.post("/organisation/privacy", was=rules.as_seen(None), **elsewhere)
    assert said.status_code == 303
    by_login = {"nobody", "person", "admin", "keeper", "token", *CAFE_ROLES}
    assert WAYS_IN.keys() == RIGHTS.keys() - by_login
    assert {way.partition(" ")[0] for way in town.ways} == WAYS_IN.keys()
    for way, path in town.ways.items():
        visitor = Visitor(cafe_app)
        page = visitor.get(path).text
        assert f'href="{path}/privacy"' in page, way
        told = visitor.get(f"{path}/privacy?lang=en").text
        assert f'href="{path}/privacy"' in told, way
        assert "Elvebyen kommune" in told, way
        assert "Fjellheim kommune" not in told, way
        assert ("Ombudet" in told) == (way not in TO_NO_CAFE), "what differs in the café"
        assert "Empty this tablet" in told
    for path in ("/login", "/?code="):
        assert 'href="/privacy"' in Visitor(cafe_app).get(path).text, path
    assert "Fjellheim kommune" in Visitor(cafe_app).get("/privacy").text
    for who, home in ((organiser, "Fjellheim"), (town.owner, "Elvebyen")):
        assert f"{home} kommune" in who.get("/privacy").text.partition('id="main"')[2]
    assert "Fjellheim kommune" in Visitor(cafe_app).get("/accessibility").text


def test_an_organiser_is_led_to_what_the_cafe_says(doors: Doors, organiser: Visitor) -> None:
    here = f"/w/{doors.id}/privacy"
    own = {"officer": "Ombudet"}
    assert organiser.post(here, was=rules.as_seen(None), **own).status_code == 303
    assert f'href="{here}"' in organiser.get(f"/w/{doors.id}/plan").text
    assert "Ombudet" in organiser.get(here).text


def test_who_had_the_address_deleted_is_led_where_a_page_is(visitor: Visitor, town: Town) -> None:
    gone = visitor.post(f"{town.ways['following']}/end")
    assert "is deleted" in gone.text
    assert 'href="/privacy"' in gone.text
    assert visitor.get(f"{town.ways['following']}/privacy").status_code == 410


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
